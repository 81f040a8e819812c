"""Every limit, tried from outside: what is refused is refused in words, what
is private answers as what does not exist, and nothing breaks."""

import fcntl
import os
import pty
import random
import re
import struct
import subprocess
import termios

import harness

PASSWORD = 'un long mot de passe'
ESCAPES = '\x1b[2J\x1b]0;titre\x07'


class Forum(harness.Case):
    def setUp(self):
        self.s = self.server()
        self.s.member('anna')
        self.s.room('pratiques', 'Pratiques')

    def alive(self):
        self.assertStatus(self.s.ssh('anna', 'whoami'), 0)
        self.s.check()

    def refused(self, done, status=1):
        """Refused with one line, in words, that no terminal obeys."""
        self.assertStatus(done, status)
        self.assertEqual(done.out, b'')
        self.assertNotIn(b'\x1b', done.err)
        if status == 1:
            self.assertEqual(len(done.err.splitlines()), 1, repr(done))
        return done.complaint


class Door(Forum):
    def test_wrong_key_wrong_password_and_no_such_member_say_the_same(self):
        self.s.member('bela', password=PASSWORD)
        stranger = self.s.make_key('stranger')
        said = set()
        for name in ('bela', 'carl'):
            for more in ({'key': stranger}, {'password': 'un autre passe'}):
                methods = 'publickey' if 'key' in more else 'password'
                done = self.s.ssh(
                    harness.Member(name, more.get('password'),
                                   more.get('key')),
                    'whoami', methods=methods, **more)
                self.assertStatus(done, 255)
                self.assertEqual(done.out, b'')
                said.add(done.complaint.replace(name, 'NAME'))
        self.assertEqual(len(said), 1, said)
        self.assertIn('Permission denied', said.pop())

    def test_the_log_has_no_name_that_is_no_members(self):
        self.s.ssh(harness.Member('motdepasse', 'un autre passe', None),
                   'whoami', password='un autre passe')
        self.s.ssh('anna', 'whoami')
        log = harness.poll(lambda: 'anna' in self.s.log_text() and
                           self.s.log_text())
        self.assertNotIn('motdepasse', log)
        self.assertNotIn('un autre passe', log)

    def test_names_with_escapes_and_of_any_length_are_nobody(self):
        for name in ('\x1b[2J', 'a' * 200, 'ann\xe9e', '-anna', '../anna',
                     'anna%s%n', ' '):
            done = self.s.ssh(
                harness.Member(name, 'un autre passe', None), 'whoami',
                password='un autre passe', options=['User=' + name]
                if name.startswith('-') else ())
            self.assertNotEqual(done.status, 0)
        self.assertNotIn('\x1b', self.s.log_text())
        self.alive()

    def test_six_wrong_passwords_end_the_connection(self):
        self.s.member('bela', password=PASSWORD)
        done = self.s.ssh('bela', 'whoami', password='un autre passe',
                          methods='password',
                          options=['NumberOfPasswordPrompts=30'], seconds=120)
        self.assertStatus(done, 255)
        self.alive()

    def test_forwarding_sftp_and_subsystems_are_refused(self):
        for words in (['-N', '-L', '0:127.0.0.1:22', '-o',
                       'ExitOnForwardFailure=yes', '-R', '0:127.0.0.1:22'],
                      ['-s', 'sftp'], ['-X', 'whoami'], ['-A', 'whoami']):
            argv, _ = self.s.ssh_argv('anna')
            host = argv.pop()
            extra = [w for w in words if w.startswith('-') or ':' in w or
                     '=' in w]
            last = [w for w in words if w not in extra]
            done = harness.run(argv + extra + [host] + last, seconds=30,
                               env=self.s.ask_env(None))
            if last == ['whoami']:
                self.assertStatus(done, 0)   # refused, and no harm done
            else:
                self.assertNotEqual(done.status, 0, words)
        self.alive()


