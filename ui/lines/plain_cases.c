/* plain_cases: the cases that wait for moderators, one of them, deciding it;
 * and what the two of a repair answer. */
#include "ui/core/decision_words.h"
#include "ui/core/mask_words.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

void
plain_queue(struct plain *p, uint64_t number)
{
	struct case_view *views;
	size_t count, late;
	enum err e = query_cases(p->call.store, p->call.who, p->call.arena,
	    &views, &count, &late);

	plain_begin(p);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	else if (count == 0)
		plain_say(p, "%s", _("Nothing is to be decided."));
	for (size_t i = 0; i < count; i++)
		plain_offer(p, plain_case, views[i].file.id,
		    _("Case %llu, %s, %.*s, %s"),
		    (unsigned long long)views[i].file.id,
		    mask_article(views[i].file.article, p->call.arena),
		    STR(views[i].room_title), views[i].party != NULL ?
		    _("you are a party") : i18n_word(VOCABULARY_CASE,
		    views[i].state));
	plain_offer(p, plain_for_you, 0, "%s", _("What is for you"));
}

static void
case_take(struct plain *p, uint64_t id)
{
	struct act_args args = { .number = id };

	plain_do(p, ACT_CASE_TAKE, &args, _("Taken: it is yours for a day."));
	plain_case(p, id);
}

static void
case_give_back(struct plain *p, uint64_t id)
{
	struct act_args args = { .number = id, .back = true };

	plain_do(p, ACT_CASE_TAKE, &args, _("Given back: others may take it."));
	plain_case(p, id);
}

static void
sign(struct plain *p, uint64_t id, bool off)
{
	struct act_args args = { .number = id, .back = off };

	plain_do(p, ACT_COUNTERSIGN, &args, off ? _("Not signed: it is to be "
	    "decided anew.") : _("Signed. Its author and those who flagged it "
	    "are told."));
	plain_case(p, id);
}

static void
sign_it(struct plain *p, uint64_t id)
{
	sign(p, id, false);
}

static void
sign_not(struct plain *p, uint64_t id)
{
	sign(p, id, true);
}

static void
repair(struct plain *p, uint64_t id, enum repair_step step)
{
	struct act_args args = { .number = id, .type = (uint8_t)step };

	plain_do(p, ACT_REPAIR, &args, _("It is told to the other person."));
	plain_case(p, id);
}

static void
repair_yes(struct plain *p, uint64_t id)
{
	repair(p, id, REPAIR_YES);
}

static void
repair_no(struct plain *p, uint64_t id)
{
	repair(p, id, REPAIR_NO);
}

static void
repair_done(struct plain *p, uint64_t id)
{
	repair(p, id, REPAIR_DONE);
}

/* Article, facts and reasons, a line each; false: left, or nothing said. */
static bool
words_asked(struct plain *p, struct act_args *args)
{
	plain_say(p, "%s", _("Article of the charter, as 4a; an empty line "
	    "decides nothing."));
	if (!plain_line(p, &args->name) || args->name.len == 0)
		return false;
	plain_say(p, "%s", _("The facts, on one line: what was written, "
	    "without a judgement, 20 signs at least."));
	if (!plain_line(p, &args->text))
		return false;
	plain_say(p, "%s", _("The reasons, on one line, for its author, who "
	    "may answer them: 80 signs at least."));
	return plain_line(p, &args->reason);
}

static void
decide_send(struct plain *p, struct act_args *args)
{
	uint64_t id = args->number;

	plain_keep(p, UNSENT_DECISION, id, args);
	plain_do(p, ACT_CASE_DECIDE, args, _("Signed. Where two signatures "
	    "are needed, nothing happens before the second one."));
	plain_case(p, id);
}

static void
measures_offered(struct plain *p, unsigned *choice)
{
	for (unsigned i = 0; i < MEASURE_CHOICES; i++)
		plain_say(p, "%u. %s", i + 1, _(measure_choices[i].name));
	plain_say(p, "%s", _("Which measure? A number; an empty line: the "
	    "first."));
	*choice = plain_number(p, MEASURE_CHOICES, 1);
}

static void
decide(struct plain *p, uint64_t id)
{
	struct act_args args = { .number = id };
	struct case_view v;
	unsigned choice;

	if (query_case(p->call.store, p->call.who, id, p->call.arena, &v) !=
	    OK)
		return;
	args.revision = v.file.version;
	measures_offered(p, &choice);
	if (choice == 0)
		return;
	args.type = (uint8_t)measure_choices[choice - 1].measure;
	args.days = measure_choices[choice - 1].days;
	if (words_asked(p, &args)) {
		decide_send(p, &args);
		return;
	}
	if (args.text.len > 0)
		plain_keep(p, UNSENT_DECISION, id, &args);
	if (!p->over)
		plain_case(p, id);
}

