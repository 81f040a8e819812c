"""What a member and a sysop see from outside, with their own tools."""

import os
import signal
import subprocess
import time
import unittest

import harness

SHEET = os.path.join(harness.TOP, 'tests', 'fixtures', 'experience-sheet.txt')


class Forum(harness.Case):
    def setUp(self):
        self.s = self.server()
        for name in ('anna', 'bela'):
            self.s.member(name)
        self.s.room('pratiques', 'Pratiques')


class Line(Forum):
    def test_the_experience_sheet_comes_back_byte_for_byte(self):
        with open(SHEET, 'rb') as f:
            sheet = f.read()
        done = self.s.ssh(
            'anna', 'new pratiques --title "Fiche d’expérience" --type E',
            stdin=sheet)
        self.assertStatus(done, 0)
        back = self.s.ssh('bela', 'read %d --raw' % done.number)
        self.assertStatus(back, 0)
        self.assertEqual(back.out, sheet)

    def test_the_title_may_come_on_the_first_line(self):
        done = self.s.ssh('anna', 'new pratiques --title -',
                          stdin='Un titre\nUn texte.\n')
        self.assertStatus(done, 0)
        post = self.s.ssh('bela', 'read %d --json' % done.number).json
        self.assertEqual(post['thread'], done.number)
        self.assertEqual(post['posts'][0]['title'], 'Un titre')
        self.assertEqual(post['posts'][0]['author'], 'anna')
        self.assertIsNone(post['posts'][0]['parent'])

    def test_a_debate_reads_in_tree_order(self):
        opening = self.s.new('anna', 'pratiques', 'Titre')
        first = self.s.reply('bela', opening)
        second = self.s.reply('anna', opening)
        below = self.s.reply('anna', first, 'Sous la première.', '--type', 'Q')
        got = self.s.ssh('bela', 'read %d --json' % opening).json
        self.assertEqual([p['id'] for p in got['posts']],
                         [opening, first, below, second])
        self.assertEqual([p['parent'] for p in got['posts']],
                         [None, opening, first, opening])
        self.assertEqual(got['posts'][2]['type'], 'Q')

    def test_reading_makes_it_read(self):
        opening = self.s.new('anna', 'pratiques', 'Titre')
        self.assertIn(str(opening), self.s.ssh('bela', 'unread').text)
        self.assertStatus(self.s.ssh('bela', 'catchup'), 0)
        self.assertNotIn(str(opening), self.s.ssh('bela', 'unread').text)

    def test_edit_and_delete_by_their_author_alone(self):
        n = self.s.new('anna', 'pratiques', 'Titre', 'Avant.')
        self.assertStatus(self.s.ssh('bela', 'edit %d' % n, stdin='Non.'), 1)
        self.assertStatus(self.s.ssh('anna', 'edit %d' % n, stdin='Après.'),
                          0)
        self.assertIn('Après.', self.s.ssh('bela', 'read %d' % n).text)
        r = self.s.reply('bela', n)
        self.assertStatus(self.s.ssh('bela', 'delete %d' % n), 1)
        self.assertStatus(self.s.ssh('anna', 'delete %d' % n), 0)
        posts = self.s.ssh('bela', 'read %d --json' % n).json['posts']
        self.assertEqual(posts[0]['state'], 'deleted')
        self.assertNotIn('Après.', repr(posts))
        self.assertEqual(posts[1]['id'], r)


class Screen(Forum):
    def open_thread(self, name):
        """A terminal of `name` in the only thread of the only room."""
        t = self.s.screen(name)
        t.pass_welcome()
        t.send('s')
        t.wait('Pratiques')
        t.send('<Enter>')
        t.wait('Un fil')
        t.send('<Enter>')
        return t

    def test_a_new_post_shows_to_another_login_within_a_second(self):
        opening = self.s.new('anna', 'pratiques', 'Un fil à suivre')
        t = self.open_thread('bela')
        t.wait('anna')
        t.settle()
        self.assertStatus(
            self.s.ssh('anna', 'reply %d' % opening,
                       stdin='Zéphyr et zibeline.\n'), 0)
        t.limit(1)
        t.wait('Zéphyr')

    def test_what_bela_writes_reaches_anna(self):
        self.s.new('anna', 'pratiques', 'Un fil à suivre')
        t = self.open_thread('bela')
        t.wait('anna')
        t.send('r')
        t.wait('Ctrl-X')
        t.send('Une phrase que tout le monde peut lire.')
        t.wait('Une phrase')
        t.send('<C-x>')
        t.settle(200)
        t.send('<Enter>')
        t.wait_any('Envoyé', 'Sent')
        self.assertIn('Une phrase que tout le monde peut lire.',
                      self.s.as_('anna', 'read', '1').text)

    def test_the_interface_ends_on_q_and_leaves_a_clean_terminal(self):
        t = self.s.screen('bela')
        t.pass_welcome()
        t.send('q')
        t.settle()
        t.send('o')
        self.assertEqual(t.gone(), 0)


