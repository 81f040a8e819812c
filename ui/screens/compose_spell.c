/*
 * compose_spell: spelling in the composer.  The dictionary is loaded at the
 * first pause in a text, and let go when nothing was asked for two minutes or
 * the composer is left.
 */
#include "store/base/clock.h"
#include "ui/core/spell.h"
#include "ui/screens/compose.h"

enum { SUGGESTIONS = 6, REST_MS = 120000 };

/* --- which dictionary --- */

static enum language
language_of(struct ui *ui, const struct compose *compose)
{
	return compose->spelling == SPELLING_FR ? LANGUAGE_FR :
	    compose->spelling == SPELLING_EN ? LANGUAGE_EN : i18n_current();
}

static void
read_choice(struct ui *ui, struct compose *compose, struct wordlist *list)
{
	*list = (struct wordlist){ .words = str_of("") };
	query_wordlist(ui_store(ui), ui_who(ui), ui_arena(ui), list);
	compose->spelling = list->spelling;
	compose->spelling_read = true;
}

static void
show(struct compose *compose, struct spell *spell)
{
	enum compose_part part;

	compose->spell = spell;
	for (part = PART_TITLE; part < PART_COUNT; part++)
		edit_spell(compose->edits[part], spell);
}

/* Makes it, if there is a dictionary and it is wanted; loads nothing. */
static bool
begin(struct ui *ui, struct compose *compose)
{
	struct wordlist list;

	if (compose->spell != NULL)
		return true;
	if (compose->spelling_read && compose->spelling == SPELLING_OFF)
		return false;
	read_choice(ui, compose, &list);
	if (compose->spelling == SPELLING_OFF ||
	    !spell_has(language_of(ui, compose)))
		return false;
	show(compose, spell_new(language_of(ui, compose), list.words));
	return true;
}

void
compose_spell_end(struct compose *compose)
{
	struct spell *spell = compose->spell;

	show(compose, NULL);
	spell_free(spell);
}

void
compose_spell_look(struct ui *ui, struct compose *compose)
{
	uint64_t changes = compose_changes(compose);
	enum compose_part part;
	bool news = false;

	if (changes == compose->spelt) {
		if (clock_ticks() - compose->spelt_at > REST_MS)
			spell_rest(compose->spell);
		return;
	}
	compose->spelt = changes;
	compose->spelt_at = clock_ticks();
	if (!begin(ui, compose))
		return;
	for (part = PART_TITLE; part < PART_COUNT; part++)
		if (compose_reaches(compose, part))
			news |= edit_spell_look(compose->edits[part]);
	if (news)
		ui_redraw(ui);
}

/* --- the key --- */

static void
forget(struct compose *compose)
{
	compose_spell_end(compose);
	compose->spelling_read = false;
	compose->spelt = UINT64_MAX;
}

static bool
keep_word(struct ui *ui, enum act act, struct str word)
{
	struct act_args args = { .name = word };

	return ui_act(ui, act, &args, NULL) == OK;
}

static void
language_chosen(struct ui *ui, void *state, int index)
{
	static const uint8_t choices[] = { SPELLING_FR, SPELLING_EN,
	    SPELLING_OFF };
	struct compose *compose = state;
	struct act_args args = { 0 };
	struct str word;

	if (index < 0)
		return;
	if (index < 3) {
		args.number = choices[index];
		if (ui_act(ui, ACT_SPELLING_SET, &args, NULL) == OK)
			forget(compose);
	} else if (edit_word_here(compose_in_hand(compose), &word) &&
	    keep_word(ui, ACT_WORD_DROP, word)) {
		forget(compose);
	}
}

/* No word is misspelt, or another language is wanted. */
static void
ask_language(struct ui *ui, struct compose *compose, const char *question)
{
	struct choice choices[4] = { { 'f', _("in French") },
	    { 'a', _("in English") }, { 'n', _("no spelling") } };
	struct str word;
	size_t count = 3;

	if (compose->spell != NULL && edit_word_here(compose_in_hand(compose),
	    &word) && spell_own(compose->spell, word)) {
		choices[count].letter = 'r';
		choices[count++].text = arena_printf(ui_arena(ui),
		    _("take “%.*s” off your words"), (int)word.len, word.p);
	}
	ui_choose(ui, question, choices, count, language_chosen);
}

static void
chosen(struct ui *ui, void *state, int index)
{
	struct compose *compose = state;
	struct edit *edit = compose_in_hand(compose);
	struct str word, words[SUGGESTIONS];
	size_t count;

	/* Escape, and "leave it", keep the word selected: Ctrl-E again goes
	 * to the next. */
	if (index < 0 || !edit_selected(edit, &word))
		return;
	count = spell_suggest(compose->spell, word, SUGGESTIONS, ui_arena(ui),
	    words);
	if ((size_t)index < count) {
		edit_insert(edit, words[index]);
		compose_said_full(ui, compose);
		compose_touched(compose);
	} else if ((size_t)index == count) {
		if (keep_word(ui, ACT_WORD_ADD, word))
			spell_learn(compose->spell, word, true);
	} else {
		ask_language(ui, compose, _("Spelling:"));
	}
}

static void
ask_word(struct ui *ui, struct compose *compose, struct str word)
{
	struct choice choices[SUGGESTIONS + 2] = { 0 };
	struct str words[SUGGESTIONS];
	size_t count = spell_suggest(compose->spell, word, SUGGESTIONS,
	    ui_arena(ui), words), i;

	for (i = 0; i < count; i++)
		choices[i].text = words[i].p;
	choices[count++] = (struct choice){ 'a', _("add it to your words") };
	choices[count++] = (struct choice){ 'l', _("another language, or no "
	    "spelling") };
	ui_choose(ui, arena_printf(ui_arena(ui), _("“%.*s”:"), (int)word.len,
	    word.p), choices, count, chosen);
}

void
compose_run_spell(struct ui *ui, void *state)
{
	struct compose *compose = state;
	struct str word;

	if (!begin(ui, compose))
		ask_language(ui, compose, _("Spelling:"));
	else if (edit_misspelt(compose_in_hand(compose), &word))
		ask_word(ui, compose, word);
	else
		ask_language(ui, compose, _("No word is underlined here. "
		    "Spelling:"));
}

bool
compose_may_spell(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("This server has no dictionary. Its sysops may "
	    "install hunspell-fr or hunspell-en-us."), 0, NULL);
	return spell_has(LANGUAGE_FR) || spell_has(LANGUAGE_EN);
}
