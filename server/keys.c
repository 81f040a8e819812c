#include <fcntl.h>
#include <poll.h>
#include <libssh/libssh.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/keys.h"
#include "server/serve.h"
#include "store/base/clock.h"

enum { KEY_FILE_MAX = 16384 };

static const char *const files[] = { KEYS_ED25519, KEYS_RSA };

/* tech notes, section 3.17: ssh-audit finds nothing in these to remove. */
#define CIPHERS "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com," \
	"aes128-gcm@openssh.com,aes256-ctr,aes128-ctr"
#define MACS "hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com"

struct algorithm_row {
	enum ssh_bind_options_e option;
	const char *list;
};
static const struct algorithm_row algorithms[] = {
	{ SSH_BIND_OPTIONS_KEY_EXCHANGE,
	    "curve25519-sha256,curve25519-sha256@libssh.org,"
	    "diffie-hellman-group16-sha512,diffie-hellman-group18-sha512" },
	{ SSH_BIND_OPTIONS_CIPHERS_C_S, CIPHERS },
	{ SSH_BIND_OPTIONS_CIPHERS_S_C, CIPHERS },
	{ SSH_BIND_OPTIONS_HMAC_C_S, MACS },
	{ SSH_BIND_OPTIONS_HMAC_S_C, MACS },
	{ SSH_BIND_OPTIONS_HOSTKEY_ALGORITHMS,
	    "ssh-ed25519,rsa-sha2-512,rsa-sha2-256" },
	{ SSH_BIND_OPTIONS_PUBKEY_ACCEPTED_KEY_TYPES,
	    "ssh-ed25519,sk-ssh-ed25519@openssh.com,ecdsa-sha2-nistp256,"
	    "ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
	    "rsa-sha2-512,rsa-sha2-256" },
};

/*
 * The key files, byte for byte, in pages of their own: what is parsed leaves
 * copies in libssh's and OpenSSL's heaps that nobody can take back, and a
 * page can be given up whole.
 */
struct keys {
	char *pages;			/* the files, KEY_FILE_MAX each */
	ssh_bind bind;			/* the lists of algorithms; no key */
};
enum { PAGES_SIZE = LENGTH(files) * KEY_FILE_MAX };

static const char *
key_text(const struct keys *k, size_t i)
{
	return k->pages + i * KEY_FILE_MAX;
}

static enum err
key_read(int dirfd, const char *file, char text[static KEY_FILE_MAX])
{
	int fd = openat(dirfd, file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;
	enum err e = ERR_DAMAGED;
	ssize_t n;

	if (fd < 0)
		return ERR_NOT_FOUND;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    (st.st_mode & 077) != 0)
		e = ERR_DENIED;
	else if ((n = read(fd, text, KEY_FILE_MAX - 1)) > 0) {
		text[n] = '\0';
		e = OK;
	}
	close(fd);
	return e;
}

static enum err
key_parse(ssh_bind bind, const char *text)
{
	ssh_key key = NULL;

	if (ssh_pki_import_privkey_base64(text, NULL, NULL, NULL, &key) !=
	    SSH_OK)
		return ERR_DAMAGED;
	if (ssh_bind_options_set(bind, SSH_BIND_OPTIONS_IMPORT_KEY, key) ==
	    SSH_OK)
		return OK;		/* it is the bind's now */
	ssh_key_free(key);
	return ERR_DAMAGED;
}

static enum err
keys_parse(const struct keys *k)
{
	enum err e = OK;

	for (size_t i = 0; i < LENGTH(files) && e == OK; i++)
		e = key_parse(k->bind, key_text(k, i));
	return e;
}

static ssh_bind
bind_new(void)
{
	bool no = false;
	int rsa_min = 2048, bad = 0;
	ssh_bind bind = ssh_bind_new();

	if (bind == NULL)
		fatal("keys: no memory");
	/* else libssh reads /etc/ssh/libssh_server_config at each login */
	bad |= ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG,
	    &no);
	for (size_t i = 0; i < LENGTH(algorithms); i++)
		bad |= ssh_bind_options_set(bind, algorithms[i].option,
		    algorithms[i].list);
	bad |= ssh_bind_options_set(bind, SSH_BIND_OPTIONS_RSA_MIN_SIZE,
	    &rsa_min);
	if (bad != 0)
		fatal("keys: libssh refuses the lists of algorithms: %s",
		    ssh_get_error(bind));
	return bind;
}

static char *
pages_new(void)
{
	char *pages = mmap(NULL, PAGES_SIZE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (pages == MAP_FAILED)
		fatal("keys: no memory");
	/* as far as the machine allows: not to the swap, not to a core */
	mlock(pages, PAGES_SIZE);
	madvise(pages, PAGES_SIZE, MADV_DONTDUMP);
	return pages;
}

/* Parsing is for a child, whose heap dies with it. */
static enum err
keys_check(const struct keys *k)
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(keys_parse(k) != OK);
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return ERR_IO;
	return status == 0 ? OK : ERR_DAMAGED;
}