/* What was written before the line dropped, or was refused: the measure is
 * asked again. */
static void
decide_again(struct plain *p, uint64_t id)
{
	struct act_args args = { .number = id };
	struct unsent u;
	unsigned choice;

	if (!plain_unsent(p, UNSENT_DECISION, id, &u))
		return;
	measures_offered(p, &choice);
	if (choice == 0)
		return;
	args.type = (uint8_t)measure_choices[choice - 1].measure;
	args.days = measure_choices[choice - 1].days;
	args.name = u.name;
	args.text = u.text;
	args.reason = u.reason;
	decide_send(p, &args);
}

static void
judge_offered(struct plain *p, const struct case_view *v)
{
	uint64_t id = v->file.id;
	struct unsent u;

	if (v->state == CASE_SIGNING) {
		plain_offer(p, sign_it, id, "%s", _("Countersign"));
		plain_offer(p, sign_not, id, "%s", _("Do not sign"));
		return;
	}
	if (v->state == CASE_OPEN || v->state == CASE_APPEAL)
		plain_offer(p, case_take, id, "%s", _("Take it for a day"));
	if (v->state == CASE_TAKEN)
		plain_offer(p, case_give_back, id, "%s", _("Give it back"));
	if (v->state == CASE_OPEN || v->state == CASE_TAKEN ||
	    v->state == CASE_APPEAL ||
	    v->state == CASE_DECIDED)
		plain_offer(p, decide, id, "%s", v->state == CASE_DECIDED ?
		    _("Decide anew, more lightly") : _("Decide"));
	if (plain_unsent(p, UNSENT_DECISION, id, &u) && u.text.len > 0)
		plain_offer(p, decide_again, id, "%s",
		    _("Decide with what you had written"));
}

static void
appeal(struct plain *p, uint64_t id)
{
	struct act_args args = { .number = id };

	plain_say(p, "%s", _("Your appeal, on one line, 20 to 2000 signs: what "
	    "the others should know. It can never make it worse for you. An "
	    "empty line files nothing."));
	if (plain_line(p, &args.text) && args.text.len > 0) {
		plain_keep(p, UNSENT_APPEAL, id, &args);
		plain_do(p, ACT_APPEAL, &args, _("Filed: others answer it."));
	} else if (args.text.len > 0)
		plain_keep(p, UNSENT_APPEAL, id, &args);
	if (!p->over)
		plain_case(p, id);
}

static void
appeal_again(struct plain *p, uint64_t id)
{
	struct act_args args = { .number = id };
	struct unsent u;

	if (plain_unsent(p, UNSENT_APPEAL, id, &u)) {
		args.text = u.text;
		plain_do(p, ACT_APPEAL, &args, _("Filed: others answer it."));
	}
	plain_case(p, id);
}

static void
appeal_offered(struct plain *p, uint64_t id)
{
	struct unsent u;

	plain_offer(p, appeal, id, "%s", _("Appeal"));
	if (plain_unsent(p, UNSENT_APPEAL, id, &u) && u.text.len > 0)
		plain_offer(p, appeal_again, id, _("Appeal with what you had "
		    "written: “%.*s”"), STR(u.text));
}

void
plain_case(struct plain *p, uint64_t id)
{
	char number[24];
	struct case_view v;
	enum err e;

	snprintf(number, sizeof(number), "%llu", (unsigned long long)id);
	plain_begin(p);
	e = query_case(p->call.store, p->call.who, id, p->call.arena, &v);
	plain_command(p, "case", number, NULL);
	if (e == OK && v.party == NULL && store_may(p->call.store,
	    p->call.who, ACT_CASE_TAKE, &(struct act_args){ .number = id },
	    NULL) == OK)
		judge_offered(p, &v);
	if (e == OK && (v.repair & 1u << REPAIR_YES) != 0)
		plain_offer(p, repair_yes, id, "%s", _("Agree to the repair"));
	if (e == OK && (v.repair & 1u << REPAIR_NO) != 0)
		plain_offer(p, repair_no, id, "%s", _("No repair"));
	if (e == OK && (v.repair & 1u << REPAIR_DONE) != 0)
		plain_offer(p, repair_done, id, "%s", _("It is done"));
	if (e == OK && v.may_appeal)
		appeal_offered(p, id);
	if (e == OK)
		plain_offer(p, plain_post, v.file.post, "%s",
		    _("See the post"));
	plain_offer(p, plain_for_you, 0, "%s", _("What is for you"));
}
