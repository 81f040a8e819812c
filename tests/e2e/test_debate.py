"""The cooperative frame in a debate, by line commands over ssh, in plain mode
and on the server: what is restated and answered."""

import harness
from test_attend import Attend

VIEW = 'Vous pensez que le hasard ne vaut que si chacune peut dire oui.'
ARGUMENT = ('Je ne crois pas que la somme déplace le motif de la venue, et '
            'trois jurys suivis en témoignent.')


class Debate(Attend):
    """anna opens a thread; bela and cleo are there too."""

    def setUp(self):
        super().setUp()
        self.thread = self.s.new('anna', 'pratiques', 'Indemniser ?',
                                 'Sans défraiement, le hasard ment.')

    def disagree(self, who, to, restate=VIEW):
        return self.s.reply(who, to, ARGUMENT, '--type', 'D', '--restate',
                            restate)

    def post(self, n, who='cleo'):
        rows = self.ok(who, 'read %d --json' % n).json['posts']
        return next(r for r in rows if r['id'] == n)

    def waits(self, who):
        rows = self.ok(who, 'notices --json').json['waits']
        return [(r['kind'], r['post'], r['by']) for r in rows]


class Restatement(Debate):
    def setUp(self):
        super().setUp()
        self.d = self.disagree('bela', self.thread)

    def state(self):
        return self.post(self.d)['restatement']

    def test_its_state_changes_with_answer(self):
        self.assertEqual((self.state()['state'], self.state()['of']),
                         ('waiting', 'anna'))
        self.assertEqual(self.waits('anna'),
                         [('restatement', self.d, 'bela')])
        self.assertEqual((self.waits('bela'), self.waits('cleo')), ([], []))
        for who in ('bela', 'cleo', 'guest'):
            self.no(who, 'answer %d yes' % self.d)
        self.no('anna', 'answer %d perhaps' % self.d, status=2)
        self.no('anna', 'answer %d yes' % self.thread)
        self.no('anna', 'answer 9999 yes')
        done = self.ok('anna', 'answer %d almost --json' % self.d,
                       'Si chacun le peut, oui.\n'.encode()).json
        self.assertEqual(done['restatement']['state'], 'clarified')
        self.assertEqual((self.state()['state'], self.state()['answer']),
                         ('clarified', 'Si chacun le peut, oui.'))
        self.assertEqual(self.waits('anna'), [])
        self.assertIn('[précisée] anna\u00a0: presque. Si chacun le peut, '
                      'oui.', self.ok('cleo', 'read %d' % self.d).text)
        rows = self.ok('bela', 'notices --json').json['notices']
        self.assertEqual([(r['kind'], r['by'], r['text']) for r in rows],
                         [('answered', 'anna', 'clarified')])
        self.s.check()

    def test_words_that_are_too_long_are_refused_and_after_seven_days_all(
            self):
        self.assertIn('de trop', self.no(
            'anna', 'answer %d no' % self.d, stdin=b'a' * 281))
        self.no('anna', 'answer %d no' % self.d, stdin=b'')
        self.s.clock('+7d')
        self.assertEqual(self.state()['state'], 'unanswered')
        self.assertEqual(self.waits('anna'), [])
        self.assertIn('passé', self.no('anna', 'answer %d yes' % self.d))

    def test_a_cleared_branch_is_closed_to_every_way_in(self):
        below = self.s.reply('cleo', self.d, 'Une réponse.')
        self.ok('anna', 'answer %d cleared' % self.d)
        rows = self.ok('cleo', 'threads pratiques --json').json['threads']
        self.assertEqual(rows[0]['cleared'], 1)
        for to in (self.d, below):
            self.assertIn('malentendu', self.no(
                'cleo', 'reply %d' % to, stdin='Encore.'.encode()))
            done = self.s.as_('cleo', 'reply', str(to), stdin=b'Encore.',
                              check=False)
            self.assertEqual(done.status, 1)
        t = self.talk('cleo')
        t.say('lire %d' % below)
        self.assertIn('malentendu', t.choose('Répondre'))
        self.ok('cleo', 'reply %d' % self.thread, 'Ici, oui.'.encode())
        self.s.check()

    def test_plain_mode_asks_and_answers(self):
        t = self.talk('anna')
        t.choose('Pour vous')
        t.choose('Une reformulation à confirmer, bela')
        self.assertIn(VIEW, t.page)
        t.choose('Non\u00a0: je le redis autrement')
        t.say('Je parle des frais.')
        self.assertIn('C’est dit', t.page)
        self.assertIn('[contestée] anna\u00a0: non. Je parle des frais.',
                      t.page)
        t = self.talk('bela')
        t.say('lire %d' % self.d)
        self.assertIn('vous reformulez une fois encore', t.page)
        self.s.palabre('as', 'bela', 'edit', str(self.d), '--restate',
                       VIEW + ' Et sans frais.', stdin=ARGUMENT.encode())
        self.assertEqual(self.state()['state'], 'waiting')
        t = self.talk('anna')
        t.say('lire %d' % self.d)
        t.choose('Autres actions')
        t.choose('Dire si c’est bien votre point de vue')
        t.choose('Oui, c’est bien mon point de vue')
        self.assertEqual(self.state()['state'], 'confirmed')

    def test_one_key_answers_it_from_home_over_ssh(self):
        t = self.s.screen('anna')
        t.pass_welcome()
        t.wait('reformulation')
        t.send('d')
        t.wait(VIEW[:40])
        t.send('o')
        t.wait('[confirmée]')
        self.assertEqual(self.state()['state'], 'confirmed')


    def test_what_others_do_meanwhile_moves_no_choice(self):
        t = self.s.screen('anna')
        t.pass_welcome()
        t.wait('reformulation')
        t.send('d')
        t.wait('Est-ce bien')
        t.send('<Down><Down>')
        t.wait('> n  Non')
        self.s.reply('cleo', self.thread, 'Un mot.')
        t.settle(1500)
        self.assertIn('> n  Non', t.text())
        t.send('<Enter>')
        t.wait('en 280 signes')

    def test_words_too_long_on_the_screen_are_asked_for_again_as_typed(self):
        t = self.s.screen('anna')
        t.pass_welcome()
        t.wait('reformulation')
        t.send('d')
        t.wait('Est-ce bien')
        t.send('n')
        t.wait('en 280 signes')
        t.send('abc ' * 71 + 'fin')
        t.wait('fin')
        t.send('<Enter>')
        t.wait('de trop')
        t.wait('fin')
        t.send('<BS>' * 8 + '<Enter>')
        t.wait('[contestée]')
        answer = self.state()['answer']
        self.assertTrue(answer.startswith('abc abc') and len(answer) <= 280)


