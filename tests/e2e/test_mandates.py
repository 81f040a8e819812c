"""Mandates over time, and the key and the password that go with them, as
members and sysops meet them with the real ssh client."""

import time

import harness
from test_attend import Attend

PASSWORD = 'sept mots que personne ne devine ici'


class Mandates(harness.Case):
    def setUp(self):
        self.s = self.server()
        self.s.room('pratiques', 'Pratiques')
        for name in ('anna', 'bela', 'carl'):
            self.s.member(name)

    def tearDown(self):
        self.s.check()

    def grant(self, *words):
        return self.s.palabre('mandate', 'add', *words).number

    def mandate(self, *words, check=True):
        return self.s.palabre('mandate', *words, check=check)

    def row(self, number):
        rows = self.mandate('list', '--json').json['mandates']
        return next(r for r in rows if r['id'] == number)

    def moderates(self, name):
        return self.s.as_(name, 'queue', check=False).status == 0

    def entries(self):
        return [e['fields'] for e in self.s.ssh(
            'guest', 'log --json').json['entries'] if 'mandate' in
            e['fields']]

    def in_days(self, days):
        return time.strftime(
            '%Y-%m-%d', time.gmtime(self.s.now() + days * 86400))

    def test_there_is_never_nobody_who_moderates(self):
        n = self.grant('anna', 'moderator', '--until', self.in_days(20))
        self.assertIn('another', self.mandate('end', str(n),
                                            check=False).complaint)
        for days in ('+21d', '+30d', '+30d'):
            self.s.clock(days)
            self.assertTrue(self.moderates('anna'))
            self.assertFalse(self.row(n)['ended'])
            # the keeper says so, to her and in the log
            harness.poll(lambda: '+moderator' in str([
                r['text'] for r in self.s.as_(
                    'anna', 'notices', '--json').json['notices']][:1]), 60)
            self.s.as_('anna', 'notices', 'clear')
        self.s.clock('+8d')
        said = [e for e in self.entries() if e['mandate'] == 'prolonged']
        self.assertEqual([(e['role'], e['origin']) for e in said],
                         [('moderator', 'auto')] * 3)
        self.assertNotIn('anna', str(said))
        self.grant('bela', 'moderator')
        self.assertFalse(self.moderates('anna'))
        self.assertTrue(self.moderates('bela'))

    def test_a_renewal_leaves_no_gap_and_two_in_a_row_are_enough(self):
        self.s.clock('+200d')           # young stores wait for nothing
        self.grant('bela', 'moderator')
        n = self.grant('anna', 'moderator', '--until', self.in_days(40))
        self.s.clock('+35d')
        new = self.mandate('renew', str(n)).number
        self.assertEqual(self.row(new)['starts'], self.row(n)['ends'])
        self.assertEqual(self.mandate('renew', str(n),
                                      check=False).status, 1)
        self.assertEqual(self.mandate('add', 'anna', 'moderator',
                                      check=False).status, 1)
        self.s.clock('+5d')
        self.assertTrue(self.moderates('anna'))
        self.s.clock('+1d')
        self.assertTrue(self.moderates('anna'))
        self.assertIn('in a row', self.mandate('renew', str(new),
                                               check=False).complaint)
        self.mandate('end', str(new))
        self.assertFalse(self.moderates('anna'))
        self.assertIn('in a row', self.mandate('add', 'anna', 'moderator',
                                               check=False).complaint)
        self.s.clock('+181d')
        self.mandate('add', 'anna', 'moderator')
        self.assertIn('12 months', self.mandate(
            'add', 'carl', 'guarantor', '--until', self.in_days(400),
            check=False).complaint)

    def test_a_sysop_grants_by_lines_but_never_to_themselves(self):
        self.grant('carl', 'sysop')
        self.grant('bela', 'moderator')
        done = self.s.ssh('carl', 'mandate add anna guarantor --json')
        self.assertStatus(done, 0)
        n = done.json['id']
        texts = [r['text'] for r in self.s.as_(
            'bela', 'notices', '--json').json['notices']]
        self.assertIn('guarantor anna', texts)
        for words in ('add carl facilitator --room pratiques',
                      'add carl moderator', 'add bela sysop',
                      'add bela guarantor', 'add anna moderator'):
            self.assertStatus(self.s.ssh('carl', 'mandate ' + words), 1)
        self.assertStatus(self.s.ssh('bela', 'mandate add anna moderator'), 1)
        self.assertStatus(self.s.ssh('carl', 'mandate add anna roi'), 2)
        self.assertStatus(self.s.ssh('carl', 'mandate renew %d' % n), 0)
        self.assertEqual(len(self.s.ssh('anna', 'mandate --json').json[
            'mandates']), 4)
        self.assertStatus(self.s.ssh('carl', 'mandate end %d' % n), 0)
        self.assertEqual([r['role'] for r in self.s.ssh(
            'anna', 'mandate --json').json['mandates']],
            ['sysop', 'moderator'])
        self.s.clock('+8d')
        self.assertEqual([e['mandate'] for e in self.entries()],
                         ['ended', 'renewed', 'granted', 'granted',
                          'granted'])


