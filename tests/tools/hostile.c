/*
 * hostile: an ssh client that does what OpenSSH's never would.
 *
 *	hostile PORT ADDRESS USER KEYFILE DEED
 *
 * comes from ADDRESS to 127.0.0.1, logs in as USER and then
 *	tiny	opens its channel with packets of at most 10 bytes, in which no
 *		data has room (it makes libssh's server side spin)
 *	second	opens a second channel; exit 0 if that is refused
 *	forward	asks for both kinds of forwarding; exit 0 if refused
 *	pty N M	asks for a terminal of N by M (any int) and a shell, reads a line
 *	again	asks for a second pty and a second shell; exit 0 if refused
 *	deaf	asks for a full screen, has it painted again and again and
 *		reads nothing; exit 0 once the server has let it go
 *	drown	the same, and types without end, whatever the server's window
 *		allows
 *	env NAME VALUE	exit 0 if the server takes the variable
 *	names OTHER	tries a password as USER, then as OTHER; exit 0 if that
 *		ends the connection
 *	probes N	offers N keys of no use; exit 0 if it may go on, 1 if
 *		that ends the connection
 * or, with the last two, does not log in at all.
 *
 * libssh has no option for the size of its packets: `tiny` changes the number
 * in the library's code, in this process.
 */
#include <arpa/inet.h>
#include <libssh/libssh.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SKIPPED = 77 };

static void
die(const char *what)
{
	fprintf(stderr, "hostile: %s\n", what);
	exit(2);
}

static int
tcp_connect(const char *from, int port)
{
	struct sockaddr_in me = { .sin_family = AF_INET };
	struct sockaddr_in it = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM, 0), bytes = 8192;

	/* what is not read shall be seen to be unread */
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
	inet_pton(AF_INET, from, &me.sin_addr);
	inet_pton(AF_INET, "127.0.0.1", &it.sin_addr);
	it.sin_port = htons((uint16_t)port);
	if (fd < 0 || bind(fd, (void *)&me, sizeof(me)) != 0 ||
	    connect(fd, (void *)&it, sizeof(it)) != 0)
		die("no connection");
	return fd;
}

static ssh_session
come(char **argv)
{
	ssh_session s = ssh_new();
	bool no = false;
	int fd = tcp_connect(argv[2], atoi(argv[1]));

	ssh_options_set(s, SSH_OPTIONS_PROCESS_CONFIG, &no);
	ssh_options_set(s, SSH_OPTIONS_HOST, "127.0.0.1");
	ssh_options_set(s, SSH_OPTIONS_FD, &fd);
	ssh_options_set(s, SSH_OPTIONS_USER, argv[3]);
	ssh_options_set(s, SSH_OPTIONS_TIMEOUT, &(long){ 20 });
	if (ssh_connect(s) != SSH_OK)
		die(ssh_get_error(s));
	return s;
}

static ssh_session
log_in(char **argv)
{
	ssh_session s = come(argv);
	ssh_key key = NULL;

	if (ssh_pki_import_privkey_file(argv[4], NULL, NULL, NULL, &key) !=
	    SSH_OK)
		die("no key");
	if (ssh_userauth_publickey(s, NULL, key) != SSH_AUTH_SUCCESS)
		die("not let in");
	ssh_key_free(key);
	return s;
}

#ifdef __x86_64__
/* Where a jump in the first bytes of a function leads. */
static unsigned char *
jump_target(unsigned char *code)
{
	for (int i = 0; i < 64; i++)
		if (code[i] == 0xe9) {
			int32_t by;

			memcpy(&by, code + i + 1, sizeof(by));
			return code + i + 5 + by;
		}
	return code;
}
#endif

/* Replaces the packet size that the opening of a channel announces. */
static bool
packets_shrink(void)
{
	unsigned changed = 0;
#ifdef __x86_64__
	static const uint32_t usual = 32768, tiny = 10;
	unsigned char *code =
	    jump_target((unsigned char *)(uintptr_t)ssh_channel_open_session);
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	unsigned char *start =
	    (unsigned char *)((uintptr_t)code & ~(uintptr_t)(page - 1));

	if (mprotect(start, 2 * page, PROT_READ | PROT_WRITE | PROT_EXEC) != 0)
		return false;
	for (size_t i = 0; i < 256; i++)
		if (memcmp(code + i, &usual, sizeof(usual)) == 0) {
			memcpy(code + i, &tiny, sizeof(tiny));
			changed++;
		}
#endif
	return changed > 0;
}

static ssh_channel
channel_open(ssh_session s)
{
	ssh_channel c = ssh_channel_new(s);

	if (c == NULL || ssh_channel_open_session(c) != SSH_OK) {
		ssh_channel_free(c);
		return NULL;
	}
	return c;
}

static int
deed_tiny(ssh_session s, char **args)
{
	char buf[256];

	if (!packets_shrink())
		return SKIPPED;
	ssh_channel c = channel_open(s);

	if (c == NULL || ssh_channel_request_exec(c, "help") != SSH_OK)
		die("no command");
	/* until the server has had enough */
	while (ssh_channel_read_timeout(c, buf, sizeof(buf), 0, 60000) > 0)
		;
	return ssh_is_connected(s) ? 1 : 0;
}

static int
second(ssh_session s, char **args)
{
	if (channel_open(s) == NULL)
		die("no first channel");
	return channel_open(s) == NULL ? 0 : 1;
}

