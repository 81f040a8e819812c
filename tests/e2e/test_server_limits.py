"""What the door counts: connections, attempts, offers, failures, by address.
Loopback is an address like others: every client here comes from it."""

import os
import re
import socket
import subprocess
import time

import harness

PASSWORD = 'un long mot de passe'
WRONG = 'un autre mot de passe'
HOSTILE = os.path.join(harness.TOOLS, 'hostile')


class Counted(harness.Case):
    def begin(self, settings):
        self.s = self.server(settings=settings)
        self.s.member('anna')

    def hold(self, count, address):
        """Connections that say nothing."""
        held = []
        for _ in range(count):
            c = socket.create_connection(('127.0.0.1', self.s.port), 10,
                                         source_address=(address, 0))
            self.addCleanup(c.close)
            held.append(c)
        return held

    @staticmethod
    def closed(held):
        """Which of them (by index) the server has closed."""
        gone = []
        for i, c in enumerate(held):
            c.setblocking(False)
            try:
                while True:
                    if not c.recv(4096):
                        gone.append(i)
                        break
            except BlockingIOError:
                pass
            except ConnectionError:
                gone.append(i)
        return gone

    def log(self, pattern):
        return re.findall(pattern, self.s.log_text(), re.M)

    def hostile(self, *deed):
        return harness.run([HOSTILE, str(self.s.port),
                            harness.fresh_address(), 'anna', 'none', *deed])

    def wrong(self, name='anna', address=None, prompts=1):
        begin = time.monotonic()
        done = self.s.ssh(harness.Member(name, WRONG, None), 'whoami',
                          address=address, password=WRONG,
                          methods='password', seconds=120,
                          options=['NumberOfPasswordPrompts=%d' % prompts])
        self.assertStatus(done, 255)
        took = time.monotonic() - begin
        # its failures count once its desk has ended
        harness.poll(lambda: not any(r['comm'] == 'palabre-desk'
                                     for r in self.s.processes()))
        return took


class Crowd(Counted):
    def test_of_150_half_open_ones_the_50_oldest_go(self):
        self.begin('login_grace = 300\n')
        held = self.hold(150, '127.20.0.1')
        gone = set()

        def fifty():
            gone.update(self.closed(held))
            return len(gone) >= 50
        harness.poll(fifty, 30)
        self.assertEqual(gone, set(range(50)))
        self.assertEqual(len(self.log(
            r' dropped 127\.20\.0\.1 \d+ reason=full -$')), 50)
        # the newcomer, of the same address, comes in; one more goes for it
        done = self.s.ssh('anna', 'whoami', address='127.20.0.1')
        self.assertStatus(done, 0)
        self.assertEqual(self.closed(held[51:]), [])

    def test_when_all_is_full_the_most_numerous_address_loses_its_oldest(
            self):
        self.begin('waiting_all = 30\nwaiting_address = 20\n'
                   'login_grace = 300\n')
        few = self.hold(8, '127.21.0.1')
        many = self.hold(15, '127.21.0.2')
        some = self.hold(7, '127.21.0.3')
        for n in range(3):
            self.assertStatus(self.s.ssh('anna', 'whoami'), 0)
        self.assertTrue(self.closed(many))
        self.assertEqual(self.closed(few), [])
        self.assertEqual(self.closed(some), [])
        gone = self.closed(many)
        self.assertEqual(gone, list(range(len(gone))))
        self.assertEqual(set(self.log(r' dropped (\S+) ')), {'127.21.0.2'})

    def test_those_who_logged_in_count_no_longer(self):
        self.begin('waiting_all = 10\nwaiting_address = 3\n')
        for _ in range(5):
            t = self.s.screen('anna', address='127.22.0.1')
            t.wait_any('charte', 'charter')
        self.assertEqual(self.log(' dropped '), [])

    def test_an_ipv4_client_on_an_ipv6_socket_counts_as_ipv4(self):
        s = self.server(start=False)
        s.member('anna')
        s.start(bind='::ffff:127.0.0.1')
        self.assertStatus(s.ssh('anna', 'whoami', address='127.23.0.1'), 0)
        self.assertIn(' login 127.23.0.1 ', s.log_text())
        self.assertNotIn('ffff', s.log_text())

    def test_thirty_get_in_by_password_at_once_from_one_address(self):
        self.begin('')
        members = [self.s.member('m%02d' % n, password=PASSWORD, key=False)
                   for n in range(30)]
        crowd = [(m, subprocess.Popen(
            self.s.ssh_argv(m, 'whoami', address='127.25.0.1',
                            methods='password')[0],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=self.s.ask_env(PASSWORD)))
            for m in members]
        for m, p in crowd:
            out, err = p.communicate(timeout=60 * harness.SLOW)
            self.assertEqual(p.returncode, 0, err)
            self.assertIn(m.name.encode(), out)
        self.assertEqual(self.log(' (?:dropped|refused|limit) '), [])

    def test_thirty_get_in_during_a_storm_of_wrong_passwords(self):
        self.begin('')
        members = [self.s.member('m%02d' % n, password=PASSWORD)
                   for n in range(6)]
        storm = []
        for n in range(12):
            argv, _ = self.s.ssh_argv(
                harness.Member('m%02d' % (n % 6), WRONG, None), 'whoami',
                address='127.24.0.1', password=WRONG, methods='password',
                options=['NumberOfPasswordPrompts=6'])
            storm.append(subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, env=self.s.ask_env(WRONG)))
        for p in storm:
            self.addCleanup(p.wait)
            self.addCleanup(p.kill)
        harness.poll(lambda: len(self.log(' refused 127.24.0.1 ')) > 3)
        crowd = []
        for n in range(30):
            m = members[n % 6]
            by_key = n >= 6
            argv, _ = self.s.ssh_argv(
                m, 'whoami', address='127.24.0.2',
                **({} if by_key else {'password': PASSWORD,
                                      'methods': 'password'}))
            crowd.append((m, subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, env=self.s.ask_env(PASSWORD))))
        for m, p in crowd:
            out, err = p.communicate(timeout=60 * harness.SLOW)
            self.assertEqual(p.returncode, 0, err)
            self.assertIn(m.name.encode(), out)


