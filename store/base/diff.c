#include "store/base/diff.h"

#include <stdlib.h>
#include <string.h>

/* A word, from its first byte to where the next one begins. */
struct token {
	const char *p;
	uint32_t start, len, end;	/* start: with the blanks before the
					 * first word; len: of the word alone */
	uint32_t id;			/* the same for the same word */
};
struct tokens { struct token *at; size_t count; };

/* --- words --- */

static size_t
blank(struct str s, size_t at)
{
	if (at < s.len && strchr(" \t\n\r", s.p[at]) != NULL && s.p[at] != 0)
		return 1;
	return at + 1 < s.len && s.p[at] == '\xC2' && s.p[at + 1] == '\xA0' ?
	    2 : 0;
}

/* Bytes of a sign that is a word of its own, at `at`; 0: it is not. */
static size_t
lone(struct str s, size_t at)
{
	unsigned char	c = (unsigned char)s.p[at];

	return c >= 0xE3 && c <= 0xED && at + 3 <= s.len ? 3 : 0;
}

static void
split(struct str s, struct arena *arena, struct tokens *out)
{
	struct token	*token;
	size_t		 at = 0, n;

	while ((n = blank(s, at)) > 0)
		at += n;
	while (at < s.len) {
		token = ARENA_PUSH(arena, out->at, out->count);
		token->p = s.p + at;
		token->start = out->count == 1 ? 0 : (uint32_t)at;
		n = lone(s, at);
		token->len = (uint32_t)n;
		at += n;
		while (n == 0 && at < s.len && blank(s, at) == 0 &&
		    lone(s, at) == 0) {
			at++;
			token->len++;
		}
		while ((n = blank(s, at)) > 0)
			at += n;
		token->end = (uint32_t)at;
	}
}

static int
token_compare(const void *a, const void *b)
{
	const struct token	*x = *(struct token *const *)a;
	const struct token	*y = *(struct token *const *)b;
	int			 c;

	c = memcmp(x->p, y->p, x->len < y->len ? x->len : y->len);
	return c != 0 ? c : x->len < y->len ? -1 : x->len > y->len;
}

/* The same number for the same word, by sorting: no text makes this slow. */
static void
number(struct tokens *a, struct tokens *b, struct arena *arena)
{
	size_t		  n = a->count + b->count, i;
	struct token	**all = arena_alloc(arena, (n + 1) * sizeof(*all));

	for (i = 0; i < n; i++)
		all[i] = i < a->count ? &a->at[i] : &b->at[i - a->count];
	qsort(all, n, sizeof(*all), token_compare);
	for (i = 1; i < n; i++)
		all[i]->id = all[i - 1]->id +
		    (token_compare(&all[i - 1], &all[i]) != 0);
}

/* --- Myers --- */

struct search {
	const struct token *a, *b;
	bool *removed, *added;		/* of each word */
	long *forward, *backward;	/* furthest x on diagonal k, at k + mid */
	long mid;
	size_t steps;
};
/* The words a[a0…a1) and b[b0…b1). */
struct box { long a0, a1, b0, b1; };
struct snake { long x, y, u, v; };	/* from (x, y) to (u, v), in the box */

/* One more change from the top left: true when it meets the other way. */
static bool
go_forward(struct search *s, const struct box *box, long d, struct snake *out)
{
	long	n = box->a1 - box->a0, m = box->b1 - box->b0, delta = n - m;
	long	*f = s->forward + s->mid, *r = s->backward + s->mid, k, x, y;

	for (k = -d; k <= d; k += 2) {
		if (k < -m || k > n)
			continue;
		x = k == -d || (k != d && f[k - 1] < f[k + 1]) ? f[k + 1] :
		    f[k - 1] + 1;
		y = x - k;
		out->x = x;
		out->y = y;
		for (; x < n && y < m && s->a[box->a0 + x].id ==
		    s->b[box->b0 + y].id; x++, y++)
			s->steps++;
		f[k] = x;
		s->steps++;
		if (delta % 2 != 0 && delta - k >= -(d - 1) &&
		    delta - k <= d - 1 && x + r[delta - k] >= n) {
			out->u = x;
			out->v = y;
			return true;
		}
	}
	return false;
}

