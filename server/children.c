#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/desk.h"
#include "server/keeper.h"
#include "server/keys.h"
#include "server/limits.h"
#include "server/listen.h"
#include "server/record.h"
#include "server/slot.h"
#include "server/wire.h"
#include "store/base/clock.h"

enum {
	BUCKETS = 4096,
	ORPHANS_MAX = 4096,
	ORPHAN_LIMIT = 120,	/* seconds a wire may outlive its desk */
	STOP_LIMIT = 8000,	/* ms for sessions to save and say good-bye */
	STOP_LAST = 2000,	/* ms more for what was killed */
	KEEPER_PAUSE = 1000,	/* ms between two lives of the keeper */
	GRACE_WEIGHT = 1,	/* what a lapsed grace time counts */
};

struct child {
	pid_t pid;		/* 0: free */
	uint32_t next;		/* in its bucket, or of the free ones */
	struct slot *slot;
	struct source source;
	char address[LIMITS_ADDRESS_MAX];
	uint16_t port;
	int64_t since;		/* ms */
	bool dropped;
};
struct orphan {			/* a wire whose desk is gone */
	pid_t pid;
	int64_t until;
	uint16_t port;		/* for the log */
	char address[LIMITS_ADDRESS_MAX], name[SLOT_NAME_MAX];
};

static const uint32_t nobody = UINT32_MAX;

static struct child *children;
static uint32_t child_max, first_free, buckets[BUCKETS];
static uint32_t living;
static struct waiting *waiting;
static size_t waiting_count;
static struct orphan orphans[ORPHANS_MAX];
static size_t orphan_count;
static struct penalties *penalties;
static pid_t keeper;
static int64_t keeper_at;	/* ms: not again before this */
static bool stopping;
static bool renewing;		/* the keeper, for new settings */

void
children_open(struct listener *l)
{
	/* wires that outlive their desk come to us */
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	child_max = (uint32_t)l->conf.sessions;
	if (slots_open(child_max) != OK)
		fatal("listener: no shared memory");
	children = xcalloc(child_max, sizeof(*children));
	waiting = xcalloc((size_t)l->conf.waiting_all + 1, sizeof(*waiting));
	penalties = penalties_new();
	for (uint32_t i = 0; i < child_max; i++)
		children[i].next = i + 1 < child_max ? i + 1 : nobody;
	first_free = 0;
	for (size_t i = 0; i < BUCKETS; i++)
		buckets[i] = nobody;
}

/* --- who waits --- */

static void
waiting_remove(size_t i)
{
	memmove(&waiting[i], &waiting[i + 1],
	    (waiting_count - i - 1) * sizeof(*waiting));
	waiting_count--;
}

/* Forgets those who have logged in since. */
static void
waiting_sweep(void)
{
	size_t kept = 0;

	for (size_t i = 0; i < waiting_count; i++) {
		const struct child *c = &children[waiting[i].child];

		if (atomic_load(&c->slot->state) == SLOT_WAITING)
			waiting[kept++] = waiting[i];
	}
	waiting_count = kept;
}

static void
room_make(const struct conf *conf, const struct source *from)
{
	long victim;

	waiting_sweep();
	while ((victim = limits_victim(conf, waiting, waiting_count, from)) >=
	    0) {
		struct child *c = &children[waiting[victim].child];

		record("dropped", c->address, c->port, "reason=full", "-");
		c->dropped = true;
		kill(c->pid, SIGKILL);
		waiting_remove((size_t)victim);
	}
}

/* --- a new child --- */

/* What the listener alone uses. */
static void
descriptors_close(const struct listener *l)
{
	for (int s = 0; s < l->sockets; s++)
		close(l->socket[s]);
	close(l->lock);
	close(l->signals);
}

static _Noreturn void
child_become(struct listener *l, uint32_t i, int fd, long delay)
{
	static struct desk_start start;
	const struct child *c = &children[i];

	descriptors_close(l);
	slots_keep(i);
	start = (struct desk_start){ .service = l->service,
		.conf = &l->conf, .rights = &l->rights, .keys = l->keys,
		.jail = l->jail, .tcp = fd, .log = l->log,
		.source = c->source, .port = c->port, .delay = delay,
		.slot = c->slot };
	memcpy(start.address, c->address, sizeof(start.address));
	desk_run(&start);
}

static void
child_book(uint32_t i, pid_t pid)
{
	struct child *c = &children[i];
	uint32_t *bucket = &buckets[(uint32_t)pid % BUCKETS];

	c->pid = pid;
	c->next = *bucket;
	*bucket = i;
	living++;
	waiting[waiting_count++] = (struct waiting){ c->source, i, c->since };
}

