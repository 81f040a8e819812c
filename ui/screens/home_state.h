/*
 * home_state: what the home screen holds, shared by scr_home.c (loading, keys)
 * and home_draw.c.
 */
#ifndef HOME_STATE_H
#define HOME_STATE_H

#include "store/base/rangeset.h"
#include "ui/core/ui.h"
#include "ui/widgets/list.h"

/* What a line is; the kind stands in the high byte of the line's id. */
enum home_kind { HOME_HEADING, HOME_NOTICE, HOME_ASKED, HOME_WAITING, HOME_DRAFT,
	HOME_ROOM, HOME_QUESTION, HOME_ALL_ROOMS, HOME_FOLLOWED,
	HOME_CASES };

struct home_line {
	enum home_kind kind;
	size_t index;			/* in its section */
	const char *text;		/* headings: translated, may be "" */
};

struct home_state {
	struct home home;		/* ui_arena */
	struct home_line *lines;	/* ui_arena */
	struct list_row *rows;		/* ui_arena, beside lines */
	size_t count;
	struct list list;
	struct rangeset known;		/* ids of the lines that show */
};

/* Has what one follows anything unread? */
bool home_followed_news(const struct watch_view *);
/* home_draw.c: the screen's draw(). */
void home_draw(struct ui *, void *state);

#endif
