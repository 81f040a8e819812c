"""Who can find the host keys in its memory: the wire, which signs, and nobody
else.  The listener holds the files' text alone, in pages of their own."""

import base64
import os
import subprocess
import unittest

import harness


def body(path):
    """The lines of base64 of a key file."""
    with open(path) as f:
        return [line for line in f.read().split('\n')
                if line and not line.startswith('-')]


def a_piece(path):
    """Forty letters out of the middle of a key file."""
    with open(path, 'rb') as f:
        text = f.read()
    return text[len(text) // 2:][:40]


def strings(data, at):
    """The length-prefixed strings of an ssh blob (RFC 4251, section 5)."""
    found = []
    while at + 4 <= len(data):
        size = int.from_bytes(data[at:at + 4], 'big')
        found.append(data[at + 4:at + 4 + size])
        at += 4 + size
    return found


def rsa_secrets(path):
    """Exponent and a prime of an RSA key in OpenSSH's format (PROTOCOL.key).
    """
    data = base64.b64decode(''.join(body(path)))
    # after a magic word: cipher, kdf, its options; a count; two halves
    private = strings(data, 15 + 8 + 8 + 4 + 4)[1]
    # after two checks: ssh-rsa, n, e, d, iqmp, p, q
    numbers = strings(private, 8)
    return [numbers[i].lstrip(b'\0') for i in (3, 5)]


def ed25519_seed(path):
    public = base64.b64decode(harness.run(
        ['ssh-keygen', '-y', '-f', path]).out.split()[1])[-32:]
    data = base64.b64decode(''.join(body(path)))
    at = data.rfind(public)
    return data[at - 32:at]


def memory(pid):
    """Every readable piece of a process's memory but the store's map."""
    with open('/proc/%d/maps' % pid) as maps, \
            open('/proc/%d/mem' % pid, 'rb', 0) as mem:
        for line in maps:
            span, mode = line.split()[:2]
            start, end = (int(x, 16) for x in span.split('-'))
            # a sanitizer's shadow is larger than any memory, and no copy
            if mode[0] != 'r' or '.mdb' in line or end - start > 1 << 30:
                continue
            try:
                mem.seek(start)
                yield mem.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue


def held(pid, secrets):
    """The names of the secrets that stand in a process's memory."""
    found = set()
    for piece in memory(pid):
        found |= {name for name, secret in secrets.items()
                  if secret in piece}
    return found


@unittest.skipUnless(harness.is_root(), 'only root may read their memory')
class Keys(harness.Case):
    def setUp(self):
        self.s = self.server()
        self.s.member('anna')
        files = {n: os.path.join(self.s.data, n)
                 for n in ('host_ed25519', 'host_rsa')}
        exponent, prime = rsa_secrets(files['host_rsa'])
        self.assertEqual(len(prime), 192)
        self.secrets = {
            'seed': ed25519_seed(files['host_ed25519']),
            'prime': prime, 'prime as OpenSSL has it': prime[::-1],
            'exponent': exponent,
            'exponent as OpenSSL has it': exponent[::-1],
            'ed25519 text': a_piece(files['host_ed25519']),
            'rsa text': a_piece(files['host_rsa'])}

    def pid(self, comm):
        return next(r['pid'] for r in self.s.processes()
                    if r['comm'] == comm)

    def test_only_the_wire_can_find_the_host_keys(self):
        t = self.s.screen('anna')
        t.wait_any('charte', 'charter')
        texts = {'ed25519 text', 'rsa text'}
        self.assertEqual(held(self.pid('palabre-desk'), self.secrets), set())
        self.assertEqual(held(self.pid('palabre-keeper'), self.secrets),
                         set())
        self.assertEqual(held(self.s.process.pid, self.secrets), texts)
        # else this test would see nothing anywhere
        self.assertLessEqual({'seed', 'exponent as OpenSSL has it'},
                             held(self.pid('palabre-wire'), self.secrets))

    def test_a_line_command_cannot_either(self):
        self.s.room('pratiques')
        argv, _ = self.s.ssh_argv('anna', 'new pratiques --title Titre')
        p = subprocess.Popen(argv, stdin=subprocess.PIPE,
                             stdout=subprocess.DEVNULL)
        harness.poll(lambda: 'login' in self.s.log_text())
        self.assertEqual(held(self.pid('palabre-desk'), self.secrets), set())
        p.communicate(b'Un texte.', timeout=20 * harness.SLOW)


class Files(harness.Case):
    def refused(self, s, words):
        done = harness.run(s.argv('serve', '--bind', '127.0.0.1', '--port',
                                  '0'), seconds=20, env=s._env())
        self.assertStatus(done, 1)
        self.assertEqual(done.out, b'')
        self.assertIn(words, done.complaint)

    def test_keys_that_others_may_read_are_missing_or_damaged_are_refused(
            self):
        s = self.server(start=False)
        path = os.path.join(s.data, 'host_rsa')
        os.chmod(path, 0o640)
        self.refused(s, 'can be read by others')
        os.chmod(path, 0o600)
        with open(path, 'r+') as f:
            text = f.read()
            f.truncate(len(text) // 2)
        self.refused(s, 'damaged')
        os.unlink(path)
        self.refused(s, 'no host keys')
        with open(path, 'w') as f:
            f.write(text)
        os.chmod(path, 0o600)
        s.start()

    @unittest.skipUnless(harness.is_root(), 'only root may give them away')
    def test_they_may_be_roots_own(self):
        s = self.server(start=False)
        for name in ('host_rsa', 'host_ed25519'):
            os.chown(os.path.join(s.data, name), 0, 0)
        s.start()
        s.member('anna')
        self.assertStatus(s.ssh('anna', 'whoami'), 0)

    @unittest.skipUnless(harness.is_root(), 'only root may give them away')
    def test_a_file_of_roots_is_not_given_away_under_the_locks_name(self):
        # its owner may rename what lies in the data directory
        s = self.server(start=False)
        path = os.path.join(s.data, 'host_rsa')
        lock = os.path.join(s.data, 'server.lock')
        os.chown(path, 0, 0)
        os.rename(path, lock)
        self.refused(s, 'no host keys')
        self.assertEqual(os.stat(lock).st_uid, 0)
        os.rename(lock, path)
        s.start()
        self.assertNotEqual(os.stat(lock).st_uid, 0)


if __name__ == '__main__':
    harness.main()