class Duel(Debate):
    """anna and bela answer each other, six posts in a row."""

    def duel(self):
        last = self.thread
        for who in ('bela', 'anna', 'bela', 'anna', 'bela'):
            self.assertEqual(self.waits('anna') + self.waits('bela'), [])
            last = self.s.reply(who, last, 'Non, je ne crois pas.')
        return last

    def test_six_alternations_are_told_to_the_two_and_to_no_third(self):
        last = self.duel()
        self.assertEqual(self.waits('anna'), [('duel', last, 'bela')])
        self.assertEqual([w[0::2] for w in self.waits('bela')],
                         [('duel', 'anna')])
        self.assertEqual(self.waits('cleo'), [])
        self.assertEqual(self.fresh('cleo'), [])
        self.no('cleo', 'thirdview %d' % last)
        # nobody agreed to be invited: said so, and the choice stays
        self.assertIn('Personne ne peut', self.no(
            'anna', 'thirdview %d' % last))
        self.ok('anna', 'thirdview %d --off' % last)
        self.assertEqual(self.waits('anna'), [])
        self.assertEqual(len(self.waits('bela')), 1)
        self.s.reply('anna', last, 'Si.')
        self.assertEqual(self.waits('anna'), [])
        self.s.check()

    def test_a_third_view_is_drawn_and_comes(self):
        self.s.member('elsa', '--profile', 'elu')
        self.ok('elsa', 'whoami')
        self.assertEqual(self.ok('elsa', 'optin --json').json,
                         {'invited': True})
        t = self.s.screen('elsa')       # a login, so that she was here
        t.pass_welcome()
        t.close()
        for name, profile in (('anna', 'agent'), ('bela', 'consultant')):
            self.ok(name, 'profile set profiles ' + profile)
        last = self.duel()
        done = self.ok('bela', 'thirdview %d --json' % last).json
        self.assertEqual(done, {'invited': 1})
        self.assertEqual(self.waits('elsa'), [('view', last, 'bela')])
        self.assertEqual(self.waits('bela'), [])
        self.s.reply('elsa', last, 'Voici un troisième regard.')
        self.assertEqual(self.waits('elsa'), [])
        self.s.check()

    def test_a_facilitator_asks_both_for_a_calm_rhythm(self):
        self.s.palabre('mandate', 'add', 'cleo', 'facilitator',
                       '--room', 'pratiques')
        self.no('cleo', 'rhythm %d calm anna bela' % self.thread)
        last = self.duel()
        self.no('anna', 'rhythm %d calm anna bela' % last)
        self.no('cleo', 'rhythm %d slow anna bela' % last, status=2)
        t = self.talk('cleo')
        t.say('lire %d' % last)
        t.choose('Autres actions')
        t.choose('Régler le rythme de ce fil')
        t.choose('Posé pour anna et bela seulement')
        self.assertIn('Toutes deux sont prévenues', t.page)
        for who in ('anna', 'bela'):
            self.assertRegex(self.no(who, 'reply %d' % last, stdin=b'Si.'),
                             r'\d+ h \d\d')
            self.assertIn(('pair-calm', 'cleo', last), self.fresh(who))
        self.ok('cleo', 'reply %d' % last, b'Respirons.')
        self.s.clock('+30m')
        self.ok('anna', 'reply %d' % last, b'Si.')
        rows = self.s.palabre('setting', 'duels', '--json').json['tenths']
        self.assertEqual((len(rows), sum(rows)), (11, 1))
        self.s.check()

    def test_plain_mode_offers_the_ways_out(self):
        self.duel()
        t = self.talk('anna')
        t.choose('Pour vous')
        t.choose('Un échange à deux, bela')
        self.assertIn('bela et vous échangez à deux', t.page)
        t.choose('Continuer')
        self.assertIn('personne n’en est averti', t.page)
        self.assertEqual(self.waits('anna'), [])
        t = self.talk('bela')
        t.choose('Pour vous')
        t.choose('Un échange à deux, anna')
        t.choose('Reformuler')
        self.assertIn('contribution', t.page)

    def test_on_the_screen_one_restates(self):
        last = self.duel()
        t = self.s.screen('anna')
        t.pass_welcome()
        t.wait('Un échange à deux')
        t.send('d')
        t.wait('Reformuler')
        t.send('r')
        t.wait('Ce que je comprends')
        self.assertIn('#%d' % last, t.text())


