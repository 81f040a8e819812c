/*
 * compose_send: drafts kept, and the text sent.  Whatever the store answers,
 * the text stays in the editor until it is a post.
 */
#include <string.h>

#include "store/base/clock.h"
#include "store/forum/held.h"
#include "ui/screens/cells.h"
#include "ui/screens/compose.h"
#include "ui/screens/place.h"

static struct str
trimmed(struct str s)
{
	while (s.len > 0 && strchr(" \t\r\n", s.p[0]) != NULL) {
		s.p++;
		s.len--;
	}
	while (s.len > 0 && strchr(" \t\r\n", s.p[s.len - 1]) != NULL)
		s.len--;
	return s;
}

struct str
compose_trimmed(const struct compose *compose, enum compose_part part)
{
	return trimmed(compose_text(compose, part));
}

size_t
compose_count(const struct compose *compose, enum compose_part part)
{
	return text_count(compose_trimmed(compose, part));
}

/* --- drafts --- */

static bool
is_empty(const struct compose *compose)
{
	enum compose_part part;

	for (part = PART_TITLE; part < PART_COUNT; part++)
		if (compose_trimmed(compose, part).len > 0)
			return false;
	return true;
}

enum err
compose_keep(struct ui *ui, struct compose *compose)
{
	struct draft draft = { 0 };
	struct act_args args = { .draft = &draft };
	struct act_result result = { 0 };
	uint64_t changes = compose_changes(compose);
	enum err e;

	if ((changes == compose->kept &&
	    !(compose->open && compose->leaving)) ||
	    (compose->draft == 0 && is_empty(compose)))
		return OK;
	draft.open = !compose->leaving;
	draft.number = compose->draft;
	draft.parent = compose->about.parent;
	draft.edits = compose->about.edits;
	draft.to = compose->about.member;
	if (draft.parent == 0 && draft.edits == 0 && draft.to == 0)
		draft.room = compose->about.room;
	draft.type = compose->type;
	draft.hat = str_of(compose->hats[compose->hat]);
	draft.title = compose_text(compose, PART_TITLE);
	draft.restate = compose_text(compose, PART_RESTATE);
	draft.agree = compose_text(compose, PART_AGREE);
	draft.text = compose_text(compose, PART_TEXT);
	draft.cursor = (uint32_t)edit_cursor(compose->edits[PART_TEXT]);
	e = act_run(ui_store(ui), ui_who(ui), ACT_DRAFT_SAVE, &args, &result);
	if (e == ERR_NOT_FOUND && changes == compose->kept)
		return OK;	/* went elsewhere, as it stands here */
	if (e == ERR_NOT_FOUND && compose->draft != 0) {
		/* Thrown away or sent from elsewhere: keep this one anew. */
		compose->draft = draft.number = 0;
		e = act_run(ui_store(ui), ui_who(ui), ACT_DRAFT_SAVE, &args,
		    &result);
	}
	autosave_done(&compose->save, e);
	if (e != OK)
		return e;
	compose->draft = result.id;
	compose->open = draft.open;
	draft_hold(ui_store(ui), ui_who(ui)->member, result.id, draft.open);
	compose->kept = changes;
	compose->kept_at = ui_now(ui);
	return OK;
}

bool
compose_keep_due(struct ui *ui, struct compose *compose, bool last)
{
	enum err e;

	if (compose->send_again != 0 && !last) {
		if (compose->send_changes != compose_changes(compose))
			compose->send_again = 0;	/* being rewritten */
		else if (clock_ticks() >= compose->send_again) {
			return !compose_send(ui, compose);
		}
	}
	if (!autosave_due(&compose->save, last))
		return true;
	e = compose_keep(ui, compose);
	if (e == OK && !last)
		compose_say_kept(ui, compose);
	else if (!last)
		ui_say(ui, _("The draft could not be kept just now; trying "
		    "again in 10 s."));
	return true;
}