class Rights(Forum):
    def setUp(self):
        super().setUp()
        self.s.member('bela')
        self.s.room('secret', 'Secret', '--visibility', 'private')
        self.s.allow('secret', 'anna')
        self.post = self.s.new('anna', 'secret', 'Entre nous')

    def same(self, here, there, stdin='Un texte.\n'):
        """Both command lines are refused with the same words."""
        said = []
        for command in (here, there):
            done = self.s.ssh('bela', command, stdin=stdin)
            self.refused(done)
            said.append(re.sub(r'secret|nowhere|\d+', 'IT', done.complaint))
        self.assertEqual(said[0], said[1])

    def test_a_private_room_answers_as_one_that_does_not_exist(self):
        self.same('new secret --title Titre', 'new nowhere --title Titre')
        self.same('threads secret', 'threads nowhere')
        self.same('unread secret', 'unread nowhere')
        self.same('catchup secret', 'catchup nowhere')

    def test_its_posts_answer_as_numbers_that_do_not_exist(self):
        for command in ('read %d', 'read %d --raw', 'read %d --json',
                        'reply %d', 'edit %d', 'delete %d'):
            self.same(command % self.post, command % 9999)

    def test_it_is_in_no_list(self):
        for command in ('rooms', 'rooms --json', 'unread', 'unread --json'):
            done = self.s.ssh('bela', command)
            self.assertStatus(done, 0)
            self.assertNotIn('secret', done.text)
            self.assertNotIn('Entre nous', done.text)
        self.assertIn('secret', self.s.ssh('anna', 'rooms').text)

    def test_numbers_that_are_none(self):
        for word in ('9999', '0', '-1', '18446744073709551616', 'x', '1x',
                     '', '9' * 400, '¹'):
            done = self.s.ssh('anna', "reply '%s'" % word, stdin='Un texte.')
            self.assertIn(done.status, (1, 2), repr(done))
            self.assertEqual(done.out, b'')
        self.alive()


class Text(Forum):
    def setUp(self):
        super().setUp()
        self.thread = self.s.new('anna', 'pratiques', 'Un fil')

    def reply(self, text):
        return self.s.ssh('anna', 'reply %d' % self.thread, stdin=text)

    def test_32_kib_is_accepted_and_one_byte_more_is_not(self):
        text = ('é' * 79 + '\n') * 400
        text = text.encode()[:32766] + b'.\n'
        self.assertEqual(len(text), 32768)
        done = self.reply(text)
        self.assertStatus(done, 0)
        back = self.s.ssh('anna', 'read %d --raw' % done.number)
        self.assertEqual(back.out, text)
        self.assertIn('1 octet à', self.refused(self.reply(b'a' + text)))
        self.refused(self.reply(b'a' * 33 * 1024))

    def test_a_flood_on_standard_input_is_refused_and_bounded(self):
        self.refused(self.reply(b'a' * (8 << 20)))
        self.alive()

    def test_invalid_utf8_is_refused(self):
        for bad in (b'\xff', b'a\xc3', b'\xc0\x80', b'\xed\xa0\x80',
                    b'\xf4\x90\x80\x80', b'caf\xe9'):
            self.refused(self.reply(bad))

    def test_an_empty_text_is_refused(self):
        for text in (b'', b'\n', b'   \n\n'):
            self.refused(self.reply(text))

    def test_control_characters_and_overrides_are_refused(self):
        for bad in (ESCAPES, '\x00', '\x07', '\x9b31m', '\x7f', '\u202e',
                    '\u2066', '\ufffe'):
            self.refused(self.reply('avant %s après' % bad))

    def test_decomposed_text_is_kept_composed(self):
        done = self.reply('e\u0301te\u0301\r\nfin\n')
        self.assertStatus(done, 0)
        back = self.s.ssh('anna', 'read %d --raw' % done.number)
        self.assertEqual(back.text, 'été\nfin\n')

    def test_a_word_of_32_kib_is_kept_and_shown(self):
        word = ('x' * 32767 + '\n').encode()
        done = self.reply(word)
        self.assertStatus(done, 0)
        self.assertEqual(
            self.s.ssh('anna', 'read %d --raw' % done.number).out, word)
        with self.s.console('anna') as t:
            t.pass_welcome()
            t.send('s')
            t.wait('Pratiques')
            t.send('<Enter>')
            t.wait('Un fil')
            t.send('<Enter>')
            t.wait('Un fil')
            t.send('<End><Enter>')
            t.wait('x' * 60)
            t.send('<Space>')
            t.wait('x' * 60)

    def test_a_thousand_combining_marks_are_refused(self):
        self.refused(self.reply('e' + '\u0323\u0301' * 500))

    def test_escapes_in_titles_hats_and_restatements_are_refused(self):
        for option in ("--title '%s'" % ESCAPES,
                       "--title Titre --hat '%s'" % ESCAPES,
                       "--title Titre --type D --restate '%s%s'" % (
                           ESCAPES, 'a' * 60)):
            done = self.s.ssh('anna', 'new pratiques ' + option,
                              stdin='Un texte.')
            self.assertIn(done.status, (1, 2))
            self.assertEqual(done.out, b'')
            self.assertNotIn(b'\x1b', done.err)
        self.refused(self.s.ssh('anna', 'new pratiques --title -',
                                stdin=ESCAPES + '\nUn texte.'))

    def test_titles_that_are_too_long_or_empty_are_refused(self):
        for title in ('t' * 121, '', '   '):
            done = self.s.ssh('anna', "new pratiques --title '%s'" % title,
                              stdin='Un texte.')
            self.assertIn(done.status, (1, 2))
        done = self.s.ssh('anna', "new pratiques --title '%s'" % ('日' * 60),
                          stdin='Un texte.')
        self.assertStatus(done, 0)


