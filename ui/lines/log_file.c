/* log_file: see log_file.h. */
#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "store/base/clock.h"
#include "ui/lines/log_file.h"

enum { HEX = 2 * LOG_HASH + 1 };

char *
log_file_line(const struct logentry *entry)
{
	char previous[HEX], hash[HEX], at[24], *line;
	uint8_t bytes[LOG_HASH];
	json_t *doc;

	log_hash(entry, bytes);
	sodium_bin2hex(hash, sizeof(hash), bytes, sizeof(bytes));
	sodium_bin2hex(previous, sizeof(previous),
	    (const uint8_t *)entry->previous.p, entry->previous.len);
	clock_rfc3339(entry->at, at);
	doc = json_pack("{s:I s:s s:s% s:s s:s}", "number",
	    (json_int_t)entry->number, "at", at, "fields",
	    entry->public_fields.p, entry->public_fields.len, "previous",
	    previous, "hash", hash);
	if (doc == NULL || (line = json_dumps(doc, JSON_COMPACT)) == NULL)
		fatal("log: a line");
	json_decref(doc);
	return line;
}

/* Exactly so many hexadecimal digits. */
static bool
bytes_read(const char *hex, uint8_t out[static LOG_HASH])
{
	size_t len;

	return strlen(hex) == 2 * LOG_HASH && sodium_hex2bin(out, LOG_HASH,
	    hex, 2 * LOG_HASH, NULL, &len, NULL) == 0 && len == LOG_HASH;
}

static bool
entry_read(json_t *doc, struct arena *arena, struct logentry *out)
{
	const char *at, *fields, *previous, *hash;
	uint8_t said[LOG_HASH], is[LOG_HASH];
	uint8_t *before = arena_alloc(arena, LOG_HASH);
	json_int_t number;
	size_t len;

	if (json_unpack_ex(doc, NULL, JSON_STRICT, "{s:I s:s s:s% s:s s:s}",
	    "number", &number, "at", &at, "fields", &fields, &len, "previous",
	    &previous, "hash", &hash) != 0 || number <= 0 ||
	    clock_parse(at, &out->at) != OK || !bytes_read(previous, before) ||
	    !bytes_read(hash, said))
		return false;
	out->number = (uint64_t)number;
	out->public_fields = arena_str(arena, (struct str){ fields, len });
	out->previous = (struct str){ (const char *)before, LOG_HASH };
	log_hash(out, is);
	return sodium_memcmp(said, is, LOG_HASH) == 0;
}

enum err
log_file_read(const char *line, size_t len, struct arena *arena,
    struct logentry *out)
{
	json_t *doc = json_loadb(line, len, JSON_REJECT_DUPLICATES, NULL);
	bool read;

	*out = (struct logentry){ 0 };
	if (doc == NULL)
		return ERR_INPUT;
	read = entry_read(doc, arena, out);
	json_decref(doc);
	return read ? OK : ERR_INPUT;
}

/* A line without its newline into *buf; false: the end. */
static bool
line_next(FILE *in, char **buf, size_t *size, size_t *len)
{
	ssize_t n = getline(buf, size, in);

	if (n <= 0)
		return false;
	*len = (size_t)n - ((*buf)[n - 1] == '\n');
	return true;
}

bool
log_file_verify(FILE *in, const struct chain_head *head,
    struct log_verdict *out)
{
	struct arena *arena = arena_new();
	struct logentry entry;
	char *buf = NULL;
	size_t size = 0, len;
	uint64_t line = 0;

	*out = (struct log_verdict){ .chain = { .head = head } };
	while (out->line == 0 && line_next(in, &buf, &size, &len)) {
		line++;
		arena_reset(arena);
		if (len > LOG_LINE_MAX ||
		    log_file_read(buf, len, arena, &entry) != OK)
			out->line = line;
		else if ((out->fault = chain_next(&out->chain, &entry)) !=
		    CHAIN_SOUND)
			out->line = line;
	}
	free(buf);
	arena_free(arena);
	return out->line == 0 && out->chain.last.number != 0 &&
	    (head == NULL || out->chain.met);
}
