/*
 * Any sequence of posts, edits, deletions, rooms that open and close, batches
 * and halves of merges: search finds what reading each post finds.
 */
#include "search_fixture.h"

#include <stdio.h>
#include <string.h>

enum { ROOMS = 4, PEOPLE = 3, STEPS = 700 };

struct world {
	struct forum *f;
	unsigned seed;
	uint64_t rooms[ROOMS], people[PEOPLE];
	uint64_t last;		/* post */
	bool moving;
};

static unsigned
draw(struct world *w, unsigned below)
{
	w->seed = w->seed * 1103515245U + 12345U;
	return (w->seed >> 8) % below;
}

static const char *const vocabulary[] = { "chat", "chats", "commune",
	"communes", "décider", "décision", "décisions", "jury", "jurys",
	"marché", "marcher", "general", "universal", "university", "eau",
	"日本", "日本語", "x9", "être", "aujourd’hui", "l’eau" };

static const char *
some_text(struct world *w, char buf[static 400])
{
	unsigned words = 1 + draw(w, 12);

	buf[0] = '\0';
	for (unsigned i = 0; i < words; i++) {
		strcat(buf, vocabulary[draw(w, LENGTH(vocabulary))]);
		strcat(buf, draw(w, 4) == 0 ? ", " : " ");
	}
	return buf;
}

static void
some_deed(struct world *w)
{
	struct forum *f = w->f;
	char text[400], title[400];
	struct act_args args = { .post = w->last == 0 ? 0 :
	    1 + draw(w, (unsigned)w->last) };
	struct act_result result = { 0 };
	struct who who = as(w->people[draw(w, PEOPLE)]);
	enum act act = ACT_POST_REPLY;

	args.text = str_of(some_text(w, text));
	switch (draw(w, 8)) {
	case 0:
		act = ACT_THREAD_NEW;
		args.room = w->rooms[draw(w, ROOMS)];
		args.title = str_of(some_text(w, title));
		args.title.len = args.title.len > 80 ? 80 : args.title.len;
		args.title = text_head(args.title, 80);
		break;
	case 1:
		act = ACT_POST_EDIT;
		break;
	case 2:
		act = ACT_POST_DELETE;
		break;
	default:
		break;
	}
	/* Many are refused: not one's own, not visible. */
	if (try_act(f, who, act, args, &result) == OK && result.id > w->last)
		w->last = result.id;
}

/* Posts that hold it, by reading each one that this reader may read. */
static size_t
read_all(struct world *w, struct who who, const char *words, uint64_t *out)
{
	struct words *known = words_new();
	struct arena *arena = arena_new();
	struct search_query q;
	size_t n = 0;

	search_parse(str_of(words), false, known, arena, &q);
	for (uint64_t id = w->last; id > 0; id--) {
		struct post_view view;
		struct search_text texts[2];
		bool all = true;

		if (query_post(w->f->store, &who, id, arena, &view) != OK ||
		    view.post.state != POST_LIVE)
			continue;
		search_text(view.text, known, arena, &texts[0]);
		search_text(view.post.parent == 0 ? view.title : str_of(""),
		    known, arena, &texts[1]);
		for (size_t i = 0; i < q.count; i++)
			if (search_clause_times(&q.clauses[i], &texts[0],
			    NULL) + search_clause_times(&q.clauses[i],
			    &texts[1], NULL) == 0)
				all = false;
		if (all)
			out[n++] = id;
	}
	arena_free(arena);
	words_free(known);
	return n;
}

static void
compare(struct world *w, struct who who, const char *words)
{
	static uint64_t wanted[STEPS + 1];
	struct search_ask ask = { .words = str_of(words), .limit = 100,
	    .order = SEARCH_NEWEST };
	size_t count = read_all(w, who, words, wanted), seen = 0;
	struct search_found found = { 0 };
	struct refusal why;

	do {
		ask.from = seen;
		assert_err(OK, query_search(w->f->store, &who, &ask,
		    w->f->arena, &found, &why));
		if (found.partial) {
			assert_true(w->moving);
			return;
		}
		if (found.total != count)
			print_error("“%s”: %zu, not %zu\n", words,
			    (size_t)found.total, count);
		assert_int_equal(found.total, count);
		for (size_t i = 0; i < found.count; i++, seen++)
			assert_int_equal(found.hits[i].post, wanted[seen]);
	} while (found.count > 0);
	assert_int_equal(seen, count);
}

static void
some_query(struct world *w)
{
	char words[200] = "";
	struct who who = draw(w, 4) == 0 ? as(w->people[draw(w, PEOPLE)]) :
	    as(w->people[0]);
	unsigned kind = draw(w, 6);

	if (kind == 0)
		strcat(words, "« ");
	strcat(words, vocabulary[draw(w, LENGTH(vocabulary))]);
	if (kind <= 2) {
		strcat(words, " ");
		strcat(words, vocabulary[draw(w, LENGTH(vocabulary))]);
	}
	if (kind == 3) {
		words[strlen(words) > 4 ? 4 : strlen(words)] = '\0';
		if (!text_valid(str_of(words)))
			return;
		strcat(words, "*");
	}
	compare(w, who, words);
	arena_reset(w->f->arena);
}

static void
some_work(struct world *w)
{
	bool did = false;

	switch (draw(w, 4)) {
	case 0:
		search_index_batch(w->f->store, &did);
		break;
	case 1:
		search_merge_some(w->f->store, 0, 1 + draw(w, 9), &did);
		break;
	case 2:
		if (draw(w, 10) == 0) {
			index_all(w->f);
			w->moving = false;
			assert_sound(w->f);
		}
		break;
	default:
		if (draw(w, 12) == 0) {
			room_set_visibility(w->f, w->rooms[draw(w, ROOMS)],
			    draw(w, VISIBILITY_COUNT));
			w->moving = true;
		}
	}
}

static void
search_finds_what_reading_it_all_finds(void **state)
{
	struct world w = { .f = *state, .seed = 20261125 };
	char name[16];

	/* Thousands of commits: not each of them to the disk. */
	assert_err(OK, db_bulk(store_db(w.f->store), true));

	for (int i = 0; i < PEOPLE; i++) {
		snprintf(name, sizeof(name), "membre%d", i);
		w.people[i] = member_add(w.f, name);
	}
	for (int i = 0; i < ROOMS; i++) {
		snprintf(name, sizeof(name), "salon%d", i);
		w.rooms[i] = room_add(w.f, name, VISIBILITY_PRIVATE);
		room_allow(w.f, w.rooms[i], w.people[0]);
		room_set_visibility(w.f, w.rooms[i], (enum visibility)(i %
		    VISIBILITY_COUNT));
	}
	index_all(w.f);
	for (int i = 0; i < STEPS; i++) {
		some_deed(&w);
		some_work(&w);
		if (i % 3 == 0)
			some_query(&w);
	}
	index_all(w.f);
	w.moving = false;
	for (int i = 0; i < 100; i++)
		some_query(&w);
	assert_sound(w.f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    search_finds_what_reading_it_all_finds, forum_setup,
		    forum_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