class CommandLine(Forum):
    def test_unclosed_quotes_are_a_usage_error_with_an_example(self):
        for command in ('new pratiques --title "Un titre',
                        "new pratiques --title 'Un titre", 'read 1 \\'):
            done = self.s.ssh('anna', command, stdin='Un texte.')
            self.assertStatus(done, 2)
            self.assertEqual(done.out, b'')
            self.assertTrue(done.err.strip())

    def test_nothing_is_expanded(self):
        for title in ('$HOME', '`id`', '$(id)', '*', '~', 'a;id', 'a|id',
                      '{a,b}'):
            done = self.s.ssh('anna', "new pratiques --title '%s'" % title,
                              stdin='Un texte.')
            self.assertStatus(done, 0)
            post = self.s.ssh('anna', 'read %d --json' % done.number).json
            self.assertEqual(post['posts'][0]['title'], title)

    def test_unknown_commands_and_options_are_usage_errors(self):
        for command in ('frobnicate', 'read', 'read 1 --frobnicate', 'new',
                        'new pratiques', 'threads', 'reply', '--help me',
                        'new pratiques --title', 'rooms extra words'):
            done = self.s.ssh('anna', command, stdin='Un texte.')
            self.assertStatus(done, 2)
            self.assertEqual(done.out, b'')
            self.assertTrue(done.err.strip(), command)

    def test_escapes_and_bad_bytes_in_the_command_line(self):
        for command in (ESCAPES, 'read ' + ESCAPES, 'new %s --title a' %
                        ESCAPES, 'threads \udcff\udcfe', '\x01', 'help \x1b[A'):
            done = self.s.ssh('anna', command, stdin='Un texte.')
            self.assertIn(done.status, (1, 2), repr(done))
            self.assertNotIn(b'\x1b', done.out + done.err)
        self.alive()

    def test_a_very_long_command_line_is_refused(self):
        done = self.s.ssh('anna', 'read ' + '1 ' * 40000)
        self.assertNotEqual(done.status, 0)
        self.alive()


class Terminals(Forum):
    def test_escapes_and_nonsense_in_term_and_environment(self):
        for term in (ESCAPES, '../../etc/passwd', 'A' * 3000, '', 'xterm;rm',
                     'wibble', '%s%n'):
            t = self.s.screen('anna', term=term or 'dumb', env={
                'LANG': ESCAPES, 'LC_ALL': 'C.UTF-8', 'LC_TIME': ESCAPES,
                'COLORTERM': ESCAPES, 'NO_COLOR': ESCAPES},
                options=['SendEnv=LANG LC_* COLORTERM NO_COLOR'])
            t.wait_any('palabre', 'charte', 'charter', 'Accueil', '> ')
            t.close()
        self.assertNotIn('\x1b', self.s.log_text())
        self.alive()

    def test_variables_that_would_steer_ncurses_or_the_loader_are_ignored(
            self):
        names = ('TERMINFO', 'LINES', 'COLUMNS', 'LD_PRELOAD', 'PATH',
                 'HOME', 'TZ', 'MALLOC_CHECK_', 'PALABRE')
        t = self.s.screen(
            'anna', env={n: '/nowhere' for n in names if n not in (
                'PATH', 'LD_PRELOAD', 'HOME', 'MALLOC_CHECK_')},
            options=['SetEnv=' + ' '.join(n + '=/nowhere' for n in names)])
        t.wait_any('palabre', 'charte', 'charter', 'Accueil')

    def test_any_window_size_is_lived_with(self):
        for rows, cols in ((0, 0), (1, 1), (65535, 65535), (3, 2), (1, 500),
                           (500, 1)):
            master, slave = pty.openpty()
            fcntl.ioctl(slave, termios.TIOCSWINSZ,
                        struct.pack('HHHH', rows, cols, 0, 0))
            argv, _ = self.s.ssh_argv('anna', tty=True)
            p = subprocess.Popen(argv, stdin=slave, stdout=slave,
                                 stderr=slave, start_new_session=True,
                                 env=dict(self.s.ask_env(None),
                                          TERM='xterm-256color'))
            os.close(slave)
            try:
                self.assertTrue(os.read(master, 100), (rows, cols))
            finally:
                p.terminate()
                p.wait()
                os.close(master)
        self.alive()

    def test_resizing_wildly_and_back_shows_the_same(self):
        t = self.s.screen('anna')
        t.pass_welcome()
        t.settle()
        before = t.screen()
        for size in ('1x1', '40x12', '3x2', '200x60', '39x11', '80x24'):
            t.resize(size)
            t.settle(60)
        harness.poll(lambda: t.screen() == before)

    def settled(self):
        """The charter is accepted: what comes is the mode itself."""
        with self.s.console('anna') as t:
            t.pass_welcome()

    def test_a_terminal_without_a_cursor_gets_the_plain_mode(self):
        self.settled()
        t = self.s.screen('anna', term='dumb')
        t.wait('1. ')
        t.send('rooms<Enter>')
        t.wait_any('pratiques', 'Pratiques')
        t.send('quitter<Enter>')
        self.assertEqual(t.gone(), 0)

    def test_plain_may_be_asked_for(self):
        self.settled()
        t = self.s.screen('anna', 'plain')
        t.wait('1. ')
        t.send('salons<Enter>')
        t.wait_any('pratiques', 'Pratiques')
        t.send('quitter<Enter>')
        self.assertEqual(t.gone(), 0)

    def test_a_shell_without_a_terminal_gets_an_answer(self):
        done = self.s.ssh('anna', stdin=b'')
        self.assertTrue(done.out + done.err)
        self.assertNotIn(b'\x1b', done.out + done.err)
        done = self.s.ssh('anna', stdin=b'whoami\n')
        self.assertTrue(done.out + done.err)


