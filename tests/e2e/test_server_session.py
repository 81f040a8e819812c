"""What a client may ask of a session, and what it cannot: asked by the real
client, and by one that does what it never would."""

import os
import re
import socket
import subprocess
import time

import harness

HOSTILE = os.path.join(harness.TOOLS, 'hostile')
SKIPPED = 77
# KiB of a process; the sanitizer keeps what was freed
MOST = (1 << 20) if os.environ.get('B') == 'asan' else 65536


class Session(harness.Case):
    settings = ''

    def setUp(self):
        self.s = self.server(settings=self.settings)
        self.s.member('anna')

    def row(self, comm):
        return [r for r in self.s.processes() if r['comm'] == comm]

    def alive(self):
        self.assertStatus(self.s.ssh('anna', 'whoami'), 0)
        harness.poll(lambda: not self.row('palabre-desk') and
                     not self.row('palabre-wire'), 20)

    def hostile(self, *deed, during=None):
        """Runs a deed; during(), if given, is called until it ends."""
        p = subprocess.Popen(
            [HOSTILE, str(self.s.port), harness.fresh_address(), 'anna',
             self.s.members['anna'].key, *deed], stderr=subprocess.PIPE)
        end = time.monotonic() + 90 * harness.SLOW
        try:
            while p.poll() is None:
                if time.monotonic() > end:
                    self.fail('%s did not end' % (deed,))
                if during:
                    during()
                time.sleep(0.002 if during else 0.05)
        finally:
            p.kill()
            p.wait()
            said = p.stderr.read()
            p.stderr.close()
        if p.returncode == SKIPPED:
            self.skipTest('this libssh cannot be made to do it')
        self.assertIn(p.returncode, (0, 1), said)
        return p.returncode


