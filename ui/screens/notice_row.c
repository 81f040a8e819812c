#include "ui/screens/notice_row.h"

#include <stdlib.h>
#include <string.h>

#include "ui/core/mandate_words.h"
#include "ui/screens/cells.h"
#include "ui/screens/place.h"
#include "ui/screens/profile.h"

/* Text of a key's notice: "SHA256:… address". */
static const char *
key_words(const char *fmt, const struct notice *notice)
{
	char *text = cells_str(notice->text), *address = strchr(text, ' ');

	if (address == NULL)
		return cells_printf(fmt, text, "");
	*address++ = '\0';
	return cells_printf(fmt, cells_pad(text, 18), address);
}

static const char *
answered_words(const struct notice_view *view)
{
	int state = vocabulary_find(VOCABULARY_RESTATED,
	    cells_str(view->notice.text));

	return cells_printf(_("%s answers your restatement #%llu: %s"),
	    cells_str(view->by), (unsigned long long)view->notice.post,
	    state < 0 ? "" : i18n_word(VOCABULARY_RESTATED, (unsigned)state));
}

static const char *
repair_said(const char *word)
{
	if (strcmp(word, "offered") == 0)
		return _("A repair is proposed to you about #%llu");
	if (strcmp(word, "agreed") == 0)
		return _("Both agree to the repair about #%llu");
	if (strcmp(word, "done") == 0)
		return _("The repair about #%llu is done, the moderators read "
		    "it");
	return _("No repair about #%llu: the moderators decide");
}

static const char *
notice_words(const struct notice_view *view)
{
	const struct notice *notice = &view->notice;
	const char *by = cells_str(view->by), *text = cells_str(notice->text);
	unsigned long long post = (unsigned long long)notice->post;
	int measure;

	switch ((enum notice_kind)notice->kind) {
	case NOTICE_REPLY:
		return cells_printf(_("%s answers you #%llu"), by, post);
	case NOTICE_MENTION:
		return cells_printf(_("%s mentions you #%llu"), by, post);
	case NOTICE_KEY_ADDED:
		return key_words(_("Key added: %s from %s"), notice);
	case NOTICE_KEY_REMOVED:
		return key_words(_("Key removed: %s from %s"), notice);
	case NOTICE_PASSWORD:
		return cells_printf(_("Password changed, from %s"), text);
	case NOTICE_ERASE:
		return *text == '\0' ? _("Your account stays: nothing is "
		    "erased") : cells_printf(_("Your account is erased on %s; "
		    "your profile calls it off"), text);
	case NOTICE_RESET:
		return _("A sysop gave a code that stands for your password");
	case NOTICE_ADMITTED:
		return _("Your account is open. Welcome.");
	case NOTICE_GODCHILD:
		return cells_printf(_("%s, whom you sponsor, has joined"),
		    text);
	case NOTICE_MANDATE:
	case NOTICE_MANDATE_ENDS:
		return mandate_words(notice, cells_arena());
	case NOTICE_ACTED_AS:
		return cells_printf(_("The server’s staff used your account: "
		    "%s"), text);
	case NOTICE_MESSAGE:
		return cells_printf(_("%s writes to you in private"), by);
	case NOTICE_REQUEST:
		return cells_printf(_("%s asks to join"), text);
	case NOTICE_FIRST_POST:
		return cells_printf(*text == 'Q' ?
		    _("%s, whom you sponsor, asks a question #%llu") :
		    _("%s, whom you sponsor, writes #%llu"), by, post);
	case NOTICE_SPONSOR:
		return cells_printf(_("%s sponsors you from now on"), by);
	case NOTICE_VOUCHED:
		return cells_printf(_("%s gave their word for you"), by);
	case NOTICE_RISEN:
		return _("You are a member from now on: every type, and "
		    "threads, are open to you");
	case NOTICE_TERM:
		return cells_printf(_("Your word is in the glossary: %s"),
		    text);
	case NOTICE_THANKS:
		return cells_printf(_("%s thanks you for #%llu"), by, post);
	case NOTICE_PAIR_CALM:
		return cells_printf(_("%s asks you two for a calm rhythm "
		    "#%llu"), by, post);
	case NOTICE_DUEL:
		return cells_printf(_("%s and %s answer each other only "
		    "#%llu"), by, text, post);
	case NOTICE_ROUND:
		return cells_printf(_("%s announces a round table #%llu"), by,
		    post);
	case NOTICE_ROUND_TURN:
		return cells_printf(_("Half of the round is over: your turn "
		    "#%llu"), post);
	case NOTICE_MASKED:
		return cells_printf(_("Your post is masked until it is decided"
		    " upon #%llu"), post);
	case NOTICE_DECIDED:
		return cells_printf(_("A decision on your post #%llu"), post);
	case NOTICE_FLAGGED:
		measure = vocabulary_find(VOCABULARY_MEASURE, text);
		return cells_printf(_("What you flagged was decided: %s "
		    "#%llu"), measure < 0 ? text : i18n_word(
		    VOCABULARY_MEASURE, (unsigned)measure), post);
	case NOTICE_JURY:
		return _("You are drawn by lot to answer an appeal");
	case NOTICE_FLAGS_REST:
		return _("Few of your flags were followed: for a while they "
		    "open cases, and mask nothing");
	case NOTICE_LATE:
		return cells_printf(_("Case %s waits for over three days"),
		    text);
	case NOTICE_APPEAL:
		return cells_printf(_("Your appeal is filed, others answer it "
		    "#%llu"), post);
	case NOTICE_REPAIR:
		return cells_printf(repair_said(text), post);
	case NOTICE_PUBLISHED:
		return cells_printf(_("Your disagreement is published; its "
		    "answer did not come in time #%llu"), post);
	case NOTICE_LACK:
		return cells_printf(_("%s: your synthesis lacks something "
		    "#%llu"), by, post);
	case NOTICE_ANSWERED:
		return answered_words(view);
	default:
		return text;
	}
}

