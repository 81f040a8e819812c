/*
 * Many posts, for benchmarks: the rows' own functions, thousands of them in a
 * transaction and one sync at the end, so that the store is exactly what so
 * many acts would have made.
 *
 * The shape: threads of 1 to about 60 posts, most of them short; a reply
 * answers one of the last few posts three times out of four, so that depths
 * are those of a debate; several threads of a room are written at one time,
 * so that the posts of each are strewn among those of others; the first
 * thread of the first room has 500 posts.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "store/forum/deed.h"
#include "store/forum/search.h"
#include "store/forum/seed.h"

enum {
	BULK_AUTHORS = 60,
	BULK_BATCH = 5000,		/* posts in a transaction */
	BULK_LONG = 500,		/* posts of the long thread */
	BULK_TEXT = 2400,		/* bytes of a text, at most */
	BULK_WORDS = 300000,		/* invented ones */
	BULK_INVENTED = 6,		/* in a sentence */
	BULK_RECENT = 8,
	BULK_OPEN = 4,			/* threads of a room at one time */
};

/* A thread that is being written. */
struct bulk_thread {
	uint64_t room, id, posts, left;
	uint64_t recent[BULK_RECENT];	/* its last posts */
};

struct bulk {
	struct store *store;
	struct deed deed;
	struct arena *arena;
	uint64_t state;			/* of the generator */
	uint64_t *rooms, *members;
	unsigned room_count;
	struct bulk_thread *threads;	/* the long one, then BULK_OPEN a room */
	uint64_t reader;
	int64_t now;
};

/* xorshift64* (Vigna 2016, "An experimental exploration of Marsaglia's
 * xorshift generators, scrambled"): small, and the same everywhere. */
static uint64_t
draw(struct bulk *b, uint64_t below)
{
	b->state ^= b->state >> 12;
	b->state ^= b->state << 25;
	b->state ^= b->state >> 27;
	return (b->state * 0x2545f4914f6cdd1dULL >> 33) % below;
}

static const char *const openings[] = {
	"Dans notre commune", "À l’échelle du département", "Il me semble que",
	"D’expérience", "Pour ma part", "Si je comprends bien",
	"Lors de la dernière réunion", "Du côté des associations",
	"Sans vouloir trancher", "Avec un peu de recul",
};
static const char *const subjects[] = {
	"les habitantes et habitants du quartier", "le jury citoyen",
	"l’équipe d’animation", "la personne garante", "le service concerné",
	"le groupe de travail", "le conseil municipal", "chaque atelier",
	"la lettre d’invitation", "le compte rendu",
};
static const char *const verbs[] = {
	"demande surtout", "a permis", "n’empêche pas", "rend possible",
	"suppose", "retarde parfois", "éclaire", "ne remplace jamais",
	"oblige à revoir", "commence par",
};
static const char *const objects[] = {
	"un calendrier annoncé dès le départ",
	"une réponse écrite à chaque avis",
	"des horaires que les parents peuvent tenir",
	"un lieu que tout le monde connaît",
	"l’expression d’un désaccord sans dommage",
	"une synthèse relue par celles et ceux qu’elle cite",
	"la confiance de personnes qui ne viennent jamais",
	"un budget modeste mais certain",
	"le temps d’écouter avant de répondre",
	"une règle du jeu affichée et tenue",
};

/*
 * A word nobody uses, always the same for a rank.  Ranks are drawn so that
 * word n is n times rarer than the first, as words are (Zipf); without them
 * a hundred words would make up a million posts, and search would be easy.
 */
static size_t
invented(struct bulk *b, char *out, size_t size)
{
	static const char *const sounds[] = { "ra", "vo", "ti", "lu", "be",
	    "so", "ma", "né", "gui", "cha", "pon", "der", "fal", "quo",
	    "mir", "zel" };
	double u = (double)draw(b, 1 << 20) / (1 << 20);
	uint64_t rank = (uint64_t)exp(u * log(BULK_WORDS));
	size_t used = 0;

	rank += LENGTH(sounds);
	for (; rank > 0 && used < size - 4; rank /= LENGTH(sounds))
		used += (size_t)snprintf(out + used, size - used, "%s",
		    sounds[rank % LENGTH(sounds)]);
	return used;
}

