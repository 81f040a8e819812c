/*
 * bench_cases: moderation.  Prints "NAME MICROSECONDS" or "NAME COUNT":
 *	queue_few, queue_many	the queue opened with ten cases, and with MANY
 *	case_many		one of them opened
 *	decide			a decision, until it is durable
 *	commits			durable commits that it took
 *	verify, hash		a log of ENTRIES verified entry by entry, and
 *				bare SHA-256 over the same bytes
 * usage: bench_cases DIR MODERATOR AUTHOR FLAGGER MANY ENTRIES
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/forum/casefile.h"
#include "store/forum/chain.h"
#include "tests/bench/bench_open.h"

enum { FEW = 10, TIMES = 15 };

static int
by_size(const void *a, const void *b)
{
	double	x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *times)
{
	qsort(times, TIMES, sizeof(*times), by_size);
	return times[TIMES / 2];
}

static uint64_t
member_named(const char *handle)
{
	struct member_view	view;

	must(query_member_named(store, &who, handle, arena, &view), handle);
	return view.member.id;
}

/* Cases as flags would have opened them: one a post of the author's. */
static void
cases_add(uint64_t author, uint64_t flagger, uint64_t room, int count)
{
	struct act_result	result;
	struct who		writer = { .member = author,
				    .address = "local" };
	struct act_args		args = { .room = room, .type = TYPE_C,
				    .title = str_of("Un fil"),
				    .text = str_of("Une ligne.") };
	struct deed		d = { .store = store, .arena = arena };
	struct casefile		c;
	struct flag		flag;
	struct key		key;

	for (int i = 0; i < count; i++) {
		must(act_run(store, &writer, ACT_THREAD_NEW, &args, &result),
		    "a thread");
		must(db_begin_write(store_db(store), &d.txn), "begin");
		c = (struct casefile){ .post = result.id, .room = room,
		    .thread = result.id, .author = author,
		    .opened = clock_now(), .article = str_of("4a"),
		    .snapshot = str_of("Une ligne.") };
		must(db_sequence_next(d.txn, "case", &c.id), "case");
		flag = (struct flag){ .casefile = c.id, .member = flagger,
		    .article = str_of("4a"), .at = c.opened,
		    .reason = str_of("Une raison de vingt signes."),
		    .counts = true };
		key = key_u64_u64(c.id, flagger);
		must(record_put(d.txn, &record_types[RECORD_FLAG],
		    key_str(&key), &flag), "flag");
		must(case_put(&d, &c, true), "case");
		must(db_commit(d.txn), "commit");
		arena_reset(arena);
	}
}

static double
queue_opened(void)
{
	struct case_view	*views;
	double			 times[TIMES], start;
	size_t			 count, late;

	for (int i = 0; i < TIMES; i++) {
		start = now_ms();
		must(query_cases(store, &who, arena, &views, &count, &late),
		    "queue");
		times[i] = (now_ms() - start) * 1000;
		arena_reset(arena);
	}
	return median(times);
}

static double
case_opened(uint64_t id)
{
	struct case_view	view;
	double			times[TIMES], start;

	for (int i = 0; i < TIMES; i++) {
		start = now_ms();
		must(query_case(store, &who, id, arena, &view), "case");
		times[i] = (now_ms() - start) * 1000;
		arena_reset(arena);
	}
	return median(times);
}

static double
decided(uint64_t *commits)
{
	struct db_info	before, after;
	double		times[TIMES], start;

	must(db_info(store_db(store), &before), "info");
	for (int i = 0; i < TIMES; i++) {
		struct act_args	args = { .number = (uint64_t)i + 1,
				    .type = MEASURE_MASK,
				    .name = str_of("4a"),
				    .text = str_of("Les faits, en une ligne"
				    " assez longue."), .reason = str_of(
				    "Une motivation qui dépasse quatre-vingts"
				    " signes, pour que la personne la"
				    " comprenne et y réponde.") };

		start = now_ms();
		must(act_run(store, &who, ACT_CASE_DECIDE, &args, NULL),
		    "decide");
		times[i] = (now_ms() - start) * 1000;
	}
	must(db_info(store_db(store), &after), "info");
	*commits = (after.last_txn - before.last_txn) / TIMES;
	return median(times);
}

/* A chain in memory, as long as asked; verified, then only hashed. */
static void
log_verified(long count)
{
	static const char	fields[] = "case=123456\nroom=tirage-au-sort\n"
				    "article=4a\nmeasure=mask\nuntil=0\n"
				    "origin=human\nsignatures=1/1\nby=M12\n";
	uint8_t			previous[LOG_HASH] = { 0 };
	struct logentry		entry = { .public_fields = str_of(fields) };
	crypto_hash_sha256_state	state;
	struct chain		chain = { 0 };
	double			start = now_ms();

	for (long i = 1; i <= count; i++) {
		entry.number = (uint64_t)i;
		entry.at = i;
		entry.previous = (struct str){ (char *)previous, LOG_HASH };
		if (chain_next(&chain, &entry) != CHAIN_SOUND)
			must(ERR_DAMAGED, "the chain");
		memcpy(previous, chain.last.hash, LOG_HASH);
	}
	printf("verify %.0f\n", (now_ms() - start) * 1000);
	start = now_ms();
	for (long i = 1; i <= count; i++) {
		crypto_hash_sha256_init(&state);
		crypto_hash_sha256_update(&state, (const uint8_t *)fields,
		    sizeof(fields) + 11);	/* with number and time */
		crypto_hash_sha256_update(&state, previous, LOG_HASH);
		crypto_hash_sha256_final(&state, previous);
	}
	printf("hash %.0f\n", (now_ms() - start) * 1000);
}

int
main(int argc, char **argv)
{
	uint64_t	author, flagger, room, commits;
	int		many;

	if (argc != 7 || (many = atoi(argv[5])) <= FEW) {
		fprintf(stderr, "usage: bench_cases DIR MODERATOR AUTHOR "
		    "FLAGGER MANY ENTRIES\n");
		return 2;
	}
	open_as(argv[1], argv[2]);
	author = member_named(argv[3]);
	flagger = member_named(argv[4]);
	room = first_room();
	cases_add(author, flagger, room, FEW);
	printf("queue_few %.1f\n", queue_opened());
	cases_add(author, flagger, room, many - FEW);
	printf("queue_many %.1f\n", queue_opened());
	printf("case_many %.1f\n", case_opened((uint64_t)many));
	printf("decide %.1f\n", decided(&commits));
	printf("commits %llu\n", (unsigned long long)commits);
	log_verified(atol(argv[6]));
	return 0;
}
