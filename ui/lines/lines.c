/*
 * lines: the table of line commands and how one is run.  A line command is a
 * row here and a function in the file of its family.
 */
#include <string.h>

#include "ui/lines/options.h"
#include "ui/lines/own.h"

/* clang-format off */
const struct line_command line_commands[] = {
	{ .name = "whoami", .french = "moi", .usage = "whoami [--json]",
	  .help = N_("Says which account this is, and what it may do."),
	  .act = -1, .options = LINE_JSON, .guests = true, .uncharted = true,
	  .run = run_whoami },
	{ .name = "profile", .french = "profil",
	  .usage = "profile [NAME | set FIELD VALUE] [--json]",
	  .help = N_("Shows your profile or a member’s, or changes yours."),
	  .act = ACT_PROFILE_SET, .options = LINE_JSON, .most = 3,
	  .run = run_profile },
	{ .name = "rooms", .french = "salons", .usage = "rooms [--json]",
	  .help = N_("Lists the rooms, with what is unread in each."),
	  .act = -1, .options = LINE_JSON, .guests = true, .run = run_rooms },
	{ .name = "threads", .french = "fils",
	  .usage = "threads ROOM [--limit N] [--before ID] [--json]",
	  .help = N_("Lists the threads of a room, the latest first."),
	  .act = -1, .options = LINE_JSON | LINE_LIMIT | LINE_BEFORE,
	  .least = 1, .most = 1, .guests = true, .run = run_threads },
	{ .name = "read", .french = "lire",
	  .usage = "read ID [--raw] [--json]",
	  .help = N_("Shows a post, or a whole thread by its number."),
	  .act = ACT_READ_MARK, .options = LINE_JSON | LINE_RAW,
	  .least = 1, .most = 1, .guests = true, .run = run_read },
	{ .name = "new", .french = "nouveau",
	  .usage = "new ROOM --title T [--type C|Q|E|N|D|S] [--hat H] "
	      "[--restate TEXT] [--agree TEXT] [--json] < TEXT",
	  .help = N_("Opens a thread with the text of standard input."),
	  .act = ACT_THREAD_NEW,
	  .options = LINE_JSON | LINE_TITLE | LINE_TYPE | LINE_HAT |
	      LINE_RESTATE | LINE_AGREE,
	  .least = 1, .most = 1, .run = run_new },
	{ .name = "reply", .french = "répondre",
	  .usage = "reply ID [--type C|Q|E|N|D|S] [--hat H] "
	      "[--restate TEXT] [--agree TEXT] [--json] < TEXT",
	  .help = N_("Answers a post with the text of standard input."),
	  .act = ACT_POST_REPLY,
	  .options = LINE_JSON | LINE_TYPE | LINE_HAT | LINE_RESTATE |
	      LINE_AGREE,
	  .least = 1, .most = 1, .run = run_reply },
	{ .name = "edit", .french = "modifier",
	  .usage = "edit ID [--title T] [--restate TEXT] [--agree TEXT] "
	      "[--json] < TEXT",
	  .help = N_("Replaces the text of one’s own post."),
	  .act = ACT_POST_EDIT,
	  .options = LINE_JSON | LINE_TITLE | LINE_RESTATE | LINE_AGREE,
	  .least = 1, .most = 1, .run = run_edit },
	{ .name = "answer", .french = "confirmer",
	  .usage = "answer ID yes|almost|no|cleared [--json] [< TEXT]",
	  .help = N_("Says whether a disagreement restates your view; almost "
	      "and no take a text."),
	  .act = ACT_ANSWER, .options = LINE_JSON, .least = 2, .most = 2,
	  .run = run_answer },
	{ .name = "delete", .french = "supprimer",
	  .usage = "delete ID [--json]",
	  .help = N_("Deletes one’s own post; the replies stay."),
	  .act = ACT_POST_DELETE, .options = LINE_JSON,
	  .least = 1, .most = 1, .run = run_on_post },
	{ .name = "unread", .french = "nonlus",
	  .usage = "unread [ROOM | --mark ID] [--limit N] [--json]",
	  .help = N_("Lists the posts not read yet, or marks one unread."),
	  .act = ACT_READ_UNMARK,
	  .options = LINE_JSON | LINE_LIMIT | LINE_MARK, .most = 1,
	  .run = run_unread },
	{ .name = "catchup", .french = "toutlu",
	  .usage = "catchup [ID|ROOM] [--json]",
	  .help = N_("Marks a thread, a room, or everything, as read."),
	  .act = ACT_CATCHUP, .options = LINE_JSON, .most = 1,
	  .run = run_catchup },
	{ .name = "notices", .french = "avis",
	  .usage = "notices [clear [N]] [--all] [--limit N] [--json]",
	  .help = N_("Lists the notices not read yet, or puts them away."),
	  .act = ACT_NOTICE_SEEN,
	  .options = LINE_JSON | LINE_ALL | LINE_LIMIT, .most = 2,
	  .run = run_notices },
	{ .name = "drafts", .french = "brouillons",
	  .usage = "drafts [show N | drop N] [--json]",
	  .help = N_("Lists your drafts, shows one, or throws one away."),
	  .act = ACT_DRAFT_DROP, .options = LINE_JSON, .most = 2,
	  .run = run_drafts },
	{ .name = "follow", .french = "suivre",
	  .usage = "follow [ID|ROOM] [--off] [--json]",
	  .help = N_("Lists what you follow, or follows a thread or a room."),
	  .act = ACT_WATCH_SET, .options = LINE_JSON | LINE_OFF, .most = 1,
	  .run = run_follow },
	{ .name = "mute", .french = "sourdine",
	  .usage = "mute [ID|ROOM] [--off] [--json]",
	  .help = N_("Lists what is muted, or mutes a thread or a room."),
	  .act = ACT_WATCH_SET, .options = LINE_JSON | LINE_OFF, .most = 1,
	  .run = run_mute },
	{ .name = "ignore", .french = "ignorer",
	  .usage = "ignore [NAME] [--off] [--json]",
	  .help = N_("Lists whom you ignore, or ignores a member."),
	  .act = ACT_IGNORE, .options = LINE_JSON | LINE_OFF, .most = 1,
	  .run = run_ignore },
	{ .name = "history", .french = "historique",
	  .usage = "history ID [--limit N] [--json]",
	  .help = N_("Shows what a post said before it was changed."),
	  .act = -1, .options = LINE_JSON | LINE_LIMIT, .least = 1,
	  .most = 1, .guests = true, .run = run_history },
	{ .name = "message", .usage = "message NAME [--json] < TEXT",
	  .help = N_("Sends a private message with the text of standard "
	      "input."),
	  .act = ACT_MESSAGE_SEND, .options = LINE_JSON,
	  .least = 1, .most = 1, .run = run_message },
	{ .name = "messages",
	  .usage = "messages [NAME [remove N|all]] [--limit N] "
	      "[--before N] [--json]",
	  .help = N_("Lists the conversations, reads one, removes one’s own "
	      "copies."),
	  .act = ACT_MESSAGE_READ,
	  .options = LINE_JSON | LINE_LIMIT | LINE_BEFORE, .most = 3,
	  .run = run_messages },
	{ .name = "search", .french = "chercher",
	  .usage = "search WORDS... [room:R] [author:A] [type:T] "
	      "[after:DATE] [before:DATE] [--newest] [--limit N] [--json]",
	  .help = N_("Finds posts by their words, the best first."),
	  .act = -1, .options = LINE_JSON | LINE_LIMIT | LINE_NEWEST,
	  .least = 1, .most = -1, .guests = true, .run = run_search },
	{ .name = "keys", .french = "clés",
	  .usage = "keys [add [NAME] < KEY | remove N] [--password -] "
	      "[--json]",
	  .help = N_("Lists one’s keys, adds or removes one."),
	  .act = ACT_KEY_ADD, .options = LINE_JSON | LINE_PASSWORD,
	  .most = 2, .run = run_keys },
	{ .name = "words", .french = "mots",
	  .usage = "words [list | add WORD | remove WORD | use fr|en|own|off] "
	      "[--json]",
	  .help = N_("Lists one’s own words for spelling, and chooses its "
	      "language."),
	  .act = ACT_WORD_ADD, .options = LINE_JSON, .most = 2,
	  .run = run_words },
	{ .name = "invite", .french = "inviter",
	  .usage = "invite [list] [--json]",
	  .help = N_("Makes an invitation code for a person you vouch for."),
	  .act = ACT_INVITE, .options = LINE_JSON, .most = 1,
	  .run = run_invite },
	{ .name = "reset", .french = "recode",
	  .usage = "reset NAME [--json]",
	  .help = N_("Gives a code that stands for a forgotten password: for "
	      "sysops."),
	  .act = ACT_RESET, .options = LINE_JSON, .least = 1, .most = 1,
	  .run = run_reset },
	{ .name = "export", .french = "mesdonnées",
	  .usage = "export [--json]",
	  .help = N_("Gives all that the forum holds of yours."),
	  .act = -1, .options = LINE_JSON, .uncharted = true,
	  .run = run_export },
	{ .name = "erase", .french = "effacer",
	  .usage = "erase [--blank-texts | --cancel] [--password -] [--json]",
	  .help = N_("Erases your account in some days, or calls it off."),
	  .act = ACT_ERASE, .options = LINE_JSON | LINE_PASSWORD |
	      LINE_CANCEL | LINE_BLANK, .uncharted = true, .run = run_erase },
	{ .name = "waiting", .french = "demandes",
	  .usage = "waiting [--json]",
	  .help = N_("Lists the requests to join."),
	  .act = -1, .options = LINE_JSON, .run = run_waiting },
	{ .name = "admit", .french = "admettre",
	  .usage = "admit NAME [--json]",
	  .help = N_("Admits a person who asks to join."),
	  .act = ACT_ADMIT, .options = LINE_JSON, .least = 1, .most = 1,
	  .run = run_admit },
	{ .name = "refuse", .french = "refuser",
	  .usage = "refuse NAME --reason TEXT [--json]",
	  .help = N_("Refuses a request to join, with a reason."),
	  .act = ACT_REFUSE, .options = LINE_JSON | LINE_REASON,
	  .least = 1, .most = 1, .run = run_refuse },
	{ .name = "glossary", .french = "glossaire",
	  .usage = "glossary [WORD | propose WORD < TEXT | approve N | "
	      "withdraw N] [--limit N] [--json]",
	  .help = N_("Shows the glossary or a word of it, proposes or "
	      "approves one."),
	  .act = ACT_TERM_PROPOSE, .options = LINE_JSON | LINE_LIMIT,
	  .most = 2, .guests = true, .run = run_glossary },
	{ .name = "sponsor", .french = "parrainer",
	  .usage = "sponsor [NAME [word]] [--json]",
	  .help = N_("Lists whom you sponsor, sponsors a newcomer, or gives "
	      "your word for one."),
	  .act = ACT_SPONSOR, .options = LINE_JSON, .most = 2,
	  .run = run_sponsor },
	{ .name = "freeze", .french = "geler",
	  .usage = "freeze ID --reason TEXT [--days N] [--off] [--json]",
	  .help = N_("Freezes a thread until it ends, with a reason: it is read, "
	      "and nobody posts."),
	  .act = ACT_RHYTHM_SET, .options = LINE_JSON | LINE_REASON |
	      LINE_DAYS | LINE_OFF, .least = 1, .most = 1,
	  .run = run_freeze },
	{ .name = "rhythm", .french = "rythme",
	  .usage = "rhythm ID [free|calm|slow|reflection|frozen --reason TEXT "
	      "[--days N] | calm NAME NAME] [--json]",
	  .help = N_("Says the rhythm of a thread; a facilitator sets it, "
	      "with a reason."),
	  .act = ACT_RHYTHM_SET,
	  .options = LINE_JSON | LINE_REASON | LINE_DAYS, .least = 1,
	  .most = 4, .guests = true, .run = run_rhythm },
	{ .name = "thirdview", .french = "regard",
	  .usage = "thirdview ID [PROFILE | --off] [--json]",
	  .help = N_("Invites a third view between two, or one that a thread "
	      "lacks."),
	  .act = ACT_VIEW_INVITE, .options = LINE_JSON | LINE_OFF,
	  .least = 1, .most = 2, .run = run_thirdview },
	{ .name = "optin", .french = "volontaire",
	  .usage = "optin [--off] [--json]",
	  .help = N_("Agrees to be invited into threads for one’s view, or no "
	      "longer."),
	  .act = ACT_PROFILE_SET, .options = LINE_JSON | LINE_OFF,
	  .run = run_optin },
	{ .name = "round", .french = "tour",
	  .usage = "round ID [open [--two] [--blind] | join | leave | pass | "
	      "off] [--json]",
	  .help = N_("Says where a thread’s round table stands; takes part in "
	      "it; a facilitator announces one."),
	  .act = ACT_ROUND_TURN,
	  .options = LINE_JSON | LINE_TWO | LINE_BLIND, .least = 1, .most = 2,
	  .guests = true, .run = run_round },
	{ .name = "support", .french = "appui",
	  .usage = "support ID [--off] [--json]",
	  .help = N_("Says that you find yourself in a synthesis, or no "
	      "longer."),
	  .act = ACT_STAND, .options = LINE_JSON | LINE_OFF, .least = 1,
	  .most = 1, .run = run_support },
	{ .name = "lack", .french = "manque",
	  .usage = "lack ID [--json] < TEXT",
	  .help = N_("Says in a few words what a synthesis lacks."),
	  .act = ACT_STAND, .options = LINE_JSON, .least = 1, .most = 1,
	  .run = run_lack },
	{ .name = "close", .french = "clore",
	  .usage = "close ID [--off] [--json]",
	  .help = N_("Closes a thread, or opens it again: for who facilitates "
	      "the room."),
	  .act = ACT_THREAD_CLOSE, .options = LINE_JSON | LINE_OFF,
	  .least = 1, .most = 1, .run = run_shape },
	{ .name = "strict", .french = "strict",
	  .usage = "strict ID [--off] [--json]",
	  .help = N_("Makes a thread strict, where disagreements wait for "
	      "their answer, or no longer."),
	  .act = ACT_STRICT_SET, .options = LINE_JSON | LINE_OFF,
	  .least = 1, .most = 1, .run = run_shape },
	{ .name = "flag", .french = "signaler",
	  .usage = "flag ID --article 4a|illegal --reason TEXT [--json]",
	  .help = N_("Flags a post to the moderators, by an article of the "
	      "charter."),
	  .act = ACT_FLAG, .options = LINE_JSON | LINE_REASON | LINE_ARTICLE,
	  .least = 1, .most = 1, .run = run_flag },
	{ .name = "queue", .french = "file", .usage = "queue [--json]",
	  .help = N_("Lists the cases to be decided, the oldest first: for "
	      "moderators."),
	  .act = -1, .options = LINE_JSON, .run = run_queue },
	{ .name = "case", .french = "dossier", .usage = "case ID [--json]",
	  .help = N_("Shows a case: to moderators; decided, to the author of "
	      "the post."),
	  .act = -1, .options = LINE_JSON, .least = 1, .most = 1,
	  .run = run_case },
	{ .name = "take", .french = "prendre",
	  .usage = "take ID [--off] [--json]",
	  .help = N_("Takes a case for a day, or gives it back."),
	  .act = ACT_CASE_TAKE, .options = LINE_JSON | LINE_OFF, .least = 1,
	  .most = 1, .run = run_take },
	{ .name = "decide", .french = "décider",
	  .usage = "decide ID --measure none|reminder|rephrase|repair|mask|"
	      "remove|pause|suspension|exclusion --article 4a --reason TEXT "
	      "[--facts TEXT] [--days N] [--with NAME] [--version N] "
	      "[--json] [< FACTS]",
	  .help = N_("Decides a case: the measure, the article, the facts (or "
	      "standard input) and the reasons."),
	  .act = ACT_CASE_DECIDE, .options = LINE_JSON | LINE_REASON |
	      LINE_ARTICLE | LINE_MEASURE | LINE_FACTS | LINE_DAYS |
	      LINE_WITH | LINE_VERSION,
	  .least = 1, .most = 1, .run = run_decide },
	{ .name = "countersign", .french = "contresigner",
	  .usage = "countersign ID [--off] [--json]",
	  .help = N_("Countersigns a suspension or an exclusion, or (--off) "
	      "does not: for another moderator."),
	  .act = ACT_COUNTERSIGN, .options = LINE_JSON | LINE_OFF, .least = 1,
	  .most = 1, .run = run_countersign },
	{ .name = "appeal", .french = "recours",
	  .usage = "appeal ID [--json] < TEXT",
	  .help = N_("Appeals against the decision of a case: other people "
	      "answer it."),
	  .act = ACT_APPEAL, .options = LINE_JSON, .least = 1, .most = 1,
	  .run = run_appeal },
	{ .name = "jury", .french = "jury",
	  .usage = "jury [--json] | jury ID [accept|decline] [--json] | jury "
	      "ID opinion|say < TEXT | jury ID vote MEASURE [--days N] < "
	      "REASONS | jury salts [--json] | jury commit",
	  .help = N_("Lists the juries in which you are drawn, shows one "
	      "without names, sits in it or not, writes and votes there."),
	  .act = ACT_JURY, .options = LINE_JSON | LINE_DAYS, .most = 3,
	  .run = run_jury },
	{ .name = "repair", .french = "accord",
	  .usage = "repair ID yes|no|done [--json]",
	  .help = N_("Agrees to a repair or not, or says that it is done."),
	  .act = ACT_REPAIR, .options = LINE_JSON, .least = 2, .most = 2,
	  .run = run_repair },
	{ .name = "log", .french = "journal",
	  .usage = "log [--head | --export | --replay-draw N] [--limit N] "
	      "[--before N] [--json]",
	  .help = N_("Shows the moderation log, the latest first, or where its "
	      "chain ends."),
	  .act = -1,
	  .options = LINE_JSON | LINE_HEAD | LINE_LIMIT | LINE_BEFORE |
	      LINE_EXPORT | LINE_REPLAY, .guests = true, .run = run_log },
	{ .name = "mandate", .french = "mandat",
	  .usage = "mandate [list [--all] | add NAME facilitator|moderator|"
	      "guarantor|sysop [--room ROOM] [--until DATE] | end N | "
	      "renew N [--until DATE]] [--json]",
	  .help = N_("Lists the mandates; a sysop grants, ends and renews "
	      "them."),
	  .act = ACT_MANDATE_ADD,
	  .options = LINE_JSON | LINE_ALL | LINE_ROOM | LINE_UNTIL,
	  .most = 3, .run = run_mandate },
	{ .name = "thanks", .french = "merci",
	  .usage = "thanks ID [--json]",
	  .help = N_("Thanks the author of a post, who alone hears of it."),
	  .act = ACT_THANK, .options = LINE_JSON, .least = 1, .most = 1,
	  .run = run_on_post },
	{ .name = "charter", .french = "charte",
	  .usage = "charter [ARTICLE] [--version N] [--raw] [--json] | "
	      "charter versions [--json] | charter set [--json] < TEXT",
	  .help = N_("Shows the charter or an article of it (4, 4a); a sysop "
	      "gives it another text."),
	  .act = ACT_CHARTER_SET,
	  .options = LINE_JSON | LINE_RAW | LINE_VERSION, .most = 1,
	  .guests = true, .uncharted = true, .run = run_charter },
	{ .name = "help", .french = "aide",
	  .usage = "help [COMMAND] [--json]",
	  .help = N_("Shows the commands, or one of them."),
	  .act = -1, .options = LINE_JSON, .most = 1, .guests = true,
	  .uncharted = true, .run = run_help },
};
/* clang-format on */
const size_t line_command_count = LENGTH(line_commands);