class Machine(Forum):
    def test_kill_of_all_loses_nothing_that_was_acknowledged(self):
        opening = self.s.new('anna', 'pratiques', 'Titre')
        numbers = [opening]
        t = self.s.screen('bela')
        for n in range(8):
            done = self.s.ssh('anna', 'reply %d' % opening,
                              stdin='Réponse %d.' % n)
            self.assertStatus(done, 0)
            numbers.append(done.number)
        self.s.kill_all()
        self.s.start()
        self.s.check()
        posts = self.s.ssh('bela', 'read %d --json' % opening).json['posts']
        self.assertEqual([p['id'] for p in posts], numbers)

    def test_the_server_ends_cleanly_on_sigterm_and_on_ctrl_c(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            t = self.s.screen('bela')
            t.wait_any('palabre', 'Accueil', 'charte')
            self.assertEqual(self.s.stop(number), 0)
            t.gone()
            self.assertEqual(self.s.processes(), [])
            self.s.start()

    def test_a_second_server_on_one_store_is_refused(self):
        done = harness.run(self.s.argv('serve', '--port', '0'), seconds=20,
                           env=self.s._env())
        self.assertNotEqual(done.status, 0)
        self.assertEqual(done.out, b'')
        self.assertStatus(self.s.ssh('anna', 'whoami'), 0)

    def test_init_refuses_a_directory_in_use(self):
        done = self.s.palabre('init', check=False)
        self.assertStatus(done, 1)
        self.s.check()

    def test_wire_is_jailed_and_nobody_is_root(self):
        t = self.s.screen('bela')
        t.wait_any('palabre', 'Accueil', 'charte')
        rows = [r for r in self.s.processes()
                if r['pid'] != self.s.process.pid]
        self.assertGreaterEqual(len(rows), 3, rows)
        jailed = [r for r in rows if r['seccomp'] == 2]
        free = [r for r in rows if r['seccomp'] != 2 and
                r['comm'].endswith(('desk', 'keeper'))]
        self.assertEqual(len(jailed), 1, [
            (r['comm'], r['uid'], r['seccomp']) for r in rows])
        self.assertTrue(free)
        if harness.is_root():
            for row in rows:
                self.assertNotEqual(row['uid'], 0, row)
            for row in free:
                self.assertNotEqual(row['uid'], jailed[0]['uid'])

    @unittest.skipUnless(harness.is_root(), 'it is not root already')
    def test_it_runs_without_root_too(self):
        s = self.server(as_user=harness.nobody_else())
        s.member('carla')
        self.assertIn('carla', s.ssh('carla', 'whoami').text)

    def test_the_clock_moves_on_a_test_store_only(self):
        other = self.server(start=False, test_clock=False)
        done = other.palabre('clock', '+7d', check=False)
        self.assertStatus(done, 1)
        now = self.s.now()
        before = self.s.new('anna', 'pratiques', 'Avant')
        self.s.clock('+7d')
        after = self.s.new('anna', 'pratiques', 'Après')
        created = [self.s.as_('anna', 'read', str(n), '--json')
                   .json['posts'][0]['created'][:10] for n in (before, after)]
        day = 24 * 3600
        self.assertEqual(created, [
            time.strftime('%Y-%m-%d', time.gmtime(now + d))
            for d in (0, 7 * day)])


class Door(Forum):
    def test_an_agent_with_nine_keys_reaches_the_password(self):
        self.s.member('dora', password='un long mot de passe', key=False)
        sock = os.path.join(self.s.top, 'agent')
        agent = subprocess.Popen(['ssh-agent', '-D', '-a', sock],
                                 stdout=subprocess.DEVNULL)
        try:
            harness.poll(lambda: os.path.exists(sock))
            env = dict(os.environ, SSH_AUTH_SOCK=sock)
            for n in range(9):
                done = harness.run(['ssh-add', '-q', self.s.make_key('k')],
                                   env=env)
                self.assertStatus(done, 0)
            done = self.s.ssh('dora', 'whoami',
                              methods='publickey,password',
                              options=['IdentityAgent=' + sock,
                                       'IdentitiesOnly=no'])
            self.assertStatus(done, 0)
            self.assertIn('dora', done.text)
        finally:
            agent.terminate()
            agent.wait()

    def test_a_password_and_keyboard_interactive_let_in(self):
        self.s.member('dora', password='un long mot de passe', key=False)
        for method in ('password', 'keyboard-interactive'):
            done = self.s.ssh('dora', 'whoami', methods=method)
            self.assertStatus(done, 0)

    def test_guests_read_public_rooms_only(self):
        self.s.room('place', 'Place', '--visibility', 'public')
        shown = self.s.new('anna', 'place', 'Visible de partout')
        hidden = self.s.new('anna', 'pratiques', 'Entre nous')
        rooms = self.s.ssh('guest', 'rooms', methods='none')
        self.assertStatus(rooms, 0)
        self.assertIn('place', rooms.text)
        self.assertNotIn('pratiques', rooms.text)
        self.assertStatus(self.s.ssh('guest', 'read %d' % shown), 0)
        self.assertStatus(self.s.ssh('guest', 'read %d' % hidden), 1)
        self.assertStatus(self.s.ssh('guest', 'reply %d' % shown,
                                     stdin='Bonjour.'), 1)

    def test_thirty_members_behind_one_address_get_in_together(self):
        members = [self.s.member('m%02d' % n) for n in range(30)]
        started = [
            subprocess.Popen(
                self.s.ssh_argv(m, 'whoami', address='127.9.9.9')[0],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, env=self.s.ask_env(None))
            for m in members]
        for m, p in zip(members, started):
            out, err = p.communicate(timeout=60 * harness.SLOW)
            self.assertEqual(p.returncode, 0, (m.name, err))
            self.assertIn(m.name, out.decode())


if __name__ == '__main__':
    harness.main()
