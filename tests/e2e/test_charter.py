"""The charter: read, changed by a sysop, shown again at the next login, and
its articles quoted."""

import harness
from test_attend import Attend

ARTICLES = 8


class Charter(Attend):
    def setUp(self):
        super().setUp()
        self.s.palabre('mandate', 'add', 'cleo', 'sysop')
        self.shipped = self.ok('cleo', 'charter --raw').text

    def another(self, old='Les idées, pas les personnes.\nLe',
                new='Les idées d’abord.\nLe'):
        """A sysop's new text, given over ssh."""
        text = self.ok('cleo', 'charter --raw').text
        self.assertIn(old, text)
        text = text.replace(old, new)
        self.ok('cleo', 'charter set', text.encode())
        return text

    def version(self):
        return self.ok('anna', 'charter --json').json['version']


class Commands(Charter):
    def test_anybody_reads_it_whole_or_by_article(self):
        for who in ('anna', 'guest'):
            text = self.ok(who, 'charter').text
            self.assertEqual(sum(l[1] == '.' for l in text.splitlines()),
                             ARTICLES)
        self.assertEqual(self.ok('anna', 'charter 3a').text,
                         '3a. Ni attaque personnelle, ni mépris, ni '
                         'sarcasme.\n')
        rows = self.ok('anna', 'charter 4 --json').json
        self.assertEqual(set(rows), set('version since language articles '
                                        'lines'.split()))
        self.assertEqual((rows['version'], rows['since']), (1, None))
        article = rows['articles'][0]
        self.assertEqual((article['article'], article['text'],
                          [c['clause'] for c in article['clauses']]),
                         (4, None, ['a', 'b', 'c']))
        self.assertEqual(set(rows['lines'][0]), {'article', 'text', 'brief'})
        for wrong in ('9', '3c', '0'):
            self.no('anna', 'charter ' + wrong)
        for wrong in ('x', '3 4', '3 --raw', '--raw --json', '3ab',
                      'set --raw', 'versions --version 1'):
            self.no('anna', 'charter ' + wrong, status=2)

    def test_what_is_exported_is_given_back_with_changes(self):
        self.assertIn('déjà', self.no('cleo', 'charter set',
                                      stdin=self.shipped.encode()))
        text = self.another()
        self.assertEqual(self.ok('cleo', 'charter --raw').text, text)
        self.assertIn('Les idées d’abord.', self.ok('bela', 'charter 3').text)
        self.assertEqual(self.version(), 2)
        rows = self.ok('anna', 'charter versions --json').json['versions']
        self.assertEqual([(r['version'], r['by']) for r in rows],
                         [(2, 'cleo'), (1, None)])
        self.assertIn('Les idées, pas', self.ok(
            'bela', 'charter 3 --version 1').text)
        self.no('bela', 'charter --version 3')
        done = self.s.palabre('charter', 'set', '--json',
                              stdin=self.shipped.encode())
        self.assertEqual(done.json, {'version': 3})
        self.assertEqual(self.s.palabre('charter', '--raw').text,
                         self.shipped)

    def test_others_and_bad_files_change_nothing(self):
        good = self.shipped.replace('Expliquer', 'Dire').encode()
        for who in ('anna', 'guest'):
            self.no(who, 'charter set', stdin=good)
        self.assertNotIn('igne', self.no('anna', 'charter set', stdin=b'x'))
        rows = self.shipped.split('\n')
        for at, row in ((2, '2. Deux.'), (4, 'c. Un alinéa.'),
                        (7, 'Du texte.'), (5, 'b. \x1b[31mRouge'),
                        (6, '> ' + 'long ' * 20)):
            bad = '\n'.join(rows[:at] + [row] + rows[at + 1:])
            said = self.no('cleo', 'charter set', stdin=bad.encode())
            self.assertIn('igne %d' % (at + 1), said)
        self.assertIn('UTF-8', self.no('cleo', 'charter set', stdin=good[:2] +
                                       b'\xff' + good[2:]))
        fr, en = self.shipped.split('[en]')
        self.assertIn('anglais', self.no('cleo', 'charter set',
                                         stdin=fr.encode()))
        self.no('cleo', 'charter set')
        self.assertEqual(self.version(), 1)
        self.assertEqual(self.ok('cleo', 'charter --raw').text, self.shipped)


