/*
 * split: a command string into words, as a POSIX shell would quote them
 * (IEEE 1003.1, Shell Command Language, 2.2), with no expansion of any kind.
 */
#include <string.h>

#include "ui/lines/lines.h"

/* Copies the quoted run at s (on its quote) to *to; NULL: never closed. */
static const char *
split_quoted(const char *s, char **to)
{
	char quote = *s++;

	for (; *s != quote; s++) {
		if (*s == '\0')
			return NULL;
		/* Inside "…" a backslash quotes only these four. */
		if (quote == '"' && *s == '\\' && s[1] != '\0' &&
		    strchr("$`\"\\\n", s[1]) != NULL) {
			if (*++s == '\n')
				continue;
		}
		*(*to)++ = *s;
	}
	return s + 1;
}

/* Copies one word at s to *to; NULL: a quote is not closed. */
static const char *
split_word(const char *s, char **to)
{
	while (*s != '\0' && strchr(" \t\n", *s) == NULL) {
		if (*s == '\'' || *s == '"') {
			if ((s = split_quoted(s, to)) == NULL)
				return NULL;
		} else if (*s == '\\') {
			if (*++s == '\0')
				return NULL;
			if (*s != '\n')
				*(*to)++ = *s;
			s++;
		} else
			*(*to)++ = *s++;
	}
	*(*to)++ = '\0';
	return s;
}

enum err
lines_split(const char *command, struct arena *arena, int *argc, char ***argv)
{
	size_t len = strlen(command);
	char *to = arena_alloc(arena, 2 * len + 2), **words = NULL;
	size_t count = 0;
	const char *s = command;

	for (;;) {
		s += strspn(s, " \t\n");
		if (*s == '\0')
			break;
		*ARENA_PUSH(arena, words, count) = to;
		if ((s = split_word(s, &to)) == NULL)
			return ERR_INPUT;
	}
	*argc = (int)count;
	*ARENA_PUSH(arena, words, count) = NULL;
	*argv = words;
	return OK;
}