/* --- finding --- */

const struct line_command *
lines_find(const char *name, bool plain, struct arena *arena)
{
	const struct line_command *found = NULL;
	struct str typed;
	size_t fits = 0;

	for (size_t i = 0; i < line_command_count; i++)
		if (strcmp(line_commands[i].name, name) == 0)
			return &line_commands[i];
	if (!plain)
		return NULL;
	typed = text_fold(str_of(name), arena);
	if (typed.len == 0)
		return NULL;
	for (size_t i = 0; i < line_command_count; i++) {
		const struct line_command *c = &line_commands[i];
		struct str french = text_fold(
		    str_of(c->french ? c->french : c->name), arena);
		bool begins = strncmp(c->name, name, strlen(name)) == 0;
		if (str_equal(french, typed))
			return c;
		if (typed.len <= french.len &&
		    memcmp(french.p, typed.p, typed.len) == 0)
			begins = true;
		if (begins) {
			found = c;
			fits++;
		}
	}
	return fits == 1 ? found : NULL;
}

/* --- running --- */

bool
lines_begin(struct call *call, const struct line_command *command)
{
	struct member_view *me;
	enum err e;

	if (call->who->member == 0) {
		if (call->who->machine || command->guests)
			return true;
		lines_say_no(call, _("Visitors read; to write, come in with "
		    "an account (ssh new@…)."));
		return false;
	}
	me = arena_alloc(call->arena, sizeof(*me));
	e = query_member(call->store, call->who, call->who->member,
	    call->arena, me);
	if (e != OK) {
		lines_refuse(call, e, NULL, NULL);
		return false;
	}
	call->me = me;
	i18n_language(me->member.language);
	if (me->member.charter_accepted == 0 &&
	    me->member.charter_version == 0 && !command->uncharted) {
		lines_say_no(call, _("Please log in once without a command "
		    "first, to read the charter and accept it."));
		return false;
	}
	return true;
}