class Views(Debate):
    def setUp(self):
        super().setUp()
        for name, profile in (('anna', 'agent'), ('bela', 'consultant'),
                              ('cleo', 'elu')):
            self.ok(name, 'profile set profiles ' + profile)
        self.ok('cleo', 'profile set invited on')
        for _ in range(5):
            self.s.reply('bela', self.thread, 'Une réponse.')

    def test_a_missing_view_is_invited_and_may_decline_in_silence(self):
        n = self.thread
        self.assertIn('quelques jours', self.no(
            'anna', 'thirdview %d elu' % n))
        self.s.clock('+3d')
        t = self.s.screen('cleo')
        t.pass_welcome()
        self.no('bela', 'thirdview %d elu' % n)
        self.no('anna', 'thirdview %d consultant' % n)
        self.no('anna', 'thirdview %d mage' % n, status=2)
        self.assertIn('1 personne', self.ok(
            'anna', 'thirdview %d elu' % n).text)
        self.assertIn('déjà', self.no('anna', 'thirdview %d elu' % n))
        self.assertEqual(self.waits('cleo'), [('view', n, 'anna')])
        t.wait('Ctrl-L')
        t.send('<C-l><Home>')
        t.wait('Votre regard est souhaité')
        t.send('d')
        t.wait('ce regard\u00a0: personne élue. Le vôtre')
        t.send('n')
        t.wait('mis de côté')
        self.assertEqual(self.waits('cleo'), [])
        self.assertNotIn('cleo', self.ok('anna', 'notices').text)
        self.s.check()

    def test_plain_mode_invites_and_is_invited(self):
        self.s.clock('+3d')
        t = self.s.screen('cleo')
        t.pass_welcome()
        t.close()
        t = self.talk('anna')
        t.say('lire %d' % self.thread)
        t.choose('Autres actions')
        t.choose('Inviter un regard qui manque ici')
        t.choose('personne élue')
        self.assertIn('C’est fait', t.page)
        t = self.talk('cleo')
        t.choose('Pour vous')
        t.choose('Votre regard est souhaité')
        self.assertIn('Le vôtre serait le premier', t.page)
        t.choose('Lire le fil')
        self.assertIn('Indemniser ?', t.page)


