"""The program on the server: its commands beside a running server, what they
refuse, and what is left behind by acting under a member's name."""

import os
import shutil
import stat
import subprocess
import unittest

import harness

PASSWORD = 'un long mot de passe'
COMMANDS = ('init serve console as member room mandate setting demo check '
            'clock reindex seed version help').split()


class Program(harness.Case):
    def no(self, done, *words):
        self.assertStatus(done, 1)
        self.assertEqual(done.out, b'')
        self.assertEqual(len(done.err.splitlines()), 1, repr(done))
        for word in words:
            self.assertIn(word, done.complaint)


class Words(Program):
    def run_(self, *argv, **env):
        return harness.run([harness.PALABRE, *argv], env=dict(
            os.environ, LC_ALL='C.UTF-8', **env))

    def test_every_command_has_its_help(self):
        for command in COMMANDS:
            done = self.run_(command, '--help')
            self.assertStatus(done, 0)
            self.assertTrue(done.text.startswith('usage: palabre ' + command))
            self.assertGreaterEqual(len(done.text.splitlines()), 2)
            self.assertIn('palabre ' + command, self.run_('help').text)
            self.assertStatus(self.run_('help', command), 0)
        for family in ('member', 'room', 'mandate'):
            self.assertIn('palabre %s add NAME' % family,
                          self.run_(family, '--help').text)
        self.assertStatus(self.run_('--help'), 0)

    def test_the_settings_print_themselves(self):
        s = self.server(start=False)
        done = self.run_('serve', '--settings')
        self.assertStatus(done, 0)
        self.assertIn('guests = yes\n', done.text)
        path = os.path.join(s.top, 'conf')
        with open(path, 'w') as f:
            f.write(done.text.replace('guests = yes', 'guests = no'))
        again = self.run_('serve', '--settings', '--config', path)
        self.assertEqual(again.text, done.text.replace('guests = yes',
                                                       'guests = no'))
        with open(path, 'w') as f:
            f.write('guests = perhaps\n')
        self.no(self.run_('serve', '--settings', '--config', path),
                'line 1', 'yes or no')

    def test_wrong_usage_is_said_on_standard_error(self):
        for argv in ([], ['dance'], ['member'], ['member', 'dance'],
                     ['member', 'add'], ['member', 'add', 'a', 'b'],
                     ['member', 'add', 'ab', '--profile', 'roi'],
                     ['member', 'add', 'ab', '--profile', 'elu,agent,elu'],
                     ['room', 'add', 'ab'], ['room', 'add', '--title', 'T'],
                     ['room', 'add', 'ab', '--title', 'T', '--wing', 'aile'],
                     ['room', 'allow', 'ab'], ['mandate', 'add', 'ab'],
                     ['mandate', 'end'], ['as'], ['as', 'anna'], ['console'],
                     ['clock'], ['clock', '7d'], ['clock', '+7y'],
                     ['clock', '+d'], ['seed'], ['serve', '--port', '70000'],
                     ['serve', 'x'], ['init', 'x'], ['check', 'x'],
                     ['help', 'dance']):
            done = self.run_(*argv)
            self.assertStatus(done, 2)
            self.assertEqual(done.out, b'', argv)
            self.assertIn('palabre', done.complaint)

    def test_a_store_that_is_not_there_is_said_in_words(self):
        done = self.run_('check', '--data', '/nowhere/at/all')
        self.no(done, '/nowhere/at/all')
        s = self.server(start=False)
        empty = os.path.join(s.top, 'empty')
        os.mkdir(empty)
        for command in (['check'], ['member', 'list'], ['serve'],
                        ['as', 'anna', 'whoami']):
            self.no(self.run_(*command, '--data', empty), 'init')


    def test_the_directory_may_stand_before_the_command(self):
        s = self.server(start=False)
        s.member('anna')
        for before in (['--data', s.data], ['--data=' + s.data]):
            done = self.run_(*before, 'member', 'list')
            self.assertStatus(done, 0)
            self.assertIn('anna', done.text)


    @unittest.skipUnless(harness.is_root(), 'only root becomes others')
    def test_whose_directory_it_is_is_said_in_words(self):
        s = self.server(start=False)
        os.chmod(s.data, 0o700)
        other = harness.nobody_else() + 1
        program = shutil.copy(harness.PALABRE, s.top)
        done = harness.run([program, 'member', 'list', '--data', s.data],
                           user=other, group=other, extra_groups=[],
                           env=s._env())
        self.no(done, s.data, 'closed')
        roots = os.path.join(s.top, 'roots')
        os.mkdir(roots)
        os.mkdir(os.path.join(roots, 'kept'))
        self.no(self.run_('member', 'list', '--data', roots), roots, 'root')


