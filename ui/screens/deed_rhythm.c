/* deed_rhythm: a facilitator sets the rhythm of the thread: which one, why,
 * for how many days. */
#include <stdio.h>

#include "ui/core/pace.h"
#include "ui/screens/cells.h"
#include "ui/screens/deeds.h"

/* What was said so far: a question forgets what the one before was told. */
static struct { uint64_t post; int rhythm; char reason[TEXT_LINE_MAX]; } asked;

static void reason_given(struct ui *, void *state, const char *line);

static void
days_given(struct ui *ui, void *state, const char *line)
{
	struct act_args args = { .post = asked.post,
		.number = (uint64_t)asked.rhythm,
		.reason = str_of(asked.reason) };
	struct act_result result = { 0 };
	char sentence[300];
	uint64_t days;
	enum err e;

	if (line == NULL)
		return;
	if (parse_u64(line, 1, 90, &days) != OK) {
		ui_ask(ui, _("For how many days, 1 to 90?"), line, false,
		    days_given);
		return;
	}
	args.until = ui_now(ui) + (int64_t)days * 86400;
	e = act_run(ui_store(ui), ui_who(ui), ACT_RHYTHM_SET, &args, &result);
	ui_reload(ui);
	if (e == OK) {
		ui_say(ui, _("The rhythm is set; all who read the thread see "
		    "it, with its reason."));
		return;
	}
	/* The reason is asked for again, as typed, whatever refused. */
	i18n_refusal(sentence, sizeof(sentence), e, &result.why);
	ui_ask(ui, sentence, asked.reason, false, reason_given);
}

static void
reason_given(struct ui *ui, void *state, const char *line)
{
	if (line == NULL)
		return;
	snprintf(asked.reason, sizeof(asked.reason), "%s", line);
	if (text_count(str_of(line)) < 10)
		ui_ask(ui, _("Why? In 10 signs at least, for all who read it:"),
		    line, false, reason_given);
	else if (asked.rhythm == RHYTHM_FREE)
		days_given(ui, state, "1");
	else
		ui_ask(ui, _("For how many days, 1 to 90?"), "7", false,
		    days_given);
}

static void
rhythm_chosen(struct ui *ui, void *state, int index)
{
	asked.rhythm = index;
	if (index >= 0)
		ui_ask(ui, _("Why? All who read the thread see it:"), "",
		    false, reason_given);
}

void
deed_rhythm(struct ui *ui, void *state)
{
	struct choice choices[RHYTHM_COUNT];

	asked.post = ui_here(ui)->post;
	for (int i = 0; i < RHYTHM_COUNT; i++)
		choices[i] = (struct choice){ 0, i18n_word(VOCABULARY_RHYTHM,
		    (unsigned)i) };
	ui_choose(ui, _("Which rhythm for this thread?"), choices,
	    RHYTHM_COUNT, rhythm_chosen);
}

bool
deed_may_rhythm(struct ui *ui, const void *state, struct refusal *why)
{
	struct act_args args = { .post = ui_here(ui)->post };

	return store_may(ui_store(ui), ui_who(ui), ACT_RHYTHM_SET, &args,
	    why) == OK;
}
