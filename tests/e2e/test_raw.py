"""Raw bytes at the port: what is no ssh client is let go, and nobody else
notices."""

import random
import socket
import time

import harness

BANNER = b'SSH-2.0-OpenSSH_9.2\r\n'


class Raw(harness.Case):
    def setUp(self):
        self.s = self.server(settings='login_grace = 6\n')
        self.s.member('anna')

    def connect(self, address=None):
        c = socket.create_connection(
            ('127.0.0.1', self.s.port), 10,
            source_address=(address or harness.fresh_address(), 0))
        self.addCleanup(c.close)
        return c

    def ended(self, c, seconds):
        """The server closes the connection within so many seconds."""
        end = time.monotonic() + seconds * harness.SLOW
        while True:
            c.settimeout(max(0.1, end - time.monotonic()))
            try:
                if not c.recv(65536):
                    return
            except ConnectionError:
                return
            except socket.timeout:
                self.fail('still open after %s s' % seconds)

    def alive(self):
        self.assertStatus(self.s.ssh('anna', 'whoami'), 0)

    def test_silent_half_open_and_banner_only_clients_are_let_go(self):
        silent, half, banner = (self.connect() for _ in range(3))
        half.sendall(BANNER[:9])
        banner.sendall(BANNER)
        self.alive()
        for c in (silent, half, banner):
            self.ended(c, 20)

    def test_garbage_ends_the_connection_and_nothing_else(self):
        seed = random.randrange(1 << 30)
        dice = random.Random(seed)
        for start in (b'', BANNER, b'GET / HTTP/1.0\r\n\r\n',
                      b'SSH-1.5-old\r\n', b'SSH-2.0-' + b'A' * 5000,
                      BANNER + b'\xff\xff\xff\xff', BANNER + bytes(64),
                      BANNER + b'\x00\x00\x00\x0c\x0a\x14' + bytes(40)):
            c = self.connect()
            try:
                c.sendall(start + bytes(dice.randrange(256)
                                        for _ in range(4096)))
            except ConnectionError:
                pass
            self.ended(c, 20)
        self.alive()
        self.assertNotIn('\x1b', self.s.log_text())

    def test_a_crowd_of_silent_clients_does_not_keep_others_out(self):
        crowd = [self.connect('127.7.7.7') for _ in range(120)]
        self.alive()
        done = self.s.ssh('anna', 'whoami', address='127.7.7.7')
        self.assertStatus(done, 0)
        for c in crowd:
            self.ended(c, 30)
        harness.poll(lambda: len(self.s.processes()) <= 3, 20)

    def test_clients_that_reset_leave_no_process(self):
        before = len(self.s.processes())
        for _ in range(30):
            c = self.connect()
            c.sendall(BANNER)
            c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                         b'\x01\0\0\0\0\0\0\0')
            c.close()
        harness.poll(lambda: len(self.s.processes()) <= before, 20)
        self.alive()


if __name__ == '__main__':
    harness.main()
