/* mime: see mime.h. */
#include "store/base/mime.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WORD_MOST = 75,		/* an encoded word, RFC 2047 section 2 */
	LINE_MOST = 76 };	/* of quoted-printable, RFC 2045 section 6.7 */

/* --- addresses --- */

static bool
in(char c, const char *others)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (c != '\0' && strchr(others, c) != NULL);
}

/* Parts of these signs between dots, none of them empty. */
static bool
dotted(struct str s, const char *others, bool host)
{
	size_t	i;

	if (s.len == 0)
		return false;
	for (i = 0; i < s.len; i++) {
		bool	first = i == 0 || s.p[i - 1] == '.';
		bool	last = i + 1 == s.len || s.p[i + 1] == '.';

		if (s.p[i] == '.' ? first || i + 1 == s.len :
		    !in(s.p[i], others))
			return false;
		if (host && s.p[i] == '-' && (first || last))
			return false;
	}
	return true;
}

bool
mail_address_ok(struct str a)
{
	const char	*at = a.len > 0 ? memchr(a.p, '@', a.len) : NULL;
	struct str	 local, domain;

	if (at == NULL || a.len > MAIL_ADDRESS_MAX || a.p[0] == '-')
		return false;
	local = (struct str){ a.p, (size_t)(at - a.p) };
	domain = (struct str){ at + 1, a.len - local.len - 1 };
	return local.len <= MAIL_LOCAL_MAX &&
	    dotted(local, "!#$%&'*+-/=?^_`{|}~", false) &&
	    dotted(domain, "-", true);
}

/* --- headers --- */

static bool
plain(const char *s)
{
	for (; *s != '\0'; s++)
		if (*s < ' ' || *s > '~')
			return false;
	return true;
}

/* Bytes of the character at s. */
static size_t
step(const char *s)
{
	size_t	n = 1;

	while (((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* As encoded words, each of whole characters, folded between them; the first
 * one stands after col bytes of its line. */
static void
words_put(FILE *out, const char *s, size_t col)
{
	size_t	used = 0, i, n, cost, most = WORD_MOST - col;

	for (; *s != '\0'; s += n) {
		n = step(s);
		cost = n == 1 && in(*s, "") ? 1 : *s == ' ' ? 1 : 3 * n;
		if (used == 0 || used + cost + 2 > most) {
			most = used == 0 ? most : WORD_MOST;
			fputs(used == 0 ? "=?UTF-8?Q?" : "?=\n =?UTF-8?Q?",
			    out);
			used = 10;
		}
		used += cost;
		for (i = 0; i < n; i++)
			if (cost == 1)
				fputc(*s == ' ' ? '_' : *s, out);
			else
				fprintf(out, "=%02X", (unsigned char)s[i]);
	}
	if (used > 0)
		fputs("?=", out);
}

/* A display name: quoted if it is plain, else encoded. */
static void
name_put(FILE *out, const char *name)
{
	if (!plain(name) || strlen(name) > 50) {
		words_put(out, name, 6);
		return;
	}
	fputc('"', out);
	for (; *name != '\0'; name++) {
		if (*name == '"' || *name == '\\')
			fputc('\\', out);
		fputc(*name, out);
	}
	fputc('"', out);
}

/* RFC 5322 section 3.3, whatever the locale. */
static void
date_put(FILE *out, int64_t at)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t		t = (time_t)at;
	struct tm	tm;

	gmtime_r(&t, &tm);
	fprintf(out, "Date: %.3s, %02d %.3s %d %02d:%02d:%02d +0000\n",
	    days + 3 * tm.tm_wday, tm.tm_mday, months + 3 * tm.tm_mon,
	    tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* --- the text --- */

/* One line of quoted-printable, with soft breaks.  A dot and "From " at its
 * beginning are encoded too: neither is a sign to anybody on the way. */
static void
line_put(FILE *out, const char *line, size_t len)
{
	bool	from = len >= 5 && memcmp(line, "From ", 5) == 0;
	size_t	col = 0, i;

	for (i = 0; i < len; i++) {
		char	c = line[i];
		bool	raw = c >= ' ' && c <= '~' && c != '=' &&
			    (c != ' ' || i + 1 < len) &&
			    (i > 0 || (c != '.' && !from));

		if (col + (raw ? 1 : 3) > LINE_MOST - 1) {
			fputs("=\n", out);
			col = 0;
		}
		if (raw)
			fputc(c, out);
		else
			fprintf(out, "=%02X", (unsigned char)c);
		col += raw ? 1 : 3;
	}
	fputc('\n', out);
}

struct str
mime_message(const struct mime *m, struct arena *arena)
{
	const char	*domain = strchr(m->from, '@'), *line = m->text, *feed;
	char		*bytes = NULL;
	size_t		 len = 0;
	FILE		*out = open_memstream(&bytes, &len);
	struct str	 all;

	if (out == NULL)
		fatal("mime: no memory");
	fputs("From: ", out);
	if (m->from_name[0] != '\0') {
		name_put(out, m->from_name);
		fputs("\n ", out);
	}
	fprintf(out, "<%s>\nTo: <%s>\nSubject: ", m->from, m->to);
	if (plain(m->subject) && strlen(m->subject) <= 60)
		fputs(m->subject, out);
	else
		words_put(out, m->subject, 9);
	fputc('\n', out);
	date_put(out, m->at);
	fprintf(out, "Message-ID: <%s%s>\n", m->id,
	    domain != NULL ? domain : "@localhost");
	fputs("MIME-Version: 1.0\n"
	    "Content-Type: text/plain; charset=UTF-8\n"
	    "Content-Transfer-Encoding: quoted-printable\n"
	    "Auto-Submitted: auto-generated\n\n", out);
	for (; *line != '\0'; line = *feed != '\0' ? feed + 1 : feed) {
		feed = strchrnul(line, '\n');
		line_put(out, line, (size_t)(feed - line));
	}
	if (fclose(out) != 0)
		fatal("mime: no memory");
	all = arena_str(arena, (struct str){ bytes, len });
	free(bytes);
	return all;
}