static enum err
lines_take(struct call *call, int *argc, char **argv, const char **bad)
{
	struct line_args *a = &call->args;
	const struct { unsigned bit; struct option_row row; } all[] = {
		{ LINE_JSON, { "json", OPTION_FLAG, &a->json } },
		{ LINE_NEWEST, { "newest", OPTION_FLAG, &a->newest } },
		{ LINE_RAW, { "raw", OPTION_FLAG, &a->raw } },
		{ LINE_LIMIT, { "limit", OPTION_NUMBER, &a->limit, 1, 500 } },
		{ LINE_BEFORE,
		    { "before", OPTION_NUMBER, &a->before, 1, INT64_MAX } },
		{ LINE_TITLE, { "title", OPTION_TEXT, &a->title } },
		{ LINE_TYPE, { "type", OPTION_TEXT, &a->type } },
		{ LINE_HAT, { "hat", OPTION_TEXT, &a->hat } },
		{ LINE_RESTATE, { "restate", OPTION_TEXT, &a->restate } },
		{ LINE_AGREE, { "agree", OPTION_TEXT, &a->agree } },
		{ LINE_REASON, { "reason", OPTION_TEXT, &a->reason } },
		{ LINE_OFF, { "off", OPTION_FLAG, &a->off } },
		{ LINE_ALL, { "all", OPTION_FLAG, &a->all } },
		{ LINE_MARK, { "mark", OPTION_NUMBER, &a->mark, 1,
		    INT64_MAX } },
		{ LINE_HEAD, { "head", OPTION_FLAG, &a->head } },
		{ LINE_TWO, { "two", OPTION_FLAG, &a->two } },
		{ LINE_BLIND, { "blind", OPTION_FLAG, &a->blind } },
		{ LINE_DAYS, { "days", OPTION_NUMBER, &a->days, 1, 366 } },
		{ LINE_VERSION, { "version", OPTION_NUMBER, &a->version, 1,
		    UINT32_MAX } },
		{ LINE_ROOM, { "room", OPTION_TEXT, &a->room } },
		{ LINE_UNTIL, { "until", OPTION_TEXT, &a->until } },
		{ LINE_PASSWORD, { "password", OPTION_TEXT, &a->password } },
		{ LINE_ARTICLE, { "article", OPTION_TEXT, &a->article } },
		{ LINE_MEASURE, { "measure", OPTION_TEXT, &a->measure } },
		{ LINE_REPLAY, { "replay-draw", OPTION_NUMBER, &a->replay, 1,
		    INT64_MAX } },
		{ LINE_EXPORT, { "export", OPTION_FLAG, &a->export } },
		{ LINE_CANCEL, { "cancel", OPTION_FLAG, &a->cancel } },
		{ LINE_BLANK, { "blank-texts", OPTION_FLAG, &a->blank } },
		{ LINE_WITH, { "with", OPTION_TEXT, &a->with } },
		{ LINE_FACTS, { "facts", OPTION_TEXT, &a->facts } },
	};
	struct option_row rows[LENGTH(all)];
	size_t count = 0;

	for (size_t i = 0; i < LENGTH(all); i++)
		if (call->command->options & all[i].bit)
			rows[count++] = all[i].row;
	return options_take(argc, argv, rows, count, false, bad);
}

