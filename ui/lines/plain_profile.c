/*
 * plain_profile: one's profile and settings in plain mode, line by line, and
 * the five lines of a first login.
 */
#include <string.h>

#include "ui/core/digits.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { MEASURE_LEAST = 60, MEASURE_MOST = 100 };

static const char *const experiences[] = {
	N_("not said"), N_("less than a year"), N_("one to five years"),
	N_("more than five years")
};
static const char *const themes[] = {
	N_("dark"), N_("light"), N_("high contrast"), N_("no colour")
};

/* --- questions --- */

/* "1 consulting, 2 …": one of them, from 0; -1: hung up.  Enter: usual. */
static int
ask_word(struct plain *p, const char *question, const char *const *words,
    unsigned count, unsigned usual)
{
	char *all = arena_strdup(p->call.arena, "");
	unsigned n;

	for (unsigned i = 0; i < count; i++)
		all = arena_printf(p->call.arena, "%s%s%u %s", all,
		    i ? ", " : "", i + 1, words[i]);
	plain_say(p, _("%s %s. Enter: %u"), question, all, usual + 1);
	n = plain_number(p, count, usual + 1);
	return (int)n - 1;
}

/* A line; Enter keeps what it was, a dash empties it.  false: hung up. */
static bool
ask_text(struct plain *p, const char *question, struct str *to)
{
	struct str line;

	plain_say(p, "%s", question);
	if (to->len > 0)
		plain_say(p, _("Now: %.*s. Enter keeps it, a dash removes "
		    "it."), STR(*to));
	if (!plain_line(p, &line))
		return false;
	if (line.len == 1 && line.p[0] == '-')
		*to = (struct str){ "", 0 };
	else if (line.len > 0)
		*to = line;
	return true;
}

static bool
ask_profiles(struct plain *p, struct member *m)
{
	const char *words[PROFILE_COUNT + 1];
	int first, second;

	for (unsigned i = 0; i < PROFILE_COUNT; i++)
		words[i] = i18n_word(VOCABULARY_PROFILE, i);
	words[PROFILE_COUNT] = _("none");
	first = ask_word(p, _("Your profile, shown with your name:"), words,
	    PROFILE_COUNT, m->profiles[0] ? m->profiles[0] - 1u :
	    PROFILE_CITOYEN);
	if (first < 0)
		return false;
	second = ask_word(p, _("A second profile:"), words, PROFILE_COUNT + 1,
	    m->profiles[1] ? m->profiles[1] - 1u : PROFILE_COUNT);
	if (second < 0)
		return false;
	m->profiles[0] = (uint8_t)(first + 1);
	m->profiles[1] = second == PROFILE_COUNT ? 0 : (uint8_t)(second + 1);
	return true;
}

static bool
ask_structure(struct plain *p, struct member *m)
{
	return ask_text(p, _("Your organisation, on one line."),
	    &m->structure);
}

static bool
ask_experience(struct plain *p, struct member *m)
{
	const char *words[LENGTH(experiences)];
	int n;

	for (size_t i = 0; i < LENGTH(words); i++)
		words[i] = _(experiences[i]);
	n = ask_word(p, _("Your experience of participation:"), words,
	    LENGTH(words), m->experience);
	if (n >= 0)
		m->experience = (uint8_t)n;
	return n >= 0;
}

static bool
ask_hats(struct plain *p, struct member *m)
{
	static const char *const questions[] = {
		N_("A hat, in whose name you may speak at times, for example: "
		    "officer, Town of Lille."),
		N_("A second hat."), N_("A third hat."),
	};

	for (size_t i = 0; i < LENGTH(m->hats); i++) {
		if (!ask_text(p, _(questions[i]), &m->hats[i]))
			return false;
		if (m->hats[i].len == 0)
			break;
	}
	return true;
}

static bool
ask_mail(struct plain *p, struct member *m)
{
	return ask_text(p, _("Your mail address, never required and shown to "
	    "nobody."), &m->mail);
}

static const char *const presences[] = {
	N_("not shown"), N_("shown while reading")
};

static bool
ask_presence(struct plain *p, struct member *m)
{
	const char *words[LENGTH(presences)];
	int n;

	for (size_t i = 0; i < LENGTH(words); i++)
		words[i] = _(presences[i]);
	n = ask_word(p, _("While you read a thread, is your name shown to who "
	    "reads it too:"), words, LENGTH(words),
	    m->presence == PRESENCE_SHOWN);
	if (n >= 0)
		m->presence = n ? PRESENCE_SHOWN : PRESENCE_HIDDEN;
	return n >= 0;
}

