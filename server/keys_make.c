/*
 * Makes the host keys (init).  Both in OpenSSH's own format (its PROTOCOL.key),
 * which libssh reads itself: for the other, PKCS #8, it asks OpenSSL, which
 * takes a third of a millisecond at each login.  As libssh 0.10 writes RSA
 * only in the other, ours is written here.
 */
#include <fcntl.h>
#include <libssh/libssh.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/keys.h"
#include "server/serve.h"

enum { RSA_BITS = 3072, BLOB_MAX = 8192, LINE = 70 };

struct blob {
	size_t len;
	unsigned char bytes[BLOB_MAX];
};

static void
put(struct blob *b, const void *bytes, size_t len)
{
	if (len > sizeof(b->bytes) - b->len)
		fatal("keys: a key longer than its room");
	memcpy(b->bytes + b->len, bytes, len);
	b->len += len;
}

static void
put_u32(struct blob *b, uint32_t n)
{
	const unsigned char be[4] = { (unsigned char)(n >> 24),
		(unsigned char)(n >> 16), (unsigned char)(n >> 8),
		(unsigned char)n };

	put(b, be, sizeof(be));
}

static void
put_string(struct blob *b, const void *bytes, size_t len)
{
	put_u32(b, (uint32_t)len);
	put(b, bytes, len);
}

/* RFC 4251, section 5: a zero goes before a first bit that is set. */
static bool
put_number(struct blob *b, const EVP_PKEY *key, const char *name)
{
	unsigned char bytes[RSA_BITS / 8 + 1] = { 0 };
	BIGNUM *n = NULL;

	if (EVP_PKEY_get_bn_param(key, name, &n) != 1)
		return false;
	int len = BN_num_bytes(n), zero = BN_num_bits(n) % 8 == 0;

	if (len > RSA_BITS / 8)
		fatal("keys: a number longer than its key");
	BN_bn2bin(n, bytes + zero);
	BN_clear_free(n);
	put_string(b, bytes, (size_t)(len + zero));
	sodium_memzero(bytes, sizeof(bytes));
	return true;
}

static bool
put_numbers(struct blob *b, const EVP_PKEY *key, const char *const *names)
{
	for (; *names != NULL; names++)
		if (!put_number(b, key, *names))
			return false;
	return true;
}

/* What is kept, in lines: xmalloc's, to be wiped. */
static char *
blob_text(const struct blob *b)
{
	static const char begin[] = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
	static const char end[] = "-----END OPENSSH PRIVATE KEY-----\n";
	static char base64[BLOB_MAX * 4 / 3 + 8];
	char *text = xmalloc(sizeof(begin) + sizeof(end) +
	    sizeof(base64) / LINE * (LINE + 1) + LINE);
	char *to = stpcpy(text, begin);

	sodium_bin2base64(base64, sizeof(base64), b->bytes, b->len,
	    sodium_base64_VARIANT_ORIGINAL);
	for (const char *from = base64; *from != '\0';) {
		size_t len = strnlen(from, LINE);

		memcpy(to, from, len);
		to += len;
		*to++ = '\n';
		from += len;
	}
	memcpy(to, end, sizeof(end));
	sodium_memzero(base64, sizeof(base64));
	return text;
}

static char *
rsa_text(const EVP_PKEY *key)
{
	static const char *const public[] = { OSSL_PKEY_PARAM_RSA_E,
		OSSL_PKEY_PARAM_RSA_N, NULL };
	static const char *const private[] = { OSSL_PKEY_PARAM_RSA_N,
		OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_D,
		OSSL_PKEY_PARAM_RSA_COEFFICIENT1, OSSL_PKEY_PARAM_RSA_FACTOR1,
		OSSL_PKEY_PARAM_RSA_FACTOR2, NULL };
	static struct blob whole, half;
	uint32_t check = randombytes_random();
	char *text = NULL;

	whole.len = half.len = 0;
	put(&whole, "openssh-key-v1", 15);
	put_string(&whole, "none", 4);		/* no cipher */
	put_string(&whole, "none", 4);
	put_string(&whole, "", 0);
	put_u32(&whole, 1);
	put_string(&half, "ssh-rsa", 7);
	if (!put_numbers(&half, key, public))
		return NULL;
	put_string(&whole, half.bytes, half.len);

	half.len = 0;
	put_u32(&half, check);
	put_u32(&half, check);
	put_string(&half, "ssh-rsa", 7);
	if (put_numbers(&half, key, private)) {
		put_string(&half, "", 0);	/* no comment */
		for (unsigned char pad = 1; half.len % 8 != 0; pad++)
			put(&half, &pad, 1);
		put_string(&whole, half.bytes, half.len);
		text = blob_text(&whole);
	}
	sodium_memzero(&whole, sizeof(whole));
	sodium_memzero(&half, sizeof(half));
	return text;
}

static char *
make_rsa(void)
{
	EVP_PKEY *key = EVP_RSA_gen(RSA_BITS);
	char *text = key != NULL ? rsa_text(key) : NULL;

	EVP_PKEY_free(key);
	return text;
}

static char *
make_ed25519(void)
{
	ssh_key key = NULL;
	char *made = NULL, *text = NULL;

	if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) == SSH_OK &&
	    ssh_pki_export_privkey_base64(key, NULL, NULL, NULL, &made) ==
		SSH_OK) {
		text = xstrdup(made);
		sodium_memzero(made, strlen(made));
	}
	ssh_string_free_char(made);
	ssh_key_free(key);
	return text;
}

static enum err
key_write(int dirfd, const char *file, const char *text)
{
	int fd = openat(dirfd, file,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	size_t len = strlen(text);
	enum err e = ERR_IO;

	if (fd < 0)
		return ERR_EXISTS;
	if (write(fd, text, len) == (ssize_t)len && fsync(fd) == 0)
		e = OK;
	close(fd);
	return e;
}

/* Reads it as the wire will, writes it and prints its fingerprint. */
static enum err
key_keep(int dirfd, const char *file, const char *title, const char *text)
{
	ssh_key key = NULL;
	char *print = NULL;
	unsigned char *hash = NULL;
	size_t len = 0;
	enum err e = ERR_IO;

	if (ssh_pki_import_privkey_base64(text, NULL, NULL, NULL, &key) ==
		SSH_OK && ssh_get_publickey_hash(key,
		SSH_PUBLICKEY_HASH_SHA256, &hash, &len) == 0)
		print = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256,
		    hash, len);
	if (print != NULL && (e = key_write(dirfd, file, text)) == OK)
		printf("%s %s\n", title, print);
	ssh_string_free_char(print);
	ssh_clean_pubkey_hash(&hash);
	ssh_key_free(key);
	return e;
}

enum err
serve_make_keys(int dirfd)
{
	static const struct {
		const char *file, *title;
		char *(*make)(void);
	} rows[] = {
		{ KEYS_ED25519, "ED25519", make_ed25519 },
		{ KEYS_RSA, "RSA", make_rsa },
	};
	enum err e = OK;

	if (ssh_init() != SSH_OK)
		return ERR_IO;
	for (size_t i = 0; i < LENGTH(rows) && e == OK; i++) {
		char *text = rows[i].make();

		e = text == NULL ? ERR_IO
		    : key_keep(dirfd, rows[i].file, rows[i].title, text);
		if (text != NULL)
			sodium_memzero(text, strlen(text));
		free(text);
	}
	fflush(stdout);
	return e;
}