/* The same from the bottom right; r[k] counts from there. */
static bool
go_backward(struct search *s, const struct box *box, long d,
    struct snake *out)
{
	long	n = box->a1 - box->a0, m = box->b1 - box->b0, delta = n - m;
	long	*f = s->forward + s->mid, *r = s->backward + s->mid, k, x, y;

	for (k = -d; k <= d; k += 2) {
		if (k < -m || k > n)
			continue;
		x = k == -d || (k != d && r[k - 1] < r[k + 1]) ? r[k + 1] :
		    r[k - 1] + 1;
		y = x - k;
		out->u = n - x;
		out->v = m - y;
		for (; x < n && y < m && s->a[box->a1 - 1 - x].id ==
		    s->b[box->b1 - 1 - y].id; x++, y++)
			s->steps++;
		r[k] = x;
		s->steps++;
		if (delta % 2 == 0 && delta - k >= -d && delta - k <= d &&
		    x + f[delta - k] >= n) {
			out->x = n - x;
			out->y = m - y;
			return true;
		}
	}
	return false;
}

/* The stretch in the middle of a shortest way; false: too much work. */
static bool
middle(struct search *s, const struct box *box, struct snake *out)
{
	long	d;

	s->forward[s->mid + 1] = s->backward[s->mid + 1] = 0;
	for (d = 0; s->steps < DIFF_STEPS_MAX; d++)
		if (go_forward(s, box, d, out) || go_backward(s, box, d, out))
			return true;
	return false;
}

/* Halves the number of changes each time: it calls itself some 15 times. */
static void
compare(struct search *s, struct box box)
{
	struct snake	snake;
	long		i;

	while (box.a0 < box.a1 && box.b0 < box.b1 &&
	    s->a[box.a0].id == s->b[box.b0].id) {
		box.a0++;
		box.b0++;
	}
	while (box.a0 < box.a1 && box.b0 < box.b1 &&
	    s->a[box.a1 - 1].id == s->b[box.b1 - 1].id) {
		box.a1--;
		box.b1--;
	}
	if (box.a0 < box.a1 && box.b0 < box.b1 && middle(s, &box, &snake)) {
		compare(s, (struct box){ box.a0, box.a0 + snake.x, box.b0,
		    box.b0 + snake.y });
		compare(s, (struct box){ box.a0 + snake.u, box.a1,
		    box.b0 + snake.v, box.b1 });
		return;
	}
	for (i = box.a0; i < box.a1; i++)
		s->removed[i] = true;
	for (i = box.b0; i < box.b1; i++)
		s->added[i] = true;
}

/* --- runs --- */

static void
run_add(struct diff *out, struct arena *arena, enum diff_kind kind,
    struct str text, const struct token *from, const struct token *to)
{
	struct diff_run	*run = ARENA_PUSH(arena, out->runs, out->count);

	run->kind = kind;
	run->text.p = text.p + from->start;
	run->text.len = to->end - from->start;
	out->changed = out->changed || kind != DIFF_SAME;
}

static void
runs_build(const struct search *s, const struct tokens *a,
    const struct tokens *b, struct str before, struct str after,
    struct arena *arena, struct diff *out)
{
	size_t	i = 0, k = 0, from;

	while (i < a->count || k < b->count) {
		for (from = i; i < a->count && s->removed[i]; i++)
			;
		if (i > from)
			run_add(out, arena, DIFF_REMOVED, before, &a->at[from],
			    &a->at[i - 1]);
		for (from = k; k < b->count && s->added[k]; k++)
			;
		if (k > from)
			run_add(out, arena, DIFF_ADDED, after, &b->at[from],
			    &b->at[k - 1]);
		for (from = k; i < a->count && k < b->count &&
		    !s->removed[i] && !s->added[k]; i++)
			k++;
		if (k > from)
			run_add(out, arena, DIFF_SAME, after, &b->at[from],
			    &b->at[k - 1]);
	}
}

void
diff_words(struct str before, struct str after, struct arena *arena,
    struct diff *out)
{
	struct arena	*scratch = arena_new();
	struct tokens	 a = { 0 }, b = { 0 };
	struct search	 s = { 0 };
	size_t		 diagonals;