class Asked(Session):
    def test_only_a_few_variables_are_taken(self):
        for name in ('LANG', 'LC_ALL', 'LC_TIME', 'COLORTERM', 'NO_COLOR'):
            self.assertEqual(self.hostile('env', name, 'x'), 0, name)
        for name in ('LD_PRELOAD', 'TERMINFO', 'TERMINFO_DIRS', 'TERM',
                     'LINES', 'COLUMNS', 'PATH', 'HOME', 'LANGUAGE', 'TZ',
                     'LC_', '', 'LANG ', 'MALLOC_CHECK_', 'L' * 70):
            self.assertEqual(self.hostile('env', name, 'x'), 1, name)
        self.assertEqual(self.hostile('env', 'LANG', 'x' * 70), 1)

    def test_a_second_channel_terminal_shell_or_command_is_refused(self):
        for deed in ('second', 'again'):
            self.assertEqual(self.hostile(deed), 0, deed)
        self.alive()

    def test_terminals_of_any_size_are_lived_with(self):
        for size in (('0', '0'), ('65535', '65535'), ('-7', '2000000000'),
                     ('1', '1')):
            self.assertEqual(self.hostile('pty', *size), 0, size)
        self.alive()

    def test_a_command_of_64_kib_is_refused_and_one_of_31_is_read(self):
        done = self.s.ssh('anna', 'read ' + '1 ' * 32765)
        self.assertNotEqual(done.status, 0)
        self.assertEqual(done.out, b'')
        done = self.s.ssh('anna', 'read ' + '1' * 31000)
        self.assertIn(done.status, (1, 2))
        self.assertTrue(done.err)
        self.alive()

    def client(self, *words, command=(), **more):
        argv, _ = self.s.ssh_argv('anna', **more)
        host = argv.pop()
        return [*argv, *words, host, *command]

    def ran(self, *words, **more):
        return harness.run(self.client(*words, **more), seconds=30,
                           env=self.s.ask_env(None))

    def test_sftp_and_scp_are_refused(self):
        self.assertNotEqual(self.ran('-s', command=['sftp']).status, 0)
        argv = self.client()
        options = argv[1:argv.index('-p')] + argv[argv.index('-p') + 2:-1]
        options = [w for w in options if w != '-b'
                   and not w.startswith('127.')]
        for more in ([], ['-O']):
            done = harness.run(
                ['scp', *more, '-P', str(self.s.port), *options,
                 'anna@127.0.0.1:data.mdb', self.s.top + '/got'],
                seconds=30, env=self.s.ask_env(None))
            self.assertNotEqual(done.status, 0)
            self.assertFalse(os.path.exists(self.s.top + '/got'))
        self.alive()

    def test_remote_forwarding_is_refused(self):
        done = self.ran('-N', '-R', '0:127.0.0.1:22',
                        options=['ExitOnForwardFailure=yes'])
        self.assertStatus(done, 255)
        self.assertIn('forwarding failed', done.complaint)

    def through(self, option, talk):
        """What comes back through a forwarding of the client's."""
        with socket.socket() as probe:
            probe.bind(('127.0.0.1', 0))
            port = probe.getsockname()[1]
        p = subprocess.Popen(
            self.client('-N', *option(port)), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env=self.s.ask_env(None))
        try:
            def connected():
                try:
                    return socket.create_connection(('127.0.0.1', port), 1)
                except OSError:
                    return None
            with harness.poll(connected) as c:
                c.settimeout(10 * harness.SLOW)
                c.sendall(talk)
                try:
                    return c.recv(100)
                except ConnectionError:
                    return b''
        finally:
            p.kill()
            p.communicate()

    def test_local_and_dynamic_forwarding_are_refused(self):
        own = '127.0.0.1:%d' % self.s.port
        self.assertNotIn(b'SSH-', self.through(
            lambda port: ['-L', '127.0.0.1:%d:%s' % (port, own)], b'\n'))
        # SOCKS 4: connect to our own port
        self.assertNotIn(b'SSH-', self.through(
            lambda port: ['-D', '127.0.0.1:%d' % port],
            b'\x04\x01' + self.s.port.to_bytes(2, 'big') +
            b'\x7f\0\0\x01x\0'))
        self.alive()

    def test_agent_and_x11_forwarding_are_refused(self):
        sock = os.path.join(self.s.top, 'agent')
        agent = subprocess.Popen(['ssh-agent', '-D', '-a', sock],
                                 stdout=subprocess.DEVNULL)
        try:
            harness.poll(lambda: os.path.exists(sock))
            env = dict(self.s.ask_env(None), SSH_AUTH_SOCK=sock,
                       DISPLAY='127.0.0.1:99')
            for words in (['-A'], ['-X'], ['-Y']):
                argv = self.client('-v', *words, command=['whoami'])
                argv[argv.index('LogLevel=ERROR')] = 'LogLevel=DEBUG1'
                done = harness.run(argv, seconds=30, env=env)
                self.assertStatus(done, 0)
                self.assertNotIn('auth-agent@', ' '.join(
                    line for line in done.complaint.split('\n')
                    if 'channel' in line and 'open' in line))
        finally:
            agent.terminate()
            agent.wait()
        self.alive()

    def test_a_shell_without_a_terminal_gets_the_plain_mode(self):
        done = self.s.ssh('anna', stdin=b'')
        self.assertIn('chart', done.text + done.complaint)
        self.assertNotIn(b'\x1b', done.out + done.err)