void
compose_tick(struct ui *ui, void *state, bool last)
{
	const struct compose *compose = state;
	int64_t from;

	if (compose_limit_ends(compose, &from) && ui_now(ui) >= from)
		ui_reload(ui);		/* it may be sent now */
	if (compose_keep_due(ui, state, last) && !last)
		compose_spell_look(ui, state);
}

/* --- is it complete? --- */

static bool
refuse(struct ui *ui, struct compose *compose, enum compose_part part,
    const char *sentence)
{
	compose->focus = part;
	ui_say(ui, sentence);
	return false;
}

static bool
part_fits(struct ui *ui, struct compose *compose, enum compose_part part,
    size_t min, size_t max)
{
	size_t count = compose_count(compose, part);
	long number = part == PART_RESTATE ? 1 : part == PART_AGREE ? 2 : 3;
	const char *who = cells_str(compose->post.parent_author);

	if (compose->about.edits == 0)
		who = cells_str(compose->post.author);
	if (count < min)
		return refuse(ui, compose, part, cells_printf(ngettext_(
		    "%ld more character in part %ld, so that %s can answer.",
		    "%ld more characters in part %ld, so that %s can answer.",
		    min - count), (long)(min - count), number, who));
	if (count > max)
		return refuse(ui, compose, part, cells_printf(ngettext_(
		    "%ld character to remove in part %ld.",
		    "%ld characters to remove in part %ld.",
		    count - max), (long)(count - max), number));
	return true;
}

bool
compose_ready(struct ui *ui, struct compose *compose)
{
	struct str text = compose_words(compose), accepted;
	struct refusal why = { 0 };
	char sentence[256];
	enum err e;

	if (compose_disagrees(compose) &&
	    (!part_fits(ui, compose, PART_RESTATE, RESTATE_MIN, RESTATE_MAX) ||
	    !part_fits(ui, compose, PART_AGREE, 0, AGREE_MAX) ||
	    !part_fits(ui, compose, PART_TEXT, DISAGREE_MIN, SIZE_MAX)))
		return false;
	if (trimmed(text).len == 0 && compose->focus == PART_TITLE &&
	    compose_count(compose, PART_TITLE) > 0)
		return refuse(ui, compose, PART_TEXT, _("Nothing is written "
		    "here yet."));
	if (compose_reaches(compose, PART_TITLE)) {
		e = text_accept(TEXT_TITLE, compose_text(compose, PART_TITLE),
		    cells_arena(), &accepted, &why);
		if (e != OK && compose_count(compose, PART_TITLE) == 0)
			return refuse(ui, compose, PART_TITLE, _("A title "
			    "helps others to find this thread: one line is "
			    "enough."));
		i18n_refusal(sentence, sizeof(sentence), e, &why);
		if (e != OK)
			return refuse(ui, compose, PART_TITLE, sentence);
	}
	if (trimmed(text).len == 0)
		return refuse(ui, compose, PART_TEXT, _("Nothing is written "
		    "here yet."));
	if (text.len > TEXT_BODY_MAX)
		return refuse(ui, compose, PART_TEXT, cells_printf(ngettext_(
		    "32 KiB at most: %ld byte to remove, or to put in a "
		    "second post.",
		    "32 KiB at most: %ld bytes to remove, or to put in a "
		    "second post.", text.len - TEXT_BODY_MAX),
		    (long)(text.len - TEXT_BODY_MAX)));
	e = text_accept(TEXT_BODY, text, cells_arena(), &accepted, &why);
	i18n_refusal(sentence, sizeof(sentence), e, &why);
	return e == OK || refuse(ui, compose, PART_TEXT, sentence);
}

/* --- sending --- */