class Rhythm(Debate):
    WHY = "--reason 'Le fil s’emballe, prenons le temps.'"

    def setUp(self):
        super().setUp()
        self.s.palabre('mandate', 'add', 'cleo', 'facilitator',
                       '--room', 'pratiques')

    def test_slow_the_next_post_waits_four_hours_for_everybody(self):
        n = self.thread
        self.assertIn('libre', self.ok('bela', 'rhythm %d' % n).text)
        self.no('bela', 'rhythm %d slow %s' % (n, self.WHY))
        self.no('guest', 'rhythm %d slow %s' % (n, self.WHY))
        self.no('cleo', 'rhythm %d slow' % n)
        self.no('cleo', 'rhythm %d fast %s' % (n, self.WHY), status=2)
        self.ok('cleo', 'rhythm %d lent %s --days 3' % (n, self.WHY))
        got = self.ok('bela', 'rhythm %d --json' % n).json['rhythm']
        self.assertEqual((got['rhythm'], got['minutes'], got['by']),
                         ('slow', 240, 'cleo'))
        self.ok('bela', 'reply %d' % n, b'Un.')
        self.ok('cleo', 'reply %d' % n, b'Deux.')
        self.s.clock('+3h')
        for who in ('bela', 'cleo'):
            self.assertRegex(self.no(who, 'reply %d' % n, stdin=b'Trois.'),
                             r'votre prochain message, .*\d+ h \d\d')
        done = self.s.as_('bela', 'reply', str(n), stdin=b'Trois.',
                          check=False)
        self.assertEqual(done.status, 1)
        self.s.clock('+1h')
        self.ok('bela', 'reply %d' % n, b'Quatre.')
        self.s.clock('+3d')
        self.ok('bela', 'reply %d' % n, b'Cinq.')
        self.ok('bela', 'reply %d' % n, b'Six.')
        self.s.check()

    def test_plain_mode_sets_it_and_keeps_what_is_written_too_early(self):
        t = self.talk('cleo')
        t.say('lire %d' % self.thread)
        t.choose('Autres actions')
        t.choose('Régler le rythme de ce fil')
        t.choose('posé')
        t.say('Le fil s’emballe, prenons le temps.')
        self.assertIn('Le rythme est réglé', t.page)
        self.ok('bela', 'reply %d' % self.thread, b'Un.')
        t = self.talk('bela')
        t.say('lire %d' % self.thread)
        self.assertIn('Rythme posé', t.page)
        t.choose('Répondre')
        self.assertIn('votre prochain message', t.page)
        t.say('')
        t.say('Ce que je voulais dire encore.')
        t.say('.')
        self.assertIn('votre prochain message', t.choose('Envoyer'))
        self.assertIn('Ce que je voulais dire',
                      self.ok('bela', 'drafts show 1').text)


