/*
 * i18n: the words of the interface.  msgids are English; fr.po has the
 * French; both are checked by lint.  Dates, numbers and plurals as the
 * language writes them (screens.md section 7).
 */
#ifndef I18N_H
#define I18N_H

#include <time.h>

#include "store/base/arena.h"
#include "store/forum/model.h"

/* Loads the catalogue (found relative to the program, then /usr/share). */
void i18n_init(void);
void i18n_language(enum language);	/* may change at any time */
enum language i18n_current(void);
/* How to change it, said in the other language to who reads none of this. */
const char *i18n_other_language(void);
const char *i18n(const char *msgid);			/* "" stays "" */
const char *i18n_plural(const char *one, const char *many, unsigned long n);
#define _(s) i18n(s)
#define ngettext_(one, many, n) i18n_plural((one), (many), (n))

/* refusal_text() in this language; a date in it as the language writes it. */
void i18n_refusal(char *buf, size_t size, enum err, const struct refusal *);

/* The title of a vocabulary's word, translated. */
const char *i18n_word(enum vocabulary, unsigned id);
/* "1 703" / "1,703" */
char *i18n_number(uint64_t n, struct arena *);
/* Near dates: today "9 h 12", "hier", "jeu. 19", "12 nov.", "3 mai 2024". */
char *i18n_date(int64_t t, int64_t now, struct arena *);
/* "hier 17 h 05", "aujourd’hui 9 h 12", "12 nov. 8 h 04": date and hour. */
char *i18n_date_hour(int64_t t, int64_t now, struct arena *);
char *i18n_hour(int64_t t, struct arena *);		/* "9 h 12" */
/* "20 nov. 2027": a day far off, in few cells. */
char *i18n_short_date(int64_t t, struct arena *);
char *i18n_full_date(int64_t t, struct arena *);	/* "3 novembre 2024" */
char *i18n_long_date(int64_t t, struct arena *);	/* "lundi 23 novembre" */
/* "3 days left", "5 h left", "12 min left"; nothing: "". */
char *i18n_left(int64_t seconds, struct arena *);
/* Local time is Europe/Paris, computed here (CET/CEST rules). */
void i18n_local(int64_t t, struct tm *out);

#endif
