#include "ui/core/digits.h"

#include <string.h>

static const struct { const char *typed; char digit; } row[] = {
	{ "&", '1' }, { "é", '2' }, { "\"", '3' }, { "'", '4' }, { "’", '4' },
	{ "(", '5' }, { "-", '6' }, { "è", '7' }, { "_", '8' }, { "ç", '9' },
	{ "à", '0' },
};
static const char *const passed[] = { " ", "\u00a0", "#", "nº", "n°" };

static size_t
begins(struct str line, const char *what)
{
	size_t len = strlen(what);

	return line.len >= len && memcmp(line.p, what, len) == 0 ? len : 0;
}

int
digits_of(uint32_t cp)
{
	static const uint32_t points[] = { 0xe0, '&', 0xe9, '"', '\'', '(',
		'-', 0xe8, '_', 0xe7 };
	size_t i;

	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	for (i = 0; i < LENGTH(points); i++)
		if (points[i] == cp)
			return (int)i;
	return -1;
}

/* Bytes of the digit, or of what is passed over, that the line begins with;
 * *digit is 0 for the latter.  0: of neither. */
static size_t
digit_at(struct str line, char *digit)
{
	size_t i, n;

	*digit = 0;
	if (line.p[0] >= '0' && line.p[0] <= '9') {
		*digit = line.p[0];
		return 1;
	}
	for (i = 0; i < LENGTH(row); i++)
		if ((n = begins(line, row[i].typed)) > 0) {
			*digit = row[i].digit;
			return n;
		}
	for (i = 0; i < LENGTH(passed); i++)
		if ((n = begins(line, passed[i])) > 0)
			return n;
	return 0;
}

enum err
digits_number(struct str line, uint64_t min, uint64_t max, uint64_t *out)
{
	char digits[24], digit;
	size_t used = 0, n;

	for (; line.len > 0; line.p += n, line.len -= n) {
		n = digit_at(line, &digit);
		if (n == 0 || used + 1 == sizeof(digits))
			return ERR_INPUT;
		if (digit != 0)
			digits[used++] = digit;
	}
	digits[used] = '\0';
	return parse_u64(digits, min, max, out);
}