class Attempts(Counted):
    def setUp(self):
        self.begin('')

    def test_a_connection_has_six_attempts_member_or_nobody(self):
        for name, address in (('anna', '127.30.0.1'),
                              ('carla', '127.30.0.2')):
            self.wrong(name, address, prompts=20)
            self.assertEqual(
                self.log(r' refused %s \d+ method=password attempt=(\d+) %s$'
                         % (address, name if name == 'anna' else '-')),
                ['1', '2', '3', '4', '5', '6'])

    def test_the_name_is_pinned_at_the_first_request(self):
        self.s.member('bela', password=PASSWORD)
        self.assertStatus(self.hostile('names', 'bela'), 0)
        self.assertEqual(len(self.log(' refused ')), 1)
        self.assertEqual(len(self.log(
            r' dropped \S+ \d+ reason=name attempts=2 anna$')), 1)
        self.assertEqual(self.log(' broken '), [])

    def test_twenty_offered_keys_are_free_and_one_more_ends_it(self):
        self.assertStatus(self.hostile('probes', '20'), 0)
        self.assertEqual(self.log(' dropped '), [])
        self.assertStatus(self.hostile('probes', '21'), 1)
        self.assertEqual(len(self.log(' dropped .* reason=attempts ')), 1)
        self.assertEqual(self.log(' broken '), [])


class Penalties(Counted):
    # Only lower bounds, and one that is waited for: slow is no failure.
    def test_an_address_that_fails_waits_longer_and_longer(self):
        self.begin('penalty_free = 2\npenalty_expiry = 60\n'
                   'penalty_most = 1500\n')
        self.s.member('bela', password=PASSWORD)
        address = '127.31.0.1'
        self.wrong(address=address, prompts=6)
        self.assertGreaterEqual(self.wrong(address=address), 0.9)
        for _ in range(2):
            self.wrong(address=address)
        self.assertGreaterEqual(self.wrong(address=address), 1.4)
        # who knows the password comes in all the same, as late as others
        begin = time.monotonic()
        done = self.s.ssh('bela', 'whoami', address=address,
                          password=PASSWORD, methods='password')
        self.assertStatus(done, 0)
        self.assertGreaterEqual(time.monotonic() - begin, 1.4)
        # and by key at once; nobody is refused
        self.assertStatus(self.s.ssh('anna', 'whoami', address=address), 0)
        self.assertEqual(self.log('reason=full'), [])

    def test_failures_are_forgotten(self):
        self.begin('penalty_free = 0\npenalty_expiry = 1\n')
        address = '127.32.0.1'
        self.wrong(address=address, prompts=6)
        self.assertGreaterEqual(self.wrong(address=address), 1)
        # beside an address that never failed: slow is no failure
        harness.poll(lambda: self.wrong(address=address) <
                     self.wrong() + 0.75, 60, 3)


if __name__ == '__main__':
    harness.main()
