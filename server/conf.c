#include <ini.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "server/conf.h"
#include "store/base/mime.h"
#include "store/base/text.h"

enum conf_type { CONF_NUMBER, CONF_TEXT, CONF_YES,
	CONF_PATH,			/* a text: absolute, or empty */
	CONF_ADDRESS };			/* a text: name@domain, or empty */

struct conf_row {
	const char *name;
	enum conf_type type;
	long min, max;			/* numbers; for texts: bytes; yes or
					 * no: 0, 1 */
	const char *initial;
	size_t offset;
	const char *help;
};

#define AT(member) offsetof(struct conf, member)

/* clang-format off */
static const struct conf_row rows[] = {
	{ "bind", CONF_TEXT, 0, 100, "", AT(bind),
	    "address to listen on; empty: all, IPv4 and IPv6" },
	{ "port", CONF_NUMBER, 0, 65535, "2222", AT(port),
	    "TCP port; 0: any free one" },
	{ "user", CONF_TEXT, 1, 31, "palabre", AT(user),
	    "who gets a data directory that belongs to root (init)" },
	{ "wire_user", CONF_TEXT, 1, 31, "palabre-wire", AT(wire_user),
	    "who runs the network half when started as root" },
	{ "forum", CONF_TEXT, 1, 60, "palabre", AT(forum),
	    "the forum's name, in the banner" },
	{ "host", CONF_TEXT, 0, 60, "", AT(host),
	    "where to log in, in the banner, with -p PORT if need be; empty: "
	    "this machine and port" },
	{ "contact", CONF_TEXT, 0, 60, "", AT(contact),
	    "how to reach the sysops, in the banner; empty: root@host" },
	{ "mail_program", CONF_PATH, 0, 120, "/usr/sbin/sendmail",
	    AT(mail_program),
	    "what takes mails, called as sendmail is; empty: no mail goes "
	    "out" },
	{ "mail_from", CONF_ADDRESS, 0, 120, "", AT(mail_from),
	    "the sender of mails; empty: palabre@host" },
	{ "mail_limit", CONF_NUMBER, 1, 3600, "60", AT(mail_limit),
	    "seconds for handing one mail over" },
	{ "login_grace", CONF_NUMBER, 2, 600, "30", AT(login_grace),
	    "seconds to log in" },
	{ "attempts", CONF_NUMBER, 1, 20, "6", AT(attempts),
	    "wrong passwords or keys a connection" },
	{ "probes", CONF_NUMBER, 1, 200, "20", AT(probes),
	    "refused key offers a connection" },
	{ "waiting_address", CONF_NUMBER, 1, 1000, "100", AT(waiting_address),
	    "connections not yet logged in, per address (IPv6: /64)" },
	{ "waiting_all", CONF_NUMBER, 1, 4000, "1000", AT(waiting_all),
	    "connections not yet logged in, in all" },
	{ "guests", CONF_YES, 0, 1, "yes", AT(guests),
	    "whether guests may come in" },
	{ "guests_address", CONF_NUMBER, 0, 1000, "20", AT(guests_address),
	    "guests at once, per address (IPv6: /64)" },
	{ "guests_all", CONF_NUMBER, 0, 4000, "200", AT(guests_all),
	    "guests at once, in all" },
	{ "sessions", CONF_NUMBER, 10, 8192, "8192", AT(sessions),
	    "connections in all" },
	{ "stall_limit", CONF_NUMBER, 5, 86400, "300", AT(stall_limit),
	    "seconds before a client that reads nothing is let go" },
	{ "penalty_free", CONF_NUMBER, 0, 1000, "10", AT(penalty_free),
	    "failed attempts of an address before answers are delayed" },
	{ "penalty_expiry", CONF_NUMBER, 1, 86400, "60", AT(penalty_expiry),
	    "seconds after which one failed attempt is forgotten" },
	{ "penalty_most", CONF_NUMBER, 0, 20000, "8000", AT(penalty_most),
	    "longest delay before a password is looked at, milliseconds" },
};
/* clang-format on */

