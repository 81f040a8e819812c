"""What one follows, mutes and ignores, notices, drafts and the profile, by
line commands, in plain mode and on the screen; and who else reads a thread."""

import harness
from test_plain import Talk


class Attend(harness.Case):
    def setUp(self):
        self.s = self.server()
        for name in ('anna', 'bela', 'cleo'):
            self.s.member(name)
        self.s.room('pratiques', 'Pratiques')
        self.s.room('place', 'La place', '--visibility', 'public')
        self.n = self.s.new('anna', 'pratiques', 'Un fil', 'Le début.')

    def tearDown(self):
        self.s.check()

    def ok(self, who, command, stdin=b''):
        done = self.s.ssh(who, command, stdin=stdin)
        self.assertStatus(done, 0)
        self.assertEqual(done.err, b'')
        return done

    def no(self, who, command, status=1, stdin=b''):
        done = self.s.ssh(who, command, stdin=stdin)
        self.assertStatus(done, status)
        self.assertEqual(done.out, b'')
        return done.complaint

    def unread(self, who):
        posts = self.ok(who, 'unread --json').json['posts']
        return [p['id'] for p in posts]

    def fresh(self, who, more=''):
        rows = self.ok(who, 'notices --json ' + more).json['notices']
        return [(r['kind'], r['by'], r['post']) for r in rows]

    def talk(self, who):
        t = Talk(self.s.ssh_argv(who, 'plain')[0], self.s._env())
        self.addCleanup(t.p.stdout.close)
        self.addCleanup(t.p.stdin.close)
        self.addCleanup(t.p.kill)
        while 'Bonjour' not in t.page:
            t.say('1' if '1. J’accepte' in t.page else '')
        return t


