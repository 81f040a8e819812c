"""Flags, masks, cases and decisions, by line commands over ssh, on screens and
in plain mode, as members and moderators meet them."""

import harness
from test_attend import Attend

FACTS = 'Le message nomme un cabinet et l’accuse, sans rien citer.'
REASONS = ('Nommer un confrère sans fait met des membres en concurrence ; le '
           'doute sur une méthode, lui, a sa place ici.')
WHY = "--reason 'Un cabinet est nommé, sans aucun fait.'"


class Moderation(Attend):
    """bela writes what others flag; gina moderates."""

    def setUp(self):
        super().setUp()
        for name, profile in (('dina', 'agent'), ('elsa', 'elu'),
                              ('fred', 'agent'), ('gina', 'citoyen')):
            self.s.member(name, '--profile', profile)
        self.s.palabre('mandate', 'add', 'gina', 'moderator')
        self.thread = self.s.new('anna', 'pratiques', 'Indemniser ?')
        self.n = self.s.reply('bela', self.thread, 'Trois-Chênes triche.')

    def row(self, who):
        rows = self.ok(who, 'read %d --json' % self.n).json['posts']
        return next(r for r in rows if r['id'] == self.n)

    def flag(self, *names, article='4a'):
        for name in names:
            done = self.ok(name, 'flag %d --article %s %s --json' % (
                self.n, article, WHY)).json
        return done

    def as_gina(self, *words, stdin='', check=True):
        """On the server: her key goes with a password over ssh."""
        return self.s.as_('gina', *words, stdin=stdin.encode(), check=check)

    def decide(self, case, measure, reason=REASONS, check=True):
        return self.as_gina('decide', str(case), '--measure', measure,
                            '--article', '4a', '--facts', FACTS, '--reason',
                            reason, '--json', check=check)