static const char *const invitations[] = {
	N_("no"), N_("for my view, twice a month at most")
};

static bool
ask_invited(struct plain *p, struct member *m)
{
	const char *words[LENGTH(invitations)];
	int n;

	for (size_t i = 0; i < LENGTH(words); i++)
		words[i] = _(invitations[i]);
	n = ask_word(p, _("May you be invited into a thread for the view you "
	    "bring:"), words, LENGTH(words), m->invited);
	if (n >= 0)
		m->invited = n != 0;
	return n >= 0;
}

static bool
ask_theme(struct plain *p, struct member *m)
{
	const char *words[LENGTH(themes)];
	int n;

	for (size_t i = 0; i < LENGTH(words); i++)
		words[i] = _(themes[i]);
	n = ask_word(p, _("The theme of the full screen:"), words,
	    LENGTH(words), m->theme);
	if (n >= 0)
		m->theme = (uint8_t)n;
	return n >= 0;
}

static bool
ask_measure(struct plain *p, struct member *m)
{
	struct str line;
	uint64_t n;

	plain_say(p, _("Characters a line of the full screen, 60 to 100. "
	    "Enter: %u"), m->measure);
	while (plain_line(p, &line)) {
		if (line.len == 0)
			return true;
		if (digits_number(line, MEASURE_LEAST, MEASURE_MOST, &n) ==
		    OK) {
			m->measure = (uint8_t)n;
			return true;
		}
		plain_say(p, "%s",
		    _("A line of text takes 60 to 100 characters."));
	}
	return false;
}

static bool
turn_language(struct plain *p, struct member *m)
{
	m->language = m->language == LANGUAGE_FR ? LANGUAGE_EN : LANGUAGE_FR;
	return true;
}

static bool
turn_signs(struct plain *p, struct member *m)
{
	m->ascii = !m->ascii;
	return true;
}

static bool
turn_mouse(struct plain *p, struct member *m)
{
	m->mouse = !m->mouse;
	return true;
}

static bool
turn_mailed(struct plain *p, struct member *m)
{
	m->unmailed = !m->unmailed;
	return true;
}

static bool
turn_mode(struct plain *p, struct member *m)
{
	m->plain = !m->plain;
	return true;
}

/* --- the rows --- */

static const char *
said_profiles(struct plain *p, const struct member *m)
{
	char *all = arena_strdup(p->call.arena, "");

	for (size_t i = 0; i < LENGTH(m->profiles); i++)
		if (m->profiles[i] != 0)
			all = arena_printf(p->call.arena, "%s%s%s", all,
			    *all ? ", " : "", i18n_word(VOCABULARY_PROFILE,
			    m->profiles[i] - 1u));
	return all;
}

static const char *
said_structure(struct plain *p, const struct member *m)
{
	return lines_copy(&p->call, m->structure);
}

static const char *
said_experience(struct plain *p, const struct member *m)
{
	return _(experiences[m->experience]);
}

static const char *
said_hats(struct plain *p, const struct member *m)
{
	char *all = arena_strdup(p->call.arena, "");

	for (size_t i = 0; i < LENGTH(m->hats); i++)
		if (m->hats[i].len > 0)
			all = arena_printf(p->call.arena, "%s%s%.*s", all,
			    *all ? ", " : "", STR(m->hats[i]));
	return all;
}

static const char *
said_mail(struct plain *p, const struct member *m)
{
	return lines_copy(&p->call, m->mail);
}

/* Of what has a deadline; the switch means nothing without an address. */
static const char *
said_mailed(struct plain *p, const struct member *m)
{
	return m->mail.len == 0 || m->unmailed ? _("not by mail") :
	    _("by mail, once a day at most");
}

static const char *
said_language(struct plain *p, const struct member *m)
{
	return m->language == LANGUAGE_FR ? "français" : "English";
}

static const char *
said_invited(struct plain *p, const struct member *m)
{
	return _(invitations[m->invited]);
}

static const char *
said_presence(struct plain *p, const struct member *m)
{
	return _(presences[m->presence == PRESENCE_SHOWN]);
}

static const char *
said_theme(struct plain *p, const struct member *m)
{
	return _(themes[m->theme]);
}

static const char *
said_measure(struct plain *p, const struct member *m)
{
	return arena_printf(p->call.arena, _("%d characters"), m->measure);
}

static const char *
said_signs(struct plain *p, const struct member *m)
{
	return m->ascii ? _("ascii") : _("lines");
}

