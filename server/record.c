#include <stdio.h>
#include <string.h>

#include "server/record.h"

char *
record_name(const char *handle, char out[static RECORD_NAME_MAX])
{
	size_t used = 0;

	for (const unsigned char *p = (const unsigned char *)handle;
	    *p != '\0';) {
		char piece[8];
		size_t n = 1;

		if (*p <= ' ' || *p == 0x7f || *p == '\\')
			n = (size_t)snprintf(piece, sizeof(piece), "\\x%02x",
			    *p++);
		else {
			piece[0] = (char)*p++;
			/* a character's other bytes come with it */
			while ((*p & 0xc0) == 0x80 && n < 4)
				piece[n++] = (char)*p++;
		}
		if (used + n >= RECORD_NAME_MAX)
			break;
		memcpy(out + used, piece, n);
		used += n;
	}
	if (used == 0)
		out[used++] = '-';
	out[used] = '\0';
	return out;
}

void
record(const char *event, const char *address, unsigned port,
    const char *words, const char *name)
{
	log_line(LOG_LEVEL_NOTICE, "%s %s %u %s%s%s", event, address, port,
	    words, words[0] != '\0' ? " " : "", name);
}