class Streams(Program):
    """Standard streams that are closed, or on a full file system."""

    def setUp(self):
        self.s = self.server(start=False)
        self.s.member('anna')
        self.s.room('pratiques')
        self.n = self.s.new('anna', 'pratiques', 'Titre')

    def shell(self, how, *argv):
        return harness.run(['sh', '-c', 'exec "$@" ' + how, 'sh',
                            *self.s.argv(*argv)], env=self.s._env())

    def test_closed_ones_never_become_files_of_the_store(self):
        for how in ('<&-', '>&-', '2>&-', '<&- >&-', '<&- >&- 2>&-'):
            self.shell(how, 'as', 'anna', 'rooms')
            self.shell(how, 'as', 'anna', 'read', '%d9' % self.n)
            self.shell(how, 'as', 'anna', 'dance')
            self.shell(how, 'member', 'list')
            for name in os.listdir(self.s.data):
                path = os.path.join(self.s.data, name)
                if os.path.isfile(path):
                    with open(path, 'rb') as f:
                        held = f.read()
                    for said in ('n’existe pas', 'COMMANDE', 'non lu'):
                        self.assertNotIn(said.encode(), held, (how, path))
            self.s.check()
        self.assertEqual(len(self.s.as_('anna', 'unread').text), 0)

    def test_what_cannot_be_printed_is_told(self):
        for argv in (['as', 'anna', 'rooms'], ['as', 'anna', 'help'],
                     ['as', 'anna', 'read', str(self.n), '--raw'],
                     ['as', 'anna', 'read', str(self.n), '--json'],
                     ['room', 'list'], ['member', 'list', '--json'],
                     ['member', 'show', 'anna'], ['check'], ['help'],
                     ['version'], ['clock', '+1s']):
            for how in ('>/dev/full', '>&-'):
                done = self.shell(how, *argv)
                self.assertStatus(done, 1)
                self.assertEqual(len(done.err.splitlines()), 1, repr(done))

    def test_a_text_that_cannot_be_read_to_its_end_is_not_kept(self):
        for how in ('<&-', '<.'):
            done = self.shell(how, 'as', 'anna', 'reply', str(self.n))
            self.no(done, 'entrée standard')


class Beside(Program):
    def test_everything_works_while_the_server_runs(self):
        s = self.server()
        s.member('anna')
        s.room('pratiques')
        s.room('secret', 'Secret', '--visibility', 'private')
        s.allow('secret', 'anna')
        n = s.new('anna', 'secret', 'Titre')
        s.palabre('mandate', 'add', 'anna', 'moderator')
        self.assertIn('anna', s.palabre('member', 'list').text)
        self.assertIn('secret', s.palabre('room', 'list').text)
        rows = s.palabre('member', 'list', '--json').json['members']
        self.assertEqual([r['name'] for r in rows], ['anna'])
        row = s.palabre('member', 'show', 'anna', '--json').json
        self.assertEqual(row['mandates'][0]['role'], 'moderator')
        self.assertStatus(s.ssh('anna', 'read %d' % n), 0)
        s.check()
        s.clock('+1h')
        t = s.console('anna')
        t.pass_welcome()
        s.palabre('version')

    def test_what_is_there_already_is_refused(self):
        s = self.server()
        s.member('anna')
        s.room('pratiques')
        self.no(s.palabre('member', 'add', 'Ànna', check=False), 'Ànna')
        self.no(s.palabre('room', 'add', 'pratiques', '--title', 'T',
                          check=False))
        self.no(s.palabre('room', 'add', 'Pratiques', '--title', 'T',
                          check=False))
        for name in ('x', 'a b', 'é-é', 'x' * 25):
            self.no(s.palabre('room', 'add', name, '--title', 'T',
                              check=False))
        s.palabre('room', 'add', 'a-2', '--title', 'T')
        self.no(s.palabre('room', 'allow', 'nowhere', 'anna', check=False),
                'nowhere')
        self.no(s.palabre('room', 'allow', 'pratiques', 'nobody',
                          check=False), 'nobody does not exist.')
        self.no(s.palabre('member', 'show', 'nobody', check=False), 'nobody')
        self.no(s.palabre('demo', check=False))
        self.no(s.palabre('serve', '--port', '0', check=False))
        self.no(s.palabre('init', check=False), s.data)

    def test_ten_writers_at_once(self):
        s = self.server()
        started = [subprocess.Popen(
            s.argv('member', 'add', 'm%d' % n), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=s._env()) for n in range(10)]
        for p in started:
            out, err = p.communicate(timeout=60)
            self.assertEqual(p.returncode, 0, err)
        self.assertEqual(len(s.palabre('member', 'list').text.splitlines()),
                         10)

    @unittest.skipUnless(harness.is_root(), 'it is not root already')
    def test_nothing_of_it_stays_roots(self):
        s = self.server()
        s.member('anna')
        s.as_('anna', 'whoami')
        s.check()
        owner = os.stat(s.data).st_uid
        self.assertNotEqual(owner, 0)
        for where, _, files in os.walk(s.data):
            for name in files:
                path = os.path.join(where, name)
                self.assertEqual(os.stat(path).st_uid, owner, path)
                if name.startswith('host_') and not name.endswith('.pub'):
                    self.assertEqual(stat.S_IMODE(os.stat(path).st_mode),
                                     0o600, path)


