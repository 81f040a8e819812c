"""The same forum on many terminals: their names, colours and sizes, tmux and
GNU screen between, scripts and signs whose width terminals disagree about."""

import os
import pty
import re
import select
import shutil
import subprocess
import time
import tty
import unicodedata
import unittest

import harness

# Names that libvterm can stand for: it does what xterm does.
NAMES = ['xterm', 'xterm-color', 'xterm-16color', 'xterm-direct', 'screen',
         'screen-256color', 'screen.xterm-256color', 'tmux', 'tmux-256color',
         'linux', 'vt100', 'vt220', 'putty', 'putty-256color', 'kitty',
         'xterm-kitty', 'foot', 'foot-extra', 'alacritty', 'ms-terminal',
         'wezterm', 'xterm-ghostty', 'konsole-256color', 'st-256color',
         'rxvt-unicode-256color', 'cygwin', 'iterm2', 'gibberish-9',
         'x' * 40]
TITLES = [
    'Un titre simple',
    'Un e\u0301\u0300\u0323 combine\u0301',
    '日本語の題名、漢字かな交じり文',
    '한국어 제목 ｆｕｌｌ ﾊﾝｶｸ',
    '👨‍👩‍👧‍👦 famille 👍🏽 ton 👩🏿‍🚀 métier',
    '🇫🇷🇸🇳 drapeaux ❤️ cœur ☎︎ texte 1️⃣ touche',
    'עברית وعربية mêlées fa\u200frsi',
    '🫨 🪿 de l’Unicode 15',
    'ไทยน้ำ नमस्ते தமிழ் ဗမာ',
    '“guil” — ±×÷ ①② αβγ жщ ½ … ambigus',
    'tiret\u00adcaché, large\u200bzéro, insé\u2060cable',
]
# One cell each for libvterm, two for the C library: a disagreement at hand.
APART = ['🧑🏿‍🚀' * 6, '🧑' * 50, 'ab🥰🧐🥳 cd ' * 9]


def width(text):
    """Cells, for text of which every terminal thinks the same."""
    return sum(0 if unicodedata.category(c) in ('Mn', 'Me', 'Cf') else
               2 if unicodedata.east_asian_width(c) in 'WF' else 1
               for c in text)


class Forum(harness.Case):
    def setUp(self):
        self.s = self.server()
        for name in ('anna', 'bela', 'carl', 'dora'):
            self.s.member(name)
            # The tour and the profile are no part of this.
            self.s.as_(name, 'plain', stdin='\n1\n')
        self.s.room('pratiques', 'Pratiques')

    def home(self, name='anna', **more):
        t = self.s.screen(name, **more)
        t.wait('Accueil')
        t.settle(150)
        return t

    def inside(self, name, *words, size):
        """ssh in another program: tmux, screen."""
        argv, _ = self.s.ssh_argv(name, tty=True)
        t = harness.Terminal([*words, *argv], size, 'xterm-256color',
                             self.s.ask_env(None))
        self.s.terminals.append(t)
        t.limit(20)
        t.wait('Accueil')
        t.settle(150)
        return t

    def tmux(self, size='80x24'):
        conf = os.path.join(self.s.top, 'tmux.conf')
        with open(conf, 'w') as f:
            f.write('set -g status off\nset -sg escape-time 0\n')
        socket = os.path.join(self.s.top, 'tmux')
        self.addCleanup(subprocess.run, ['tmux', '-S', socket, 'kill-server'],
                        stderr=subprocess.DEVNULL)
        return self.inside('carl', 'tmux', '-u', '-S', socket, '-f', conf,
                           'new-session', size=size)

    def gnu_screen(self, size='80x24'):
        conf = os.path.join(self.s.top, 'screenrc')
        with open(conf, 'w') as f:
            f.write('startup_message off\nmaptimeout 0\n')
        where = os.path.join(self.s.top, 'screens')
        os.makedirs(where, 0o700, exist_ok=True)
        os.environ['SCREENDIR'] = where
        self.addCleanup(os.environ.pop, 'SCREENDIR', None)
        return self.inside('dora', 'screen', '-U', '-c', conf, size=size)


