/* input: text on standard input, bounded. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "ui/lines/own.h"

/* Kept of a text before NFC, which may shorten it; beyond, only counted. */
enum { INPUT_KEPT = 3 * TEXT_BODY_MAX, INPUT_COUNTED = 64 << 20 };

enum err
lines_line(struct call *call, size_t most, struct str *out)
{
	char *line = xmalloc(most + 1);
	size_t len;
	bool ended = false;
	enum err e = ERR_INPUT;
	int c = EOF;

	for (len = 0; len <= most; line[len++] = (char)c) {
		c = getc(call->io->in);
		ended = c == EOF || c == '\n';
		if (ended)
			break;
	}
	while (!ended && (c = getc(call->io->in)) != EOF && c != '\n')
		;
	if (ended)
		e = c == EOF && len == 0 ? ERR_NOT_FOUND : OK;
	if (e == OK) {
		if (len > 0 && line[len - 1] == '\r')
			len--;
		*out = (struct str){ arena_memdup0(call->arena, line, len),
		    len };
	}
	/* It may be a password. */
	sodium_memzero(line, most + 1);
	free(line);
	return e;
}

enum err
lines_body(struct call *call, struct str *out, struct refusal *why)
{
	char *text = arena_alloc(call->arena, INPUT_KEPT + 1);
	size_t kept = fread(text, 1, INPUT_KEPT, call->io->in), all = kept;
	char more[4096];
	size_t n;

	/* Half a text is not what was meant. */
	if (ferror(call->io->in)) {
		refusal_set(why, N_("Standard input could not be read to its"
		    " end."), 0, NULL);
		return ERR_INPUT;
	}
	if (kept == INPUT_KEPT)
		while (all < INPUT_COUNTED && (n = fread(more, 1, sizeof(more),
		    call->io->in)) > 0)
			all += n;
	if (all > INPUT_KEPT) {
		refusal_count(why, NN_("32 KiB at most: %ld byte to remove, "
		    "or to put in a second post.", "32 KiB at most: %ld bytes "
		    "to remove, or to put in a second post."),
		    (long)(all - TEXT_BODY_MAX));
		return ERR_INPUT;
	}
	*out = (struct str){ text, kept };
	return OK;
}

enum err
lines_password(struct call *call, struct str *out)
{
	*out = (struct str){ "", 0 };
	if (call->args.password == NULL)
		return OK;
	/* On the command line it would show in lists of processes. */
	if (strcmp(call->args.password, "-") != 0)
		return ERR_INPUT;
	return lines_line(call, 1024, out);
}

void
lines_wipe(struct str *s)
{
	if (s->len > 0)
		sodium_memzero((char *)(uintptr_t)s->p, s->len);
	s->len = 0;
}
