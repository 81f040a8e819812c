"""Starting, stopping, reading the settings again, and what a kill leaves."""

import fcntl
import os
import pty
import re
import signal
import socket
import subprocess
import termios
import threading
import time

import harness

HOSTILE = os.path.join(harness.TOOLS, 'hostile')
WITHOUT = os.path.join(harness.TOOLS, 'without')
STOPPING = 'The server is stopping'


class Running(harness.Case):
    def row(self, s, comm):
        return [r for r in s.processes() if r['comm'] == comm]

    def write_to_a_thread(self, s, name):
        """A screen in the composer, some words typed."""
        s.room('pratiques', 'Pratiques')
        s.new(name, 'pratiques', 'Un fil')
        t = s.screen(name)
        t.pass_welcome()
        for key, shows in (('s', 'Pratiques'), ('<Enter>', 'Un fil'),
                           ('<Enter>', name), ('r', 'Ctrl-X')):
            t.send(key)
            t.wait(shows)
        t.send('Une phrase inachevée')
        t.wait('inachevée')
        return t


class Stop(Running):
    def test_sigterm_tells_all_saves_drafts_and_ends(self):
        s = self.server()
        for name in ('anna', 'bela', 'carla'):
            s.member(name)
        writing = self.write_to_a_thread(s, 'anna')
        plain = s.screen('bela', 'plain')
        plain.wait('chart')
        argv, _ = s.ssh_argv('carla', 'new pratiques --title Titre')
        waiting = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=s.ask_env(None))
        harness.poll(lambda: len(re.findall(' login ', s.log_text())) == 3)
        # each must be in its session: a desk without one just ends
        harness.poll(lambda: all(
            int(re.search(r'SigCgt:\s+(\w+)', r['status']).group(1), 16) >>
            signal.SIGTERM - 1 & 1 for r in self.row(s, 'palabre-desk')))
        begin = time.monotonic()
        self.assertEqual(s.stop(), 0)
        self.assertLess(time.monotonic() - begin, 12 * harness.SLOW)
        writing.wait('Le forum redémarre')
        plain.wait(STOPPING)
        out, err = waiting.communicate(timeout=20 * harness.SLOW)
        self.assertEqual(out, b'')
        self.assertIn(STOPPING.encode(), err)
        self.assertEqual(waiting.returncode, 1)
        for name in ('anna', 'bela', 'carla'):
            self.assertTrue(re.search(
                r' end \S+ \d+ seconds=\d+ %s$' % name, s.log_text(), re.M),
                name)
        self.assertEqual(s.processes(), [])
        s.start()
        t = s.screen('anna')
        t.wait_any('Brouillon', 'interrompue', 'Draft', 'waiting')
        t.send('<Enter>')
        t.wait('inachevée')
        self.assertNotIn('Titre', s.as_('anna', 'threads', 'pratiques').text)
        s.check()


    def asleep(self, s):
        """Once a desk that has much to do has stopped doing it."""
        worked = []

        def stopped():
            pid = self.row(s, 'palabre-desk')[0]['pid']
            with open('/proc/%d/schedstat' % pid) as f:
                worked.append(int(f.read().split()[0]))
            return len(worked) > 1 and worked[-1] == worked[-2]
        harness.poll(lambda: self.row(s, 'palabre-desk'))
        harness.poll(stopped, 30, 0.5)

    def in_a_window(self, s, *more):
        """A server started in a terminal; its process, and the terminal."""
        master, slave = pty.openpty()
        p = subprocess.Popen(
            s.argv('serve', '--bind', '127.0.0.1', '--port', '0', *more),
            stdin=slave, stdout=subprocess.PIPE, stderr=slave, env=s._env(),
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(slave)
        self.addCleanup(p.stdout.close)
        self.addCleanup(p.wait)
        self.addCleanup(p.kill)
        self.assertIn(b'listening on', p.stdout.readline())
        return p, master

    def test_it_ends_when_the_window_it_was_started_in_is_closed(self):
        s = self.server(start=False)
        p, master = self.in_a_window(s)
        os.close(master)
        self.assertEqual(p.wait(20 * harness.SLOW), 0)

    def test_with_settings_to_read_again_it_stays(self):
        s = self.server(start=False)
        path = os.path.join(s.top, 'palabre.conf')
        with open(path, 'w') as f:
            f.write('attempts = 3\n')
        p, master = self.in_a_window(s, '--config', path)
        p.send_signal(signal.SIGHUP)
        said = b''
        while b'settings read again' not in said:
            said += os.read(master, 4096)
        p.terminate()
        self.assertEqual(p.wait(20 * harness.SLOW), 0)
        os.close(master)

    def test_one_that_reads_nothing_does_not_outlive_the_server(self):
        s = self.server()
        s.member('anna')
        deaf = subprocess.Popen([HOSTILE, str(s.port),
                                 harness.fresh_address(), 'anna',
                                 s.members['anna'].key, 'deaf'])
        self.addCleanup(deaf.wait)
        self.addCleanup(deaf.kill)
        harness.poll(lambda: ' login ' in s.log_text(), 20)
        self.asleep(s)
        self.assertEqual(s.stop(), 0)
        self.assertEqual([r['comm'] for r in s.processes()], [])


class Settings(Running):
    def test_sighup_reads_them_again_and_a_mistake_changes_nothing(self):
        s = self.server(start=False)
        path = os.path.join(s.top, 'palabre.conf')
        # a relative name is found again from the data directory
        s.arguments = ['--config', os.path.relpath(path)]
        self.set(path, 'attempts = 2\n')
        s.start()
        s.member('anna', password='un long mot de passe', key=False)
        self.assertEqual(self.attempts(s), 2)
        self.set(path, '[server]\nattempts = 4\n')
        s.process.send_signal(signal.SIGHUP)
        harness.poll(lambda: 'settings read again' in s.log_text())
        self.assertEqual(self.attempts(s), 4)
        for n, (text, said) in enumerate((
                ('login_grace = 30\nattempts = 99\n',
                 r'line 2: attempts must be a number from 1 to 20'),
                ('attempts = 3\n\nwibble = 1\n',
                 r'line 3: no setting of that name'),
                ('[other]\nattempts = 3\n', r'no section of that name'),
                ('attempts\n', r'line 1: this line is not'))):
            self.set(path, text)
            s.process.send_signal(signal.SIGHUP)
            harness.poll(lambda: re.search(
                r'error settings unchanged: .*palabre\.conf, .*' + said,
                s.log_text()))
        os.unlink(path)
        s.process.send_signal(signal.SIGHUP)
        harness.poll(lambda: 'cannot be read' in s.log_text())
        self.assertEqual(self.attempts(s), 4)

    @staticmethod
    def set(path, text):
        with open(path, 'w') as f:
            f.write(text)
        os.chmod(path, 0o644)

    @staticmethod
    def attempts(s):
        address = harness.fresh_address()
        s.ssh('anna', 'whoami', password='un autre passe', address=address,
              methods='password', options=['NumberOfPasswordPrompts=20'])
        return s.log_text().count(' refused %s ' % address)

    def test_a_mistake_at_the_start_is_told_with_its_line(self):
        s = self.server(start=False, settings='port = 22\nbind = ::\nx=1\n')
        done = harness.run(s.argv('serve', *s.arguments), seconds=20,
                           env=s._env())
        self.assertStatus(done, 1)
        self.assertIn('line 3: no setting of that name', done.complaint)


class Killed(Running):
    def test_without_the_listener_sessions_go_on_and_a_new_one_starts(self):
        s = self.server()
        s.member('anna')
        t = self.write_to_a_thread(s, 'anna')
        port = s.port
        s.process.kill()
        s.process.wait()
        s.process.stdout.close()
        s.log.close()
        s.start(port)
        self.assertEqual(s.port, port)
        self.assertStatus(s.ssh('anna', 'whoami'), 0)
        t.send(' qui continue')
        t.wait('inachevée qui continue')
        harness.poll(lambda: len(self.row(s, 'palabre-keeper')) == 1)
        self.assertEqual(self.row(s, 'palabre-keeper')[0]['ppid'],
                         s.process.pid)
        t.send('<C-x>')
        t.settle(200)
        t.send('<Enter>')
        t.wait_any('Envoyé', 'Sent')
        s.check()

    def test_a_login_forked_as_the_listener_died_does_not_keep_the_port(self):
        # It holds the socket until it has run: a moment on a busy machine.
        s = self.server(start=False)
        held = socket.create_server(('127.0.0.1', 0))
        soon = threading.Timer(0.7, held.close)
        soon.start()
        self.addCleanup(soon.join)
        s.start(held.getsockname()[1])

    def test_the_keeper_is_restarted(self):
        s = self.server()
        for _ in range(2):
            before = harness.poll(lambda: self.row(s, 'palabre-keeper'))
            os.kill(before[0]['pid'], signal.SIGKILL)
            harness.poll(lambda: [
                r for r in self.row(s, 'palabre-keeper')
                if r['pid'] != before[0]['pid']])
        self.assertEqual(len(re.findall(
            r'error keeper ended \(signal 9\); it is restarted$',
            s.log_text(), re.M)), 2)

    def test_a_session_whose_desk_is_killed_says_so_on_its_screen(self):
        s = self.server()
        s.member('anna')
        t, other = s.screen('anna'), s.screen('anna')
        t.wait_any('chart')
        other.wait_any('chart')
        wires = {r['ppid']: r['pid'] for r in self.row(s, 'palabre-wire')}
        desk = self.row(s, 'palabre-desk')[0]['pid']
        os.kill(desk, signal.SIGKILL)
        told = harness.poll(lambda: [
            x for x in (t, other) if x.shows('The session broke off')])
        self.assertEqual(len(told), 1)
        self.assertEqual(told[0].gone(), 255)
        harness.poll(lambda: wires[desk] not in [
            r['pid'] for r in self.row(s, 'palabre-wire')])
        self.assertEqual(len(self.row(s, 'palabre-desk')), 1)

    def test_a_wire_that_is_killed_is_told_and_costs_its_login_alone(self):
        s = self.server()
        s.member('anna')
        t, other = s.screen('anna'), s.screen('anna')
        t.wait_any('chart')
        other.wait_any('chart')
        os.kill(self.row(s, 'palabre-wire')[0]['pid'], signal.SIGKILL)
        harness.poll(lambda: re.search(
            r' broken \S+ \d+ what=wire signal=9 anna$', s.log_text(), re.M))
        harness.poll(lambda: len(self.row(s, 'palabre-desk')) == 1)
        self.assertEqual(len(self.row(s, 'palabre-wire')), 1)


class Start(Running):
    def whoami(self, s, host='127.0.0.1'):
        argv, _ = s.ssh_argv('anna', 'whoami')
        at = argv.index('-b')
        if ':' in host:
            del argv[at:at + 2]
            argv[argv.index('anna@127.0.0.1')] = 'anna@' + host
        return harness.run(argv, seconds=30, env=s.ask_env(None))

    def test_without_the_jail_it_says_so(self):
        s = self.server(arguments=['--no-jail'])
        s.member('anna')
        t = s.screen('anna')
        t.wait_any('chart')
        self.assertEqual([r['seccomp'] for r in self.row(s, 'palabre-wire')],
                         [0])
        self.assertEqual(s.log_text().count('no jail: as was asked'), 1)

    def test_a_kernel_without_landlock_costs_one_line(self):
        s = self.server(start=False)
        s.member('anna')
        s.wrap = [WITHOUT, 'landlock']
        s.start()
        for _ in range(2):
            self.assertStatus(self.whoami(s), 0)
        self.assertEqual(s.log_text().count('no Landlock in this kernel'), 1)
        other = self.server()
        self.assertNotIn('no Landlock', other.log_text())

    def test_a_kernel_without_filters_is_refused_unless_told(self):
        s = self.server(start=False)
        s.member('anna')
        argv = [WITHOUT, 'seccomp', *s.argv(
            'serve', '--bind', '127.0.0.1', '--port', '0')]
        done = harness.run(argv, seconds=20, env=s._env())
        self.assertStatus(done, 1)
        self.assertEqual(done.out, b'')
        self.assertIn('--no-jail', done.complaint)
        s.wrap, s.arguments = [WITHOUT, 'seccomp'], ['--no-jail']
        s.start()
        self.assertStatus(self.whoami(s), 0)

    def test_not_as_root_it_says_so_on_one_line(self):
        user = harness.nobody_else() if harness.is_root() else os.getuid()
        s = self.server(as_user=user if harness.is_root() else None)
        s.member('anna')
        self.assertStatus(self.whoami(s), 0)
        self.assertEqual(len(re.findall(
            r'not started as root: all processes run as uid %d$' % user,
            s.log_text(), re.M)), 1)

    def test_ipv6_alone_and_both_families_by_default(self):
        try:
            with socket.socket(socket.AF_INET6) as probe:
                probe.bind(('::1', 0))
        except OSError:
            self.skipTest('no IPv6 here')
        s = self.server(start=False)
        s.member('anna')
        s.start(bind='::1')
        self.assertStatus(self.whoami(s, '::1'), 0)
        self.assertIn(' login ::1 ', s.log_text())
        s.stop()
        s.start(bind=None)
        for host in ('127.0.0.1', '::1'):
            self.assertStatus(self.whoami(s, host), 0)

    def test_the_port_is_the_options_the_files_or_2222(self):
        # an address of its own: the port is free there
        s = self.server(start=False)
        s.start(port=None, bind=harness.fresh_address())
        self.assertEqual(s.port, 2222)
        s.stop()
        s = self.server(start=False, settings='port = 2223\n')
        s.start(port=None, bind=harness.fresh_address())
        self.assertEqual(s.port, 2223)
        s.stop()
        s.start(port=2224, bind=harness.fresh_address())
        self.assertEqual(s.port, 2224)

    def test_a_directory_is_no_file_of_settings(self):
        s = self.server(start=False)
        done = harness.run(s.argv('serve', '--config', s.top), seconds=20,
                           env=s._env())
        self.assertStatus(done, 1)
        self.assertIn('cannot be read', done.complaint)

    def test_a_port_that_is_taken_or_an_address_of_others_is_refused(self):
        s, other = self.server(), self.server(start=False)
        for bind, said in ((['127.0.0.1', '--port', str(s.port)],
                            'another program listens there'),
                           (['192.0.2.1', '--port', '0'],
                            'no such address here')):
            done = harness.run(other.argv('serve', '--bind', *bind),
                               seconds=20, env=other._env())
            self.assertStatus(done, 1)
            self.assertIn(said, done.complaint)

    def test_syslog_gets_the_lines_instead(self):
        if not harness.is_root() or os.path.exists('/dev/log'):
            self.skipTest('/dev/log is not ours to make')
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sink:
            sink.bind('/dev/log')
            self.addCleanup(os.unlink, '/dev/log')
            os.chmod('/dev/log', 0o666)
            s = self.server(arguments=['--syslog'])
            s.member('anna')
            self.assertStatus(self.whoami(s), 0)
            sink.settimeout(10 * harness.SLOW)
            said = b''
            while b' end ' not in said:
                said += sink.recv(2048) + b'\n'
            self.assertRegex(said, rb'palabre\[\d+\]: login 127\.\S+ \d+ '
                             rb'method=publickey kind=member anna')
            self.assertEqual(s.log_text(), '')


if __name__ == '__main__':
    harness.main()