class Names(Forum):
    def setUp(self):
        super().setUp()
        n = self.s.new('bela', 'pratiques', 'Un fil')
        for i in range(3):
            self.s.reply('bela', n, 'Réponse %d.' % i, '--type', 'Q')

    def tree(self, t):
        t.send('s')
        t.wait('Pratiques')
        t.settle(150)
        t.send('<Enter>')
        t.wait('Un fil')
        t.settle(150)
        t.send('<Enter>')
        t.wait('└')
        t.settle(150)
        return t.text()

    def leave(self, t):
        t.send('q')
        t.wait('Quitter palabre')
        t.settle(100)
        t.send('o')
        self.assertEqual(t.gone(), 0)

    def test_each_name_of_a_terminal_shows_the_same_tree(self):
        wanted = self.tree(self.home())
        for name in NAMES:
            t = self.home(term=name)
            self.assertEqual(self.tree(t), wanted, name)
            self.leave(t)
            t.close()

    def test_tmux_and_gnu_screen_show_the_same_tree(self):
        wanted = self.tree(self.home())
        for mux in (self.tmux, self.gnu_screen):
            if mux == self.gnu_screen and not shutil.which('screen'):
                continue
            t = mux()
            self.assertEqual(self.tree(t), wanted, mux)
            self.leave(t)

    def test_old_names_draw_with_ascii_alone(self):
        for name in ('ansi',):
            t = self.s.screen('anna', term=name)
            t.wait('Accueil')
            t.settle(200)
            t.send('s')
            t.wait('Pratiques')
            t.settle(150)
            t.send('<Enter>')
            t.wait('Un fil')
            t.settle(150)
            t.send('<Enter>')
            t.wait("'-")
            for sign in '│├└…›':
                self.assertNotIn(sign, t.text())
            t.close()

    def test_the_client_of_an_east_asian_locale_draws_with_ascii(self):
        t = self.home(env={'LC_ALL': '', 'LC_CTYPE': 'ja_JP.UTF-8'},
                      options=['SendEnv=LC_CTYPE'])
        t.send('s')
        t.wait('Pratiques')
        t.settle(150)
        t.send('<Enter>')
        t.wait('Un fil')
        t.settle(150)
        t.send('<Enter>')
        t.wait("'-")
        self.assertNotIn('└', t.text())


class Colours(Forum):
    def drawn(self, term, **env):
        """The bytes that draw home."""
        argv, _ = self.s.ssh_argv('anna', tty=True,
                                  options=['SendEnv=NO_COLOR'])
        ours, theirs = pty.openpty()
        tty.setraw(theirs)
        p = subprocess.Popen(argv, stdin=theirs, stdout=theirs,
                             stderr=theirs, start_new_session=True,
                             env=self.s.ask_env(None, TERM=term, **env))
        os.close(theirs)
        got, end = b'', time.monotonic() + 20 * harness.SLOW
        while time.monotonic() < end and b'quitter' not in got:
            ready, _, _ = select.select([ours], [], [], 0.2)
            if ready:
                got += os.read(ours, 65536)
        p.kill()
        p.wait()
        os.close(ours)
        self.assertIn(b'quitter', got)
        return got

    def test_colours_are_as_many_as_the_terminal_has(self):
        self.s.new('bela', 'pratiques', 'Un fil')
        many = rb'\x1b\[[0-9;]*38;5;\d+'
        eight = rb'\x1b\[(?:[0-9;]*;)?3[0-7][;m]'
        got = self.drawn('xterm-256color')
        self.assertRegex(got, many)
        got = self.drawn('xterm')
        self.assertNotRegex(got, many)
        self.assertRegex(got, eight)
        for got in (self.drawn('vt100'),
                    self.drawn('xterm-256color', NO_COLOR='1')):
            self.assertNotRegex(got, many)
            self.assertNotRegex(got, eight)
            self.assertRegex(got, rb'\x1b\[(?:[0-9;]*;)?[17]m')

    def test_a_background_is_never_set(self):
        # … and other signs beyond Latin-1 in the row that is pointed at, too
        n = self.s.new('anna', 'pratiques', 'Un fil → ' + 'très long ' * 10)
        self.s.reply('bela', n)
        self.assertNotRegex(self.drawn('xterm-256color'),
                            rb'\x1b\[(?:[0-9;]*;)?4[0-7][;m]')