class Long(Session):
    def test_keys_are_exchanged_again_in_mid_stream_without_a_loss(self):
        self.s.room('pratiques')
        text = ('abcdefghij klmnopqrst\n' * 1400)[:-1]
        number = self.s.new('anna', 'pratiques', 'Titre', text)
        for _ in range(8):
            self.s.reply('anna', number, text)
        # each text is twice what may pass between two exchanges; how often
        # there is one depends on how much is under way before it
        argv, _ = self.s.ssh_argv('anna', 'read %d --json' % number,
                                  options=['RekeyLimit=16K'])
        argv[argv.index('LogLevel=ERROR')] = 'LogLevel=DEBUG1'
        done = harness.run(argv, env=self.s.ask_env(None))
        self.assertStatus(done, 0)
        self.assertEqual([post['text'] for post in done.json['posts']],
                         [text] * 9)
        self.assertGreater(done.complaint.count('SSH2_MSG_NEWKEYS received'),
                           1)
        # and the other way
        done = self.s.ssh('anna', 'new pratiques --title Autre', stdin=text,
                          options=['RekeyLimit=16K'])
        self.assertStatus(done, 0)
        self.assertEqual(self.s.as_('anna', 'read', str(done.number),
                                    '--raw').text, text)

    def test_a_client_that_asks_whether_we_live_is_answered(self):
        self.s.room('pratiques')
        argv, _ = self.s.ssh_argv(
            'anna', 'new pratiques --title Titre',
            options=['ServerAliveInterval=1', 'ServerAliveCountMax=2'])
        argv[argv.index('LogLevel=ERROR')] = 'LogLevel=DEBUG3'
        said = os.path.join(self.s.top, 'said')
        with open(said, 'wb') as err:
            p = subprocess.Popen(argv, stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, stderr=err,
                                 env=self.s.ask_env(None))
        try:
            def answered():
                with open(said, 'rb') as f:
                    # to global requests: yes, or no such one
                    return len(re.findall(rb'receive packet: type 8[12]\b',
                                          f.read())) >= 3
            harness.poll(answered, 30)
            out, _ = p.communicate(b'Un texte.', timeout=20 * harness.SLOW)
        finally:
            p.kill()
            p.wait()
        self.assertEqual(p.returncode, 0)
        self.assertRegex(out, rb'^#\d+\n$')


class Banner(Session):
    def test_it_names_the_machine_and_the_port(self):
        done = self.s.ssh('guest', 'rooms', methods='none',
                          options=['LogLevel=INFO'])
        self.assertStatus(done, 0)
        self.assertIn('nouveau@%s -p %d\n' % (
            socket.gethostname(), self.s.port),
            done.complaint.replace('\r', ''))


class Rude(Session):
    settings = 'stall_limit = 5\n'

    def bounded(self):
        """Looks at the largest that each process ever was: asked often, it
        is seen in the last moments of one that is let go too."""
        for comm in ('palabre-wire', 'palabre-desk'):
            for row in self.row(comm):
                most = re.search(r'VmHWM:\s+(\d+)', row['status'])
                if most:
                    self.largest = max(self.largest, int(most.group(1)))

    def test_one_that_reads_nothing_is_let_go_with_bounded_memory(self):
        self.largest = 0
        self.assertEqual(self.hostile('deaf', during=self.bounded), 0)
        self.assertGreater(self.largest, 0)
        self.assertLess(self.largest, MOST)
        self.alive()

    def test_one_that_floods_beyond_its_window_is_let_go_with_bounded_memory(
            self):
        self.largest = 0
        self.assertEqual(self.hostile('drown', during=self.bounded), 0)
        self.assertLess(self.largest, MOST)
        self.alive()

    def test_one_that_floods_within_its_window_costs_no_memory(self):
        argv, _ = self.s.ssh_argv('anna', tty=True)
        self.largest = 0
        p = subprocess.Popen(argv, stdin=subprocess.PIPE,
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL,
                             env=dict(self.s.ask_env(None), TERM='xterm'))
        try:
            for _ in range(64):
                p.stdin.write(b'j' * 16384)
                p.stdin.flush()
                self.bounded()
        finally:
            p.kill()
            p.communicate()
        self.assertGreater(self.largest, 0)
        self.assertLess(self.largest, MOST)
        self.alive()

    def test_packets_without_room_for_data_end_one_process_and_are_told(
            self):
        begin = time.monotonic()
        self.assertEqual(self.hostile('tiny', during=self.bounded_tiny), 0)
        self.assertLess(time.monotonic() - begin, 30 * harness.SLOW)
        # by the watchdog (SIGALRM or SIGPROF), or by memory's end
        harness.poll(lambda: re.search(
            r' broken \S+ \d+ what=wire (signal=(14|27)|status=3) anna$',
            self.s.log_text(), re.M))
        self.alive()

    def bounded_tiny(self):
        # who comes meanwhile is served
        if not hasattr(self, 'served'):
            self.served = self.s.ssh('anna', 'whoami')
            self.assertStatus(self.served, 0)


if __name__ == '__main__':
    harness.main()
