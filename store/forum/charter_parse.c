/*
 * charter_parse: the charter as a file, read and written.  Rows become lines
 * (a row that begins with a blank goes on with the one before), and each line
 * says by its beginning what it is.
 */
#include "store/base/text.h"
#include "store/forum/charter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TITLE_SIGNS = 100, SENTENCE_SIGNS = 320, CLAUSE_SIGNS = 200 };

struct reading {
	struct charter		*out;
	struct charter_words	*words;	/* of this language; NULL: none yet */
	struct charter_article	*article;	/* NULL: none yet */
	struct arena		*arena;
	struct refusal		*why;
	long			 row;	/* where the line in hand begins */
	bool			 given[LANGUAGE_EN + 1];
};

static enum err
refuse(struct reading *r, const char *msgid, const char *word)
{
	refusal_set(r->why, msgid, r->row, word);
	return ERR_INPUT;
}

static const char *
number(struct reading *r, unsigned long n)
{
	return arena_printf(r->arena, "%lu", n);
}

static struct str
trimmed(struct str s)
{
	while (s.len > 0 && strchr(" \t\r", s.p[s.len - 1]) != NULL)
		s.len--;
	while (s.len > 0 && strchr(" \t", *s.p) != NULL)
		s = (struct str){ s.p + 1, s.len - 1 };
	return s;
}

/* The words of a line after its mark, which is `from` bytes long. */
static enum err
take(struct reading *r, struct str line, size_t from, size_t signs,
    const char **out)
{
	struct str	s = trimmed((struct str){ line.p + from,
			    line.len - from });

	if (s.len == 0)
		return refuse(r, N_("Line %ld: words are missing."), NULL);
	if (text_count(s) > signs)
		return refuse(r, N_("Line %ld: %s characters at most."),
		    number(r, signs));
	*out = arena_memdup0(r->arena, s.p, s.len);
	return OK;
}

/* --- what a line is --- */

static enum err
read_language(struct reading *r, struct str line)
{
	enum language	language;

	if (str_equal(line, str_of("[fr]")))
		language = LANGUAGE_FR;
	else if (str_equal(line, str_of("[en]")))
		language = LANGUAGE_EN;
	else
		return refuse(r, N_("Line %ld: a language begins with [fr] or"
		    " [en]."), NULL);
	if (r->given[language])
		return refuse(r, N_("Line %ld: this language was given"
		    " already."), NULL);
	r->given[language] = true;
	r->words = &r->out->words[language];
	r->article = NULL;
	return OK;
}

static enum err
read_article(struct reading *r, struct str line, size_t digits)
{
	const char	*next = number(r, r->words->article_count + 1);

	if (r->words->article_count == CHARTER_ARTICLES_MAX)
		return refuse(r, N_("Line %ld: %s articles at most."),
		    number(r, CHARTER_ARTICLES_MAX));
	if (strlen(next) != digits || memcmp(next, line.p, digits) != 0)
		return refuse(r, N_("Line %ld: the article that comes next has"
		    " number %s."), next);
	r->article = &r->words->articles[r->words->article_count++];
	r->article->text = "";
	return take(r, line, digits + 1, TITLE_SIGNS, &r->article->title);
}

static enum err
read_clause(struct reading *r, struct str line)
{
	struct charter_article	*article = r->article;
	char			 next[] = { 'a', '\0' };

	if (article->clause_count == CHARTER_CLAUSES_MAX)
		return refuse(r, N_("Line %ld: %s clauses at most."),
		    number(r, CHARTER_CLAUSES_MAX));
	next[0] = (char)('a' + article->clause_count);
	if (*line.p != next[0])
		return refuse(r, N_("Line %ld: the clause that comes next has"
		    " letter %s."), next);
	return take(r, line, 2, CLAUSE_SIGNS,
	    &article->clauses[article->clause_count++]);
}

