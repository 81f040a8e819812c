"""Plain mode on a terminal in cooked mode, and what leaves it: Ctrl-C, a line
that drops in the middle of a word, keys that are no text."""

import os
import pty
import re
import select
import subprocess
import time
import tty

import harness
from test_plain import Talk


class Cooked(harness.Case):
    def setUp(self):
        self.s = self.server()
        self.s.member('anna')
        self.s.member('bela')
        self.s.room('pratiques', 'Pratiques')
        self.n = self.s.new('bela', 'pratiques', 'Un fil')

    def screen(self, first=True, **more):
        t = self.s.screen('anna', 'plain', **more)
        if first:
            t.wait('Entrée')
            t.send('<Enter>')
            t.wait('1. J’accepte')
            t.send('1<Enter>')
        t.wait('Tapez un numéro')
        t.settle(100)
        return t

    def writes(self, t):
        t.send('répondre %d<Enter>' % self.n)
        t.wait('Type')
        t.send('1<Enter>')
        t.wait('Écrivez')


    def kept(self, *words):
        for _ in range(50):
            done = self.s.as_('anna', 'plain', stdin='1\n1\n1\n')
            if all(w in done.text for w in words):
                return
            time.sleep(0.2)
        self.fail(done.text)

    def test_ctrl_c_keeps_the_draft_and_the_line_that_was_begun(self):
        t = self.screen()
        self.writes(t)
        t.send('Une phrase.<Enter>')
        t.send('une autre commen')
        t.wait('commen')
        t.send('<C-c>')
        t.wait('brouillon est gardé')
        t.send('moi<Enter>')        # nothing of it is left on the terminal
        t.wait('anna, membre')
        self.kept('Une phrase.\nune autre commen\n')

    def test_ctrl_c_at_the_prompt_says_how_to_leave(self):
        t = self.screen()
        t.send('sal<C-c>')
        t.wait('termine la session')
        t.send('moi<Enter>')
        t.wait('anna, membre')
        t.send('quitter<Enter>')
        self.assertEqual(t.gone(), 0)

    def test_ctrl_c_at_a_password_leaves_it_and_shows_nothing_of_it(self):
        t = self.screen()
        t.send('menu<Enter>')
        t.wait('Autres actions')
        for _ in range(3):
            if not t.shows('Réglages'):
                n = re.findall(r'^(\d)\. Autres actions', t.text(), re.M)
                t.send(n[-1] + '<Enter>')
                t.settle(300)
        n = re.findall(r'^(\d)\. Réglages', t.text(), re.M)
        t.send(n[-1] + '<Enter>')
        t.wait('Changer le mot de passe')
        n = re.findall(r'^(\d)\. Changer le mot', t.text(), re.M)
        t.send(n[-1] + '<Enter>')
        t.wait('nouveau mot de passe')
        t.settle(100)
        t.send('un secret begun<C-c>')
        t.settle(300)
        t.send('moi<Enter>')
        t.wait('anna, membre')
        self.assertNotIn('secret', t.text())

    def test_the_line_begun_when_the_connection_drops_is_in_the_draft(self):
        t = self.screen()
        self.writes(t)
        t.send('Une phrase gardée.<Enter>')
        t.send('et l’autre à moit')
        t.wait('moit')
        t.hangup()
        t.gone()
        self.kept('Une phrase gardée.\net l’autre à moit\n')

    def test_the_line_begun_when_the_server_stops_is_in_the_draft(self):
        t = self.screen()
        self.writes(t)
        t.send('un début de li')
        t.wait('de li')
        self.assertEqual(self.s.stop(), 0)
        t.wait('stopping')
        t.gone()
        self.kept('un début de li\n')

    def test_a_stop_is_told_on_a_pipe_too_and_the_draft_is_kept(self):
        argv, _ = self.s.ssh_argv('bela', 'plain')
        p = subprocess.Popen(argv, stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env=self.s.ask_env(None))
        p.stdin.write(('\n1\nrépondre %d\n1\nUne phrase.\n' %
                       self.n).encode())
        p.stdin.flush()
        harness.poll(lambda: 'Une phrase' in self.s.as_(
            'bela', 'plain', stdin='1\n1\n1\n').text, 20)
        self.assertEqual(self.s.stop(), 0)
        out, err = p.communicate(timeout=20 * harness.SLOW)
        self.assertIn(b'stopping', err)
        self.assertIn('Une phrase', self.s.as_(
            'bela', 'plain', stdin='1\n1\n1\n').text)

    def test_arrow_keys_and_other_encodings_leave_no_trace_in_a_text(self):
        t = self.screen()
        self.writes(t)
        t.send('avant<Left><Up> après<Enter>')
        t.wait('n’étaient pas du texte')
        t.raw(b'caf\xe9 noir\r')
        t.settle(200)
        t.raw('un ordre \u202e caché\r'.encode())
        t.wait('laissée de côté')
        t.send('La fin.<Enter>.<Enter>')
        t.wait('Envoyer')
        t.send('1<Enter>')
        t.wait('Envoyé')
        r = int(re.search(r'Envoyé\W+(\d+)', t.text()).group(1))
        self.assertEqual(self.s.as_('bela', 'read', str(r), '--raw').out,
                         'avant après\ncaf\ufffd noir\nLa fin.\n'.encode())

    def test_what_is_typed_is_edited_by_character_not_by_byte(self):
        t = self.screen()
        self.writes(t)
        t.send('été<BS><BS>té<Enter>.<Enter>')
        t.wait('Envoyer')
        t.send('1<Enter>')
        t.wait('Envoyé')
        r = int(re.search(r'Envoyé\W+(\d+)', t.text()).group(1))
        self.assertEqual(self.s.as_('bela', 'read', str(r), '--raw').out,
                         'été\n'.encode())

    def test_a_line_too_long_for_a_terminal_is_told(self):
        t = self.screen(size='200x50')
        self.writes(t)
        for _ in range(5):
            t.raw(b'x' * 1000)
            t.settle(100)
        t.send('<Enter>')
        t.wait('4095 octets')
        t.send('<C-c>')
        t.wait('brouillon est gardé')

    def test_signals_of_a_keyboard_end_nothing_else(self):
        t = self.screen()
        t.raw(b'\x1c\x1a\x13')       # Ctrl-\, Ctrl-Z, Ctrl-S
        t.send('moi<Enter>')
        t.wait('anna, membre')

    def test_the_end_of_file_key_leaves_as_quit_does(self):
        t = self.screen()
        self.writes(t)
        t.send('Un mot.<Enter>')
        t.settle(100)
        t.send('<C-d>')
        t.gone()
        self.kept('Un mot.\n')