static size_t
sentence(struct bulk *b, char *out, size_t size)
{
	size_t used = (size_t)snprintf(out, size, "%s, %s %s %s : ",
	    openings[draw(b, LENGTH(openings))],
	    subjects[draw(b, LENGTH(subjects))],
	    verbs[draw(b, LENGTH(verbs))],
	    objects[draw(b, LENGTH(objects))]);

	for (int i = 0; i < BULK_INVENTED; i++) {
		used += invented(b, out + used, 24);
		used += (size_t)snprintf(out + used, size - used,
		    i + 1 < BULK_INVENTED ? " " : ". ");
	}
	return used;
}

/* One to eight sentences, in paragraphs of three. */
static struct str
bulk_text(struct bulk *b, char buf[static BULK_TEXT])
{
	size_t used = 0, sentences = 1 + draw(b, 8);

	for (size_t i = 0; i < sentences && used < BULK_TEXT - 400; i++) {
		used += sentence(b, buf + used, BULK_TEXT - used);
		if (i % 3 == 2) {
			memcpy(buf + used - 1, "\n\n", 2);
			used++;
		}
	}
	while (used > 0 && (buf[used - 1] == ' ' || buf[used - 1] == '\n'))
		used--;
	return (struct str){ buf, used };
}

static void
must(enum err e, const char *what)
{
	if (e != OK)
		fatal("seed: %s: %s", what, err_name(e));
}

static void
bulk_people(struct bulk *b)
{
	struct who machine = { .machine = true, .address = "local" };
	struct act_result result;
	char name[32], title[64];

	b->members = arena_alloc(b->arena, BULK_AUTHORS * sizeof(uint64_t));
	b->rooms = arena_alloc(b->arena, b->room_count * sizeof(uint64_t));
	for (unsigned i = 0; i <= BULK_AUTHORS; i++) {
		struct member profile = { 0 };
		struct act_args args = { .profile = &profile };

		snprintf(name, sizeof(name), "membre%u", i + 1);
		profile.handle = str_of(i < BULK_AUTHORS ? name : "lectrice");
		profile.profiles[0] = (uint8_t)(1 + i % PROFILE_COUNT);
		clock_pin(b->now - 400 * (int64_t)FORUM_DAY);
		must(act_run(b->store, &machine, ACT_MEMBER_ADD, &args,
		    &result), "member");
		if (i < BULK_AUTHORS)
			b->members[i] = result.id;
		else
			b->reader = result.id;
	}
	for (unsigned i = 0; i < b->room_count; i++) {
		struct act_args args = { .wing = (uint8_t)(i % 3),
		    .visibility = VISIBILITY_MEMBERS };

		snprintf(name, sizeof(name), "salon-%u", i + 1);
		snprintf(title, sizeof(title), "Salon nº %u", i + 1);
		args.name = str_of(name);
		args.title = str_of(title);
		must(act_run(b->store, &machine, ACT_ROOM_ADD, &args,
		    &result), "room");
		b->rooms[i] = result.id;
	}
}

static void
begin(struct bulk *b)
{
	must(db_begin_write(store_db(b->store), &b->deed.txn), "begin");
}

/* Sets the deed up for an author in a room, at a time. */
static void
speak(struct bulk *b, uint64_t room, int64_t at, struct str text)
{
	struct deed *d = &b->deed;
	uint64_t author = b->members[draw(b, BULK_AUTHORS)];
	struct txn *txn = d->txn;
	static struct act_result result;

	arena_reset(d->arena);
	*d = (struct deed){ .store = b->store, .txn = txn,
	    .arena = d->arena, .result = &result, .why = &result.why };
	clock_pin(at);
	d->caller = (struct caller){ .member = author, .now = at,
	    .status = STATUS_MEMBER };
	d->in.text = text;
	d->in.type = (uint8_t)(draw(b, 8) == 0 ? TYPE_Q : draw(b, 5) == 0 ?
	    TYPE_E : TYPE_C);
	must(load_member(txn, author, d->arena, &d->self), "author");
	must(load_room(txn, room, d->arena, &d->room), "room");
}