void
children_add(struct listener *l, int fd)
{
	struct sockaddr_storage from = { 0 };
	socklen_t len = sizeof(from);
	struct child fresh = { .since = clock_ticks() };
	uint32_t i = first_free;

	if (getpeername(fd, (struct sockaddr *)&from, &len) != 0 ||
	    limits_source(&from, &fresh.source, fresh.address, &fresh.port) !=
		OK)
		return;		/* gone already */
	if (i == nobody) {
		record("limit", fresh.address, fresh.port, "what=sessions",
		    "-");
		return;
	}
	room_make(&l->conf, &fresh.source);
	long delay = penalties_delay(penalties, &l->conf, &fresh.source,
	    fresh.since);
	uint32_t next = children[i].next;

	fresh.slot = slots_take(i);
	children[i] = fresh;
	fflush(NULL);
	pid_t pid = fork();

	if (pid == 0)
		child_become(l, i, fd, delay);
	first_free = next;
	if (pid < 0) {
		children[i] = (struct child){ .next = next };
		first_free = i;
		record("limit", fresh.address, fresh.port, "what=processes",
		    "-");
		return;
	}
	child_book(i, pid);
}

/* --- the end of one --- */

/* What the desk left on its page, made fit for a line. */
static void
name_of(const struct child *c, char name[static SLOT_NAME_MAX])
{
	memcpy(name, c->slot->name, SLOT_NAME_MAX);
	name[SLOT_NAME_MAX - 1] = '\0';
	for (char *p = name; *p != '\0'; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f)
			*p = '?';
	if (name[0] == '\0')
		strcpy(name, "-");
}

static uint32_t
child_unbook(pid_t pid)
{
	uint32_t *link = &buckets[(uint32_t)pid % BUCKETS];

	while (*link != nobody && children[*link].pid != pid)
		link = &children[*link].next;
	uint32_t i = *link;

	if (i != nobody)
		*link = children[i].next;
	return i;
}

static void
end_tell(const struct child *c, int status)
{
	char words[64], name[SLOT_NAME_MAX];
	long seconds = (long)((clock_ticks() - c->since) / 1000);

	name_of(c, name);
	if (WIFSIGNALED(status) && WTERMSIG(status) != SIGHUP)
		snprintf(words, sizeof(words), "seconds=%ld signal=%d",
		    seconds, WTERMSIG(status));
	else
		snprintf(words, sizeof(words), "seconds=%ld", seconds);
	record("end", c->address, c->port, words, name);
}

/* What an unsuccessful connection costs its address. */
static unsigned
failures_of(int status)
{
	if (!WIFEXITED(status))
		return WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL;
	int code = WEXITSTATUS(status);

	if (code >= DESK_FAILED)
		return (unsigned)(code - DESK_FAILED);
	return code == DESK_GRACE || code == DESK_BROKEN ? GRACE_WEIGHT : 0;
}

static void
orphan_add(const struct child *c, pid_t wire)
{
	if (orphan_count == ORPHANS_MAX)
		return;
	struct orphan *o = &orphans[orphan_count++];

	*o = (struct orphan){ .pid = wire, .port = c->port,
		.until = clock_ticks() + ORPHAN_LIMIT * 1000 };
	memcpy(o->address, c->address, sizeof(o->address));
	name_of(c, o->name);
}

static void
child_end(struct listener *l, uint32_t i, int status)
{
	struct child *c = &children[i];
	pid_t wire = atomic_load(&c->slot->wire);

	if (atomic_load(&c->slot->state) != SLOT_WAITING)
		end_tell(c, status);
	else if (!c->dropped)
		penalties_add(penalties, &l->conf, &c->source,
		    failures_of(status), clock_ticks());
	if (wire > 0)
		orphan_add(c, wire);
	for (size_t w = 0; w < waiting_count; w++)
		if (waiting[w].child == i) {
			waiting_remove(w);
			break;
		}
	*c = (struct child){ .next = first_free };
	first_free = i;
	living--;
}

/* The wire of a desk that ended as well and has not been reaped yet. */
static void
orphan_early(pid_t pid)
{
	for (uint32_t i = 0; i < child_max; i++) {
		struct child *c = &children[i];

		if (c->pid == 0 || atomic_load(&c->slot->wire) != pid)
			continue;
		orphan_add(c, pid);
		atomic_store(&c->slot->wire, 0);
		return;
	}
}