/* "ardoise answers you in “Title…” #1281": the title takes what is left. */
void
notice_draw(const struct notice_view *view, int row, int col, int end)
{
	const char *by = cells_str(view->by), *format, *number;
	int room;

	format = view->notice.kind == NOTICE_REPLY ?
	    _("%s answers you in “%s” %s") : _("%s mentions you in “%s” %s");
	number = cells_printf("#%llu", (unsigned long long)view->notice.post);
	room = end - col - cells_width(cells_printf(format, by, "", number));
	if (view->notice.kind > NOTICE_MENTION || view->title.len == 0 ||
	    room < 8) {
		cells_put(row, col, end - col, STYLE_UNREAD,
		    notice_words(view));
		return;
	}
	cells_put(row, col, end - col, STYLE_UNREAD, cells_printf(format, by,
	    text_clip(view->title, (size_t)room, term_ascii(),
	    cells_arena()), number));
}

void
notice_open(struct ui *ui, const struct notice_view *view)
{
	struct act_args args = { .number = view->notice.number };
	struct about about = { .member = ui_who(ui)->member };
	uint64_t post = view->notice.post;
	uint8_t kind = view->notice.kind;
	struct post_view decided;

	act_run(ui_store(ui), ui_who(ui), ACT_NOTICE_SEEN, &args, NULL);
	if (kind == NOTICE_MESSAGE) {
		about.member = view->notice.by;
		ui_push(ui, &scr_talk, &about);
	} else if ((kind == NOTICE_DECIDED || kind == NOTICE_REPAIR ||
	    kind == NOTICE_APPEAL || kind == NOTICE_FLAGGED) &&
	    query_post(ui_store(ui),
	    ui_who(ui), post, ui_arena(ui), &decided) == OK) {
		about.number = decided.post.casefile;
		ui_push(ui, &scr_case, &about);
	} else if (kind == NOTICE_LATE)
		ui_push(ui, &scr_queue, NULL);
	else if (kind == NOTICE_JURY) {
		about.number = strtoull(cells_str(view->notice.text), NULL,
		    10);
		ui_push(ui, &scr_jury, &about);
	} else if (post != 0)
		place_open_post(ui, post);
	else if (kind == NOTICE_REQUEST || kind == NOTICE_GODCHILD ||
	    kind == NOTICE_MANDATE || kind == NOTICE_MANDATE_ENDS)
		ui_push(ui, &scr_members, &about);
	else if (kind == NOTICE_TERM)
		ui_push(ui, &scr_glossary, NULL);
	else if (kind == NOTICE_SPONSOR || kind == NOTICE_VOUCHED) {
		about.member = view->notice.by;
		ui_push(ui, &scr_person, &about);
	} else if (kind == NOTICE_ADMITTED || kind == NOTICE_RISEN)
		ui_push(ui, &scr_rooms, &about);
	else
		ui_push(ui, &scr_profile, &about);
}