class Screen(Charter):
    def enter(self, who):
        t = self.s.screen(who)
        self.addCleanup(t.close)
        return t

    def leave(self, t):
        t.send('q')
        t.wait('Quitter')
        t.send('o')
        t.gone()

    def test_a_new_version_is_shown_until_it_is_accepted(self):
        t = self.enter('anna')
        t.pass_welcome()
        self.another()
        t.send('s')
        t.wait('Pratiques')     # not in the middle of a session
        t.send('a')
        t.wait('Accueil')
        self.leave(t)
        t = self.enter('anna')
        t.wait('La charte a changé le')
        t.send('<Esc>')
        t.wait('La charte reviendra')
        self.leave(t)
        self.ok('anna', 'reply %d' % self.n, 'Comme avant.'.encode())
        t = self.enter('anna')
        t.wait('La charte a changé le')
        t.send('<End>')
        t.wait('Pas maintenant\u00a0: je continue comme avant')
        self.assertEqual(self.s.as_('anna', 'whoami').status, 0)
        t.pass_welcome()
        self.leave(t)
        t = self.enter('anna')
        t.wait('Accueil')
        self.leave(t)
        t = self.enter('bela')
        t.wait('La charte')
        t.absent('changé')      # a first login: the newest only
        t.wait('Les idées d’abord.')
        t.pass_welcome()
        self.leave(t)
        self.s.check()

    def test_it_changes_while_it_is_read(self):
        t = self.enter('anna')
        t.wait('La charte')
        t.send('<End>')
        t.wait('J’accepte cette charte')
        self.another('Les mandats de modération s’achèvent.',
                     'Les mandats s’achèvent un jour.')
        t.wait('un jour')
        t.pass_welcome()
        self.leave(t)
        t = self.enter('anna')
        t.wait('Accueil')

    def test_a_quoted_article_opens_and_the_key_b_comes_back(self):
        n = self.s.new('cleo', 'pratiques', 'Rappel',
                       'L’art. 8b le dit ; art. 9 n’existe pas.')
        t = self.enter('anna')
        t.pass_welcome()
        t.send('%d<Enter>' % n)
        t.wait('le dit')
        t.send('l')
        t.wait('art.\u00a08b de la charte')
        t.absent('art.\u00a09')
        t.send('1<Enter>')
        t.wait('La charte')
        row = next(r for r in t.screen() if 'achèvent' in r)
        self.assertTrue(row.startswith('>'), row)
        t.send('b')
        t.wait('le dit')
        t.send('l')
        t.wait('8b de la charte')
        t.send('1<Enter>')
        t.wait('achèvent')
        t.send('<Esc>')
        t.wait('le dit')

    def test_the_lines_on_top_of_threads_change(self):
        t = self.enter('anna')
        t.pass_welcome()
        text = self.shipped.replace('> Le désaccord', '> Tout désaccord')
        text = text.replace('> Disagreement', '> Any disagreement')
        self.ok('cleo', 'charter set', text.encode())
        t.send('%d<Enter>' % self.n)
        t.wait('Le début')
        t.send('<Esc>')
        t.wait('Tout désaccord')
        t.wait('art. 3')


class Plain(Charter):
    def test_plain_mode_shows_the_new_one_and_takes_the_answer(self):
        self.talk('anna').say('quit')
        self.another()
        def begin():
            return self.s.ssh('anna', 'plain', stdin='\n2\nquit\n')
        for _ in range(2):
            said = begin().text
            self.assertIn('La charte a changé le', said)
            self.assertIn('Ce qui a changé\u00a0: 3.', said)
            self.assertIn('Les idées d’abord.', said)
            self.assertIn('La charte reviendra', said)
            self.assertIn('Bonjour', said)
        said = self.s.ssh('anna', 'plain', stdin='\n1\nquit\n').text
        self.assertIn('Bonjour', said)
        self.assertNotIn('a changé', begin().text)
        t = self.talk('anna')
        t.say('charte 8b')
        self.assertIn('achèvent', t.page)
        t.say('charte set')
        self.assertIn('ssh', t.page)


if __name__ == '__main__':
    harness.main()