static int
lines_call(struct call *call, int argc, char **argv)
{
	const char *bad = NULL;
	const struct line_command *command;

	if (argc == 0 || (command = lines_find(argv[0], call->io->plain,
	    call->arena)) == NULL) {
		/* The caller's language, if there is one. */
		call->command = lines_find("help", false, call->arena);
		if (!lines_begin(call, call->command))
			return REFUSED;
		fputs(_("usage: COMMAND…, one of these (help COMMAND says "
		    "more):"), call->io->err);
		for (size_t i = 0; i < line_command_count; i++)
			fprintf(call->io->err, " %s", line_commands[i].name);
		fprintf(call->io->err, "\n");
		return USAGE;
	}
	call->command = command;
	if (!lines_begin(call, command))
		return REFUSED;
	if (lines_take(call, &argc, argv, &bad) != OK ||
	    argc - 1 < command->least ||
	    (command->most >= 0 && argc - 1 > command->most))
		return lines_usage(call);
	call->count = argc - 1;
	call->words = argv + 1;
	return command->run(call);
}

int
lines_run_argv(struct store *store, const struct who *who, int argc,
    char **argv, const struct lines_io *io)
{
	struct call call = { .store = store, .who = who, .io = io,
	    .arena = arena_new() };
	char **copy = arena_alloc(call.arena,
	    ((size_t)argc + 1) * sizeof(*copy));
	int status;

	for (int i = 0; i < argc; i++)
		copy[i] = argv[i];
	status = lines_call(&call, argc, copy);
	if ((fflush(io->out) != 0 || ferror(io->out)) && status == DONE)
		status = lines_say_no(&call, _("what was to be printed could "
		    "not be written to its end."));
	fflush(io->err);
	arena_free(call.arena);
	return status;
}

int
lines_run(struct store *store, const struct who *who, const char *command,
    const struct lines_io *io)
{
	struct arena *arena = arena_new();
	char **argv;
	int argc, status;

	if (lines_split(command, arena, &argc, &argv) == OK)
		status = lines_run_argv(store, who, argc, argv, io);
	else {
		struct call call = { .store = store, .who = who, .io = io,
		    .arena = arena };
		lines_begin(&call, lines_find("help", false, arena));
		lines_say_no(&call, _("a quote is not closed; for example: "
		    "new ROOM --title \"A sheet from the field\""));
		status = USAGE;
	}
	arena_free(arena);
	return status;
}