class Widths(Forum):
    """The columns at the right stay where they are."""

    def setUp(self):
        super().setUp()
        self.first = [self.s.new('bela', 'pratiques', title, title)
                      for title in TITLES]
        self.replies = [self.s.reply('bela', self.first[0],
                                     title + '\n\n' + title)
                        for title in TITLES]

    def same_column(self, t, words, least):
        """At least so many rows have the words, all in one column."""
        got = [c for c in t.columns(words) if c >= 0]
        self.assertGreaterEqual(len(got), least, t.text())
        self.assertEqual(len(set(got)), 1, (got, t.text()))

    def hour(self, t):
        return re.search(r'\d+ h \d\d$', t.text(), re.M).group()

    def everywhere(self):
        yield self.home
        yield self.tmux
        if shutil.which('screen'):
            yield self.gnu_screen

    def to_list(self, t):
        t.send('s')
        t.wait('Pratiques')
        t.settle(200)
        t.send('<Enter>')
        t.wait('simple')
        t.settle(200)

    def to_tree(self, t):
        """The thread of all titles: the one with many posts."""
        t.send('<Home>')
        for _ in range(20):
            t.settle(60)
            if any(r.startswith('>') and 'simple' in r for r in t.screen()):
                break
            t.send('<Down>')
        t.send('<Enter>')
        t.wait('└')
        t.settle(200)

    def walk(self, t, titles):
        """List, tree, post, composer: what each of them shows."""
        self.to_list(t)
        self.same_column(t, 'bela', len(titles))
        self.same_column(t, self.hour(t), len(titles))
        shown = [t.screen()]
        self.to_tree(t)
        self.same_column(t, self.hour(t), len(titles))
        shown.append(t.screen())
        t.send('<Down>' * 6 + '<Enter>')
        t.wait('rapeaux')
        t.settle(200)
        shown.append(t.screen())
        t.send('r')
        t.wait('Ctrl-X')
        t.settle(200)
        t.wait('ambigus')
        t.settle(300)
        shown.append([row for row in t.screen() if 'rouillon' not in row])
        return shown

    def test_no_title_moves_a_column_in_any_terminal(self):
        wanted = None
        # A draft is what the composer opens with: tmux loses letters of what
        # is pasted through it, on the way to any program.
        for name in ('anna', 'carl', 'dora'):
            self.s.as_(name, 'plain', stdin='répondre %d\n1\n%s\n.\n7\n' % (
                self.replies[5], '\n'.join(TITLES)))
        for terminal in self.everywhere():
            got = self.walk(terminal(), TITLES)
            for page, other in zip(got, wanted or got):
                self.assertEqual(page, other, terminal)
            wanted = got

    def test_widths_that_are_not_agreed_upon_move_nothing(self):
        for title in APART:
            self.s.new('bela', 'pratiques', title, title)
            self.s.reply('bela', self.first[0], title + '\n\n' + title)
        t = self.home()
        self.to_list(t)
        self.assertTrue(t.shows('🧑'))
        self.same_column(t, 'bela', 14)
        self.same_column(t, self.hour(t), 14)
        t.send('<Down><Down><Up>')          # the line pointed at, drawn anew
        t.settle(200)
        self.same_column(t, 'bela', 14)
        self.to_tree(t)
        self.assertTrue(t.shows('🧑'))
        self.same_column(t, self.hour(t), 14)
        before = t.screen()
        t.send('<C-l>')
        t.settle(300)
        self.assertEqual(t.screen(), before)
        # What lay over a row goes with it.
        t.send('a')
        t.wait('Salons')
        t.settle(300)
        before = t.screen()
        t.send('<C-l>')
        t.settle(300)
        self.assertEqual(t.screen(), before)

    def test_the_rule_between_tree_and_text_is_straight(self):
        for title in APART:
            self.s.reply('bela', self.first[0], title + '\n\n' + title)
        for terminal in self.everywhere():
            t = terminal(size='140x40')
            self.to_list(t)
            self.to_tree(t)
            t.settle(200)
            for _ in range(8 if terminal == self.home else 3):
                t.send('<Down><Down>')
                t.settle(200)
                if terminal == self.home:
                    self.same_column(t, '│', 30)

    def test_the_cursor_stands_after_what_was_typed(self):
        t = self.home()
        self.to_list(t)
        t.send('<Enter>r')
        t.wait('Ctrl-X')
        t.settle(200)
        row, start = t.cursor()
        for title in TITLES:
            t.paste(title)
            t.settle(150)
            line = t.screen()[row]
            self.assertEqual(t.cursor(), (row, width(line)), line)
            t.send('<Home>')
            t.settle(50)
            self.assertEqual(t.cursor(), (row, start))
            t.send('<C-k>')
            t.settle(100)


