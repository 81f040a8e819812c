/* plain: the loop of plain mode, its choices and its words. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "store/forum/charter.h"
#include "ui/core/digits.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { PLAIN_CHOICES = 9, LINE_MOST = 4096 };

static char *
format(struct arena *arena, const char *fmt, va_list list)
{
	char *text = NULL, *kept;
	struct str safe;

	if (vasprintf(&text, fmt, list) < 0)
		fatal("no memory");
	safe = text_safe(str_of(text), arena);
	kept = arena_memdup0(arena, safe.p, safe.len);
	free(text);
	for (char *p = kept; *p != '\0'; p++)
		if (*p == '\n')
			*p = ' ';
	return kept;
}

void
plain_say(struct plain *p, const char *fmt, ...)
{
	va_list list;

	va_start(list, fmt);
	fprintf(p->io.out, "%s\n", format(p->call.arena, fmt, list));
	va_end(list);
}

void
plain_begin(struct plain *p)
{
	p->offers = NULL;
	p->offer_count = p->offer_from = 0;
	arena_reset(p->menu);
}

void
plain_offer(struct plain *p, plain_run *run, uint64_t number,
    const char *fmt, ...)
{
	struct plain_offer *offer = ARENA_PUSH(p->menu, p->offers,
	    p->offer_count);
	va_list list;

	va_start(list, fmt);
	offer->text = format(p->menu, fmt, list);
	va_end(list);
	offer->run = run;
	offer->number = number;
}

/* The line that was being typed when Ctrl-C or a hang-up came, after the one
 * that was read just before, if any. */
static void
take_begun(struct plain *p, bool read, struct str *out)
{
	struct str begun;

	p->left = plain_tty_interrupted() && !plain_tty_hungup();
	begun = plain_tty_begun(&p->tty, p->call.arena);
	if (read)
		*out = str_of(arena_printf(p->call.arena, "%.*s\n%.*s",
		    STR(*out), STR(begun)));
	else
		*out = begun;
	clearerr(p->io.in);
}

/* Longer ones lose their end to the kernel (N_TTY_BUF_SIZE). */
static void
say_full(struct plain *p, struct str line)
{
	if (p->tty.fd >= 0 && line.len >= LINE_MOST - 1)
		plain_say(p, "%s", _("This line was as long as a terminal "
		    "takes, 4095 bytes: its end may be missing. Go on "
		    "on a new line."));
}

bool
plain_line(struct plain *p, struct str *out)
{
	enum err e = ERR_NOT_FOUND;

	fputs("> ", p->io.out);
	fflush(p->io.out);
	*out = (struct str){ "", 0 };
	p->left = p->odd = false;
	if (p->over)
		return false;
	if (plain_tty_wait(p))
		e = lines_line(&p->call, TEXT_BODY_MAX, out);
	if (plain_tty_hungup() || plain_tty_interrupted())
		take_begun(p, e == OK, out);
	*out = plain_typed(*out, p->call.arena, &p->odd);
	if (p->left) {
		fputc('\n', p->io.out);
		return false;
	}
	if (e == ERR_INPUT) {
		plain_refused(p, e, NULL, NULL);
		return true;
	}
	say_full(p, *out);
	p->hungup = e == ERR_NOT_FOUND || feof(p->io.in) ||
	    plain_tty_hungup() || !plain_welcome(p);
	if (p->hungup)
		p->over = true;
	return !p->hungup;
}

unsigned
plain_number(struct plain *p, unsigned most, unsigned usual)
{
	struct str line;
	uint64_t n;

	while (plain_line(p, &line)) {
		if (line.len == 0 && usual != 0)
			return usual;
		if (digits_number(line, 1, most, &n) == OK)
			return (unsigned)n;
		plain_say(p, _("A number from 1 to %u."), most);
	}
	return 0;
}

uint64_t
plain_do(struct plain *p, enum act act, struct act_args *args,
    const char *done)
{
	struct act_result result = { 0 };
	enum err e = act_run(p->call.store, p->call.who, act, args, &result);

	if (e != OK) {
		plain_refused(p, e, &result.why, NULL);
		return 0;
	}
	p->mine = true;
	plain_say(p, "%s", done);
	return result.id;
}

bool
plain_sure(struct plain *p, const char *question, const char *yes)
{
	plain_say(p, "%s", question);
	plain_say(p, "1. %s", yes);
	plain_say(p, "2. %s", _("Leave it as it is"));
	return plain_number(p, 2, 2) == 1;
}

void
plain_refused(struct plain *p, enum err e, const struct refusal *why,
    const char *word)
{
	lines_refuse(&p->call, e, why, word);
	fflush(p->io.err);
}

void
plain_command(struct plain *p, const char *first, ...)
{
	char *argv[8];
	int argc = 0;
	va_list list;

	va_start(list, first);
	for (const char *word = first; word != NULL && argc < 7;
	    word = va_arg(list, const char *))
		argv[argc++] = arena_strdup(p->call.arena, word);
	va_end(list);
	argv[argc] = NULL;
	lines_run_argv(p->call.store, p->call.who, argc, argv, &p->io);
}

