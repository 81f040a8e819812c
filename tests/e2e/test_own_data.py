"""One's own data: taken along, erased after a week, found nowhere then."""

import harness
from test_plain import Talk

WORD = 'zyxwombat'


class OwnData(harness.Case):
    def setUp(self):
        self.s = self.server()
        for name in ('quillefeuille', 'ben'):
            self.s.member(name, '--profile', 'agent', password='un-mot-de-passe')
        self.s.room('salon')
        self.one = self.s.new('quillefeuille', 'salon', 'Titre',
                              'Un texte %s.' % WORD)
        self.two = self.s.new('ben', 'salon', 'Autre',
                              'Merci à @quillefeuille pour tout.')
        self.reply = self.s.reply('quillefeuille', self.two,
                                  'Réponse %s.' % WORD)

    def ok(self, who, command, stdin=b''):
        done = self.s.ssh(who, command, stdin=stdin)
        self.assertStatus(done, 0)
        return done

    def in_file(self, word):
        with open(self.s.data + '/data.mdb', 'rb') as f:
            return f.read().count(word.encode())

    def author(self, post):
        posts = self.ok('ben', 'read %d --json' % post).json['posts']
        return next(p for p in posts if p['id'] == post)

    def test_an_export_is_whole_in_text_and_in_json(self):
        self.ok('quillefeuille', 'message ben', b'En aparte.')
        self.ok('ben', 'message quillefeuille', b'Bien recu.')
        everything = self.ok('quillefeuille', 'export --json').json
        self.assertEqual(everything['member'][0]['handle'], 'quillefeuille')
        self.assertEqual({p['id'] for p in everything['post']},
                         {self.one, self.reply})
        self.assertEqual([t['text'].strip() for t in everything['text']],
                         ['Un texte %s.' % WORD, 'Réponse %s.' % WORD])
        self.assertEqual(len(everything['message']), 2)
        self.assertNotIn('secret', everything)
        said = self.ok('quillefeuille', 'export').text
        for text in ('[member]', 'handle: quillefeuille', WORD, 'En aparte.',
                     'Bien recu.'):
            self.assertIn(text, said)
        self.assertNotIn(WORD, self.ok('ben', 'export').text)
        self.assertStatus(self.s.ssh('guest', 'export'), 1)

    def test_an_erasure_takes_the_password_and_is_called_off(self):
        self.assertStatus(self.s.ssh('quillefeuille', 'erase'), 1)
        asked = self.ok('quillefeuille', 'erase --password - --json',
                        b'un-mot-de-passe\n').json
        self.assertTrue(asked['erase'])
        self.assertFalse(asked['blank_texts'])
        kept = self.ok('quillefeuille', 'erase --cancel --password - --json',
                       b'un-mot-de-passe\n').json
        self.assertIsNone(kept['erase'])
        self.s.clock('+8d')
        self.assertEqual(self.author(self.one)['author'], 'quillefeuille')
        self.s.check()

    def test_plain_mode_asks_and_calls_off(self):
        t = Talk(self.s.ssh_argv('ben', 'plain')[0], self.s._env())
        self.addCleanup(t.p.stdout.close)
        self.addCleanup(t.p.stdin.close)
        self.addCleanup(t.p.kill)
        while 'Bonjour' not in t.page:
            t.say('1' if '1. J’accepte' in t.page else '')
        t.say('menu')
        t.choose('Réglages')
        t.choose('Vos données')
        self.assertIn('agent', t.choose('Lire tout ce que'))
        self.assertIn('pour de bon', t.choose('les messages restent'))
        self.assertIn('mot de passe', t.choose('L’effacer'))
        self.assertIn('sera effacé le', t.say('un-mot-de-passe'))
        self.assertIn('erase', [n['kind'] for n in self.ok(
            'ben', 'notices --json').json['notices']])
        self.assertIn('mot de passe', t.choose('garder le compte'))
        self.assertIn('Effacer le compte', t.say('un-mot-de-passe'))
        self.s.check()

    def test_a_session_ends_with_its_account(self):
        self.ok('quillefeuille', 'erase --password -', b'un-mot-de-passe\n')
        t = self.s.screen('quillefeuille')
        t.pass_welcome()
        self.s.clock('+8d')
        t.gone()

    def test_what_is_erased_is_found_nowhere(self):
        self.ok('quillefeuille', 'erase --blank-texts --password -',
                b'un-mot-de-passe\n')
        self.assertGreater(self.in_file(WORD), 0)
        self.s.clock('+8d')
        names = {self.author(n)['author'] for n in (self.one, self.reply)}
        self.assertEqual(len(names), 2)
        for name in names:
            self.assertRegex(name, '^membre-parti-[0-9]{5}$')
        self.assertNotEqual(self.s.ssh('quillefeuille', 'whoami').status, 0)

        def gone():
            self.s.clock('+1h')
            return self.in_file(WORD) + self.in_file('quillefeuille') == 0
        harness.poll(gone, seconds=60, every=1)
        self.assertEqual(names, {self.author(n)['author']
                                 for n in (self.one, self.reply)})
        self.assertIn('@membre-parti', self.author(self.two)['text'])
        done = self.s.palabre('scrub')
        self.assertRegex(done.text, '^[0-9]+ ')
        self.s.check()


if __name__ == '__main__':
    harness.main()