class Sizes(Forum):
    def setUp(self):
        super().setUp()
        self.n = self.s.new('bela', 'pratiques', 'Un fil',
                            'Voir https://example.org/\n\n' +
                            'Un texte.\n\n' * 9)
        for i in range(12):
            self.s.reply('bela', self.n, 'Réponse %d.\n\n' % i +
                         'Un paragraphe assez long pour se replier. ' * 4)
        self.s.new('bela', 'pratiques', 'Un autre fil')

    SIZES = ['40x12', '60x20', '80x24', '100x16', '120x30', '200x50',
             '400x120']

    def test_each_size_holds_its_frame(self):
        for size in self.SIZES:
            t = self.home(size=size)
            cols, rows = (int(n) for n in size.split('x'))
            for keys, words in (('s', 'Pratiques'), ('<Enter>', 'Un fil'),
                                ('<End><Enter>', '├'), ('<Down><Enter>',
                                                         'Réponse')):
                t.send(keys)
                t.wait(words)
                t.settle(150)
                screen = t.screen()
                self.assertEqual(len(screen), rows)
                self.assertTrue(screen[0].strip(), screen)
                self.assertIn('?', screen[-1])
                for row in screen:
                    self.assertLessEqual(width(row), cols)
            t.close()

    # Where, the keys that go there from the place before, and its words.
    WALK = [
        ('home', '', 'Accueil'), ('menu', ':', 'Trouver'),
        ('help', '<Esc> ?', 'Aide'),
        ('rooms', '<Esc> s', 'Salons'), ('threads', '<Enter>', 'Un fil'),
        ('thread', '<End><Enter>', '└'),
        ('post', '<Enter>', 'Un texte.'), ('page', '<Down>', 'Un texte.'),
        ('links', 'l', 'https'), ('compose', '<Esc> r', 'Ctrl-X'),
        ('typed', 'Encore.', 'enregistré'),
        ('preview', '<C-x>', 'avant l’envoi'), ('set aside', '<Esc> <C-o>', 'Mis de côté'),
        ('home again', 'a', 'Brouillon'), ('members', 'w', 'bela'),
        ('person', '<Enter>', 'anna'), ('profile', ',', 'Langue'),
        ('quit', 'q', 'Quitter palabre'),
    ]
    WILD = ['40x12', '39x11', '3x2', '400x120', '60x20', '121x13', '41x60']

    def wild(self, t, name):
        before = t.text()
        for size in self.WILD:
            t.resize(size)
            t.settle(60)
        t.resize('80x24')
        t.settle(300)
        self.assertEqual(t.text(), before, name)

    def test_each_screen_survives_wild_sizes_and_comes_back(self):
        t = self.home()
        for name, keys, words in self.WALK:
            for part in keys.split(' ') if '<' in keys else [keys]:
                t.send(part)
                t.settle(200)   # Escape and a letter would be Alt
            t.wait(words)
            t.settle(300)
            self.wild(t, name)

    def test_the_screens_of_a_first_login_too(self):
        self.s.member('emma')
        t = self.s.screen('emma')
        seen = []
        while not t.shows('Accueil'):
            harness.poll(t._key_on, 20)
            t.settle(300)
            seen.append(t.screen()[0].split('  ')[1])
            self.wild(t, seen[-1])
            before = t.text()
            t.send(t._key_on())
            harness.poll(lambda: t.text() != before, 20)
            t.settle(200)
        self.assertGreaterEqual(len(set(seen)), 3, seen)

    def test_the_screens_of_guests_and_newcomers_too(self):
        key = self.s.make_key('dora')
        t = self.s.screen('guest', methods='none')
        t.wait('en visite')
        t.settle(300)
        self.wild(t, 'welcome')
        t = self.s.screen(harness.Member('new', None, key), key=key)
        t.wait('Un pseudo')
        t.settle(300)
        t.send('fanny')
        t.settle(300)
        self.wild(t, 'register')


if __name__ == '__main__':
    harness.main()