static const struct conf_row *
row_find(const char *name)
{
	for (size_t i = 0; i < LENGTH(rows); i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	return NULL;
}

static bool
is_text(const struct conf_row *row)
{
	return row->type == CONF_TEXT || row->type == CONF_PATH ||
	    row->type == CONF_ADDRESS;
}

static enum err
row_set(struct conf *conf, const struct conf_row *row, const char *value)
{
	char *at = (char *)conf + row->offset;

	if (row->type == CONF_PATH && *value != '\0' && *value != '/')
		return ERR_INPUT;
	if (row->type == CONF_ADDRESS && *value != '\0' &&
	    !mail_address_ok(str_of(value)))
		return ERR_INPUT;
	if (is_text(row)) {
		size_t len = strlen(value);

		if ((long)len < row->min || (long)len > row->max)
			return ERR_INPUT;
		if (!text_valid((struct str){ value, len }))
			return ERR_INPUT;	/* it goes into the banner */
		for (const char *p = value; *p != '\0'; p++)
			if ((unsigned char)*p < 0x20 || *p == 0x7f)
				return ERR_INPUT;
		memcpy(at, value, len + 1);
		return OK;
	}
	uint64_t n = 0;
	enum err e = OK;

	if (row->type == CONF_YES && strcmp(value, "yes") == 0)
		n = 1;
	else if (row->type == CONF_YES)
		e = strcmp(value, "no") == 0 ? OK : ERR_INPUT;
	else
		e = parse_u64(value, (uint64_t)row->min, (uint64_t)row->max,
		    &n);
	if (e == OK) {
		long number = (long)n;

		memcpy(at, &number, sizeof(number));
	}
	return e;
}

void
conf_defaults(struct conf *conf)
{
	memset(conf, 0, sizeof(*conf));
	for (size_t i = 0; i < LENGTH(rows); i++)
		if (row_set(conf, &rows[i], rows[i].initial) != OK)
			fatal("setting %s: its default is out of bounds",
			    rows[i].name);
}

enum err
conf_set(struct conf *conf, const char *name, const char *value)
{
	const struct conf_row *row = row_find(name);

	return row == NULL ? ERR_NOT_FOUND : row_set(conf, row, value);
}

struct reading {
	struct conf conf;
	char *why;
	size_t size;
};

static int
on_setting(void *user, const char *section, const char *name,
    const char *value)
{
	struct reading *reading = user;
	const struct conf_row *row = row_find(name);

	if (section[0] != '\0' && strcmp(section, "server") != 0)
		snprintf(reading->why, reading->size,
		    "no section of that name");
	else if (row == NULL)
		snprintf(reading->why, reading->size,
		    "no setting of that name");
	else if (row_set(&reading->conf, row, value) == OK)
		return 1;
	else if (row->type == CONF_YES)
		snprintf(reading->why, reading->size, "%s must be yes or no",
		    row->name);
	else if (row->type == CONF_PATH || row->type == CONF_ADDRESS)
		snprintf(reading->why, reading->size, "%s must be %s, or "
		    "empty", row->name, row->type == CONF_PATH ?
		    "a path that begins with /" : "name@domain");
	else
		snprintf(reading->why, reading->size,
		    row->type == CONF_NUMBER
			? "%s must be a number from %ld to %ld"
			: "%s must be a text (UTF-8) of %ld to %ld bytes",
		    row->name, row->min, row->max);
	return 0;
}

enum err
conf_read(struct conf *conf, const char *path, char *why, size_t size)
{
	char reason[160] = "this line is not “name = value”";
	struct reading reading = { *conf, reason, sizeof(reason) };
	struct stat st;
	/* a directory opens as a file does, and then has no lines */
	int line = stat(path, &st) != 0 || S_ISDIR(st.st_mode) ? -1
	    : ini_parse(path, on_setting, &reading);

	if (line < 0) {
		snprintf(why, size, "%s: cannot be read", path);
		return ERR_NOT_FOUND;
	}
	if (line > 0) {
		snprintf(why, size, "%s, line %d: %s", path, line, reason);
		return ERR_INPUT;
	}
	*conf = reading.conf;
	return OK;
}

void
conf_print(const struct conf *conf, FILE *out)
{
	for (size_t i = 0; i < LENGTH(rows); i++) {
		const struct conf_row *row = &rows[i];
		const char *at = (const char *)conf + row->offset;

		fprintf(out, "; %s", row->help);
		if (is_text(row)) {
			fprintf(out, "\n%s = %s\n", row->name, at);
			continue;
		}
		long n;

		memcpy(&n, at, sizeof(n));
		if (row->type == CONF_NUMBER)
			fprintf(out, " (%ld to %ld)\n%s = %ld\n", row->min,
			    row->max, row->name, n);
		else
			fprintf(out, " (yes or no)\n%s = %s\n", row->name,
			    n ? "yes" : "no");
	}
}