class Case(Moderation):
    def test_three_of_two_profiles_mask_until_the_clock_says(self):
        self.no('guest', 'flag %d --article 4a %s' % (self.n, WHY))
        self.no('bela', 'flag %d --article 4a %s' % (self.n, WHY))
        self.assertIn('charte', self.no('dina', 'flag %d --article 9z %s' % (
            self.n, WHY)))
        self.assertIn('signes', self.no(
            'dina', "flag %d --article 4a --reason 'Non.'" % self.n))
        self.assertFalse(self.flag('dina', 'elsa')['masked'])
        self.assertIn('déjà', self.no('dina', 'flag %d --article 4a %s' % (
            self.n, WHY)))
        self.assertTrue(self.flag('fred')['masked'])
        row = self.row('anna')
        self.assertEqual((row['state'], row['text']), ('masked', None))
        self.assertEqual((row['mask']['by'], row['mask']['article']),
                         ('flags', '4a'))
        self.assertIn('Trois-Chênes', self.row('bela')['text'])
        self.assertEqual(self.ok('anna', 'search triche --json').json[
            'hits'], [])
        self.assertNotIn('triche', self.ok('anna', 'read %d' % self.n).text)
        rows = self.ok('bela', 'notices --json').json['notices']
        self.assertIn('masked', [r['kind'] for r in rows])
        self.s.clock('+73h')
        self.assertEqual(self.row('anna')['state'], 'published')
        self.s.check()

    def test_a_case_is_decided_once_with_reasons(self):
        case = self.flag('dina')['case']
        self.no('anna', 'queue')
        self.no('anna', 'case %d' % case)
        rows = self.as_gina('queue', '--json').json['cases']
        self.assertEqual([(r['id'], r['state'], len(r['flags']))
                          for r in rows], [(case, 'open', 1)])
        self.as_gina('take', str(case))
        self.assertIn('motivation', self.decide(
            case, 'mask', reason='Non.', check=False).complaint)
        done = self.decide(case, 'mask').json
        self.assertEqual((done['state'], done['measure'], done['entry']),
                         ('decided', 'mask', 2))
        again = self.decide(case, 'none', check=False)
        self.assertEqual(again.status, 1)
        self.assertEqual(self.row('anna')['state'], 'masked')
        # its author reads the reasons, not who flagged nor who decided
        mine = self.ok('bela', 'case %d --json' % case).json
        self.assertEqual((mine['reasons'], mine['flags'], mine['taken_by']),
                         (REASONS, [], None))
        kinds = [r['kind'] for who in ('bela', 'dina') for r in
                 self.ok(who, 'notices --json').json['notices']]
        self.assertIn('decided', kinds)
        self.assertIn('flagged', kinds)
        self.s.check()

    def test_the_log_says_it_a_week_later_without_names(self):
        case = self.flag('dina')['case']
        self.decide(case, 'reminder')
        head = self.ok('guest', 'log --head').text.strip()
        self.assertRegex(head, r'\A2:[0-9a-f]{64}\Z')
        self.assertEqual(self.ok('guest', 'log --json').json['entries'], [])
        self.s.clock('+7d')
        entry = self.ok('guest', 'log --json').json['entries'][0]
        self.assertEqual('%d:%s' % (entry['number'], entry['hash']), head)
        self.assertEqual((entry['fields']['measure'],
                          entry['fields']['by']), ('reminder', 'M1'))
        self.assertNotIn('gina', str(entry))

    def test_what_is_rephrased_comes_back_when_it_was_read(self):
        case = self.flag('dina')['case']
        self.decide(case, 'rephrase')
        self.assertEqual(self.as_gina('queue', '--json').json['cases'], [])
        self.ok('bela', 'edit %d' % self.n, 'Je doute de la méthode.'.encode())
        self.assertEqual(self.row('anna')['text'], None)
        self.assertTrue(self.as_gina('queue', '--json').json['cases'][0][
            'reread'])
        self.decide(case, 'none')
        self.assertEqual(self.row('anna')['text'], 'Je doute de la méthode.')

    def test_on_the_screen_a_member_flags_and_plain_mode_too(self):
        t = self.s.screen('dina')
        t.pass_welcome()
        t.send('%d<Enter>' % self.n)
        t.wait('Trois-Chênes')
        t.send('!')
        t.wait('Répondre plutôt')
        t.send('<Tab>4a')
        t.wait('démarchage')
        t.send('<Tab>Un cabinet est nommé, sans aucun fait.')
        t.wait('aucun fait')
        t.send('<C-x>')
        t.wait('Signalé')
        t.close()
        p = self.talk('elsa')
        p.say('lire %d' % self.n)
        p.choose('Autres actions')
        p.choose('Signaler ce message')
        p.choose('Signaler')
        p.say('3a')
        self.assertIn('Signalé', p.say('Un cabinet est nommé, sans fait.'))
        rows = self.as_gina('queue', '--json').json['cases']
        self.assertEqual(len(rows[0]['flags']), 2)

    def test_what_a_member_typed_outlives_the_line(self):
        def come(who='dina'):
            t = self.s.screen(who)
            t.pass_welcome()
            t.send('%d<Enter>' % self.n)
            t.wait('Trois-Chênes')
            t.send('!')
            t.wait('Répondre plutôt')
            return t

        t = come()
        t.send('<Tab>4a<Tab>Un cabinet est nommé')
        t.wait('est nommé')
        t.hangup()
        t.close()
        t = come('elsa')                # another one finds nothing
        self.assertNotIn('est nommé', t.text())
        t.close()
        t = come()
        t.wait('est revenu')
        t.wait('démarchage')            # the clause of 4a, as when it was typed
        t.send('<Tab><Tab>, sans fait.')
        t.wait('sans fait.')
        t.send('<C-o>')                 # left, not thrown away
        t.wait('Mis de côté')
        t.send('!')
        t.wait('sans fait.')
        t.send('<C-x>')
        t.wait('Signalé')
        t.close()
        flags = self.as_gina('queue', '--json').json['cases'][0]['flags']
        self.assertEqual([f['reason'] for f in flags],
                         ['Un cabinet est nommé, sans fait.'])
        self.s.check()

    def test_what_a_moderator_typed_outlives_the_line(self):
        self.flag('dina')
        hugo = self.s.member('hugo', '--profile', 'citoyen',
                             password='trois chênes verts')
        self.s.palabre('mandate', 'add', 'hugo', 'moderator')

        def come():
            t = self.s.screen(hugo, key=hugo.key, password=hugo.password,
                              methods='publickey,password')
            t.pass_welcome()
            t.wait('1 dossier')
            t.send('<Home><Enter>')
            t.wait('File')
            t.send('<Enter>')
            t.wait('Trois-Chênes')
            t.send('d')
            t.wait('Les faits')
            return t

        t = come()
        t.send('<Right><Right><Tab><Tab>Le message nomme un cabinet.<Tab>'
               'Nommer un confrère')
        t.wait('un confrère')
        t.hangup()
        t.close()
        t = come()
        t.wait('est revenu')
        t.wait('à reformuler')
        t.wait('nomme un cabinet.')
        t.send('<Tab><Tab><Tab>' + REASONS[len('Nommer un confrère'):])
        t.wait('place ici.')
        t.send('<C-x>')
        t.wait('Signer cette décision')
        t.send('o')
        t.wait('Signé')
        t.close()
        row = self.as_gina('log', '--head').text
        self.assertRegex(row, r'\A\d+:')
        self.assertEqual(self.row('anna')['mask']['by'], 'rephrase')

    def test_plain_mode_offers_what_was_refused_or_cut(self):
        p = self.talk('elsa')
        p.say('lire %d' % self.n)
        p.choose('Autres actions')
        p.choose('Signaler ce message')
        p.choose('Signaler')
        p.say('4a')
        self.assertIn('signes', p.say('Trop court'))
        p.choose('Signaler ce message')
        p.choose('Signaler avec ce que vous aviez écrit : 4a, « Trop court »')
        self.assertNotIn('Signalé.', p.page)
        p.choose('Signaler ce message')
        p.choose('Signaler')
        p.say('4a')
        p.p.stdin.write('Un cabinet est nommé, sans fait.'.encode())
        p.p.stdin.close()               # cut before Enter
        p.p.wait(20)
        p = self.talk('elsa')
        p.say('lire %d' % self.n)
        p.choose('Signaler ce message')
        p.choose('4a, « Un cabinet est nommé, sans fait. »')
        self.assertIn('Signalé', p.page)
        p.choose('Signaler ce message')
        self.assertNotIn('aviez écrit', p.page)


if __name__ == '__main__':
    harness.main()
