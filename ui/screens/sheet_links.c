/*
 * sheet_links: what a post's text leads to: addresses, other posts, people.
 */
#include <ctype.h>
#include <string.h>

#include "ui/screens/cells.h"
#include "ui/screens/place.h"
#include "ui/screens/sheet.h"

enum { CHOICES = 9 };		/* at a time, as ui_choose() takes */

static void
add_link(struct sheet *r, uint64_t post, const char *text)
{
	struct sheet_link *link;
	size_t i;

	for (i = 0; i < r->link_count; i++)
		if (strcmp(r->links[i].text, text) == 0)
			return;
	link = ARENA_PUSH(r->line_arena, r->links, r->link_count);
	*link = (struct sheet_link){ post, text };
}

/* #1204, n°1204 or nº 1204 (for keyboards where # needs AltGr), @name. */
static void
add_references(struct sheet *r, const struct wrapped *set)
{
	size_t i, at;
	uint64_t n;
	char *text;

	for (i = 0; i < set->ref_count; i++) {
		struct str ref = set->refs[i];

		for (at = ref.len; at > 0 &&
		    isdigit((unsigned char)ref.p[at - 1]); at--)
			;
		text = arena_memdup0(r->line_arena, ref.p, ref.len);
		if (*text == '@')
			add_link(r, 0, text);
		else if (parse_u64(text + at, 1, INT64_MAX, &n) == OK)
			add_link(r, n, arena_printf(r->line_arena, "#%llu",
			    (unsigned long long)n));
	}
}

/* Addresses first: the choice 1 is what the text calls [1]. */
void
sheet_links(struct sheet *r, const struct wrapped *set)
{
	size_t i;

	if (r->view.post.state == POST_DELETED)
		return;
	for (i = 0; i < set->link_count; i++)
		add_link(r, 0, arena_memdup0(r->line_arena, set->links[i].p,
		    set->links[i].len));
	add_references(r, set);
}

/* Links from link_page on; the last choice leads to those that follow. */
void
sheet_choose_link(struct sheet *r, struct ui *ui,
    void (*chosen)(struct ui *, void *state, int index))
{
	static struct choice choices[CHOICES];
	size_t left, i, count;

	if (r->measure == 0)
		sheet_set(r, ui_measure(ui));
	if (r->link_count == 0) {
		ui_say(ui, _("No link in this post."));
		return;
	}
	if (r->link_page >= r->link_count)
		r->link_page = 0;
	left = r->link_count - r->link_page;
	count = r->link_count <= CHOICES ? left : left < CHOICES ?
	    left + 1 : CHOICES;
	for (i = 0; i < count; i++) {
		choices[i].letter = 0;
		choices[i].text = r->link_count > CHOICES && i + 1 == count ?
		    _("others") : r->links[r->link_page + i].text;
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
sheet_follow(struct sheet *r, struct ui *ui, int index,
    void (*chosen)(struct ui *, void *state, int index))
{
	size_t i = r->link_page + (size_t)index;
	const char *text;

	if (index < 0) {
		r->link_page = 0;
		return;
	}
	if (r->link_count > CHOICES && (index + 1 == CHOICES ||
	    i >= r->link_count)) {
		r->link_page = i >= r->link_count ? 0 : i;
		sheet_choose_link(r, ui, chosen);
		return;
	}
	r->link_page = 0;
	if (i >= r->link_count)
		return;
	text = r->links[i].text;
	if (r->links[i].post != 0)
		place_open_post(ui, r->links[i].post);
	else if (*text == '@')
		follow_name(ui, text + 1);
	else
		ui_push(ui, &scr_link, &(struct about){ .word = text });
}
