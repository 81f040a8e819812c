/* plain_jury: one who was drawn reads the case, sits or not, writes, votes. */
#include "ui/core/decision_words.h"
#include "ui/lines/plain_own.h"

static void
jury_step(struct plain *p, uint64_t id, enum jury_step step, struct str text)
{
	struct act_args args = { .number = id, .type = (uint8_t)step,
		.text = text };

	plain_do(p, ACT_JURY, &args, _("Noted."));
	plain_jury(p, id);
}

static void
accept_it(struct plain *p, uint64_t id)
{
	jury_step(p, id, JURY_ACCEPT, str_of(""));
}

static void
decline(struct plain *p, uint64_t id)
{
	jury_step(p, id, JURY_DECLINE, str_of(""));
}

/* A line of text for the others, kept if the line drops. */
static bool
asked(struct plain *p, uint64_t id, const char *question,
    struct act_args *args)
{
	bool whole;

	plain_say(p, "%s", question);
	whole = plain_line(p, &args->text);
	if (args->text.len > 0)
		plain_keep(p, UNSENT_JURY, id, args);
	if (whole && args->text.len > 0)
		return true;
	if (!p->over)
		plain_jury(p, id);
	return false;
}

static void
opinion(struct plain *p, uint64_t id)
{
	struct act_args args = { .number = id };

	if (asked(p, id, _("Your opinion, on one line, 80 signs at least; "
	    "nobody reads it before all have written."), &args))
		jury_step(p, id, JURY_OPINION, args.text);
}

static void
say(struct plain *p, uint64_t id)
{
	struct act_args args = { .number = id };

	if (asked(p, id, _("What you say to the others, on one line."), &args))
		jury_step(p, id, JURY_SAY, args.text);
}

static void
vote(struct plain *p, uint64_t id)
{
	struct act_args args = { .number = id };
	unsigned choice;

	for (unsigned i = 0; i < MEASURE_CHOICES; i++)
		plain_say(p, "%u. %s", i + 1, _(measure_choices[i].name));
	plain_say(p, "%s", _("Which measure? A number; an empty line: the "
	    "first."));
	choice = plain_number(p, MEASURE_CHOICES, 1);
	if (choice == 0)
		return;
	args.type = (uint8_t)measure_choices[choice - 1].measure;
	args.days = measure_choices[choice - 1].days;
	if (!asked(p, id, _("Your reasons, on one line, 80 signs at least; "
	    "those of the measure that comes out are read by the parties, "
	    "without your name."), &args))
		return;
	plain_do(p, ACT_JURY_VOTE, &args, _("Noted."));
	plain_jury(p, id);
}

void
plain_jury(struct plain *p, uint64_t id)
{
	char number[24];
	struct jury_view v;
	enum err e;

	snprintf(number, sizeof(number), "%llu", (unsigned long long)id);
	plain_begin(p);
	e = query_jury(p->call.store, p->call.who, id, p->call.arena, &v);
	plain_command(p, "jury", number, NULL);
	if (e == OK && v.phase == JURY_ASKING && v.own.answer == 0) {
		plain_offer(p, accept_it, id, "%s", _("Accept to sit"));
		plain_offer(p, decline, id, "%s", _("Decline"));
	}
	if (e == OK && v.own.answer == 1 && (v.phase == JURY_ASKING ||
	    v.phase == JURY_ALONE))
		plain_offer(p, opinion, id, "%s", _("Write your opinion"));
	if (e == OK && v.phase == JURY_TALKING && v.own.answer == 1) {
		plain_offer(p, say, id, "%s", _("Say something to the others"));
		plain_offer(p, vote, id, "%s", _("Say which measure is right"));
	}
	plain_offer(p, plain_for_you, 0, "%s", _("What is for you"));
}