/* --- choices --- */

static size_t
shown(const struct plain *p)
{
	size_t left = p->offer_count - p->offer_from;

	if (left <= PLAIN_CHOICES && p->offer_from == 0)
		return left;
	return left < PLAIN_CHOICES ? left : PLAIN_CHOICES - 1;
}

/* The last number leads to those that did not fit, then round. */
static bool
more(const struct plain *p)
{
	return p->offer_count > PLAIN_CHOICES;
}

static void
say_choices(struct plain *p)
{
	size_t count = shown(p), rest = p->offer_count - p->offer_from - count;

	for (size_t i = 0; i < count; i++)
		plain_say(p, "%zu. %s", i + 1,
		    p->offers[p->offer_from + i].text);
	if (more(p))
		plain_say(p, _("%zu. Other actions, %zu"), count + 1,
		    rest ? rest : p->offer_count - count);
}

static void
choose(struct plain *p, uint64_t n)
{
	size_t count = shown(p);

	if (n >= 1 && n <= count) {
		struct plain_offer chosen = p->offers[p->offer_from + n - 1];
		chosen.run(p, chosen.number);
	} else if (more(p) && n == count + 1) {
		p->offer_from += count;
		if (p->offer_from >= p->offer_count)
			p->offer_from = 0;
	} else
		plain_say(p, "%s", _("No such number here."));
}

/* --- commands --- */

static void
quit(struct plain *p, uint64_t number)
{
	p->over = true;
}

static void
command_read(struct plain *p, uint64_t id)
{
	struct post_view post;
	enum err e = query_post(p->call.store, p->call.who, id, p->call.arena,
	    &post);
	char number[24];

	snprintf(number, sizeof(number), "%llu", (unsigned long long)id);
	if (e != OK)
		plain_refused(p, e, NULL, number);
	else
		plain_post(p, id);
}

static void
command_room(struct plain *p, const char *name, plain_run *then)
{
	struct room_view room;
	enum err e = query_room_named(p->call.store, p->call.who, name,
	    p->call.arena, &room);

	if (e != OK)
		plain_refused(p, e, NULL, name);
	else
		then(p, room.room.id);
}

static void
command_person(struct plain *p, const char *name, plain_run *then)
{
	struct member_view view;
	enum err e = query_member_named(p->call.store, p->call.who, name,
	    p->call.arena, &view);

	if (e != OK)
		plain_refused(p, e, NULL, name);
	else
		then(p, view.member.id);
}

/* Commands that plain mode does in its own way; of: its operand. */
struct plain_word {
	const char *name, *french;	/* NULL: a line command's */
	enum { TAKES_NOTHING, TAKES_ID, TAKES_ROOM, TAKES_NAME,
		MAY_TAKE_NAME, TAKES_WORDS } takes;
	plain_run *run;
};
static const struct plain_word plain_words[] = {
	{ "quit", "quitter", TAKES_NOTHING, quit },
	{ "home", "accueil", TAKES_NOTHING, plain_home },
	{ "menu", "menu", TAKES_NOTHING, plain_menu },
	{ "rooms", NULL, TAKES_NOTHING, plain_rooms },
	{ "threads", NULL, TAKES_ROOM, plain_room },
	{ "read", NULL, TAKES_ID, command_read },
	{ "reply", NULL, TAKES_ID, plain_write_reply },
	{ "edit", NULL, TAKES_ID, plain_write_edit },
	{ "delete", NULL, TAKES_ID, plain_delete },
	{ "new", NULL, TAKES_ROOM, plain_write_new },
	{ "search", NULL, TAKES_WORDS, plain_search },
	{ "keys", NULL, TAKES_NOTHING, plain_keys },
	{ "drafts", NULL, TAKES_NOTHING, plain_drafts },
	{ "history", NULL, TAKES_ID, plain_history },
	{ "message", NULL, TAKES_NAME, plain_write_message },
	{ "messages", NULL, MAY_TAKE_NAME, plain_messages },
};

static const struct plain_word *
own_word(const char *name)
{
	for (size_t i = 0; i < LENGTH(plain_words); i++)
		if (strcmp(plain_words[i].name, name) == 0)
			return &plain_words[i];
	return NULL;
}

/* quit, home and menu are no line commands. */
static const char *
word_name(struct plain *p, const char *typed)
{
	struct plain_name own[LENGTH(plain_words)];
	size_t count = 0;

	for (size_t i = 0; i < LENGTH(plain_words); i++)
		if (plain_words[i].french != NULL)
			own[count++] = (struct plain_name){
				plain_words[i].name, plain_words[i].french };
	return plain_find(p, typed, own, count);
}