enum err
keys_open(int dirfd, struct keys **out)
{
	struct keys *k = xcalloc(1, sizeof(*k));
	enum err e = OK;

	k->pages = pages_new();
	k->bind = bind_new();
	for (size_t i = 0; i < LENGTH(files) && e == OK; i++)
		e = key_read(dirfd, files[i],
		    k->pages + i * KEY_FILE_MAX);
	if (e == OK)
		e = keys_check(k);
	if (e != OK) {
		keys_forget(k);
		return e;
	}
	*out = k;
	return OK;
}

void
keys_leave(struct keys *k)
{
	/* in a child the pages are the listener's too: only let go */
	munmap(k->pages, PAGES_SIZE);
	k->pages = NULL;
}

void
keys_forget(struct keys *k)
{
	if (k == NULL)
		return;
	keys_leave(k);
	ssh_bind_free(k->bind);
	free(k);
}

static ssh_session
session_new(ssh_bind bind, int fd)
{
	ssh_session s = ssh_new();
	uint32_t seconds = 3600;

	if (s == NULL)
		return NULL;
	if (ssh_options_set(s, SSH_OPTIONS_COMPRESSION, "none") != SSH_OK ||
	    ssh_options_set(s, SSH_OPTIONS_REKEY_TIME, &seconds) != SSH_OK ||
	    ssh_bind_accept_fd(bind, s, fd) != SSH_OK) {
		ssh_free(s);
		return NULL;
	}
	return s;
}

ssh_session
keys_session(struct keys *k, int fd)
{
	return keys_parse(k) == OK ? session_new(k->bind, fd) : NULL;
}

static ssh_session
warm_client(int fd)
{
	ssh_session c = ssh_new();
	bool no = false;

	if (c == NULL)
		return NULL;
	ssh_options_set(c, SSH_OPTIONS_PROCESS_CONFIG, &no);
	ssh_options_set(c, SSH_OPTIONS_HOST, "localhost");
	ssh_options_set(c, SSH_OPTIONS_USER, "nobody");
	ssh_options_set(c, SSH_OPTIONS_FD, &fd);
	ssh_set_blocking(c, 0);
	return c;
}

/* Both sides of one handshake, in turn, until it is done. */
static void
warm_handshake(ssh_session server, ssh_session client)
{
	int64_t until = clock_ticks() + 2000;
	int connected = SSH_AGAIN, served = SSH_AGAIN;

	ssh_set_blocking(server, 0);
	while (clock_ticks() < until &&
	    (connected == SSH_AGAIN || served == SSH_AGAIN)) {
		if (served == SSH_AGAIN)
			served = ssh_handle_key_exchange(server);
		if (connected == SSH_AGAIN)
			connected = ssh_connect(client);
		if (served == SSH_ERROR || connected == SSH_ERROR)
			break;
	}
	if (connected != SSH_OK || served != SSH_OK)
		log_line(LOG_LEVEL_NOTICE, "warm-up did not finish");
}

/* A key that nobody will use, through the same parser. */
static ssh_key
warm_key(enum ssh_keytypes_e type, int bits)
{
	ssh_key made = NULL, key = NULL;
	char *text = NULL;

	if (ssh_pki_generate(type, bits, &made) == SSH_OK &&
	    ssh_pki_export_privkey_base64(made, NULL, NULL, NULL, &text) ==
		SSH_OK)
		ssh_pki_import_privkey_base64(text, NULL, NULL, NULL, &key);
	ssh_string_free_char(text);
	ssh_key_free(made);
	return key;
}

void
keys_warm(void)
{
	int pair[2];
	ssh_bind bind = bind_new();
	ssh_session server = NULL, client = NULL;
	ssh_key key = warm_key(SSH_KEYTYPE_ED25519, 0);

	/* too short to be used, but made in no time: only its parser counts */
	ssh_key_free(warm_key(SSH_KEYTYPE_RSA, 1024));
	if (key == NULL || ssh_bind_options_set(bind,
		SSH_BIND_OPTIONS_IMPORT_KEY, key) != SSH_OK) {
		ssh_key_free(key);
		goto out;
	}
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
		pair) != 0)
		goto out;
	server = session_new(bind, pair[0]);
	client = warm_client(pair[1]);
	if (server != NULL && client != NULL)
		warm_handshake(server, client);
out:
	ssh_bind_free(bind);
	if (client != NULL)
		ssh_free(client);
	if (server != NULL)
		ssh_free(server);
}