class Commands(Attend):
    def test_follow_a_thread_and_a_room(self):
        n = self.n
        r = self.s.reply('cleo', n)
        self.assertEqual(
            self.ok('bela', 'follow %d --json' % r).json,
            {'room': 'pratiques', 'thread': n, 'watch': 'follow'})
        self.assertIn('Un fil', self.ok('bela', 'follow place').text +
                      self.ok('bela', 'follow #%d' % n).text)
        rows = self.ok('bela', 'follow --json').json['followed']
        self.assertEqual([(w['room'], w['thread'], w['title'], w['unread'])
                          for w in rows],
                         [('pratiques', n, 'Un fil', 2),
                          ('place', None, 'La place', 0)])
        self.assertEqual(len(self.ok('bela', 'follow').text.splitlines()), 2)
        self.assertEqual(self.ok('bela', 'threads pratiques --json').json
                         ['threads'][0]['watch'], 'follow')
        rooms = self.ok('bela', 'rooms --json').json['rooms']
        self.assertEqual([(x['name'], x['followed']) for x in rooms],
                         [('place', True), ('pratiques', False)])
        # to follow is to look, not to be told
        self.assertEqual(self.fresh('bela'), [])
        self.ok('bela', 'follow %d --off' % n)
        self.ok('bela', 'follow place --off')
        self.assertEqual(self.ok('bela', 'follow --json').json,
                         {'followed': []})
        self.assertEqual(self.ok('anna', 'follow --json').json,
                         {'followed': []})

    def test_mute_a_thread_and_a_room(self):
        n = self.n
        p = self.s.new('cleo', 'place', 'Ailleurs')
        self.ok('bela', 'mute %d' % n)
        r = self.s.reply('cleo', n, 'Bonjour @bela.')
        self.assertEqual(self.unread('bela'), [p])
        self.assertEqual(self.unread('anna'), [p, r])
        self.assertEqual(self.fresh('bela'), [])
        # to follow no longer what is muted changes nothing
        self.ok('bela', 'follow %d --off' % n)
        self.assertEqual(self.unread('bela'), [p])
        self.assertEqual(
            self.ok('bela', 'mute place --json').json,
            {'room': 'place', 'thread': None, 'watch': 'mute'})
        self.assertEqual(self.unread('bela'), [])
        rooms = self.ok('bela', 'rooms --json').json['rooms']
        self.assertTrue(rooms[0]['forgotten'])
        rows = self.ok('bela', 'mute --json').json['muted']
        self.assertEqual([(w['room'], w['thread']) for w in rows],
                         [('place', None), ('pratiques', n)])
        self.ok('bela', 'mute %d --off' % n)
        self.ok('bela', 'mute place --off')
        self.assertEqual(sorted(self.unread('bela')), [n, p, r])

    def test_ignore_a_member(self):
        n = self.n
        r = self.s.reply('cleo', n, 'Une idée de @anna.')
        self.assertEqual(self.fresh('anna'), [('reply', 'cleo', r)])
        self.assertEqual(self.ok('anna', 'ignore Cléo --json').json,
                         {'name': 'cleo', 'ignored': True})
        self.assertEqual(self.fresh('anna'), [])
        thread = self.ok('anna', 'read %d --json' % n).json['posts']
        self.assertEqual([(p['ignored'], p['text']) for p in thread],
                         [(False, 'Le début.'), (True, None)])
        self.assertNotIn('Une idée', self.ok('anna', 'read %d' % n).text)
        self.assertIn('Une idée', self.ok('anna', 'read %d' % r).text)
        self.assertIn('Une idée',
                      self.ok('anna', 'read %d --json' % r).text)
        self.assertIn('Une idée',
                      self.ok('anna', 'read %d --raw' % r).text)
        other = self.s.reply('cleo', n, 'Une autre.')
        self.assertEqual(self.unread('anna'), [other])
        self.assertNotIn('Une autre', self.ok('anna', 'unread').text +
                         self.ok('anna', 'unread --json').text)
        self.assertEqual([x['name'] for x in self.ok(
            'anna', 'ignore --json').json['ignored']], ['cleo'])
        # cleo sees nothing of it
        self.assertEqual(self.fresh('cleo', '--all'), [])
        self.assertFalse(self.ok('cleo', 'profile anna --json').json
                         ['ignored'])
        self.assertTrue(self.ok('anna', 'profile cleo --json').json
                        ['ignored'])
        self.no('anna', 'ignore anna')
        self.no('anna', 'ignore personne')
        self.ok('anna', 'ignore cleo --off')
        self.assertEqual(self.ok('anna', 'ignore --json').json,
                         {'ignored': []})

    def test_notices_are_cleared_by_reading(self):
        n = self.n
        a = self.s.reply('bela', n)
        b = self.s.reply('cleo', a, 'Voir aussi @anna.')
        self.assertEqual(self.fresh('anna'), [('mention', 'cleo', b),
                                              ('reply', 'bela', a)])
        self.assertIn('#%d' % a, self.ok('anna', 'notices').text)
        self.ok('anna', 'read %d' % a)
        self.assertEqual(self.fresh('anna'), [('mention', 'cleo', b)])
        rows = self.ok('anna', 'notices --all --json').json['notices']
        self.assertEqual([r['new'] for r in rows], [True, False])
        self.assertEqual((rows[0]['thread'], rows[0]['title']),
                         (n, 'Un fil'))
        self.ok('anna', 'notices clear %d' % rows[0]['number'])
        self.assertEqual(self.fresh('anna'), [])
        self.s.reply('bela', n)
        self.ok('anna', 'catchup')
        self.assertEqual(self.fresh('anna'), [])
        self.s.reply('bela', n)
        self.assertEqual(len(self.fresh('anna')), 1)
        self.assertEqual(self.ok('anna', 'notices clear --json').json,
                         {'cleared': 'all'})
        self.assertEqual(self.fresh('anna'), [])
        self.no('anna', 'notices put', status=2)

    def test_a_thread_is_caught_up_and_a_post_marked_unread(self):
        n, p = self.n, self.s.new('cleo', 'place', 'Ailleurs')
        r = self.s.reply('cleo', n)
        self.assertEqual(self.ok('bela', 'catchup %d --json' % n).json,
                         {'thread': n})
        self.assertEqual(self.unread('bela'), [p])
        self.assertEqual(self.ok('bela', 'unread --mark %d' % r).number, r)
        self.assertEqual(sorted(self.unread('bela')), [p, r])
        self.no('bela', 'catchup 999')
        self.no('bela', 'unread --mark 999')
        self.ok('bela', 'mute %d' % n)
        self.no('bela', 'unread --mark %d' % r)
        self.ok('bela', 'mute %d --off' % n)
        self.no('bela', 'unread place --mark %d' % r, status=2)

    def test_drafts(self):
        talk = self.talk('bela')
        talk.say('répondre %d' % self.n)
        talk.say('1')
        talk.say('Une phrase gardée.')
        talk.p.stdin.close()
        talk.p.wait(20)
        rows = self.ok('bela', 'drafts --json').json['drafts']
        self.assertEqual([(d['parent'], d['place'], d['thrown'])
                          for d in rows], [(self.n, 'Un fil', False)])
        number = rows[0]['number']
        self.assertIn('Un fil', self.ok('bela', 'drafts').text)
        self.assertEqual(self.ok('bela', 'drafts show %d' % number).text
                         .strip(), 'Une phrase gardée.')
        self.assertIn('Une phrase gardée.', self.ok(
            'bela', 'drafts show %d --json' % number).json['text'])
        self.no('anna', 'drafts show %d' % number)
        self.ok('bela', 'drafts drop %d' % number)
        self.assertTrue(self.ok('bela', 'drafts --json').json['drafts'][0]
                        ['thrown'])
        self.ok('bela', 'drafts drop %d' % number)
        self.assertEqual(self.ok('bela', 'drafts --json').json,
                         {'drafts': []})
        for words in ('drafts show', 'drafts drop x', 'drafts lose 1'):
            self.no('bela', words, status=2)

    def test_profile(self):
        me = self.ok('anna', 'profile --json').json
        self.assertEqual((me['name'], me['presence'], me['measure'],
                          me['language']), ('anna', 'unasked', 72, 'fr'))
        for field, value in (('structure', 'Ville de Lille'),
                             ('profiles', 'elu,agent'),
                             ('hats', 'maire; voisine'),
                             ('experience', 'long'), ('theme', 'light'),
                             ('measure', '80'), ('signs', 'ascii'),
                             ('mouse', 'off'), ('presence', 'shown'),
                             ('mail', 'anna@exemple.org')):
            self.ok('anna', "profile set %s '%s'" % (field, value))
        me = self.ok('anna', 'profile --json').json
        self.assertEqual(
            [me[k] for k in ('structure', 'profiles', 'hats', 'experience',
                             'theme', 'measure', 'signs', 'mouse', 'presence',
                             'mail')],
            ['Ville de Lille', ['elu', 'agent'], ['maire', 'voisine'],
             'long', 'light', 80, 'ascii', 'off', 'shown',
             'anna@exemple.org'])
        seen = self.ok('bela', 'profile anna --json').json
        self.assertEqual(seen['hats'], ['maire', 'voisine'])
        for field in ('mail', 'presence', 'theme', 'measure'):
            self.assertNotIn(field, seen)
        self.assertNotIn('anna@', self.ok('bela', 'profile anna').text)
        self.assertIn('light contrast',
                      self.no('anna', 'profile set theme pink'))
        self.assertIn('presence', self.no('anna', 'profile set colour red'))
        self.no('anna', 'profile set measure 300')
        self.no('anna', 'profile set measure 20')
        self.no('anna', 'profile set theme', status=2)
        self.no('anna', 'profile personne')


