/*
 * bench_corpus: what a store is to hold for a benchmark, and what it becomes.
 *
 *   bench_corpus edits DIR MEMBER COUNT
 *	posts of 32 KiB, edited so often in all; bytes of the file before and
 *	after
 *   bench_corpus thread DIR MEMBER COUNT
 *	opens a thread of so many posts; prints its number
 *   bench_corpus mbox DIR MEMBER FROM
 *	all posts from this number on as an mbox, on standard output
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "tests/bench/bench_open.h"

/* Depths as those of a debate: an answer to one of the last four. */
static void
long_thread_of(const char *dir, const char *handle, unsigned count)
{
	struct act_args args = { .title = str_of("Un fil de cinq mille") };
	struct act_result result;
	uint64_t first;

	open_as(dir, handle);
	args.room = first_room();
	args.text = str_of("Ce fil sera long.");
	must(db_bulk(store_db(store), true), "bulk");
	must(act_run(store, &who, ACT_THREAD_NEW, &args, &result), "thread");
	first = result.id;
	for (unsigned i = 1; i < count; i++) {
		args = (struct act_args){ .text = str_of("Une réponse de plus, "
		    "pour que ce fil soit long, et qu’il ait des branches."),
		    .post = result.id - (i * 7919u % (i < 4 ? i : 4)) };
		must(act_run(store, &who, ACT_POST_REPLY, &args, &result),
		    "reply");
	}
	must(db_bulk(store_db(store), false), "bulk");
	printf("%llu\n", (unsigned long long)first);
}

static void
mail_out(const struct post_view *v)
{
	unsigned long long id = v->post.id, parent = v->post.parent;
	time_t at = (time_t)v->post.created;
	struct tm tm;
	char from[64], date[64];

	gmtime_r(&at, &tm);
	strftime(from, sizeof(from), "%a %b %e %H:%M:%S %Y", &tm);
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S +0000", &tm);
	printf("From %.*s@palabre.example %s\nMessage-ID: <%llu@palabre."
	    "example>\nDate: %s\nFrom: %.*s@palabre.example\nSubject: %s"
	    "fil %llu\n", (int)v->author.len, v->author.p, from, id, date,
	    (int)v->author.len, v->author.p, parent != 0 ? "Re: " : "",
	    (unsigned long long)v->post.thread);
	if (parent != 0)
		printf("In-Reply-To: <%llu@palabre.example>\nReferences: "
		    "<%llu@palabre.example>\n", parent, parent);
	printf("Content-Type: text/plain; charset=utf-8\n"
	    "Content-Transfer-Encoding: 8bit\n\n%.*s\n\n",
	    (int)v->text.len, v->text.p);
}

static void
mbox(const char *dir, const char *handle, uint64_t from)
{
	struct post_view view;

	open_as(dir, handle);
	for (uint64_t id = from; query_post(store, &who, id, arena, &view) ==
	    OK; id++) {
		mail_out(&view);
		arena_reset(arena);
	}
}

enum { EDITED = 500, BODY = 32768 };

static long long
file_bytes(void)
{
	struct stat st;

	if (stat("data.mdb", &st) != 0)
		fatal("no store here");
	return (long long)st.st_blocks * 512;
}

/* As long as a post may be, and each time another text. */
static struct str
long_text(unsigned n)
{
	static char text[BODY + 1];

	for (int i = 0; i < BODY; i += 64)
		snprintf(text + i, sizeof(text) - (size_t)i, "%-63u\n",
		    n + (unsigned)i);
	return (struct str){ text, BODY };
}

/* In their first minutes, when what is replaced is not kept; nothing is
 * forced to the disk, for pages are given out the same. */
static void
edits(const char *dir, const char *handle, unsigned count)
{
	static uint64_t posts[EDITED];
	struct act_result result;
	struct act_args args;
	uint64_t room;
	long long before;

	open_as(dir, handle);
	room = first_room();
	must(db_bulk(store_db(store), true), "bulk");
	clock_pin(clock_now());
	for (int i = 0; i < EDITED; i++) {
		args = (struct act_args){ .room = room,
		    .title = str_of("Un long texte"), .text = long_text(0) };
		must(act_run(store, &who, ACT_THREAD_NEW, &args, &result),
		    "thread");
		posts[i] = result.id;
	}
	before = file_bytes();
	for (unsigned n = 0; n < count; n++) {
		args = (struct act_args){ .post = posts[n % EDITED],
		    .text = long_text(n) };
		must(act_run(store, &who, ACT_POST_EDIT, &args, &result),
		    "edit");
	}
	printf("%lld %lld\n", before, file_bytes());
}

int
main(int argc, char **argv)
{
	const char *verb = argc == 5 ? argv[1] : "";

	if (strcmp(verb, "edits") == 0)
		edits(argv[2], argv[3], (unsigned)atoi(argv[4]));
	else if (strcmp(verb, "thread") == 0)
		long_thread_of(argv[2], argv[3], (unsigned)atoi(argv[4]));
	else if (strcmp(verb, "mbox") == 0)
		mbox(argv[2], argv[3], strtoull(argv[4], NULL, 10));
	else {
		fprintf(stderr, "usage: bench_corpus edits|thread|mbox DIR "
		    "MEMBER N\n");
		return 2;
	}
	return 0;
}
