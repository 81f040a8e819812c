/*
 * compose_type: the type of contribution and the hat, in the composer.
 */
#include <string.h>

#include "store/base/clock.h"
#include "ui/screens/compose.h"

void
compose_set_type(struct ui *ui, struct compose *compose, uint8_t type)
{
	bool before = compose_disagrees(compose);

	if (type == compose->type)
		return;
	if (!compose->may[type]) {
		ui_refused(ui, ERR_DENIED, &compose->why[type]);
		return;
	}
	compose->type = type;
	compose->turns++;
	if (compose_disagrees(compose))
		compose->focus = PART_RESTATE;
	else if (before) {
		compose->focus = PART_TEXT;
		if (compose_count(compose, PART_RESTATE) > 0)
			ui_say(ui, _("Parts 1 and 2 are kept: type D brings "
			    "them back."));
	}
	compose_outline(ui, compose, type == TYPE_S);
	compose_touched(compose);
}

void
compose_turn(struct ui *ui, struct compose *compose, int dir)
{
	uint8_t type = compose->type;
	enum compose_part focus = compose->focus;

	if (focus == PART_HAT) {
		compose->hat = (compose->hat + compose->hat_count +
		    (size_t)dir) % compose->hat_count;
		compose->turns++;
		compose_touched(compose);
		return;
	}
	do
		type = (uint8_t)((type + TYPE_COUNT + dir) % TYPE_COUNT);
	while (!compose->may[type] && type != compose->type);
	compose_set_type(ui, compose, type);
	compose->focus = focus;		/* still choosing */
}

static void
type_chosen(struct ui *ui, void *state, int index)
{
	if (index >= 0)
		compose_set_type(ui, state, (uint8_t)index);
}

/* "nuance (with membership)": choosing it says the whole sentence. */
static const char *
refused_type(struct ui *ui, const struct compose *compose, uint8_t type)
{
	const char *word = i18n_word(VOCABULARY_TYPE, type);
	char sentence[256];

	i18n_refusal(sentence, sizeof(sentence), ERR_DENIED,
	    &compose->why[type]);
	return arena_printf(ui_arena(ui), "%s (%s)", word, compose->newcomer ?
	    _("with membership") : sentence);
}

void
compose_choose_type(struct ui *ui, void *state)
{
	static const char letters[] = "cqends";
	struct compose *compose = state;
	struct choice choices[TYPE_COUNT];
	uint8_t type;

	for (type = 0; type < TYPE_COUNT; type++) {
		choices[type].letter = letters[type];
		choices[type].text = i18n_word(VOCABULARY_TYPE, type);
		if (compose->may[type])
			continue;
		choices[type].text = refused_type(ui, compose, type);
	}
	ui_choose(ui, _("What kind of answer is it?"), choices, TYPE_COUNT,
	    type_chosen);
}

bool
compose_may_choose_type(struct ui *ui, const void *state, struct refusal *why)
{
	const struct compose *compose = state;

	return compose->about.edits == 0 && !compose_private(compose);
}

/* --- what may be sent here --- */

static void
load_rights(struct ui *ui, struct compose *compose)
{
	bool reply = compose->about.parent != 0;
	struct act_args args = { .post = compose->about.parent,
	    .room = compose->about.room };
	uint8_t type;
	enum err e;

	compose->limit = (struct refusal){ 0 };
	for (type = 0; type < TYPE_COUNT; type++) {
		args.type = type;
		compose->why[type] = (struct refusal){ 0 };
		e = store_may(ui_store(ui), ui_who(ui), reply ?
		    ACT_POST_REPLY : ACT_THREAD_NEW, &args,
		    &compose->why[type]);
		/* Later is not never: the draft waits. */
		compose->may[type] = e == OK || e == ERR_LIMIT;
		if (e == ERR_LIMIT)
			compose->limit = compose->why[type];
	}
}

bool
compose_limit_ends(const struct compose *compose, int64_t *from)
{
	return compose->limit.msgid != NULL &&
	    strchr(compose->limit.word, 'T') != NULL &&
	    clock_parse(compose->limit.word, from) == OK;
}

/* A newcomer's thread is a question: begin with what may be sent. */
static void
choose_type(struct compose *compose)
{
	uint8_t type;

	if (compose->may[compose->type])
		return;
	for (type = 0; type < TYPE_COUNT; type++)
		if (compose->may[type]) {
			compose->type = type;
			return;
		}
}

/* Nothing may be sent here any more: said once, and why. */
static void
say_closed(struct ui *ui, struct compose *compose)
{
	uint8_t type;

	for (type = 0; type < TYPE_COUNT; type++)
		if (compose->may[type])
			return;
	if (!compose->gone)
		ui_refused(ui, ERR_DENIED, &compose->why[TYPE_C]);
	compose->gone = true;
}

void
compose_load_types(struct ui *ui, struct compose *compose, bool first)
{
	load_rights(ui, compose);
	if (first)
		choose_type(compose);
	say_closed(ui, compose);
}
