/* options: see options.h. */
#include <string.h>

#include "ui/lines/options.h"

static const struct option_row *
option_find(const char *word, size_t len, const struct option_row *rows,
    size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(rows[i].name) == len &&
		    memcmp(rows[i].name, word, len) == 0)
			return &rows[i];
	return NULL;
}

/* value NULL: none was given. */
static enum err
option_set(const struct option_row *row, const char *value)
{
	switch (row->kind) {
	case OPTION_FLAG:
		if (value != NULL)
			return ERR_INPUT;
		*(bool *)row->to = true;
		return OK;
	case OPTION_TEXT:
		if (value == NULL)
			return ERR_INPUT;
		*(const char **)row->to = value;
		return OK;
	case OPTION_NUMBER:
		if (value == NULL)
			return ERR_INPUT;
		return parse_u64(value, row->min, row->max, row->to);
	}
	return ERR_INPUT;
}

enum err
options_take(int *argc, char **argv, const struct option_row *rows,
    size_t count, bool first_only, const char **bad)
{
	int kept = 1;
	uint64_t taken = 0;	/* one bit a row */

	for (int i = 1; i < *argc; i++) {
		char *word = argv[i];
		if (strncmp(word, "--", 2) != 0) {
			argv[kept++] = word;
			if (!first_only)
				continue;
		}
		if (strcmp(word, "--") == 0 || strncmp(word, "--", 2) != 0) {
			while (++i < *argc)
				argv[kept++] = argv[i];
			break;
		}
		const char *name = word + 2, *equals = strchr(name, '=');
		size_t len = equals ? (size_t)(equals - name) : strlen(name);
		const struct option_row *row =
		    option_find(name, len, rows, count);
		const char *value = equals ? equals + 1 : NULL;
		*bad = word;
		/* Twice: one of the two would be lost without a word. */
		if (row == NULL || (taken & (uint64_t)1 << (row - rows)) != 0)
			return ERR_INPUT;
		taken |= (uint64_t)1 << (row - rows);
		if (value == NULL && row->kind != OPTION_FLAG && i + 1 < *argc)
			value = argv[++i];
		if (option_set(row, value) != OK)
			return ERR_INPUT;
	}
	argv[kept] = NULL;
	*argc = kept;
	return OK;
}