static const char *
said_mouse(struct plain *p, const struct member *m)
{
	return m->mouse ? _("with a mouse") : _("without a mouse");
}

static const char *
said_mode(struct plain *p, const struct member *m)
{
	return m->plain ? _("plain mode") : _("full screen");
}

static const struct setting {
	const char *name;
	const char *(*said)(struct plain *, const struct member *);
	bool (*ask)(struct plain *, struct member *);
	bool at_first;		/* one of the questions of a first login */
} settings[] = {
	{ N_("Language"), said_language, turn_language, false },
	{ N_("Mode at login"), said_mode, turn_mode, false },
	{ N_("Profiles"), said_profiles, ask_profiles, true },
	{ N_("Organisation"), said_structure, ask_structure, true },
	{ N_("Experience"), said_experience, ask_experience, true },
	{ N_("Hats"), said_hats, ask_hats, true },
	{ N_("Mail address"), said_mail, ask_mail, true },
	{ N_("Deadlines"), said_mailed, turn_mailed, false },
	{ N_("Presence"), said_presence, ask_presence, true },
	{ N_("Invited"), said_invited, ask_invited, false },
	{ N_("Theme"), said_theme, ask_theme, false },
	{ N_("Text width"), said_measure, ask_measure, false },
	{ N_("Signs"), said_signs, turn_signs, false },
	{ N_("Mouse"), said_mouse, turn_mouse, false },
};

static bool
keep(struct plain *p, struct member *m)
{
	struct act_args args = { .profile = m };
	struct act_result result = { 0 };
	enum err e = act_run(p->call.store, p->call.who, ACT_PROFILE_SET,
	    &args, &result);

	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	else
		plain_me(p);
	return e == OK;
}

static void
change(struct plain *p, uint64_t index)
{
	struct member m = p->call.me->member;

	if (settings[index].ask(p, &m) && keep(p, &m))
		plain_say(p, "%s", _("Kept."));
	if (!p->over)
		plain_settings(p, 0);
}

static void
set_password(struct plain *p, uint64_t number)
{
	if (!lines_new_password(p->call.store, p->call.who, &p->io) &&
	    feof(p->io.in))
		p->hungup = p->over = true;
	if (!p->over)
		plain_settings(p, 0);
}

void
plain_settings(struct plain *p, uint64_t number)
{
	const struct member *me = &p->call.me->member;

	plain_begin(p);
	for (size_t i = 0; i < LENGTH(settings); i++) {
		const char *said = settings[i].said(p, me);
		plain_offer(p, change, i, *said ? "%s, %s" : "%s%s",
		    _(settings[i].name), said);
		if (i == 1)
			plain_offer(p, set_password, 0, "%s",
			    _("Change the password"));
	}
	plain_offer(p, plain_keys, 0, "%s", _("Your keys"));
	plain_offer(p, plain_own_data, 0, "%s", _("Your data"));
	plain_offer(p, plain_menu, 0, "%s", _("Menu"));
}

/* --- a first login --- */

/* One question after another; what was answered is kept at the end. */
void
plain_profile_all(struct plain *p, uint64_t number)
{
	struct member m = p->call.me->member;
	bool more = true;

	plain_say(p, "%s", _("Everything here can change later, and can stay "
	    "empty."));
	for (size_t i = 0; i < LENGTH(settings) && more; i++)
		if (settings[i].at_first)
			more = settings[i].ask(p, &m);
	if (more && keep(p, &m)) {
		plain_say(p, "%s", _("Kept."));
		p->new_here = false;
	}
	if (!p->over)
		plain_home(p, 0);
}

void
plain_tour(struct plain *p)
{
	static const char *const lines[] = {
		N_("Type the number of a choice, or a command; a beginning of "
		    "it is enough."),
		N_("“Read on” goes to the next unread post, thread, room, "
		    "until everything is read."),
		N_("reply answers the post just heard; nothing is sent before "
		    "you choose Send."),
		N_("home leads back from anywhere; what you write is kept "
		    "line by line."),
		N_("help says the commands, menu says everything else."),
	};
	struct member m = p->call.me->member;
	struct act_args args = { .profile = &m };

	for (size_t i = 0; i < LENGTH(lines); i++)
		plain_say(p, "%s", _(lines[i]));
	m.toured = true;
	p->new_here = true;
	/* Said once is enough, also if that cannot be written down now. */
	act_run(p->call.store, p->call.who, ACT_PROFILE_SET, &args, NULL);
	plain_me(p);
}