class Plain(Attend):
    def test_a_sysop_grants_renews_and_ends_them_by_choices(self):
        self.s.palabre('mandate', 'add', 'cleo', 'sysop')
        t = self.talk('cleo')
        t.choose('Menu')
        t.choose('Membres')
        t.choose('anna')
        t.choose('Donner un mandat')
        t.say('3')
        self.assertIn('donné', t.page)
        t.choose('Renouveler le mandat')
        self.assertIn('renouvelé', t.page)
        t.choose('anna')
        t.choose('Terminer le mandat')
        self.assertIn('terminé', t.page)
        rows = self.s.palabre('mandate', 'list', '--json').json['mandates']
        self.assertEqual([(r['role'], r['ended']) for r in rows
                          if r['member'] == 'anna'],
                         [('guarantor', True)] * 2)


class KeyAndPassword(harness.Case):
    def setUp(self):
        self.s = self.server()
        self.s.room('pratiques', 'Pratiques')
        self.gina = self.s.member('gina', password=PASSWORD)
        self.s.palabre('mandate', 'add', 'gina', 'moderator')
        self.both = {'key': self.gina.key, 'password': PASSWORD,
                     'methods': 'publickey,keyboard-interactive'}

    def answer(self, t, prompt, typed, times=1):
        """Types it once the prompt stands there: what is typed before is
        dropped."""
        harness.poll(lambda: t.text().count(prompt) >= times)
        t.settle(300)
        t.send(typed + '<Enter>')

    def test_both_are_asked_for_lines_and_screens_alike(self):
        s = self.s
        done = s.ssh('gina', 'queue', **self.both)
        self.assertStatus(done, 0)
        t = s.screen('gina', **self.both)
        t.pass_welcome()
        for way in ({'key': self.gina.key}, {'password': PASSWORD},
                    {'password': PASSWORD,
                     'methods': 'keyboard-interactive'},
                    {'key': self.gina.key, 'password': 'un autre mot long',
                     'methods': 'publickey,keyboard-interactive'}):
            self.assertStatus(s.ssh('gina', 'queue', **way), 255)
        self.assertIn('method=key+password', s.log_text())
        s.check()

    def test_the_last_key_stays_and_one_without_a_key_gets_no_mandate(self):
        s = self.s
        done = s.ssh('gina', 'keys remove 1 --password -',
                     stdin=PASSWORD + '\n', **self.both)
        self.assertStatus(done, 1)
        self.assertStatus(s.ssh('gina', 'whoami', **self.both), 0)
        s.member('hugo', password=PASSWORD, key=False)
        done = s.palabre('mandate', 'add', 'hugo', 'guarantor', check=False)
        self.assertEqual(done.status, 1)
        self.assertStatus(s.ssh('hugo', 'whoami', password=PASSWORD), 0)

    def test_a_forgotten_password_is_replaced_with_a_code(self):
        s = self.s
        s.member('carl')
        s.palabre('mandate', 'add', 'carl', 'sysop')
        old = s.screen('gina', **self.both)
        old.pass_welcome()
        self.assertStatus(s.ssh('gina', 'reset carl', **self.both), 1)
        late = s.ssh('carl', 'reset gina').text.strip()
        self.assertRegex(late, r'\A[0-9A-Z]{4}(-[0-9A-Z]{4})+\Z')
        code = dict(self.both, password=late)
        self.assertStatus(s.ssh('gina', 'whoami', **self.both), 255)
        s.clock('+25h')
        self.assertStatus(s.ssh('gina', 'whoami', **code), 255)
        code['password'] = s.palabre('member', 'reset', 'gina').text.strip()
        self.assertStatus(s.ssh('gina', 'whoami', **code), 1)
        self.assertStatus(s.ssh('gina', 'whoami', key=self.gina.key), 255)
        t = s.screen('gina', **code)
        self.answer(t, 'fait entrer', code['password'])
        self.answer(t, '128 signes', 'un tout autre mot de passe')
        self.answer(t, 'une seconde fois', 'un tout autre mot de passe')
        t.wait_any('Accueil')
        old.gone()
        t.settle()
        self.assertTrue(t.shows('Accueil'))
        kinds = [r['kind'] for r in s.as_(
            'gina', 'notices', '--json').json['notices']]
        self.assertEqual(kinds.count('reset'), 2)
        both = dict(self.both, password='un tout autre mot de passe')
        self.assertStatus(s.ssh('gina', 'whoami', **both), 0)
        self.assertStatus(s.ssh('gina', 'whoami', **code), 255)
        s.check()

    def test_who_has_no_password_chooses_one_within_a_week(self):
        s = self.s
        ines = s.member('ines')
        s.palabre('mandate', 'add', 'ines', 'guarantor')
        self.assertStatus(s.ssh('ines', 'whoami'), 0)
        t = s.screen('ines')
        t.wait('Entrée seule')
        t.send('<Enter>')
        t.pass_welcome()
        s.clock('+8d')
        done = s.ssh('ines', 'whoami')
        self.assertStatus(done, 1)
        self.assertIn('mot de passe', done.complaint)
        # not locked out: it is asked for first, and then all is open
        t = s.screen('ines')
        t.wait('avant toute autre chose')
        self.answer(t, '128 signes', 'court')
        self.answer(t, 'une seconde fois', 'court')
        t.wait('au moins 10')
        self.answer(t, '128 signes', PASSWORD, 2)
        self.answer(t, 'une seconde fois', PASSWORD, 2)
        t.wait_any('Accueil')
        self.assertStatus(s.ssh('ines', 'whoami'), 255)
        self.assertStatus(s.ssh(
            'ines', 'whoami', key=ines.key, password=PASSWORD,
            methods='publickey,keyboard-interactive'), 0)


if __name__ == '__main__':
    harness.main()