/* One more post of a thread: the one that opens it, or an answer. */
static void
bulk_post(struct bulk *b, struct bulk_thread *t, int64_t at)
{
	uint64_t back, i = t->posts;
	char text[BULK_TEXT], title[128];
	struct deed *d = &b->deed;

	speak(b, t->room, at, bulk_text(b, text));
	if (i == 0) {
		snprintf(title, sizeof(title), "%s, que demander ?",
		    openings[draw(b, LENGTH(openings))]);
		d->in.title = str_of(title);
		must(thread_new_apply(d), "thread");
		t->id = d->result->id;
	} else {
		back = draw(b, 4) == 0 ? 0 :
		    draw(b, i < BULK_RECENT ? i : BULK_RECENT);
		must(load_thread(d->txn, t->id, d->arena, &d->thread),
		    "thread");
		must(load_post(d->txn, draw(b, 4) == 0 ? t->id :
		    t->recent[(i - 1 - back) % BULK_RECENT], d->arena,
		    &d->post), "parent");
		must(post_reply_apply(d), "reply");
	}
	t->recent[i % BULK_RECENT] = d->result->id;
	t->posts++;
	t->left--;
}

/* The thread that gets the next post; one that has ended gives its place to
 * another of its room. */
static struct bulk_thread *
bulk_turn(struct bulk *b)
{
	struct bulk_thread *t = &b->threads[0];

	if (t->left > 0 && draw(b, 4) != 0)
		return t;
	t = &b->threads[1 + draw(b, (uint64_t)b->room_count * BULK_OPEN)];
	if (t->left == 0) {
		t->posts = 0;
		/* most threads are short: a product of two draws */
		t->left = 1 + draw(b, 8) * draw(b, 9);
	}
	return t;
}

static void
bulk_posts(struct bulk *b, uint64_t posts)
{
	size_t count = (size_t)b->room_count * BULK_OPEN;

	b->threads = arena_alloc(b->arena, (1 + count) * sizeof(*b->threads));
	b->threads[0] = (struct bulk_thread){ .room = b->rooms[0],
	    .left = BULK_LONG };
	for (size_t i = 0; i < count; i++)
		b->threads[1 + i].room = b->rooms[i % b->room_count];
	begin(b);
	for (uint64_t n = 0; n < posts; n++) {
		bulk_post(b, bulk_turn(b), b->now - 300 * (int64_t)FORUM_DAY +
		    (int64_t)((double)n / (double)posts * 299 * FORUM_DAY));
		if ((n + 1) % BULK_BATCH == 0) {
			must(db_commit(b->deed.txn), "commit");
			begin(b);
		}
	}
	must(db_commit(b->deed.txn), "commit");
}

/* The reader has read every other stretch of each room. */
static void
bulk_marks(struct bulk *b, unsigned ranges)
{
	struct deed *d = &b->deed;
	struct member self;

	begin(b);
	arena_reset(d->arena);
	must(load_member(d->txn, b->reader, d->arena, &self), "reader");
	for (unsigned i = 0; i < b->room_count; i++) {
		unsigned each = ranges / b->room_count;
		struct marks marks;
		struct room room;
		uint64_t step;

		must(load_room(d->txn, b->rooms[i], d->arena, &room), "room");
		must(marks_load(b->store, d->txn, &self, &room, &marks),
		    "marks");
		rangeset_clear(&marks.read);
		step = each > 0 && room.posts / each > 2 ? room.posts / each :
		    2;
		for (uint64_t at = 1; at + step <= room.posts; at += step)
			rangeset_add(&marks.read, at, at + step / 2 - 1);
		must(marks_save(d->txn, b->reader, room.id, &marks), "marks");
		marks_free(&marks);
	}
	must(db_commit(d->txn), "commit");
}

/* What a server's keeper would have done by then. */
static void
bulk_index(struct store *store)
{
	bool more = true;

	while (more)
		must(search_work(store, 1000, &more), "index");
}

enum err
seed_bulk(struct store *store, uint64_t posts, unsigned rooms,
    unsigned ranges, uint64_t seed)
{
	struct bulk b = { .store = store, .arena = arena_new(),
	    .state = seed * 2 + 1, .room_count = rooms, .now = clock_now() };
	struct db_info info;
	enum err e = db_info(store_db(store), &info);

	if (e == OK && (info.entries[DB_MEMBER] || info.entries[DB_ROOM]))
		e = ERR_EXISTS;
	if (e != OK || (e = db_bulk(store_db(store), true)) != OK)
		goto out;
	b.deed.arena = arena_new();
	bulk_people(&b);
	bulk_posts(&b, posts);
	bulk_marks(&b, ranges);
	bulk_index(store);
	e = db_bulk(store_db(store), false);
	arena_free(b.deed.arena);
out:
	clock_pin(0);
	arena_free(b.arena);
	return e;
}