static void
orphan_end(pid_t pid, int status)
{
	bool killed = WIFSIGNALED(status);
	char words[32];
	size_t i = 0;

	while (i < orphan_count && orphans[i].pid != pid)
		i++;
	if (i == orphan_count)
		orphan_early(pid);
	if (i == orphan_count)
		return;
	if (killed || WEXITSTATUS(status) == WIRE_FAILED) {
		snprintf(words, sizeof(words), "what=wire %s=%d",
		    killed ? "signal" : "status",
		    killed ? WTERMSIG(status) : WIRE_FAILED);
		record("broken", orphans[i].address, orphans[i].port, words,
		    orphans[i].name);
	}
	orphans[i] = orphans[--orphan_count];
}

void
children_reap(struct listener *l)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		uint32_t i = child_unbook(pid);

		if (pid == keeper) {
			keeper = 0;
			keeper_at = clock_ticks() + KEEPER_PAUSE;
			if (!stopping && !renewing)
				log_line(LOG_LEVEL_ERROR,
				    "keeper ended (%s %d); it is restarted",
				    WIFSIGNALED(status) ? "signal" : "status",
				    WIFSIGNALED(status) ? WTERMSIG(status)
							: WEXITSTATUS(status));
			renewing = false;
		} else if (i != nobody)
			child_end(l, i, status);
		else
			orphan_end(pid, status);
	}
}

/*
 * A desk named this pid as its wire's.  Only a child of ours that is neither
 * a desk nor the keeper may be meant; a child's pid is nobody else's before
 * we reap it.
 */
static bool
orphan_ours(pid_t pid)
{
	siginfo_t info = { 0 };

	if (pid == keeper || waitid(P_PID, (id_t)pid, &info,
		WEXITED | WNOHANG | WNOWAIT) != 0)
		return false;
	for (uint32_t i = buckets[(uint32_t)pid % BUCKETS]; i != nobody;
	    i = children[i].next)
		if (children[i].pid == pid)
			return false;
	return true;
}

static void
orphans_kill(int64_t now)
{
	for (size_t i = 0; i < orphan_count;) {
		bool ours = orphan_ours(orphans[i].pid);

		if (ours && orphans[i].until <= now)
			kill(orphans[i].pid, SIGKILL);
		if (!ours || orphans[i].until <= now)
			orphans[i] = orphans[--orphan_count];
		else
			i++;
	}
}

/* --- keeper and clock --- */

void
children_keeper(struct listener *l)
{
	if (keeper != 0 || stopping || clock_ticks() < keeper_at)
		return;
	fflush(NULL);
	pid_t self = getpid(), pid = fork();

	if (pid == 0) {
		sigset_t none;

		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
		keys_forget(l->keys);
		descriptors_close(l);
		slots_keep(SIZE_MAX);
		keeper_run(l->service, &l->rights, &l->conf, self);
	}
	if (pid > 0)
		keeper = pid;
	keeper_at = clock_ticks() + KEEPER_PAUSE;
}

void
children_renew(struct listener *l)
{
	if (keeper <= 0)
		return;
	renewing = true;
	kill(keeper, SIGTERM);
}

void
children_tick(struct listener *l)
{
	children_reap(l);
	children_keeper(l);
	orphans_kill(clock_ticks());
}

/* --- the end of all --- */

static void
all_signal(int sig)
{
	for (uint32_t i = 0; i < child_max; i++)
		if (children[i].pid != 0)
			kill(children[i].pid, sig);
	if (keeper > 0)
		kill(keeper, sig);
}

/* `late`: wires left alone are killed too, whatever they still send. */
static void
all_wait(struct listener *l, int64_t until, bool late)
{
	struct pollfd none = { -1, 0, 0 };

	for (;;) {
		children_reap(l);
		if ((living == 0 && keeper == 0 && orphan_count == 0) ||
		    clock_ticks() >= until)
			return;
		if (late)
			orphans_kill(INT64_MAX);
		else if (living == 0 && keeper == 0)
			orphans_kill(0);	/* forgets who is gone */
		poll(&none, 1, 20);
	}
}

void
children_stop(struct listener *l)
{
	stopping = true;
	all_signal(SIGTERM);
	all_wait(l, clock_ticks() + STOP_LIMIT, false);
	all_signal(SIGKILL);
	all_wait(l, clock_ticks() + STOP_LAST, true);
	free(children);
	free(waiting);
	penalties_free(penalties);
}