class Present(Attend):
    def read(self, who, size='80x24'):
        t = self.s.screen(who, size=size)
        t.pass_welcome()
        t.send('%d' % self.n)
        t.wait('num')
        t.send('<Enter>')
        t.wait('Le début.')
        t.send('<Esc>')
        return t

    def test_who_chose_to_be_seen_is_seen_while_they_read(self):
        t = self.read('bela')
        t.settle()
        self.assertNotIn('Lisent aussi', t.text())
        hidden = self.read('anna')      # the first login left it off
        t.settle(1500)
        self.assertNotIn('anna', t.screen()[1])
        hidden.close()
        self.ok('anna', 'profile set presence shown')
        anna = self.read('anna')
        t.wait('Lisent aussi')
        self.assertEqual(t.screen()[1].strip(), 'Lisent aussi\u00a0: anna')
        t.resize('60x20')       # without a row under the title
        harness.poll(lambda: 'Lisent aussi\u00a0: anna' in t.screen()[18], 20)
        t.resize('80x24')
        t.wait('Lisent aussi')
        anna.settle(1500)
        self.assertNotIn('Lisent aussi', anna.text())
        # gone, from one who reads on
        anna.send('a')
        t.absent('Lisent aussi')
        # the store has nothing of it
        self.assertNotIn('presence', self.s.palabre('check').text)

    def test_an_ignored_reader_is_not_seen(self):
        self.ok('anna', 'ignore cleo')
        self.ok('cleo', 'profile set presence shown')
        self.ok('bela', 'profile set presence shown')
        t = self.read('anna')
        cleo, bela = self.read('cleo'), self.read('bela')
        t.wait('Lisent aussi')
        self.assertEqual(t.screen()[1].strip(), 'Lisent aussi\u00a0: bela')
        cleo.wait('Lisent aussi')
        self.assertEqual(cleo.screen()[1].strip(), 'Lisent aussi\u00a0: bela')

    def test_plain_mode_says_it_and_is_seen(self):
        self.ok('bela', 'profile set presence shown')
        t = self.talk('bela')
        t.say('lire %d' % self.n)
        u = self.talk('cleo')
        self.assertIn('Lisent aussi\u00a0: bela.',
                      u.say('lire %d' % self.n))
        t.end()