static void
run_word(struct plain *p, const struct plain_word *word, int argc, char **argv)
{
	uint64_t id = 0;

	switch (word->takes) {
	case TAKES_NOTHING:
		word->run(p, 0);
		break;
	case TAKES_ID:
		if (argc == 1 && p->place.post != 0)
			word->run(p, p->place.post);
		else if (argc == 2 && digits_number(str_of(argv[1]), 1,
		    INT64_MAX, &id) == OK)
			word->run(p, id);
		else
			plain_say(p, _("Say the number too, for example: "
			    "%s 12."), argv[0]);
		break;
	case TAKES_WORDS:
		if (argc == 1)
			word->run(p, 0);
		else if (strncmp(argv[argc - 1], "--", 2) == 0)
			lines_run_argv(p->call.store, p->call.who, argc,
			    argv, &p->io);
		else
			plain_search_for(p, lines_sought(&p->call, argc - 1,
			    argv + 1));
		break;
	case TAKES_ROOM:
		if (argc == 2)
			command_room(p, argv[1], word->run);
		else if (argc == 1 && p->place.room != 0)
			word->run(p, p->place.room);
		else
			plain_say(p, "%s", _("Say the room’s name too; rooms lists "
			    "them."));
		break;
	case TAKES_NAME:
	case MAY_TAKE_NAME:
		if (argc == 2)
			command_person(p, argv[1], word->run);
		else if (argc == 1 && word->takes == MAY_TAKE_NAME)
			word->run(p, 0);
		else
			plain_say(p, _("Say whose name too, for example: "
			    "%s ardoise."), argv[0]);
		break;
	}
}

static void
run_command(struct plain *p, const char *line)
{
	const struct plain_word *word;
	const char *name;
	char **argv;
	int argc;

	if (lines_split(line, p->call.arena, &argc, &argv) != OK) {
		plain_say(p, "%s", _("A quote is not closed."));
		return;
	}
	if (argc == 0)
		return;
	name = word_name(p, argv[0]);
	if (name == NULL)
		return;
	word = own_word(name);
	/* With operands, a line command like any other. */
	if (word != NULL && word->french == NULL && argc > 1 &&
	    word->takes == TAKES_NOTHING)
		word = NULL;
	if (word != NULL && (p->call.me != NULL ||
	    word->french != NULL || lines_find(name, false,
	    p->call.arena)->guests))
		run_word(p, word, argc, argv);
	else {
		argv[0] = arena_strdup(p->call.arena, name);
		lines_run_argv(p->call.store, p->call.who, argc, argv, &p->io);
	}
}

bool
plain_me(struct plain *p)
{
	struct call call = p->call;

	call.arena = p->self;
	arena_reset(p->self);
	p->call.me = NULL;
	if (!lines_begin(&call, lines_find("help", false, p->self)))
		return false;
	p->call.me = call.me;
	return true;
}

/* Whatever stands before home; false: the session is over. */
static bool
enter(struct plain *p, bool *refused)
{
	if (p->options.registering && p->who.member == 0 && !plain_join(p))
		return false;
	*refused = !plain_me(p);
	if (*refused || p->call.me == NULL)
		return !*refused;
	if (charter_asks(charter_now(p->call.store), &p->call.me->member)) {
		*refused = !plain_charter(p) || !plain_me(p);
		if (*refused)
			return false;
	}
	if (!p->call.me->member.toured)
		plain_tour(p);
	return true;
}

static void
turns(struct plain *p)
{
	plain_home(p, 0);
	plain_news(p);
	while (!p->over) {
		struct str line;
		uint64_t n;
		say_choices(p);
		if (!plain_line(p, &line)) {
			if (p->left)
				plain_say(p, "%s", _("quit ends the session."));
			continue;
		}
		if (digits_number(line, 0, 99, &n) == OK)
			choose(p, n);
		else
			run_command(p, lines_copy(&p->call, line));
		if (!p->over)
			plain_news(p);
		arena_reset(p->call.arena);
	}
	if (!p->hungup)
		plain_say(p, "%s", _("See you soon. Nothing is waiting to be "
		    "sent."));
}

int
lines_plain(struct store *store, const struct who *who,
    const struct lines_io *io, const struct plain_options *options)
{
	struct plain p = { .io = *io, .who = *who, .menu = arena_new(),
	    .self = arena_new(), .txn = query_last_txn(store) };
	bool refused = false;

	if (options != NULL)
		p.options = *options;
	p.io.plain = true;
	p.io.err = io->out;
	p.call = (struct call){ .store = store, .who = &p.who, .io = &p.io,
	    .arena = arena_new() };
	plain_tty_begin(&p.tty, fileno(io->in));
	if (enter(&p, &refused))
		turns(&p);
	fflush(io->out);
	plain_tty_end(&p.tty);
	arena_free(p.menu);
	arena_free(p.self);
	arena_free(p.call.arena);
	return refused ? REFUSED : DONE;
}
