"""Pauses, suspensions, exclusions, second signatures and repairs, as members
and moderators meet them over ssh; two who decide at once; a decision whose
process is killed."""

import os
import signal
import subprocess
import time

import harness
from test_moderation import FACTS, REASONS, Moderation


class Sanctions(Moderation):
    """hugo moderates too; the case of bela's post waits for a decision."""

    def setUp(self):
        super().setUp()
        self.s.member('hugo', '--profile', 'citoyen')
        self.s.palabre('mandate', 'add', 'hugo', 'moderator')
        self.case = self.flag('dina')['case']

    def by(self, who, *words, check=True):
        return self.s.as_(who, *words, check=check)

    def sanction(self, measure, *more, who='gina', check=True):
        return self.by(who, 'decide', str(self.case), '--measure', measure,
                       '--article', '4a', '--facts', FACTS, '--reason',
                       REASONS, *more, '--json', check=check)

    def head(self):
        return self.ok('guest', 'log --head').text.strip()


class Sanction(Sanctions):
    def test_a_pause_is_the_same_by_every_way_in_and_ends_by_the_clock(self):
        self.s.room('ailleurs')
        self.assertIn('jours', self.sanction('pause', check=False).complaint)
        done = self.sanction('pause', '--days', '1').json
        self.assertEqual(done['decision']['days'], 1)
        for said in (self.s.ssh('bela', 'reply %d' % self.thread,
                                stdin=b'Et alors ?'),
                     self.s.as_('bela', 'reply', str(self.thread),
                                stdin=b'Et alors ?', check=False)):
            self.assertStatus(said, 1)
            self.assertIn('fin\xa0: demain', said.complaint)
            self.assertIn('dossier %d' % self.case, said.complaint)
        p = self.talk('bela')
        p.say('lire %d' % self.thread)
        self.assertIn('Pause de parole', p.choose('Répondre'))
        p.say('quitter')
        self.ok('bela', 'new ailleurs --title Ailleurs', b'Je lis, ailleurs.')
        self.ok('bela', 'delete %d' % self.n)
        self.s.clock('+25h')
        self.ok('bela', 'reply %d' % self.thread, b'Merci de la pause.')
        self.s.check()

    def test_a_suspension_takes_two_and_leaves_reading(self):
        done = self.sanction('suspension', '--days', '14').json
        self.assertEqual((done['state'], done['decision'],
                          done['pending']['measure']),
                         ('signing', None, 'suspension'))
        before = self.head()
        self.ok('bela', 'reply %d' % self.thread, b'Je parle encore.')
        self.assertEqual(self.by('gina', 'countersign', str(self.case),
                                 check=False).status, 1)
        self.assertEqual(self.by('hugo', 'countersign', str(self.case),
                                 '--json').json['state'], 'decided')
        self.assertNotEqual(self.head(), before)
        for deed in ('reply %d' % self.thread, 'message anna'):
            said = self.s.ssh('bela', deed, stdin=b'Et alors ?')
            self.assertStatus(said, 1)
            self.assertIn('Suspension, fin', said.complaint)
        self.no('bela', 'flag %d --article 3a --reason "%s"' % (
            self.thread, REASONS))
        self.ok('bela', 'read %d' % self.thread)
        own = self.ok('bela', 'case %d --json' % self.case).json
        self.assertEqual(own['reasons'], REASONS)
        self.assertNotIn('gina', self.ok('bela', 'case %d' % self.case).text)
        t = self.s.screen('bela')
        t.pass_welcome()
        t.send('<Home><Enter>')
        t.wait('suspension')
        t.close()
        self.s.clock('+8d')     # old enough to be shown
        entry = self.ok('guest', 'log --json').json['entries'][0]['fields']
        self.assertEqual((entry['measure'], entry['signatures'], entry['by']),
                         ('suspension', '2/2', 'M1,M2'))
        self.s.clock('+7d')
        self.ok('bela', 'reply %d' % self.thread, b'Me revoici.')
        self.s.check()

    def test_an_exclusion_leaves_ones_case_and_the_public_rooms(self):
        self.sanction('exclusion', '--days', '91')
        self.by('hugo', 'countersign', str(self.case))
        self.no('bela', 'read %d' % self.thread)
        self.ok('bela', 'case %d' % self.case)
        self.ok('bela', 'notices')
        self.s.check()

    def test_of_two_who_decide_at_once_exactly_one_does(self):
        for measures in (('mask', 'none'), ('reminder', 'reminder')):
            argvs = [self.s.argv(
                'as', who, 'decide', str(self.case), '--measure', measure,
                '--article', '4a', '--facts', FACTS, '--reason', REASONS)
                for who, measure in zip(('gina', 'hugo'), measures)]
            both = [subprocess.Popen(argv, env=self.s._env(),
                                     stdin=subprocess.DEVNULL,
                                     stdout=subprocess.DEVNULL,
                                     stderr=subprocess.DEVNULL)
                    for argv in argvs]
            self.assertEqual(sorted(p.wait(60) for p in both), [0, 1])
            self.n = self.s.reply('bela', self.thread, 'Encore.')
            self.case = self.flag('dina')['case']
        self.s.check()

    def test_a_decision_that_is_killed_is_whole_or_is_not(self):
        """Killed ever later, until one was in time."""
        argv = self.s.argv(
            'as', 'gina', 'decide', str(self.case), '--measure', 'pause',
            '--days', '3', '--article', '4a', '--facts', FACTS, '--reason',
            REASONS)
        before, killed = self.head(), 0
        for n in range(400):
            p = subprocess.Popen(argv, env=self.s._env(),
                                 stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
            end = time.monotonic() + n * 0.0005 * harness.SLOW
            while time.monotonic() < end:
                pass
            os.kill(p.pid, signal.SIGKILL)
            status = p.wait(60)
            row = self.by('gina', 'case', str(self.case), '--json').json
            masked = self.row('anna')['state'] == 'masked'
            said = self.s.as_('bela', 'notices', '--json').json
            told = [r for r in said['notices'] if r['kind'] == 'decided']
            if row['measure'] is None:
                killed += 1
                self.assertEqual((self.head(), masked, told),
                                 (before, False, []))
                self.assertNotEqual(status, 0)
                continue
            self.assertNotEqual(self.head(), before)
            self.assertEqual((masked, len(told)), (True, 1))
            break
        else:
            self.fail('no decision was in time')
        self.assertGreater(killed, 0)
        self.s.check()

    def test_a_repair_is_agreed_upon_by_both(self):
        self.sanction('repair')
        self.assertIn('Rien', self.no('bela', 'repair %d done' % self.case))
        self.no('anna', 'repair %d yes' % self.case)
        self.ok('bela', 'repair %d yes' % self.case)
        p = self.talk('dina')
        p.choose('Pour vous')
        p.choose('Une réparation à convenir')
        p.choose('Accepter la réparation')
        p.say('quitter')
        self.ok('bela', 'edit %d' % self.n,
                'Je doute de la méthode, et le dis sans nommer.'.encode())
        self.ok('bela', 'repair %d done' % self.case)
        queue = self.by('gina', 'queue', '--json').json['cases']
        self.assertEqual([c['id'] for c in queue], [self.case])
        self.assertEqual(self.sanction('none').json['state'], 'decided')
        self.s.check()


if __name__ == '__main__':
    harness.main()