class Recorded(Talk):
    """A plain mode over ssh without a terminal; all that it printed."""

    def __init__(self, server, who):
        argv, _ = server.ssh_argv(who, 'plain')
        self.all = b''
        super().__init__(argv, server.ask_env(None))

    def read(self):
        page = super().read()
        self.all += page.encode()
        return page

    def end(self):
        status, rest = super().end()
        self.all += rest.encode()
        return status, rest

    def close(self):
        self.p.kill()
        self.p.wait()
        for pipe in (self.p.stdin, self.p.stdout):
            pipe.close()


class Bytes(harness.Case):
    """What plain mode prints, byte by byte."""

    def setUp(self):
        self.s = self.server()
        self.s.member('bela')
        self.s.room('pratiques', 'Pratiques')
        self.s.room('place', 'Place', '--visibility', 'public')
        self.n = self.s.new('bela', 'pratiques', 'Un fil \u200fעברית 👨‍👩‍👧',
                            'e\u0301 日本語 🏳️‍🌈\n\n> cité\n\nFin.')

    def controls(self, out):
        """As a reader would count them."""
        done = subprocess.run(
            "tr -d '[:print:]\\n\\200-\\377' | wc -c", shell=True,
            input=out, stdout=subprocess.PIPE,
            env=dict(os.environ, LC_ALL='C'))
        return int(done.stdout)

    def test_a_whole_session_prints_no_control_but_newline(self):
        key = self.s.make_key('carla')
        code = self.s.as_('bela', 'invite', '--json').json['code']
        t = Recorded(self.s, harness.Member('new', None, key))
        self.addCleanup(t.close)
        for line in ('carla', '1', '', code, '1', '', '1'):
            t.say(line)
        t.choose('Remplir votre profil')
        for line in ('8', '9', 'Une \x1b[2Jassociation', '2', 'voisine', '',
                     'carla@exemple.org', '1'):
            t.say(line)
        t.choose('Lire la suite')
        self.assertIn('עברית', t.page)
        t.choose('Répondre')
        for line in ('2', '1', 'Un \x1b[Atexte \x9b1m.', '..', '.'):
            t.say(line)
        t.choose('Relire')
        t.choose('Corriger')
        t.say('2')
        t.say('\x07Un autre.')
        t.choose('Envoyer')
        self.assertIn('Envoyé', t.page)
        r = int(re.search(r'Envoyé\W+(\d+)', t.page).group(1))
        t.say('répondre %d' % self.n)
        for line in ('1', '1', 'À garder.', '.'):
            t.say(line)
        t.choose('Mettre de côté')
        for line in ('accueil', 'salons', 'fils place', 'aide', 'moi', 'm',
                     'clés', 'lire 9999', 'danser \x1b]0;x\x07', 'lire "',
                     '99', 'lire %d --json' % r, 'nonlus', 'inviter list'):
            t.say(line)
        t.say('modifier %d' % r)
        t.choose('Récrire')
        t.say('.')
        t.choose('Mettre de côté')
        t.say('supprimer %d' % r)
        t.choose('Supprimer')
        t.say('accueil')
        t.choose('Pour vous')
        t.choose('Brouillon')
        t.choose('Reprendre')
        t.say('.')
        t.choose('Envoyer')
        t.say('menu')
        t.choose('Réglages')
        t.choose('mot de passe')
        t.say('un bien long mot de passe')
        t.say('un bien long mot de passe')
        t.choose('Thème')
        t.say('2')
        t.say('menu')
        t.choose('Membres')
        t.choose('bela')
        t.say('menu')
        t.choose('La charte')
        t.end()
        self.assertGreater(len(t.all), 4000)
        self.assertEqual(self.controls(t.all), 0, t.all)

    def on_terminal(self, term, *command):
        """All bytes of a login on a terminal: its own, in raw mode."""
        argv, _ = self.s.ssh_argv('bela', *command, tty=True)
        ours, theirs = pty.openpty()
        tty.setraw(theirs)
        p = subprocess.Popen(argv, stdin=theirs, stdout=theirs,
                             stderr=theirs, env=self.s.ask_env(
                                 None, TERM=term), start_new_session=True)
        os.close(theirs)
        got, steps = b'', [(b'> ', b'quitter\r')]
        end = time.monotonic() + 20 * harness.SLOW
        while time.monotonic() < end:
            try:
                ready, _, _ = select.select([ours], [], [], 0.2)
                data = os.read(ours, 65536) if ready else b''
            except OSError:
                break
            got += data
            if steps and got.endswith(steps[0][0]):
                os.write(ours, steps.pop(0)[1])
        p.kill()
        p.wait()
        os.close(ours)
        self.assertEqual(steps, [], got)
        return got

    def test_terminals_that_cannot_move_the_cursor_get_plain_mode(self):
        self.s.as_('bela', 'plain', stdin='\n1\n')    # the charter
        for term in ('dumb', 'tty33', 'lpr', 'glasstty'):
            got = self.on_terminal(term)
            self.assertIn('mode simple'.encode(), got, term)
            self.assertEqual(self.controls(got.replace(b'\r\n', b'\n')), 0,
                             (term, got))


if __name__ == '__main__':
    harness.main()