static int
forward(ssh_session s, char **args)
{
	ssh_channel c = ssh_channel_new(s);
	int port = 0;

	if (ssh_channel_open_forward(c, "127.0.0.1", 22, "127.0.0.1", 9) ==
	    SSH_OK)
		return 1;
	return ssh_channel_listen_forward(s, "127.0.0.1", 0, &port) == SSH_OK;
}

static int
pty(ssh_session s, char **args)
{
	ssh_channel c = channel_open(s);
	char buf[512];

	if (c == NULL || args[0] == NULL || args[1] == NULL)
		die("no channel or no size");
	if (ssh_channel_request_pty_size(c, "xterm", atoi(args[0]),
		atoi(args[1])) != SSH_OK ||
	    ssh_channel_request_shell(c) != SSH_OK)
		return 1;
	if (ssh_channel_change_pty_size(c, atoi(args[1]), atoi(args[0])) !=
	    SSH_OK)
		return 1;
	return ssh_channel_read_timeout(c, buf, sizeof(buf), 0, 10000) > 0
	    ? 0 : 1;
}

static int
again(ssh_session s, char **args)
{
	ssh_channel c = channel_open(s);

	if (c == NULL || ssh_channel_request_pty(c) != SSH_OK)
		die("no terminal");
	if (ssh_channel_request_pty(c) == SSH_OK)
		return 1;
	if (ssh_channel_request_shell(c) != SSH_OK)
		die("no shell");
	return ssh_channel_request_shell(c) == SSH_OK ||
	    ssh_channel_request_exec(c, "whoami") == SSH_OK;
}

/* The server hangs up within so many seconds. */
static bool
let_go(ssh_session s, int seconds)
{
	struct pollfd p = { ssh_get_fd(s), POLLRDHUP, 0 };

	return p.fd < 0 || poll(&p, 1, seconds * 1000) == 1;
}

static ssh_channel
full_screen(ssh_session s)
{
	ssh_channel c = channel_open(s);

	if (c == NULL ||
	    ssh_channel_request_pty_size(c, "xterm", 200, 60) != SSH_OK ||
	    ssh_channel_request_shell(c) != SSH_OK)
		die("no screen");
	return c;
}

static int
deaf(ssh_session s, char **args)
{
	ssh_channel c = full_screen(s);

	/* Ctrl-L paints it all again; what comes back stays unread */
	while (!let_go(s, 0) && ssh_channel_write(c, "\f", 1) == 1)
		usleep(2000);
	return 0;
}

/* Where libssh counts how much the other side is ready to take. */
static uint32_t *
window_of(ssh_channel c)
{
	uint32_t *at = (uint32_t *)(void *)c;

	for (int i = 0; i < 16; i++) {
		uint32_t before = at[i];

		if (before == 0 || before != ssh_channel_window_size(c))
			continue;
		at[i] = before - 1;
		bool found = ssh_channel_window_size(c) == before - 1;
		at[i] = before;
		if (found)
			return &at[i];
	}
	return NULL;
}

static int
drown(ssh_session s, char **args)
{
	static char keys[32000];
	ssh_channel c = full_screen(s);
	uint32_t *window = window_of(c);

	if (window == NULL)
		return SKIPPED;
	memset(keys, 'j', sizeof(keys));
	for (size_t sent = 0; sent < (size_t)4 << 30;) {
		*window = 1 << 30;
		int n = ssh_channel_write(c, keys, sizeof(keys));

		if (n <= 0)
			return 0;
		sent += (size_t)n;
	}
	return 1;
}

static int
env(ssh_session s, char **args)
{
	ssh_channel c = channel_open(s);

	if (c == NULL || args[0] == NULL || args[1] == NULL)
		die("no channel or no variable");
	return ssh_channel_request_env(c, args[0], args[1]) != SSH_OK;
}

static int
names(ssh_session s, char **args)
{
	char *user = NULL;

	if (args[0] == NULL || ssh_options_get(s, SSH_OPTIONS_USER, &user) !=
	    SSH_OK)
		die("no names");
	if (ssh_userauth_password(s, user, "un autre passe") !=
	    SSH_AUTH_DENIED)
		die("not refused");
	ssh_userauth_password(s, args[0], "un autre passe");
	return let_go(s, 20) ? 0 : 1;
}

static int
probes(ssh_session s, char **args)
{
	ssh_key key;

	for (int i = args[0] != NULL ? atoi(args[0]) : 0; i > 0; i--) {
		if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
			die("no key");
		ssh_userauth_try_publickey(s, NULL, key);
		ssh_key_free(key);
	}
	if (let_go(s, 1))
		return 1;
	return ssh_userauth_password(s, NULL, "un autre passe") ==
	    SSH_AUTH_DENIED ? 0 : 2;
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*deed)(ssh_session, char **);
		ssh_session (*begin)(char **);
	} deeds[] = {
		{ "tiny", deed_tiny, log_in }, { "second", second, log_in },
		{ "forward", forward, log_in }, { "pty", pty, log_in },
		{ "again", again, log_in }, { "deaf", deaf, log_in },
		{ "drown", drown, log_in }, { "env", env, log_in },
		{ "names", names, come }, { "probes", probes, come },
	};

	if (argc < 6)
		die("usage: hostile PORT ADDRESS USER KEYFILE DEED");
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		if (strcmp(argv[5], deeds[i].name) == 0)
			return deeds[i].deed(deeds[i].begin(argv),
			    argv + 6);
	die("no such deed");
}
