/* links: see links.h. */
#include "ui/screens/links.h"

#include <ctype.h>
#include <string.h>

#include "ui/screens/cells.h"
#include "ui/screens/place.h"

enum { CHOICES = 9 };		/* at a time, as ui_choose() takes */

static void
add_line(struct wrapped *set, struct line line, uint32_t offset,
    struct arena *arena)
{
	line.offset = offset;
	*ARENA_PUSH(arena, set->lines, set->count) = line;
}

void
links_foot(struct wrapped *set, int measure, uint32_t offset,
    struct arena *arena)
{
	struct wrap_options options = { .measure = measure, .raw = true };
	struct wrapped foot;

	for (size_t i = 0; i < set->link_count; i++) {
		char *text = arena_printf(arena, "[%zu] %.*s", i + 1,
		    (int)set->links[i].len, set->links[i].p);

		if (i == 0)
			add_line(set, (struct line){ .safe = "" }, offset,
			    arena);
		wrap_text(str_of(text), &options, arena, &foot);
		for (size_t k = 0; k < foot.count; k++)
			add_line(set, foot.lines[k], offset, arena);
	}
}

static void
add(struct links *l, struct arena *arena, struct link link)
{
	for (size_t i = 0; i < l->count; i++)
		if (strcmp(l->list[i].text, link.text) == 0)
			return;
	*ARENA_PUSH(arena, l->list, l->count) = link;
}

static void
add_article(struct links *l, struct arena *arena, const struct wrap_ref *ref)
{
	const char clause[] = { ref->clause, '\0' };

	add(l, arena, (struct link){ .article = ref->article,
	    .clause = ref->clause, .text = arena_printf(arena,
	    _("art. %u%s of the charter"), ref->article, clause) });
}

/* #1204, n°1204 or nº 1204 (for keyboards where # needs AltGr), @name. */
static void
add_reference(struct links *l, struct arena *arena, struct str ref)
{
	char *text = arena_memdup0(arena, ref.p, ref.len);
	size_t at = ref.len;
	uint64_t n;

	while (at > 0 && isdigit((unsigned char)ref.p[at - 1]))
		at--;
	if (*text == '@')
		add(l, arena, (struct link){ .text = text });
	else if (parse_u64(text + at, 1, INT64_MAX, &n) == OK)
		add(l, arena, (struct link){ .post = n,
		    .text = arena_printf(arena, "#%llu",
		    (unsigned long long)n) });
}

/* Addresses first: the choice 1 is what the text calls [1]. */
void
links_find(struct links *l, const struct wrapped *set, struct arena *arena)
{
	size_t i;

	memset(l, 0, sizeof(*l));
	for (i = 0; i < set->link_count; i++)
		add(l, arena, (struct link){ .text = arena_memdup0(arena,
		    set->links[i].p, set->links[i].len) });
	for (i = 0; i < set->ref_count; i++)
		if (set->refs[i].article != 0)
			add_article(l, arena, &set->refs[i]);
		else
			add_reference(l, arena, set->refs[i].text);
}

/* Links from l->page on; the last choice leads to those that follow. */
void
links_choose(struct links *l, struct ui *ui,
    void (*chosen)(struct ui *, void *state, int index))
{
	static struct choice choices[CHOICES];
	size_t left, i, count;

	if (l->count == 0) {
		ui_say(ui, _("No link here."));
		return;
	}
	if (l->page >= l->count)
		l->page = 0;
	left = l->count - l->page;
	count = l->count <= CHOICES ? left : left < CHOICES ?
	    left + 1 : CHOICES;
	for (i = 0; i < count; i++) {
		choices[i].letter = 0;
		choices[i].text = l->count > CHOICES && i + 1 == count ?
		    _("others") : l->list[l->page + i].text;
	}
	ui_choose(ui, _("Which link?"), choices, count, chosen);
}

static void
follow_name(struct ui *ui, const char *name)
{
	struct arena *arena = arena_new();
	struct member_view view;
	enum err e = query_member_named(ui_store(ui), ui_who(ui), name,
	    arena, &view);

	if (e == OK)
		ui_push(ui, &scr_person,
		    &(struct about){ .member = view.member.id });
	else if (e == ERR_NOT_FOUND)
		ui_sayf(ui, _("Nobody here is called %s."), name);
	else
		ui_refused(ui, e, NULL);
	arena_free(arena);
}

void
links_follow(struct links *l, struct ui *ui, int index,
    void (*chosen)(struct ui *, void *state, int index))
{
	size_t i = l->page + (size_t)index;
	const char *text;

	if (index < 0) {
		l->page = 0;
		return;
	}
	if (l->count > CHOICES && (index + 1 == CHOICES ||
	    i >= l->count)) {
		l->page = i >= l->count ? 0 : i;
		links_choose(l, ui, chosen);
		return;
	}
	l->page = 0;
	if (i >= l->count)
		return;
	text = l->list[i].text;
	if (l->list[i].post != 0)
		place_open_post(ui, l->list[i].post);
	else if (l->list[i].article != 0)
		ui_push(ui, &scr_charter, &(struct about){
		    .number = l->list[i].article, .pointed = true,
		    .type = (uint8_t)l->list[i].clause });
	else if (*text == '@')
		follow_name(ui, text + 1);
	else
		ui_push(ui, &scr_link, &(struct about){ .word = text });
}