class PlainMode(Attend):
    def test_threads_are_followed_and_muted_by_numbers(self):
        t = self.talk('bela')
        t.say('lire %d' % self.n)
        t.choose('Suivre ce fil')
        self.assertIn('Suivi', t.page)
        t.choose('Ne plus suivre ce fil')
        t.choose('Mettre ce fil en sourdine')
        self.assertIn('En sourdine', t.page)
        self.assertEqual(self.unread('bela'), [])
        t.choose('Ôter la sourdine')
        t.choose('Pratiques')
        t.choose('Suivre ce salon')
        t.say('accueil')
        t.choose('Suivis, 1')
        t.choose('Salon Pratiques')
        t.choose('Ne plus suivre ce salon')
        self.assertEqual(self.ok('bela', 'follow --json').json,
                         {'followed': []})

    def test_a_member_is_ignored_by_numbers(self):
        r = self.s.reply('cleo', self.n, 'Une idée.')
        t = self.talk('bela')
        t.say('lire %d' % r)
        self.assertIn('Une idée.', t.page)
        t.choose('Ignorer cleo')
        self.assertIn('Rien ne le lui dit', t.page)
        self.assertNotIn('Une idée.', t.say('lire %d' % r))
        t.choose('entendre quand même')
        self.assertIn('Une idée.', t.page)
        t.choose('Tout le fil')
        self.assertNotIn('Une idée.', t.page)
        t.say('menu')
        t.choose('Membres')
        t.choose('cleo')
        t.choose('Ne plus ignorer cette personne')
        self.assertIn('Une idée.', t.say('lire %d' % r))


if __name__ == '__main__':
    harness.main()