class Strict(Debate):
    def setUp(self):
        super().setUp()
        self.s.palabre('mandate', 'add', 'cleo', 'facilitator',
                       '--room', 'pratiques')
        self.no('bela', 'strict %d' % self.thread)
        self.ok('cleo', 'strict %d' % self.thread)
        self.d = self.disagree('bela', self.thread)

    def test_it_waits_for_its_answer_unseen_by_others(self):
        for who in ('cleo', 'guest'):
            self.no(who, 'read %d' % self.d)
        self.no('anna', 'reply %d' % self.d, stdin=b'Non.')
        self.no('bela', 'edit %d' % self.d, stdin=b'Autre.')
        row = self.ok('bela', 'read %d --json' % self.d).json['posts'][0]
        self.assertEqual(row['state'], 'withheld')
        self.assertIn('retirer', self.no(
            'bela', "reply %d --type D --restate '%s'" % (self.thread, VIEW),
            stdin=ARGUMENT.encode()))
        self.assertEqual(self.waits('anna'),
                         [('restatement', self.d, 'bela')])
        done = self.ok('anna', 'answer %d yes --json' % self.d).json
        self.assertEqual(done['restatement']['state'], 'confirmed')
        self.assertNotEqual(done['id'], self.d)
        self.assertEqual(self.post(done['id'])['author'], 'bela')
        self.no('bela', 'read %d' % self.d)
        self.s.check()

    def test_on_the_screen_the_answer_publishes_it(self):
        t = self.s.screen('anna')
        t.pass_welcome()
        t.wait('Une reformulation à confirmer')
        t.send('d')
        t.wait('Fil strict')
        t.send('o')
        t.wait('C’est dit')
        t.wait('[confirmée]')
        self.assertIn('#%d' % (self.d + 1), t.text())
        t.close()
        self.assertEqual(self.post(self.d + 1)['type'], 'D')

    def test_plain_mode_says_so_and_withdraws(self):
        t = self.talk('bela')
        t.say('lire %d' % self.d)
        self.assertIn('Fil strict', t.page)
        t.choose('Supprimer')
        t.choose('Supprimer')
        self.assertEqual(self.waits('anna'), [])
        t = self.talk('cleo')
        t.say('lire %d' % self.thread)
        self.assertIn('Fil strict', t.page)
        t.choose('Autres actions')
        self.assertIn('plus strict', t.choose('Publier de nouveau'))


