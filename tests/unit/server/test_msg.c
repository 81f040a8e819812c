#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/msg.h"

static char buf[MSG_MAX];

static void
what_is_built_is_parsed(void **state)
{
	struct msg m = { .type = MSG_ANSWER, .number = { 1 } }, got;

	m.field[0] = str_of("anna");
	m.field[1] = str_of("un secret");
	size_t len = msg_build(&m, buf);

	assert_int_equal(msg_parse(buf, len, &got), OK);
	assert_int_equal(got.type, MSG_ANSWER);
	assert_int_equal(got.number[0], 1);
	assert_true(str_equal(got.field[0], str_of("anna")));
	assert_true(str_equal(got.field[1], str_of("un secret")));
}

static void
a_message_cut_anywhere_is_refused(void **state)
{
	struct msg m = { .type = MSG_KEY }, got;

	m.field[0] = str_of("anna");
	m.field[1] = str_of("ssh-ed25519");
	m.field[2] = str_of("AAAA");
	size_t len = msg_build(&m, buf);

	for (size_t n = 0; n < len; n++)
		assert_int_equal(msg_parse(buf, n, &got), ERR_INPUT);
	buf[len] = 0;
	assert_int_equal(msg_parse(buf, len + 1, &got), ERR_INPUT);
}

static void
unknown_types_zero_bytes_and_long_fields_are_refused(void **state)
{
	struct msg m = { .type = MSG_NONE }, got;
	char name[MSG_NAME_MAX + 1];

	m.field[0] = str_of("anna");
	size_t len = msg_build(&m, buf);

	buf[0] = MSG_TYPES;
	assert_int_equal(msg_parse(buf, len, &got), ERR_INPUT);
	buf[0] = 0;
	assert_int_equal(msg_parse(buf, len, &got), ERR_INPUT);
	buf[0] = MSG_NONE;
	buf[len - 1] = '\0';
	assert_int_equal(msg_parse(buf, len, &got), ERR_INPUT);
	/* a length that goes round */
	memset(buf + 1, 0xff, 4);
	assert_int_equal(msg_parse(buf, len, &got), ERR_INPUT);
	memset(name, 'x', sizeof(name));
	buf[1] = buf[2] = 0;
	buf[3] = (char)(sizeof(name) >> 8);
	buf[4] = (char)sizeof(name);
	memcpy(buf + 5, name, sizeof(name));
	assert_int_equal(msg_parse(buf, 5 + sizeof(name), &got), ERR_INPUT);
}

static void
descriptors_travel_with_a_message(void **state)
{
	int pair[2], p[2], fds[MSG_FDS];
	struct msg m = { .type = MSG_STARTED, .number = { STREAM_PTY } }, got;

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	assert_int_equal(pipe(p), 0);
	assert_int_equal(msg_send(pair[0], &m, &p[1], 1), OK);
	assert_int_equal(msg_receive(pair[1], buf, &got, fds, 1000), OK);
	assert_int_equal(got.number[0], STREAM_PTY);
	assert_true(fds[0] >= 0 && fds[1] == -1 && fds[2] == -1);
	assert_int_equal(write(fds[0], "x", 1), 1);
	assert_int_equal(read(p[0], buf, 1), 1);
	for (int i = 0; i < 2; i++) {
		close(p[i]);
		close(pair[i]);
	}
	close(fds[0]);
}

static void
a_receiver_that_wants_no_descriptor_gets_none(void **state)
{
	int pair[2], before, after;
	struct msg m = { .type = MSG_SHELL }, got;

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	before = dup(0);
	close(before);
	assert_int_equal(msg_send(pair[0], &m, pair, 2), OK);
	assert_int_equal(msg_receive(pair[1], buf, &got, NULL, 1000), OK);
	after = dup(0);
	close(after);
	assert_int_equal(before, after);
	close(pair[0]);
	assert_int_equal(msg_receive(pair[1], buf, &got, NULL, 1000), ERR_IO);
	close(pair[1]);
}

static void
waiting_ends_with_its_time(void **state)
{
	int pair[2];
	struct msg got;

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	assert_int_equal(msg_receive(pair[1], buf, &got, NULL, 10), ERR_LIMIT);
	close(pair[0]);
	close(pair[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_built_is_parsed),
		cmocka_unit_test(a_message_cut_anywhere_is_refused),
		cmocka_unit_test(
		    unknown_types_zero_bytes_and_long_fields_are_refused),
		cmocka_unit_test(descriptors_travel_with_a_message),
		cmocka_unit_test(a_receiver_that_wants_no_descriptor_gets_none),
		cmocka_unit_test(waiting_ends_with_its_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