	*out = (struct diff){ 0 };
	split(before, scratch, &a);
	split(after, scratch, &b);
	number(&a, &b, scratch);
	diagonals = a.count + b.count + 3;
	s.a = a.at;
	s.b = b.at;
	s.mid = (long)diagonals;
	s.removed = arena_alloc(scratch, a.count + 1);
	s.added = arena_alloc(scratch, b.count + 1);
	s.forward = arena_alloc(scratch, (2 * diagonals + 1) * sizeof(long));
	s.backward = arena_alloc(scratch, (2 * diagonals + 1) * sizeof(long));
	compare(&s, (struct box){ 0, (long)a.count, 0, (long)b.count });
	runs_build(&s, &a, &b, before, after, arena, out);
	out->steps = s.steps;
	arena_free(scratch);
}

/* --- as a text --- */

struct writer {
	char *text;
	uint8_t *kinds;
	size_t len;
};

static void
write_bytes(struct writer *w, const char *p, size_t len, enum diff_kind kind)
{
	memcpy(w->text + w->len, p, len);
	memset(w->kinds + w->len, kind, len);
	w->len += len;
}

/* The words of one line of a run between marks, blanks outside. */
static void
write_line(struct writer *w, struct str line, enum diff_kind kind,
    const char *open, const char *close)
{
	size_t	from = 0, to = line.len, n, last;

	while ((n = blank(line, from)) > 0)
		from += n;
	for (last = from; last < line.len; ) {
		n = blank(line, last);
		last += n > 0 ? n : 1;
		to = n > 0 ? to : last;
	}
	write_bytes(w, line.p, from, DIFF_SAME);
	if (from == line.len)
		return;
	write_bytes(w, open, strlen(open), kind);
	write_bytes(w, line.p + from, to - from, kind);
	write_bytes(w, close, strlen(close), kind);
	write_bytes(w, line.p + to, line.len - to, DIFF_SAME);
}

static void
write_run(struct writer *w, const struct diff_run *run, const char *open,
    const char *close)
{
	const char	*p = run->text.p, *end = p + run->text.len, *nl;

	for (; p < end; p = nl) {
		nl = memchr(p, '\n', (size_t)(end - p));
		nl = nl != NULL ? nl + 1 : end;
		write_line(w, (struct str){ p, (size_t)(nl - p) }, run->kind,
		    open, close);
	}
}

/* Blanks after what was removed: those after what takes its place stand for
 * them too; a gap at least stays before what goes on. */
static void
close_gap(struct writer *w, size_t from)
{
	size_t	end = w->len;

	while (end > from && strchr(" \n\t", w->text[end - 1]) != NULL)
		end--;
	w->len = end;
	write_bytes(w, " ", 1, DIFF_SAME);
}

struct str
diff_text(const struct diff *diff, const struct diff_marks *marks,
    struct arena *arena, uint8_t **kinds)
{
	size_t		 room = 1, most, i, k, from;
	struct writer	 w = { 0 };

	most = strlen(marks->removed) + strlen(marks->removed_end) +
	    strlen(marks->added) + strlen(marks->added_end);
	for (i = 0; i < diff->count; i++) {
		room += diff->runs[i].text.len + most + 2;
		for (k = 0; k < diff->runs[i].text.len; k++)
			room += diff->runs[i].text.p[k] == '\n' ? most : 0;
	}
	w.text = arena_alloc(arena, room);
	w.kinds = arena_alloc(arena, room);
	for (i = 0; i < diff->count; i++) {
		const struct diff_run	*run = &diff->runs[i];

		from = w.len;
		if (run->kind == DIFF_REMOVED)
			write_run(&w, run, marks->removed, marks->removed_end);
		else if (run->kind == DIFF_ADDED)
			write_run(&w, run, marks->added, marks->added_end);
		else
			write_bytes(&w, run->text.p, run->text.len, DIFF_SAME);
		if (run->kind == DIFF_REMOVED && i + 1 < diff->count)
			close_gap(&w, from);
		else if (run->kind == DIFF_ADDED && i + 1 < diff->count &&
		    blank((struct str){ w.text, w.len }, w.len - 1) == 0 &&
		    w.len > 1 && w.text[w.len - 1] != '\xA0')
			write_bytes(&w, " ", 1, DIFF_SAME);
	}
	if (kinds != NULL)
		*kinds = w.kinds;
	return (struct str){ w.text, w.len };
}
