/*
 * i18n: words of the interface, by gettext.  The process runs in C.UTF-8 (no
 * generated locale is needed); LANGUAGE chooses the catalogue, and
 * _nl_msg_cat_cntr tells glibc that it changed.  English is the msgids
 * themselves: no catalogue is looked for.
 */
#include "ui/core/i18n.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern int _nl_msg_cat_cntr;

/* Of the linker (ld(1)): what lies between is the program's own, and stays. */
extern const char __executable_start[], _end[];

/*
 * What was looked up last, by the address of the msgid: a screen asks for the
 * same fifty sentences at each key, and gettext's own cache compares strings
 * in a tree.
 */
enum { LOOKED_UP = 1024 };
static struct { const char *msgid, *text; } looked_up[LOOKED_UP];

static enum language current = LANGUAGE_FR;

static bool
bind_if_there(const char *dir)
{
	char file[PATH_MAX];
	int n;

	n = snprintf(file, sizeof(file), "%s/fr/LC_MESSAGES/palabre.mo", dir);
	if (n < 0 || (size_t)n >= sizeof(file) || access(file, R_OK) != 0)
		return false;
	bindtextdomain("palabre", dir);
	return true;
}

/* Beside the program (a build), or beside its bin directory (installed). */
static bool
bind_near_program(void)
{
	static const char *const places[] = { "locale", "../share/locale" };
	char self[PATH_MAX], dir[PATH_MAX + 32], *slash;
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	size_t i;

	if (n <= 0)
		return false;
	self[n] = '\0';
	slash = strrchr(self, '/');
	if (slash == NULL)
		return false;
	*slash = '\0';
	for (i = 0; i < LENGTH(places); i++) {
		snprintf(dir, sizeof(dir), "%s/%s", self, places[i]);
		if (bind_if_there(dir))
			return true;
	}
	return false;
}

void
i18n_init(void)
{
	static bool done;

	if (done)
		return;
	done = true;
	setlocale(LC_ALL, "C.UTF-8");
	if (!bind_near_program())
		bindtextdomain("palabre", "/usr/share/locale");
	bind_textdomain_codeset("palabre", "UTF-8");
	textdomain("palabre");
	i18n_language(current);
	/* Read now, while the path can surely be reached. */
	dgettext("palabre", "open");
}

void
i18n_language(enum language language)
{
	current = language;
	setenv("LANGUAGE", language == LANGUAGE_FR ? "fr" : "en", 1);
	_nl_msg_cat_cntr++;
	memset(looked_up, 0, sizeof(looked_up));
}

enum language
i18n_current(void)
{
	return current;
}

const char *
i18n_other_language(void)
{
	return current == LANGUAGE_FR ? "In English: press , (comma)." :
	    "En français : touche , (virgule).";
}

const char *
i18n(const char *msgid)
{
	size_t at = ((uintptr_t)msgid * 0x9E3779B97F4A7C15u) >> 54;

	if (msgid[0] == '\0' || current == LANGUAGE_EN)
		return msgid;
	if (looked_up[at].msgid == msgid)
		return looked_up[at].text;
	if (msgid < __executable_start || msgid >= _end)
		return dgettext("palabre", msgid);
	looked_up[at].text = dgettext("palabre", msgid);
	looked_up[at].msgid = msgid;
	return looked_up[at].text;
}

const char *
i18n_plural(const char *one, const char *many, unsigned long n)
{
	if (current == LANGUAGE_EN)
		return n == 1 ? one : many;
	return dngettext("palabre", one, many, n);
}

const char *
i18n_word(enum vocabulary vocabulary, unsigned id)
{
	size_t count;
	const struct word *words = vocabulary_words(vocabulary, &count);

	return id < count ? i18n(words[id].title) : "";
}

char *
i18n_number(uint64_t n, struct arena *arena)
{
	const char *gap = current == LANGUAGE_FR ? "\u00a0" : ",";
	char digits[24], out[64];
	size_t len, i, at = 0, gap_len = strlen(gap);

	len = (size_t)snprintf(digits, sizeof(digits), "%llu",
	    (unsigned long long)n);
	for (i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0) {
			memcpy(out + at, gap, gap_len);
			at += gap_len;
		}
		out[at++] = digits[i];
	}
	return arena_memdup0(arena, out, at);
}
