/*
 * date: days and hours as French and English write them (screens.md section
 * 7), in the time of Europe/Paris, computed here: a jailed process reads no
 * zone file, and the rule has not changed since 1996.
 */
#include "ui/core/i18n.h"

#include <string.h>

enum { DAY = 86400, HOUR = 3600 };

struct names {
	const char *day[7], *short_day[7];	/* from Sunday */
	const char *month[12], *short_month[12];
	const char *today, *yesterday, *tomorrow;
};

static const struct names names[] = {
	[LANGUAGE_FR] = {
		{ "dimanche", "lundi", "mardi", "mercredi", "jeudi",
		    "vendredi", "samedi" },
		{ "dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam." },
		{ "janvier", "février", "mars", "avril", "mai", "juin",
		    "juillet", "août", "septembre", "octobre", "novembre",
		    "décembre" },
		{ "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.",
		    "août", "sept.", "oct.", "nov.", "déc." },
		"aujourd’hui", "hier", "demain",
	},
	[LANGUAGE_EN] = {
		{ "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday",
		    "Friday", "Saturday" },
		{ "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" },
		{ "January", "February", "March", "April", "May", "June",
		    "July", "August", "September", "October", "November",
		    "December" },
		{ "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		    "Sep", "Oct", "Nov", "Dec" },
		"today", "yesterday", "tomorrow",
	},
};

/* 01:00 UTC of the last Sunday of month (0 = January) of a year. */
static int64_t
last_sunday(int year, int month)
{
	struct tm tm = { .tm_year = year, .tm_mon = month, .tm_mday = 31,
		.tm_hour = 1 };
	int64_t t = timegm(&tm);	/* March and October have 31 days */

	return t - (int64_t)tm.tm_wday * DAY;
}

/* Is it summer at t, in a year (since 1900)?  The last year is remembered:
 * a screen full of dates is of one. */
static bool
is_summer(int64_t t, int year)
{
	static int64_t begins, ends;
	static int known = -1;

	if (known != year) {
		begins = last_sunday(year, 2);
		ends = last_sunday(year, 9);
		known = year;
	}
	return t >= begins && t < ends;
}

void
i18n_local(int64_t t, struct tm *out)
{
	/* A screen asks for the same moments at each key. */
	static struct { int64_t t; struct tm tm; } seen[64];
	size_t at = (size_t)t % LENGTH(seen);
	time_t utc = (time_t)t, shifted;

	if (seen[at].t == t && t != 0) {
		*out = seen[at].tm;
		return;
	}
	if (gmtime_r(&utc, out) == NULL) {
		memset(out, 0, sizeof(*out));
		return;
	}
	shifted = utc + HOUR;
	if (is_summer(t, out->tm_year))
		shifted += HOUR;
	gmtime_r(&shifted, out);
	seen[at].t = t;
	seen[at].tm = *out;
}

/* Days between two local dates, b - a. */
static long
days_between(const struct tm *a, const struct tm *b)
{
	struct tm x = { .tm_year = a->tm_year, .tm_mon = a->tm_mon,
		.tm_mday = a->tm_mday };
	struct tm y = { .tm_year = b->tm_year, .tm_mon = b->tm_mon,
		.tm_mday = b->tm_mday };

	if (a->tm_year == b->tm_year)
		return b->tm_yday - a->tm_yday;
	return (long)((timegm(&y) - timegm(&x)) / DAY);
}

static const struct names *
words(void)
{
	return &names[i18n_current()];
}

/* "1er" on the first in French. */
static const char *
first(const struct tm *tm)
{
	return tm->tm_mday == 1 && i18n_current() == LANGUAGE_FR ? "er" : "";
}

static char *
hour_of(const struct tm *tm, struct arena *arena)
{
	if (i18n_current() == LANGUAGE_EN)
		return arena_printf(arena, "%d:%02d", tm->tm_hour, tm->tm_min);
	if (tm->tm_min == 0)
		return arena_printf(arena, "%d h", tm->tm_hour);
	return arena_printf(arena, "%d h %02d", tm->tm_hour, tm->tm_min);
}

/* The date without "today"; days: how long ago. */
static char *
day_of(const struct tm *tm, const struct tm *now, long days,
    struct arena *arena)
{
	if (days == 1)
		return arena_strdup(arena, words()->yesterday);
	if (days == -1)
		return arena_strdup(arena, words()->tomorrow);
	if (days > 1 && days < 7)
		return arena_printf(arena, "%s %d",
		    words()->short_day[tm->tm_wday], tm->tm_mday);
	if (tm->tm_year == now->tm_year || (days < 0 && days > -183))
		return arena_printf(arena, "%d%s %s", tm->tm_mday, first(tm),
		    words()->short_month[tm->tm_mon]);
	/* The longest, "24 sept. 2024", must leave a list its columns. */
	return arena_printf(arena, "%d%s %s %d", tm->tm_mday, first(tm),
	    words()->short_month[tm->tm_mon], tm->tm_year + 1900);
}

char *
i18n_date(int64_t t, int64_t now, struct arena *arena)
{
	struct tm tm, today;
	long days;

	i18n_local(t, &tm);
	i18n_local(now, &today);
	days = days_between(&tm, &today);
	if (days == 0)
		return hour_of(&tm, arena);
	return day_of(&tm, &today, days, arena);
}

char *
i18n_date_hour(int64_t t, int64_t now, struct arena *arena)
{
	struct tm tm, today;
	const char *day;
	long days;

	i18n_local(t, &tm);
	i18n_local(now, &today);
	days = days_between(&tm, &today);
	day = days == 0 ? words()->today : day_of(&tm, &today, days, arena);
	return arena_printf(arena, "%s %s", day, hour_of(&tm, arena));
}

char *
i18n_hour(int64_t t, struct arena *arena)
{
	struct tm tm;

	i18n_local(t, &tm);
	return hour_of(&tm, arena);
}

char *
i18n_full_date(int64_t t, struct arena *arena)
{
	struct tm tm;

	i18n_local(t, &tm);
	return arena_printf(arena, "%d%s %s %d", tm.tm_mday, first(&tm),
	    words()->month[tm.tm_mon], tm.tm_year + 1900);
}

char *
i18n_long_date(int64_t t, struct arena *arena)
{
	struct tm tm;

	i18n_local(t, &tm);
	return arena_printf(arena, "%s %d%s %s", words()->day[tm.tm_wday],
	    tm.tm_mday, first(&tm), words()->month[tm.tm_mon]);
}

char *
i18n_short_date(int64_t t, struct arena *arena)
{
	struct tm tm;

	i18n_local(t, &tm);
	return arena_printf(arena, "%d%s %s %d", tm.tm_mday, first(&tm),
	    words()->short_month[tm.tm_mon], tm.tm_year + 1900);
}

char *
i18n_left(int64_t seconds, struct arena *arena)
{
	long minutes = (long)((seconds + 59) / 60), hours = (minutes + 59) / 60;

	if (seconds <= 0)
		return arena_strdup(arena, "");
	if (minutes <= 90)
		return arena_printf(arena, _("%ld min left"), minutes);
	if (hours < 48)
		return arena_printf(arena, _("%ld h left"), hours);
	return arena_printf(arena, ngettext_("%ld day left", "%ld days left",
	    (unsigned long)(hours / 24)), hours / 24);
}
