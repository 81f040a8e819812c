/*
 * The frames between the two halves of a login: the input is a run of
 * packets, each behind two bytes of length, thrown at a desk whose service
 * knows one member.  Whatever comes, it answers or says "not permitted"; it
 * lets nobody in without the right key or the right password; and what it
 * parsed it can build again.
 */
#include <stdlib.h>
#include <string.h>

#include "server/desk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool right_word;

static enum err
fake_find(const char *name, uint64_t *member, char handle[128], bool *staff,
    bool *has_password)
{
	*member = strcmp(name, "anna") == 0 || strcmp(name, "chef") == 0;
	*staff = strcmp(name, "chef") == 0;
	*has_password = true;
	strcpy(handle, *member != 0 ? "anna" : "");
	return OK;
}

static enum err
fake_key(uint64_t member, const char *type, const char *blob, bool *yes,
    uint64_t *number)
{
	*yes = member != 0 && strcmp(blob, "AAAA") == 0;
	*number = 1;
	return OK;
}

static enum err
fake_password(uint64_t member, const char *password, const char *address,
    bool *yes)
{
	*yes = member != 0 && strcmp(password, "secret") == 0;
	right_word |= *yes;
	return OK;
}

static void
check_round_trip(const struct msg *m, const void *packet, size_t len)
{
	static char buf[MSG_MAX];

	if (msg_build(m, buf) != len || memcmp(buf, packet, len) != 0)
		abort();
}

static void
check_desk(const struct desk *d)
{
	if (d->state == DESK_KNOWN && d->kind == KIND_MEMBER) {
		bool key = strcmp(d->method, "publickey") == 0;

		if (d->staff ? !d->key_done || !right_word
			     : !key && !right_word)
			abort();
	}
	if (d->state == DESK_KNOWN &&
	    (d->kind == KIND_UNKNOWN || d->kind == KIND_GUEST))
		abort();
	if (d->attempts > 20 || d->session.cols > 500 || d->session.rows > 500)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct service service = { .find = fake_find,
		.key = fake_key, .password = fake_password };
	static struct conf conf;
	static struct slot slot;
	static struct desk_start start = { .service = &service,
		.conf = &conf, .slot = &slot, .address = "192.0.2.1" };
	struct desk desk = { .start = &start, .method = "none" };

	conf_defaults(&conf);
	conf.guests = 0;
	log_to_fd(-1);
	right_word = false;
	while (size >= 2) {
		size_t len = (size_t)data[0] << 8 | data[1];
		struct msg m, answer;

		data += 2;
		size -= 2;
		if (len > size)
			len = size;
		if (msg_parse(data, len, &m) == OK) {
			check_round_trip(&m, data, len);
			bool permitted = desk.state == DESK_ASKING
			    ? desk_auth(&desk, &m, &answer)
			    : session_request(&desk, &m, &answer);

			check_desk(&desk);
			if (!permitted)
				break;
		}
		data += len;
		size -= len;
	}
	free(desk.offered);
	free(desk.verified);
	return 0;
}
