"""Appeals over ssh: a jury drawn by lot, in lines, plain mode and on screens; a
decision that nobody defends is lifted by the clock."""

import harness
from test_sanctions import Sanctions

APPEAL = 'Je citais un rapport public, et je peux le dire autrement.'
OPINION = ('Le message nomme un cabinet sans citer de fait ; la mesure me '
           'paraît pourtant longue pour une première fois, et la personne a '
           'compris.')


class Appeal(Sanctions):
    """Enough people for a jury; the store is young, so no delay is asked."""

    def setUp(self):
        super().setUp()
        self.pool = ['sage%s' % c for c in 'abcdefghij']
        for i, name in enumerate(self.pool):
            self.s.member(name, '--profile', (
                'consultant agent associatif salarie elu etudiant chercheur '
                'citoyen').split()[i % 8])

    def jurors(self):
        """In the order of the draw: who sees it, and their seat."""
        seats = {}
        for name in self.pool + ['anna', 'cleo', 'elsa', 'fred']:
            done = self.s.as_(name, 'jury', str(self.case), '--json',
                              check=False)
            if done.status == 0:
                seats[done.json['seat']] = name
        return [seats[n] for n in sorted(seats)]

    def test_a_pause_is_appealed_before_a_jury_that_reduces_it(self):
        self.sanction('pause', '--days', '7')
        self.assertIn('signe', self.no('bela', 'appeal %d' % self.case,
                                       stdin=b'Non.'))
        t = self.s.screen('bela')
        t.pass_welcome()
        t.wait('Une décision')
        t.send('<Home><Enter>')
        t.wait('pause de parole')
        t.send('o')
        t.wait('Votre recours')
        t.send(APPEAL)
        t.wait('autrement')
        t.hangup()                      # what was typed outlives the line
        t.close()
        t = self.s.screen('bela')
        t.pass_welcome()
        t.send('%d<Enter>' % self.n)    # the notice was seen: by its post
        t.wait('Masqué')
        t.send(':ce qui a été décidé')
        t.wait('ce qui a été décidé de ce message')
        t.send('<Enter>')
        t.wait('pause de parole')
        t.send('o')
        t.wait('autrement')
        t.send('<C-x>')
        t.wait('Déposé')
        t.close()
        self.no('bela', 'appeal %d' % self.case, stdin=APPEAL.encode())
        seven = self.jurors()
        self.assertEqual(len(seven), 7)
        self.assertTrue({'bela', 'dina', 'gina', 'hugo'}.isdisjoint(seven))
        entry = self.s.as_(seven[0], 'jury', str(self.case),
                           '--json').json['draw']
        # anybody replays it, over ssh and on the server
        self.ok('guest', 'log --replay-draw %d' % entry)
        self.s.palabre('log', '--replay-draw', str(entry))
        self.no('guest', 'log --replay-draw 1')
        salts = self.ok(seven[2], 'jury salts --json').json['draws']
        self.assertEqual([d['entry'] for d in salts], [entry])
        entries = self.ok('guest', 'log --json').json['entries']
        pool = next(e['fields']['pool'] for e in entries
                    if e['number'] == entry)
        self.assertIn(salts[0]['tag'], pool)
        self.no('bela', 'jury %d' % self.case)
        # one on a screen, one in plain mode, the others by lines
        t = self.s.screen(seven[0])
        t.pass_welcome()
        t.send('<Home><Enter>')
        t.wait('Acceptez ou déclinez')
        self.assertNotIn('bela', t.text())
        t.send('d')
        t.wait('Acceptez-vous')
        t.send('o')
        t.wait('Noté')
        t.close()
        p = self.talk(seven[1])
        p.choose('Pour vous')
        p.choose('Un jury où')
        p.choose('Accepter de siéger')
        p.choose('Écrire votre avis')
        self.assertIn('Noté', p.say(OPINION))
        for name in seven[2:5]:
            self.ok(name, 'jury %d accept' % self.case)
        for name in seven[:1] + seven[2:5]:
            self.assertEqual(len(self.ok(
                name, 'jury %d --json' % self.case).json['opinions']), 0)
            self.ok(name, 'jury %d opinion' % self.case,
                    stdin=OPINION.encode())
        seen = self.ok(seven[0], 'jury %d --json' % self.case).json
        self.assertEqual((seen['phase'], len(seen['opinions'])),
                         ('talking', 5))
        self.ok(seven[0], 'jury %d say' % self.case,
                stdin='Trois jours me semblent justes.'.encode())
        self.no(seven[6], 'jury %d vote none' % self.case,
                stdin=OPINION.encode())
        self.no(seven[0], 'jury %d vote suspension --days 7' % self.case,
                stdin=OPINION.encode())
        for name, days in zip(seven[:5], (7, 3, 3, 1, 1)):
            self.ok(name, 'jury %d vote pause --days %d' % (
                self.case, days), stdin=OPINION.encode())
        done = self.ok('bela', 'case %d --json' % self.case).json
        self.assertEqual((done['decision']['measure'],
                          done['decision']['origin'],
                          done['decision']['days'], done['may_appeal']),
                         ('pause', 'jury', 3, False))
        self.assertIn(OPINION, done['reasons'])
        self.assertEqual(done['appeal']['text'], APPEAL)
        self.no('bela', 'appeal %d' % self.case, stdin=APPEAL.encode())
        self.s.clock('+73h')
        self.ok('bela', 'reply %d' % self.thread, b'Merci.')
        self.s.check()

    def test_a_decision_that_nobody_defends_is_lifted_by_the_clock(self):
        self.sanction('rephrase')
        self.ok('bela', 'appeal %d' % self.case, stdin=APPEAL.encode())
        queue = self.by('hugo', 'queue', '--json').json['cases']
        self.assertEqual([c['state'] for c in queue], ['appeal'])
        self.assertEqual(self.sanction('none', check=False).status, 1)
        self.s.clock('+15d')
        self.assertEqual(self.row('anna')['state'], 'published')
        harness.poll(lambda: self.ok('bela', 'case %d --json' % self.case)
                     .json['decision']['origin'] == 'auto', 30)
        self.s.check()

    def test_a_jury_that_nobody_joins_lifts_the_measure(self):
        self.sanction('mask')
        self.ok('bela', 'appeal %d' % self.case, stdin=APPEAL.encode())
        self.assertEqual(self.row('anna')['state'], 'masked')
        self.s.clock('+49h')
        harness.poll(lambda: self.ok('bela', 'case %d --json' % self.case)
                     .json['decision']['origin'] == 'jury', 30)
        self.assertEqual(self.row('anna')['state'], 'published')
        self.s.check()


if __name__ == '__main__':
    harness.main()