static enum act
fill(const struct compose *compose, struct act_args *args)
{
	args->text = compose_words(compose);
	args->number = compose->draft;
	if (compose_private(compose)) {
		args->member = compose->about.member;
		return ACT_MESSAGE_SEND;
	}
	if (compose_disagrees(compose)) {
		args->restate = compose_trimmed(compose, PART_RESTATE);
		args->agree = compose_trimmed(compose, PART_AGREE);
	}
	if (compose_reaches(compose, PART_TITLE))
		args->title = compose_trimmed(compose, PART_TITLE);
	if (compose->about.edits != 0) {
		args->post = compose->about.edits;
		args->revision = compose->revision;
		return ACT_POST_EDIT;
	}
	args->type = compose->type;
	args->hat = str_of(compose->hats[compose->hat]);
	args->post = compose->about.parent;
	args->room = compose->about.room;
	return compose->about.parent != 0 ? ACT_POST_REPLY : ACT_THREAD_NEW;
}

/* What may be done now, in place of the bare refusal. */
static void
say_refused(struct ui *ui, struct compose *compose, enum err e,
    const struct refusal *why)
{
	struct post_view now;
	char sentence[256];

	switch (e) {
	case ERR_FULL:
	case ERR_IO:
		compose->send_again = clock_ticks() + AUTOSAVE_AGAIN_MS;
		compose->send_changes = compose_changes(compose);
		ui_say(ui, _("The forum cannot write just now. Your text is "
		    "kept; trying again in 10 s."));
		break;
	case ERR_STALE:
		/* The next sending is meant for what stands there now. */
		if (query_post(ui_store(ui), ui_who(ui), compose->about.edits,
		    cells_arena(), &now) == OK)
			compose->revision = now.post.revision;
		ui_say(ui, _("This post was changed elsewhere meanwhile. "
		    "Your text is kept; Ctrl-X sends it in its place."));
		break;
	case ERR_NOT_FOUND:
		compose->gone = true;
		ui_say(ui, _("What you answer is gone. Your text is kept "
		    "among the drafts."));
		break;
	case ERR_LIMIT:
		i18n_refusal(sentence, sizeof(sentence), e, why);
		ui_sayf(ui, "%s %s", sentence, _("The draft is kept."));
		break;
	default:
		ui_refused(ui, e, why);
	}
}

bool
compose_send(struct ui *ui, struct compose *compose)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum act act = fill(compose, &args);
	struct place there = { .room = compose->about.room };
	enum err e;

	compose->send_again = 0;
	/* The draft first: if sending fails, nothing that was typed may. */
	compose_keep(ui, compose);
	args.number = compose->draft;
	e = act_run(ui_store(ui), ui_who(ui), act, &args, &result);
	if (e != OK) {
		say_refused(ui, compose, e, &result.why);
		return false;
	}
	compose->draft = 0;
	compose->open = false;
	compose->kept = compose_changes(compose);
	ui_status(ui, NULL);
	if (act == ACT_MESSAGE_SEND) {
		ui_pop(ui);
		ui_say(ui, _("The message is sent."));
		return true;
	}
	if (act == ACT_THREAD_NEW) {
		there.thread = result.id;
		ui_pop(ui);
		place_open(ui, there);
	} else {
		there.room = compose->post.post.room;
		there.thread = compose->post.post.thread;
		there.post = act == ACT_POST_REPLY ? result.id :
		    compose->about.edits;
		if (!result.withheld)
			place_arrive(there);
		ui_pop(ui);
	}
	if (result.withheld)
		ui_sayf(ui, _("Sent: #%llu. It is published when the person "
		    "has answered, or when the time for it is over."),
		    (unsigned long long)result.id);
	else if (result.duel)
		ui_sayf(ui, _("Sent: #%llu. You two answer each other only; d "
		    "says what can be done."),
		    (unsigned long long)there.post);
	else
		ui_sayf(ui, act == ACT_POST_EDIT ? _("Changed: #%llu.") :
	    _("Sent: #%llu."), (unsigned long long)(act == ACT_THREAD_NEW ?
	    there.thread : there.post));
	return true;
}
