#include <arpa/inet.h>
#include <netinet/in.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "server/limits.h"

enum err
limits_source(const struct sockaddr_storage *from, struct source *source,
    char text[static LIMITS_ADDRESS_MAX], uint16_t *port)
{
	struct source s = { { 0 } };

	if (from->ss_family == AF_INET) {
		const struct sockaddr_in *in = (const void *)from;

		s.bytes[0] = 4;
		memcpy(s.bytes + 1, &in->sin_addr, 4);
		inet_ntop(AF_INET, &in->sin_addr, text, LIMITS_ADDRESS_MAX);
		*port = ntohs(in->sin_port);
	} else if (from->ss_family == AF_INET6) {
		const struct sockaddr_in6 *in = (const void *)from;
		const uint8_t *a = in->sin6_addr.s6_addr;

		if (IN6_IS_ADDR_V4MAPPED(&in->sin6_addr)) {
			s.bytes[0] = 4;
			memcpy(s.bytes + 1, a + 12, 4);
			inet_ntop(AF_INET, a + 12, text, LIMITS_ADDRESS_MAX);
		} else {
			s.bytes[0] = 6;
			memcpy(s.bytes + 1, a, 8);
			inet_ntop(AF_INET6, a, text, LIMITS_ADDRESS_MAX);
		}
		*port = ntohs(in->sin6_port);
	} else
		return ERR_INPUT;
	*source = s;
	return OK;
}

bool
limits_same(const struct source *a, const struct source *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

static int
source_order(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct source));
}

/* The source that occurs most often; of equals, the first in byte order. */
static struct source
most_numerous(const struct waiting *waiting, size_t count)
{
	struct source *all = xcalloc(count, sizeof(*all)), most;
	size_t best = 0;

	for (size_t i = 0; i < count; i++)
		all[i] = waiting[i].source;
	qsort(all, count, sizeof(*all), source_order);
	most = all[0];
	for (size_t i = 0, run = 0; i < count; i++) {
		run = i > 0 && limits_same(&all[i], &all[i - 1]) ? run + 1 : 1;
		if (run > best) {
			best = run;
			most = all[i];
		}
	}
	free(all);
	return most;
}

long
limits_victim(const struct conf *conf, const struct waiting *waiting,
    size_t count, const struct source *from)
{
	struct source whose = *from;
	long mine = 0;

	for (size_t i = 0; i < count; i++)
		mine += limits_same(&waiting[i].source, from);
	if (mine < conf->waiting_address) {
		if ((long)count < conf->waiting_all)
			return -1;
		whose = most_numerous(waiting, count);
	}
	for (size_t i = 0; i < count; i++)
		if (limits_same(&waiting[i].source, &whose))
			return (long)i;
	return -1;
}

/*
 * A fixed table: a source sits in one of WAYS places that a keyed hash names
 * (keyed, so that nobody outside can aim at another's place).  When all are
 * taken the one nearest to being forgotten makes room.
 */
enum { SETS = 1024, WAYS = 8 };

struct penalty {
	struct source source;
	bool used;
	double failures;	/* at `at` */
	int64_t at;		/* ms */
};
struct penalties {
	unsigned char key[crypto_shorthash_KEYBYTES];
	struct penalty set[SETS][WAYS];
};

struct penalties *
penalties_new(void)
{
	struct penalties *p = xcalloc(1, sizeof(*p));

	randombytes_buf(p->key, sizeof(p->key));
	return p;
}

void
penalties_free(struct penalties *p)
{
	free(p);
}

static const struct penalty *
set_of(const struct penalties *p, const struct source *source)
{
	unsigned char hash[crypto_shorthash_BYTES];

	crypto_shorthash(hash, source->bytes, sizeof(source->bytes), p->key);
	return p->set[(hash[0] | hash[1] << 8) % SETS];
}

static double
remaining(const struct penalty *p, const struct conf *conf, int64_t now_ms)
{
	double faded = (double)(now_ms - p->at) /
	    (1000.0 * (double)conf->penalty_expiry);

	return p->used && p->failures > faded ? p->failures - faded : 0;
}

void
penalties_add(struct penalties *p, const struct conf *conf,
    const struct source *source, unsigned failures, int64_t now_ms)
{
	struct penalty *set = (struct penalty *)set_of(p, source);
	struct penalty *place = &set[0];

	for (int i = 0; i < WAYS; i++) {
		if (set[i].used && limits_same(&set[i].source, source)) {
			place = &set[i];
			break;
		}
		if (remaining(&set[i], conf, now_ms) <
		    remaining(place, conf, now_ms))
			place = &set[i];
	}
	double before = 0;

	if (place->used && limits_same(&place->source, source))
		before = remaining(place, conf, now_ms);
	*place = (struct penalty){ *source, true, before + failures, now_ms };
	if (place->failures > 1000)
		place->failures = 1000;	/* forgotten within a day even so */
}

long
penalties_delay(const struct penalties *p, const struct conf *conf,
    const struct source *source, int64_t now_ms)
{
	const struct penalty *set = set_of(p, source);

	for (int i = 0; i < WAYS; i++) {
		if (!set[i].used || !limits_same(&set[i].source, source))
			continue;
		double over = remaining(&set[i], conf, now_ms) -
		    (double)conf->penalty_free;
		double delay = 250 * over;

		if (over <= 0)
			return 0;
		return delay < (double)conf->penalty_most
		    ? (long)delay : conf->penalty_most;
	}
	return 0;
}