class Round(Debate):
    """anna announces a round table; four people take part."""

    def setUp(self):
        super().setUp()
        for name in ('dina', 'elsa'):
            self.s.member(name)
        self.s.palabre('mandate', 'add', 'anna', 'facilitator',
                       '--room', 'pratiques')

    def round(self, who='anna'):
        return self.ok(who, 'round %d --json' % self.thread).json['round']

    def join(self, *names):
        for name in names:
            self.ok(name, 'round %d join' % self.thread)

    def test_a_second_reply_is_refused_by_every_way_in(self):
        n = self.thread
        self.assertIsNone(self.round())
        self.no('bela', 'round %d open' % n)
        self.no('bela', 'round %d join' % n)
        self.no('anna', 'round %d dance' % n, status=2)
        self.no('anna', 'round %d join --blind' % n, status=2)
        self.ok('anna', 'round %d open --two' % n)
        self.no('guest', 'round %d join' % n)
        self.join('bela', 'cleo', 'dina')
        self.assertEqual((self.round()['state'], self.round()['members']),
                         ('signup', ['bela', 'cleo', 'dina']))
        self.s.clock('+48h')
        self.assertEqual(self.waits('bela'), [('round', n, 'anna')])
        self.ok('bela', 'reply %d' % n, b'Un.')
        self.assertIn('une fois', self.no('bela', 'reply %d' % n,
                                          stdin=b'Deux.'))
        done = self.s.as_('bela', 'reply', str(n), stdin=b'Deux.',
                          check=False)
        self.assertEqual(done.status, 1)
        t = self.talk('bela')
        t.say('lire %d' % n)
        self.assertIn('1 sur 3, jusqu', t.page)
        t.choose('Répondre')
        self.assertIn('une fois', t.page)
        self.assertIn('inscrites', self.no('elsa', 'reply %d' % n,
                                           stdin=b'Moi.'))
        self.assertIn('à retirer', self.no('cleo', 'reply %d' % n,
                                           stdin=b'a' * 1501))
        self.ok('cleo', 'round %d joker' % n)
        self.ok('dina', 'reply %d' % n, b'Trois.')
        self.assertEqual((self.round()['state'], self.round()['spoken']),
                         ('second', []))
        self.ok('bela', 'reply %d' % n, b'Quatre.')
        self.s.clock('+5d')
        self.assertIn('synthèse', self.no('bela', 'reply %d' % n,
                                          stdin=b'Cinq.'))
        self.ok('elsa', 'reply %d --type S' % n, b'Tout est dit.')
        self.ok('bela', 'reply %d' % n, b'Six.')
        self.assertEqual(self.round()['state'], 'over')
        self.s.check()

    def test_blind_the_words_of_others_come_after_ones_own(self):
        n = self.thread
        self.ok('anna', 'round %d open --blind' % n)
        self.join('bela', 'cleo', 'dina')
        self.s.clock('+48h')
        said = self.s.reply('bela', n, 'Mot singulier.')
        self.assertIsNone(self.post(said)['text'])
        self.assertTrue(self.post(said)['blind'])
        self.assertEqual(self.post(said, 'elsa')['text'],
                         'Mot singulier.')
        text = self.ok('cleo', 'read %d' % n).text
        self.assertIn('à lire après le vôtre', text)
        self.assertNotIn('singulier', text)
        self.no('cleo', 'read %d --raw' % said)
        self.assertEqual(self.ok('cleo', 'search singulier --json').json[
            'hits'], [])
        rows = self.ok('cleo', 'unread --json').json['posts']
        self.assertNotIn(said, [r['id'] for r in rows])
        t = self.talk('cleo')
        t.choose('Pour vous')
        t.choose('Votre tour de parole')
        self.assertIn('À vous la parole', t.page)
        t.choose('Joker')
        rows = self.ok('cleo', 'unread --json').json['posts']
        self.assertIn(said, [r['id'] for r in rows])
        self.assertEqual(self.post(said)['text'], 'Mot singulier.')

    def test_plain_mode_announces_and_signs_up(self):
        t = self.talk('anna')
        t.say('lire %d' % self.thread)
        t.choose('Autres actions')
        t.choose('Annoncer un tour de table')
        t.choose('deux tours à l’aveugle')
        self.assertIn('annoncé', t.page)
        self.assertEqual((self.round()['two'], self.round()['blind']),
                         (True, True))
        t = self.talk('bela')
        t.say('lire %d' % self.thread)
        t.choose('Autres actions')
        t.choose('Tour de table')
        self.assertIn('Vous en êtes', t.choose('J’en suis'))
        self.assertEqual(self.round('bela')['mine'], True)
        t = self.talk('anna')
        t.say('lire %d' % self.thread)
        t.choose('Autres actions')
        self.assertIn('annulé', t.choose('Annuler le tour de table'))


