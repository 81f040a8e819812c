#include "ui/screens/attend.h"

#include <stdlib.h>

#include "store/forum/presence.h"
#include "ui/screens/cells.h"

/* --- deeds --- */

static bool
set_watch(struct ui *ui, uint64_t thread, uint64_t room, enum watch_kind kind)
{
	struct act_args args = { .thread = thread, .room = room,
		.number = (uint64_t)kind };

	return ui_act(ui, ACT_WATCH_SET, &args, NULL) == OK;
}

void
attend_follow_thread(struct ui *ui, uint64_t thread, enum watch_kind now)
{
	bool on = now != WATCH_FOLLOW;

	if (set_watch(ui, thread, 0, on ? WATCH_FOLLOW : WATCH_NONE))
		ui_say(ui, on ? _("Followed: home lists this thread.") :
		    _("No longer followed."));
}

void
attend_mute_thread(struct ui *ui, uint64_t thread, enum watch_kind now)
{
	bool on = now != WATCH_MUTE;

	if (set_watch(ui, thread, 0, on ? WATCH_MUTE : WATCH_NONE))
		ui_say(ui, on ? _("Muted: nothing here counts as unread any "
		    "more. k takes it back.") : _("No longer muted: what you "
		    "have not read here is unread again."));
}

void
attend_follow_room(struct ui *ui, const struct room_view *view)
{
	bool on = !view->followed;

	if (set_watch(ui, 0, view->room.id, on ? WATCH_FOLLOW : WATCH_NONE))
		ui_say(ui, on ? _("Followed: home lists this room.") :
		    _("No longer followed."));
}

void
attend_ignore(struct ui *ui, uint64_t member, struct str handle, bool ignored)
{
	struct act_args args = { .member = member, .number = !ignored };
	char *name = xstrdup(cells_str(handle));

	if (ui_act(ui, ACT_IGNORE, &args, NULL) == OK)
		ui_sayf(ui, ignored ? _("You no longer ignore %s.") :
		    _("You ignore %s: folded and silent, everywhere. Nothing "
		    "tells them."), name);
	free(name);
}

/* --- words --- */

const char *
attend_marker(enum watch_kind watch)
{
	switch (watch) {
	case WATCH_FOLLOW:
		return cells_printf("[%s] ", _("followed"));
	case WATCH_MUTE:
		return cells_printf("[%s] ", _("muted"));
	default:
		return "";
	}
}

const char *
attend_words(enum watch_kind watch)
{
	switch (watch) {
	case WATCH_FOLLOW:
		return _("You follow this thread.");
	case WATCH_MUTE:
		return _("Muted: nothing here counts as unread.");
	default:
		return "";
	}
}

const char *
attend_folded(struct str author, int cells)
{
	const char *name = cells_str(author), *words;

	words = cells_printf(_("[From %s, whom you ignore; v shows it]"),
	    name);
	if (cells_width(words) > cells)
		words = cells_printf(_("[%s, ignored; v]"), name);
	return words;
}

/* --- who else reads --- */

/* One session is one process: one thread at a time, and one arena. */
static struct {
	uint64_t thread, mark;
	int64_t asked;			/* ui_now() of the last look */
	struct arena *arena;
	struct str *names;
	size_t count;
} reading;

static void
look(struct ui *ui, uint64_t thread)
{
	bool other = reading.thread != thread;
	uint64_t mark = presence_mark(ui_store(ui), thread);

	/* Names are read again every few seconds too: choices change. */
	if (!other && mark == reading.mark &&
	    ui_now(ui) - reading.asked < PRESENCE_STALE)
		return;
	if (reading.arena == NULL)
		reading.arena = arena_new();
	arena_reset(reading.arena);
	reading.names = NULL;
	reading.count = 0;
	reading.thread = thread;
	reading.mark = mark;
	reading.asked = ui_now(ui);
	if (query_present(ui_store(ui), ui_who(ui), thread, reading.arena,
	    &reading.names, &reading.count) != OK)
		reading.count = 0;
	ui_redraw(ui);
}

void
attend_reading(struct ui *ui, uint64_t thread)
{
	const struct who *who = ui_who(ui);
	bool seen = ui_me(ui)->presence == PRESENCE_SHOWN && !who->machine &&
	    ui_quiet(ui) < PRESENCE_AWAY;

	if (who->member == 0)
		return;
	presence_set(ui_store(ui), seen ? who->member : 0, thread);
	look(ui, thread);
}

void
attend_left(struct ui *ui)
{
	presence_set(ui_store(ui), 0, 0);
	reading.thread = 0;
}

const char *
attend_readers(uint64_t thread, int cells)
{
	const char *words = "", *fits = "";
	size_t i;

	if (thread != reading.thread)
		return "";
	for (i = 0; i < reading.count; i++) {
		words = i == 0 ? cells_printf(_("Also reading: %s"),
		    cells_str(reading.names[i])) : cells_printf("%s, %s",
		    words, cells_str(reading.names[i]));
		if (cells_width(words) <= cells)
			fits = words;
		else
			return i == 0 ? "" : cells_printf("%s%s", fits,
			    term_sign_text(SIGN_ELLIPSIS));
	}
	return words;
}
