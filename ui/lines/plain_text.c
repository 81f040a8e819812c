/*
 * plain_text: the lines of a text in plain mode.  Each goes into the draft as
 * it comes; one that was begun when the session was left goes there too.
 */
#include <string.h>

#include "ui/core/digits.h"
#include "ui/lines/plain_write.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

void
writing_add(struct writing *w, struct str s)
{
	if (w->len + s.len + 1 > w->room) {
		w->room = 2 * (w->len + s.len) + 256;
		w->text = xrealloc(w->text, w->room);
	}
	memcpy(w->text + w->len, s.p, s.len);
	w->len += s.len;
	w->draft.text = (struct str){ w->text, w->len };
	w->changed = true;
}

/* A refusal is said once, not at each line. */
void
writing_keep(struct writing *w)
{
	struct act_args args = { .draft = &w->draft };
	struct act_result result = { 0 };
	enum err e;

	if (!w->changed || w->draft.text.len + w->draft.title.len == 0)
		return;
	w->draft.cursor = (uint32_t)w->len;
	w->draft.open = w->p->hungup;
	e = act_run(w->p->call.store, w->p->call.who, ACT_DRAFT_SAVE, &args,
	    &result);
	if (e == OK)
		w->draft.number = result.id;
	else if (!w->p->hungup && e != w->unkept)
		plain_refused(w->p, e, &result.why, NULL);
	w->unkept = e;
}

/* A line that no post may hold is left out, so that the rest is kept. */
static void
text_line(struct writing *w, struct str line)
{
	struct plain *p = w->p;
	struct refusal why = { 0 };
	struct str accepted;
	enum err e;

	if (p->odd)
		plain_say(p, "%s", _("Some signs of this line were no text (keys "
		    "such as arrows, or another encoding than UTF-8); the "
		    "rest is kept."));
	if (line.len >= 2 && line.p[0] == '.' && line.p[1] == '.') {
		line.p++;
		line.len--;
	}
	if (line.len > 0 && (e = text_accept(TEXT_BODY, line, p->call.arena,
	    &accepted, &why)) != OK && strspn(line.p, " \t") < line.len) {
		plain_refused(p, e, &why, NULL);
		plain_say(p, "%s", _("This line is left out; the others are "
		    "kept."));
		return;
	}
	writing_add(w, line);
	writing_add(w, (struct str){ "\n", 1 });
	writing_keep(w);
}

/* What was typed and not read when it was left.  false. */
static bool
text_begun(struct writing *w, struct str all)
{
	while (all.len > 0) {
		size_t len = strcspn(all.p, "\n"), step = len;

		step += len < all.len;
		if (len != 1 || all.p[0] != '.')
			text_line(w, (struct str){ all.p, len });
		all.p += step;
		all.len -= step;
	}
	return false;
}

/* Lines up to one of a single dot; false: hung up, or left by Ctrl-C. */
bool
writing_read(struct writing *w)
{
	struct str line;

	if (w->len > 0 && w->text[w->len - 1] != '\n')
		writing_add(w, (struct str){ "\n", 1 });
	plain_say(w->p, "%s", _("Write. A line of a single dot ends it. Each line "
	    "is kept."));
	for (;;) {
		bool more = plain_line(w->p, &line);
		if (more && line.len == 1 && line.p[0] == '.')
			return true;
		if (more)
			text_line(w, line);
		else
			return text_begun(w, line);
	}
}

void
writing_say(struct writing *w)
{
	if (w->draft.title.len > 0)
		plain_say(w->p, _("Title: %.*s"), STR(w->draft.title));
	if (w->draft.restate.len > 0)
		plain_say(w->p, "%.*s", STR(w->draft.restate));
	if (w->draft.agree.len > 0)
		plain_say(w->p, "%.*s", STR(w->draft.agree));
	lines_text(&w->p->call, w->draft.text);
}

/* --- a line anew --- */

/* Line n (from 0) of the text, without its end; false: there are fewer. */
static bool
line_at(const struct writing *w, size_t n, size_t *from, size_t *len)
{
	const char *end;

	for (*from = 0; *from < w->len; *from += *len + 1) {
		end = memchr(w->text + *from, '\n', w->len - *from);
		*len = (end ? (size_t)(end - w->text) : w->len) - *from;
		if (n-- == 0)
			return true;
	}
	return false;
}

/* The line becomes s; all: its end goes too. */
static void
line_set(struct writing *w, size_t from, size_t len, struct str s, bool all)
{
	size_t after = from + len + (all && from + len < w->len);
	struct str rest = arena_str(w->arena,
	    (struct str){ w->text + after, w->len - after });

	w->len = from;
	writing_add(w, s);
	writing_add(w, rest);
	writing_keep(w);
}

bool
writing_correct(struct writing *w)
{
	struct plain *p = w->p;
	size_t count = 0, from, len;
	struct str line;
	uint64_t n;
	bool more;

	for (; line_at(w, count, &from, &len); count++)
		plain_say(p, "%zu. %.*s", count + 1, (int)len,
		    w->text + from);
	plain_say(p, "%s", _("The number of the line. Enter: none."));
	if (!plain_line(p, &line))
		return false;
	if (line.len == 0)
		return true;
	if (digits_number(line, 1, count, &n) != OK ||
	    !line_at(w, n - 1, &from, &len)) {
		plain_say(p, "%s", _("No such number here."));
		return true;
	}
	plain_say(p, _("Now: %.*s. Enter keeps it, a dash removes it."),
	    (int)len, w->text + from);
	more = plain_line(p, &line);
	/* What was begun of it is not worth the line that stands. */
	if (more && line.len == 1 && line.p[0] == '-')
		line_set(w, from, len, (struct str){ "", 0 }, true);
	else if (more && line.len > 0)
		line_set(w, from, len, line, false);
	return more;
}