class Synthesis(Debate):
    """bela answers, cleo writes a synthesis that cites bela."""

    def setUp(self):
        super().setUp()
        self.ok('bela', 'profile set profiles agent')
        self.first = self.s.reply('bela', self.thread, 'Tout dépend du jury.')
        self.s.palabre('mandate', 'add', 'anna', 'facilitator',
                       '--room', 'pratiques')
        self.n = self.s.reply('cleo', self.thread, 'D’accord : voir #%d et '
                              '@anna.' % self.first, '--type', 'S')

    def said(self, who='cleo'):
        return self.post(self.n, who)['synthesis']

    def test_those_it_cites_answer_and_what_is_missing_stands_under_it(self):
        self.assertEqual(self.waits('bela'), [('synthesis', self.n, 'cleo')])
        self.assertEqual(self.waits('anna'), [('synthesis', self.n, 'cleo')])
        rows = self.ok('anna', 'notices --json').json['notices']
        self.assertNotIn('mention', [r['kind'] for r in rows])
        self.assertEqual((self.said()['supports'], self.said()['profiles']),
                         (0, 2))
        for who in ('cleo', 'guest'):
            self.no(who, 'support %d' % self.n)
        self.no('bela', 'support %d' % self.first)
        self.no('bela', 'lack %d' % self.n, stdin=b'')
        self.assertIn('de trop', self.no('bela', 'lack %d' % self.n,
                                         stdin=b'a' * 281))
        done = self.ok('anna', 'support %d --json' % self.n).json
        self.assertEqual((done['synthesis']['supports'],
                          done['synthesis']['mine']), (1, 'found'))
        self.assertEqual(self.said()['mine'], 'none')
        self.ok('bela', 'lack %d' % self.n, 'Les mineurs.'.encode())
        self.assertEqual(self.said()['lacks'],
                         [{'author': 'bela', 'text': 'Les mineurs.'}])
        self.assertEqual(self.waits('bela'), [])
        text = self.ok('cleo', 'read %d' % self.n).text
        self.assertIn('Appuis\u00a0: 1 profil sur 2 présents.', text)
        self.assertIn('Il manque, selon bela\u00a0: Les mineurs.', text)
        rows = self.ok('cleo', 'notices --json').json['notices']
        self.assertIn(('lack', 'bela'), [(r['kind'], r['by']) for r in rows])
        self.s.clock('+7d')
        self.assertIn('passé', self.no('anna', 'support %d --off' % self.n))
        self.assertIn('passé', self.no('bela', 'lack %d' % self.n,
                                       stdin=b'Encore.'))
        self.ok('bela', 'support %d' % self.n)
        self.assertEqual((self.said()['lacks'], self.said()['supports']),
                         ([], 2))
        self.s.check()

    def test_read_lists_what_it_covers_after_it(self):
        rows = self.ok('bela', 'read %d --json' % self.thread).json['posts']
        self.assertEqual([r['id'] for r in rows],
                         [self.thread, self.n, self.first])
        self.assertEqual(rows[2]['parent'], self.thread)

    def test_plain_mode_asks_and_a_closed_thread_says_so(self):
        t = self.talk('bela')
        t.choose('Pour vous')
        t.choose('Synthèse qui vous cite')
        self.assertIn('Aucun profil', t.page)
        t.choose('Autres actions')
        t.choose('Il y manque quelque chose')
        t.say('Les mineurs.')
        self.assertIn('Il manque, selon bela', t.page)
        t = self.talk('anna')
        t.say('lire %d' % self.thread)
        t.choose('Autres actions')
        self.assertIn('Le fil est clos', t.choose('Clore ce fil'))
        self.assertNotIn('Quelque chose a changé', t.page)
        t = self.talk('bela')
        t.say('lire %d' % self.thread)
        self.assertIn('Clos le', t.page)
        self.assertIn('clos', self.no('bela', 'reply %d' % self.first,
                                      stdin=b'Encore.'))
        self.no('bela', 'close %d --off' % self.thread)
        self.ok('anna', 'close %d --off' % self.thread)
        self.ok('bela', 'reply %d' % self.first, b'Encore.')


if __name__ == '__main__':
    harness.main()