static enum err
read_top(struct reading *r, struct str line)
{
	struct charter_words	*words = r->words;
	struct charter_line	*top;
	const char		*bar = memchr(line.p, '|', line.len);
	struct str		 whole = line;
	enum err		 e;

	if (words->line_count == CHARTER_LINES_MAX)
		return refuse(r, N_("Line %ld: %s lines at most stand on top"
		    " of threads."), number(r, CHARTER_LINES_MAX));
	top = &words->lines[words->line_count++];
	top->article = words->article_count;
	if (bar != NULL)
		whole.len = (size_t)(bar - line.p);
	if ((e = take(r, whole, 1, SENTENCE_SIGNS, &top->text)) != OK)
		return e;
	top->brief = top->text;
	if (bar != NULL && (e = take(r, line, whole.len + 1, SENTENCE_SIGNS,
	    &top->brief)) != OK)
		return e;
	if (text_width(str_of(top->text)) > CHARTER_LINE_CELLS)
		return refuse(r, N_("Line %ld: %s columns at most, since it"
		    " stands on top of threads."),
		    number(r, CHARTER_LINE_CELLS));
	if (bar != NULL && text_width(str_of(top->brief)) >
	    CHARTER_BRIEF_CELLS)
		return refuse(r, N_("Line %ld: what is after | has %s columns"
		    " at most, for narrow screens."),
		    number(r, CHARTER_BRIEF_CELLS));
	return OK;
}

static enum err
read_sentence(struct reading *r, struct str line)
{
	struct charter_article	*article = r->article;

	if (*article->text != '\0' || article->clause_count > 0)
		return refuse(r, N_("Line %ld: it begins as no article"
		    " (“4. ”), clause (“a. ”) or line on top (“> ”), and the"
		    " article has its sentence; a line that goes on begins"
		    " with a space."), NULL);
	return take(r, line, 0, SENTENCE_SIGNS, &article->text);
}

static enum err
read_line(struct reading *r, struct str line)
{
	size_t	digits = 0;

	if (*line.p == '[')
		return read_language(r, line);
	if (r->words == NULL)
		return refuse(r, N_("Line %ld: a language begins with [fr] or"
		    " [en]."), NULL);
	while (digits < line.len && line.p[digits] >= '0' &&
	    line.p[digits] <= '9')
		digits++;
	if (digits > 0 && digits < line.len && line.p[digits] == '.')
		return read_article(r, line, digits);
	if (r->article == NULL)
		return refuse(r, N_("Line %ld: an article comes first, with"
		    " its number and a point."), NULL);
	if (*line.p == '>')
		return read_top(r, line);
	if (line.len > 1 && line.p[1] == '.' && *line.p >= 'a' &&
	    *line.p <= 'z')
		return read_clause(r, line);
	return read_sentence(r, line);
}

/* --- the whole of it --- */

/* The languages agree: what is quoted as 4a is there for everybody. */
static enum err
agree(struct reading *r)
{
	const struct charter_words	*fr = &r->out->words[LANGUAGE_FR];
	const struct charter_words	*en = &r->out->words[LANGUAGE_EN];
	unsigned			 i;

	if (fr->article_count == 0 || en->article_count == 0)
		return refuse(r, fr->article_count == 0 ?
		    N_("The French text is missing: [fr], then its articles.") :
		    N_("The English text is missing: [en], then its"
		    " articles."), NULL);
	r->row = (long)fr->article_count;
	if (fr->article_count != en->article_count)
		return refuse(r, N_("The languages do not agree: %ld articles"
		    " in French, %s in English."),
		    number(r, en->article_count));
	for (i = 0; i < fr->article_count; i++) {
		r->row = (long)i + 1;
		if (fr->articles[i].clause_count !=
		    en->articles[i].clause_count)
			return refuse(r, N_("The languages do not agree:"
			    " article %ld has other clauses in each."), NULL);
	}
	for (i = 0; i < CHARTER_LINES_MAX; i++)
		if (fr->lines[i].article != en->lines[i].article)
			return refuse(r, N_("The languages do not agree: the"
			    " lines on top of threads stand under other"
			    " articles in each."), NULL);
	return OK;
}