class As(Program):
    def test_a_real_store_leaves_a_notice_and_closes_private_rooms(self):
        s = self.server(test_clock=False)
        for name in ('anna', 'bela'):
            s.member(name)
        s.room('pratiques')
        s.room('secret', 'Secret', '--visibility', 'private')
        s.allow('secret', 'anna')
        self.assertStatus(s.ssh('anna', 'new secret --title Titre',
                                stdin='Entre nous.'), 0)
        self.assertNotIn('secret', s.as_('anna', 'rooms').text)
        self.no(s.as_('anna', 'read', '1', check=False))
        self.no(s.as_('anna', 'new', 'secret', '--title', 'T', stdin='Un.',
                      check=False))
        s.new('anna', 'pratiques', 'Titre')
        done = s.ssh('anna', 'plain', stdin='\n1\n1\nquit\n')
        self.assertIn('équipe', done.text)
        self.assertIn('rooms', done.text)
        self.assertIn('read', done.text)
        done = s.ssh('bela', 'plain', stdin='\n1\n1\nquit\n')
        self.assertNotIn('équipe', done.text)
        t = s.console('anna')
        t.pass_welcome()
        self.assertFalse(t.shows('Secret'))
        self.assertIn('console', s.ssh('anna', 'plain',
                                       stdin='1\nquit\n').text)

    def test_a_test_store_leaves_nothing(self):
        s = self.server()
        s.member('anna')
        s.room('secret', 'Secret', '--visibility', 'private')
        s.allow('secret', 'anna')
        self.assertIn('secret', s.as_('anna', 'rooms').text)
        s.new('anna', 'secret', 'Titre')
        self.assertNotIn('équipe', s.as_('anna', 'plain',
                                         stdin='\n1\n1\nquit\n').text)

    def test_nobody_and_people_who_wait_are_refused(self):
        s = self.server()
        self.no(s.as_('nobody', 'whoami', check=False), 'nobody')
        self.no(s.palabre('console', '--as', 'nobody', check=False))


class Stores(Program):
    def test_a_demonstration_is_served_on_loopback_only(self):
        s = self.server(start=False, test_clock=False)
        done = s.palabre('demo')
        logins = [line.split('  ') for line in done.text.splitlines()]
        self.assertEqual(len(logins), 2)
        self.no(s.palabre('demo', check=False))
        for address in ('0.0.0.0', '::', '192.0.2.1'):
            self.no(s.palabre('serve', '--bind', address, '--port', '0',
                              check=False, seconds=20))
        s.start()
        name, password = logins[0]
        self.assertStatus(s.ssh(harness.Member(name, password, None),
                                'whoami', password=password), 0)
        members = s.palabre('member', 'list', '--json').json['members']
        self.assertEqual(len(members), 40)
        profiles = {p for m in members for p in m['profiles']}
        self.assertEqual(len(profiles), 8)
        rooms = s.palabre('room', 'list', '--json').json['rooms']
        self.assertEqual(len(rooms), 8)
        types = set()
        for room in rooms:
            for thread in s.as_(name, 'threads', room['name'], '--json',
                                check=False).json['threads']:
                for post in s.as_(name, 'read', str(thread['id']), '--json'
                                  ).json['posts']:
                    types.add(post['type'])
        self.assertEqual(types, set('CQENDS'))
        s.check()


if __name__ == '__main__':
    harness.main()