class Typing(Forum):
    def state(self):
        """All that letters could have destroyed."""
        return [self.s.as_('anna', *command).out for command in (
            ('read', str(self.thread), '--json'), ('keys', '--json'),
            ('threads', 'pratiques', '--json'))]

    def test_4_kib_of_letters_pasted_into_lists_undo_nothing(self):
        self.thread = self.s.new('anna', 'pratiques', 'Un fil')
        self.s.reply('anna', self.thread, 'Une réponse.')
        self.s.as_('anna', 'catchup')
        seed = int(os.environ.get('SEED') or random.randrange(1 << 30))
        letters = random.Random(seed)
        places = ([], ['s'], ['s', '<Enter>'], ['s', '<Enter>', '<Enter>'],
                  ['s', '<Enter>', '<Enter>', '<Enter>'], ['w'], [','])
        before = self.state()
        for place in places:
            for bracketed in (False, True):
                t = self.s.console('anna')
                t.pass_welcome()
                for key in place:
                    t.send(key)
                    t.settle(60)
                text = ''.join(letters.choice('abcdefghijklmnopqrstuvwxyz')
                               for _ in range(4096))
                if bracketed:
                    t.paste(text)
                else:
                    t.send(text)
                t.settle(150)
                t.close()
                after = self.state()
                self.assertEqual(
                    self.only_threads(before), self.only_threads(after),
                    (seed, place, bracketed))
        self.s.check()

    def only_threads(self, state):
        # "unread" may move, a figure of a thread or a word of a post:
        # letters may mark read and unread, which can be undone.  So may
        # follow and mute: the same key takes them back.
        return [re.sub(rb'"unread": *(\d+|true|false)'
                       rb'|"watch": *(null|"follow"|"mute")', b'', s)
                for s in state]

    def test_a_hangup_in_mid_sentence_keeps_the_sentence(self):
        self.thread = self.s.new('anna', 'pratiques', 'Un fil')
        t = self.s.screen('anna')
        t.pass_welcome()
        t.send('s')
        t.wait('Pratiques')
        t.send('<Enter>')
        t.wait('Un fil')
        t.send('<Enter>')
        t.wait('anna')
        t.send('r')
        t.wait('Ctrl-X')
        t.send('Une phrase que personne n’a')
        t.wait('personne n’a')
        t.hangup()
        t.close()
        harness.poll(lambda: self.s.as_('anna', 'drafts',
                                        '--json').json['drafts'], 20)
        t = self.s.screen('anna')
        t.wait_any('Brouillon', 'interrompue', 'Draft', 'waiting')
        t.send('<Enter>')
        t.wait('personne n’a')
        self.assertEqual(len(self.s.as_(
            'anna', 'read', str(self.thread), '--json').json['posts']), 1)

    def test_a_client_that_vanishes_leaves_nothing_behind(self):
        before = len(self.s.processes())
        t = self.s.screen('anna')
        t.wait_any('palabre', 'charte', 'charter', 'Accueil')
        self.assertGreater(len(self.s.processes()), before)
        t.vt.kill()
        harness.poll(lambda: len(self.s.processes()) <= before, 20)


if __name__ == '__main__':
    harness.main()