static void
write_article(FILE *to, const struct charter_words *words, unsigned n)
{
	const struct charter_article	*article = &words->articles[n - 1];
	unsigned			 i;

	fprintf(to, "\n%u. %s\n", n, article->title);
	if (*article->text != '\0')
		fprintf(to, "%s\n", article->text);
	for (i = 0; i < article->clause_count; i++)
		fprintf(to, "%c. %s\n", 'a' + (int)i, article->clauses[i]);
	for (i = 0; i < words->line_count; i++) {
		const struct charter_line *top = &words->lines[i];

		if (top->article != n)
			continue;
		fprintf(to, "> %s", top->text);
		if (top->brief != top->text)
			fprintf(to, " | %s", top->brief);
		fputc('\n', to);
	}
}

static struct str
write_charter(const struct charter *charter, struct arena *arena)
{
	static const char *const	 heads[] = { [LANGUAGE_FR] = "[fr]\n",
					    [LANGUAGE_EN] = "\n[en]\n" };
	char				*text = NULL, *kept;
	size_t				 len = 0;
	FILE				*to = open_memstream(&text, &len);
	unsigned			 l, n;

	if (to == NULL)
		fatal("no memory");
	for (l = 0; l < LENGTH(heads); l++) {
		fputs(heads[l], to);
		for (n = 1; n <= charter->words[l].article_count; n++)
			write_article(to, &charter->words[l], n);
	}
	if (fclose(to) != 0)
		fatal("no memory");
	kept = arena_memdup0(arena, text, len);
	free(text);
	return (struct str){ kept, len };
}

/* A row that can be no text is named; the others are joined to lines. */
static enum err
read_rows(struct reading *r, struct str file)
{
	struct str	row, line = { 0 };
	size_t		at, end;
	long		rows = 0;
	enum err	e;

	for (at = 0; at <= file.len; at = end + 1) {
		const char *p = memchr(file.p + at, '\n', file.len - at);
		bool goes_on;

		end = p != NULL ? (size_t)(p - file.p) : file.len;
		row = (struct str){ file.p + at, end - at };
		goes_on = row.len > 0 && strchr(" \t", *row.p) != NULL &&
		    line.len > 0 && *line.p != '[';
		row = trimmed(row);
		rows++;
		if (line.len > 0 && (row.len == 0 || !goes_on)) {
			if ((e = read_line(r, line)) != OK)
				return e;
			line.len = 0;
		}
		if (row.len == 0)
			continue;
		if (line.len == 0)
			r->row = rows;
		if (text_accept(TEXT_BODY, row, r->arena, &row, NULL) != OK) {
			r->row = rows;
			return refuse(r, N_("Line %ld: it holds codes that no"
			    " text may hold, or is not UTF-8."), NULL);
		}
		line = line.len == 0 ? row : str_of(arena_printf(r->arena,
		    "%.*s %.*s", (int)line.len, line.p, (int)row.len, row.p));
	}
	return line.len > 0 ? read_line(r, line) : OK;
}

enum err
charter_parse(struct str file, struct arena *arena, struct charter *out,
    struct refusal *why)
{
	struct reading	r = { .out = out, .arena = arena, .why = why };
	enum err	e;

	memset(out, 0, sizeof(*out));
	if (file.len >= 3 && memcmp(file.p, "\xef\xbb\xbf", 3) == 0)
		file = (struct str){ file.p + 3, file.len - 3 };
	if ((e = read_rows(&r, file)) != OK || (e = agree(&r)) != OK)
		return e;
	out->text = write_charter(out, arena);
	if (out->text.len <= TEXT_BODY_MAX)
		return OK;
	refusal_count(why, NN_("32 KiB at most: %ld byte to remove.",
	    "32 KiB at most: %ld bytes to remove."),
	    (long)(out->text.len - TEXT_BODY_MAX));
	return ERR_INPUT;
}
