"""Coming in and staying: keys and passwords, names, mandates, a newcomer's
limits, and how a newcomer becomes a member."""

import re
import signal
import subprocess
import time

import harness

PASSWORD = 'un long mot de passe'
OTHER = 'un tout autre passe'
DAY = 24 * 3600


class Accounts(harness.Case):
    def setUp(self):
        self.s = self.server()

    def no(self, done, *words):
        self.assertStatus(done, 1)
        self.assertEqual(done.out, b'')
        self.assertEqual(len(done.err.splitlines()), 1, repr(done))
        for word in words:
            self.assertIn(word, done.complaint)
        return done

    def ok(self, done):
        self.assertStatus(done, 0)
        return done

    def notices(self, name):
        """What home says is for `name`, in plain mode."""
        home = self.s.as_(name, 'plain', stdin='\n1\n1\nmenu\nhome\n1\nquit\n')
        return home.text


class Names(Accounts):
    def add(self, name, check=False):
        return self.s.palabre('member', 'add', name, check=check)

    def test_what_a_name_may_be(self):
        for name in ('ab', 'é' * 24, 'Éloïse', 'o.b', 'o_c', 'o-d', '2be',
                     'Ωμέγα', 'Владимир', '木村', 'x' * 24):
            self.ok(self.add(name))
        for name in ('a', '', 'x' * 25, '-abc', 'a b', 'a/b', 'a@b', 'a:b',
                     'anna\n', 'an\x1bna', 'an木村', 'p\u0430lme', 'αlpha', 'a\u202eb',
                     'a\u200bb', '🌳🌳', 'a' * 500):
            done = self.add(name)
            self.assertIn(done.status, (1, 2), name)
            self.assertEqual(done.out, b'')
            self.assertNotIn(b'\x1b', done.err)

    def test_reserved_names_are_refused_however_written(self):
        for name in ('guest new nouveau plain root admin sysop system '
                     'moderation palabre').split():
            self.no(self.add(name))
            self.no(self.add(name.upper()))
        self.no(self.add('módération'))
        self.no(self.add('ｒｏｏｔ'))

    def test_names_are_one_under_case_accents_and_compatibility(self):
        self.ok(self.add('Éloïse'))
        for name in ('Éloïse', 'eloise', 'ELOISE', 'E\u0301loi\u0308se',
                     'ｅｌｏｉｓｅ', 'éloïse'):
            self.no(self.add(name), 'Éloïse' if name == 'Éloïse' else '')
        self.ok(self.add('Eloise2'))

    def test_the_form_without_accents_logs_in(self):
        self.s.member('Éloïse', password=PASSWORD)
        key = self.s.members['Éloïse'].key
        for name in ('Éloïse', 'eloise', 'ELOISE', 'éloise'):
            for more in ({'key': key}, {'password': PASSWORD}):
                done = self.s.ssh(harness.Member(name, more.get('password'),
                                                 more.get('key')), 'whoami',
                                  **more)
                self.ok(done)
                self.assertTrue(done.text.startswith('Éloïse  '), done.text)


class Passwords(Accounts):
    def add(self, name, password):
        return self.s.palabre('member', 'add', name, '--password-stdin',
                              stdin=password + '\n', check=False)

    def test_ten_to_128_characters_and_not_the_name(self):
        self.no(self.add('anna', 'x' * 9))
        self.no(self.add('anna', 'é' * 9))
        self.no(self.add('anna', 'x' * 129))
        self.no(self.add('annabelle.de', 'AnnaBelle.dé'))
        self.no(self.add('anna', 'a\tbcdefghijk'))
        self.ok(self.add('anna', 'é' * 10))
        self.ok(self.add('bela', '漢' * 128))
        for name, password in (('anna', 'é' * 10), ('bela', '漢' * 128),
                               ('anna', 'e\u0301' * 10)):
            self.ok(self.s.ssh(harness.Member(name, password, None), 'whoami',
                               password=password))
        done = self.s.ssh(harness.Member('anna', 'e' * 10, None), 'whoami',
                          password='e' * 10)
        self.assertStatus(done, 255)

    def test_an_empty_line_is_no_password(self):
        for stdin in ('\n', '\r\n', '\nun long mot de passe\n'):
            self.no(self.s.palabre('member', 'add', 'anna',
                                   '--password-stdin', stdin=stdin,
                                   check=False), '10')
        self.assertEqual(self.s.palabre('member', 'list').out, b'')

    def test_it_is_in_no_log_and_no_list_of_processes(self):
        self.s.member('anna', password=PASSWORD)
        t = self.s.screen('anna', 'plain', password=PASSWORD)
        t.wait('>')
        for row in self.s.processes():
            with open('/proc/%d/cmdline' % row['pid'], 'rb') as f:
                self.assertNotIn(PASSWORD.encode(), f.read())
            with open('/proc/%d/limits' % row['pid']) as f:
                core = [line for line in f if 'core file' in line][0]
            if row['comm'].startswith('palabre-'):
                self.assertEqual(core.split()[4], '0', row['comm'])
        self.assertNotIn(PASSWORD, self.s.log_text())


class Keys(Accounts):
    def setUp(self):
        super().setUp()
        self.s.member('anna', password=PASSWORD)
        self.key = self.s.make_key('second')
        with open(self.key + '.pub') as f:
            self.public = f.read()

    def test_adding_and_removing_ask_the_password(self):
        self.no(self.s.ssh('anna', 'keys add', stdin=self.public))
        self.no(self.s.ssh('anna', 'keys add --password -',
                           stdin=OTHER + '\n' + self.public))
        self.assertStatus(self.s.ssh(
            'anna', 'keys add --password "%s"' % PASSWORD,
            stdin=self.public), 2)
        done = self.ok(self.s.ssh(
            'anna', 'keys add "deuxième clé" --password -',
            stdin=PASSWORD + '\n' + self.public))
        n = done.number
        self.ok(self.s.ssh('anna', 'whoami', key=self.key))
        rows = self.s.ssh('anna', 'keys --json').json['keys']
        self.assertEqual([r['name'] for r in rows if r['number'] == n],
                         ['deuxième clé'])
        self.no(self.s.ssh('anna', 'keys add --password -',
                           stdin=PASSWORD + '\n' + self.public))
        self.no(self.s.ssh('anna', 'keys remove %d' % n))
        self.no(self.s.ssh('anna', 'keys remove 9999 --password -',
                           stdin=PASSWORD + '\n'))
        self.ok(self.s.ssh('anna', 'keys remove %d --password -' % n,
                           stdin=PASSWORD + '\n'))
        self.assertStatus(self.s.ssh('anna', 'whoami', key=self.key), 255)
        said = self.notices('anna')
        self.assertIn('SHA256:', said)
        self.assertIn('127.', said)

    def test_what_is_no_public_key_is_refused(self):
        with open(self.key) as f:
            private = f.read()
        for text in ('', 'dance', private, 'ssh-ed25519 AAAA',
                     self.public[:40], 'ssh-dss ' + self.public[12:]):
            done = self.s.ssh('anna', 'keys add --password -',
                              stdin=PASSWORD + '\n' + text)
            self.assertIn(done.status, (1, 2), repr(done))
            self.assertEqual(done.out, b'')

    def test_the_last_way_in_stays(self):
        self.s.member('bela')
        n = self.s.ssh('bela', 'keys --json').json['keys'][0]['number']
        self.no(self.s.ssh('bela', 'keys remove %d' % n))
        self.ok(self.s.ssh('bela', 'whoami'))

    def test_a_removed_key_ends_its_sessions_and_no_others(self):
        n = self.ok(self.s.ssh('anna', 'keys add --password -',
                               stdin=PASSWORD + '\n' + self.public)).number
        full = self.s.screen('anna', key=self.key)
        full.pass_welcome()
        plain = self.s.screen('anna', 'plain', key=self.key)
        plain.wait('1.')
        other = self.s.screen('anna', 'plain')
        other.wait('1.')
        self.ok(self.s.ssh('anna', 'keys remove %d --password -' % n,
                           stdin=PASSWORD + '\n'))
        full.gone()
        plain.gone()
        other.send('whoami<Enter>')
        other.wait('anna, ')

    def test_a_command_begun_with_a_removed_key_changes_nothing(self):
        n = self.ok(self.s.ssh('anna', 'keys add --password -',
                               stdin=PASSWORD + '\n' + self.public)).number
        self.s.room('pratiques')
        argv, _ = self.s.ssh_argv('anna', 'new pratiques --title Titre',
                                  key=self.key)
        p = subprocess.Popen(argv, stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env=self.s.ask_env(None))
        # it has begun once its desk watches its wire
        harness.poll(lambda: [
            r for r in self.s.processes() if r['comm'] == 'palabre-desk' and
            int(re.search(r'SigCgt:\s+(\w+)', r['status']).group(1), 16) >>
            signal.SIGIO - 1 & 1])
        self.ok(self.s.ssh('anna', 'keys remove %d --password -' % n,
                           stdin=PASSWORD + '\n'))
        out, err = p.communicate(b'Un texte.', timeout=20 * harness.SLOW)
        self.assertEqual((p.returncode, out), (1, b''))
        self.assertIn('clé', err.decode())
        self.assertNotIn('Titre', self.s.ssh('anna',
                                             'threads pratiques').text)

    def test_after_a_password_the_offered_key_may_be_remembered(self):
        s = self.s
        stranger = s.make_key('stranger')
        first = s.screen('anna')
        first.pass_welcome()
        t = s.screen(harness.Member('anna', PASSWORD, stranger), key=stranger,
                     password=PASSWORD, methods='publickey,password')
        t.wait('SHA256:')
        t.settle()
        self.assertTrue(any(r.startswith('>') and ('Non' in r or 'No' in r)
                            for r in t.screen()), t.text())
        t.send('<Down>')
        t.send('<Enter>')
        t.settle()
        t.send('<Enter>')
        t.settle()
        t.send(PASSWORD + '<Enter>')
        t.wait_any('Accueil', 'Home')
        keys = s.ssh('anna', 'keys --json').json['keys']
        self.assertIsNone(keys[-1]['seen'])
        self.ok(s.ssh('anna', 'whoami', key=stranger))
        keys = s.ssh('anna', 'keys --json').json['keys']
        self.assertIsNotNone(keys[-1]['seen'])


class Mandates(Accounts):
    def setUp(self):
        super().setUp()
        for name in ('anna', 'bela', 'carl'):
            self.s.member(name)
        self.s.room('pratiques', 'Pratiques')

    def add(self, *words, check=True):
        return self.s.palabre('mandate', 'add', *words, check=check)

    def roles(self, name):
        return [m['role'] for m in self.s.ssh(
            name, 'whoami --json').json['mandates']]

    def test_they_are_granted_listed_and_ended(self):
        n = self.add('anna', 'facilitator', '--room', 'pratiques').number
        m = self.add('bela', 'moderator').number
        mine = self.s.palabre('member', 'show', 'anna', '--json').json
        self.assertEqual([m['room'] for m in mine['mandates']],
                         ['pratiques'])
        rows = self.s.palabre('mandate', 'list', '--json').json['mandates']
        self.assertEqual(
            [(r['id'], r['member'], r['role'], r['room'], r['ended'])
             for r in rows],
            [(n, 'anna', 'facilitator', 'pratiques', False),
             (m, 'bela', 'moderator', None, False)])
        self.assertEqual(self.roles('anna'), ['facilitator'])
        self.ok(self.s.palabre('mandate', 'end', str(n)))
        self.assertEqual(self.roles('anna'), [])
        self.no(self.s.palabre('mandate', 'end', str(n), check=False))
        self.no(self.s.palabre('mandate', 'end', '9999', check=False))
        self.assertStatus(self.s.palabre('mandate', 'end', 'x', check=False),
                          2)

    def test_they_are_told_in_words(self):
        for words in (['anna', 'facilitator', '--room', 'pratiques'],
                      ['bela', 'moderator'], ['anna', 'guarantor']):
            n = self.add(*words).number
        said = self.notices('bela')
        self.assertIn('Vous portez un mandat\u00a0: modération', said)
        self.assertIn('Nouveau mandat\u00a0: anna, garantie', said)
        self.assertNotIn('guarantor', said)
        self.ok(self.s.palabre('mandate', 'end', str(n)))
        self.assertIn('Votre mandat a pris fin', self.notices('anna'))

    def test_what_is_refused(self):
        self.no(self.add('anna', 'facilitator', check=False))
        self.no(self.add('anna', 'moderator', '--room', 'pratiques',
                         check=False))
        self.no(self.add('nobody', 'moderator', check=False))
        self.no(self.add('anna', 'facilitator', '--room', 'nowhere',
                         check=False))
        self.assertStatus(self.add('anna', 'king', check=False), 2)
        self.assertStatus(self.add('anna', 'sysop', '--until', 'tomorrow',
                                   check=False), 2)
        self.no(self.add('anna', 'sysop', '--until', '2001-01-01',
                         check=False))
        self.add('anna', 'sysop')
        self.no(self.add('anna', 'sysop', check=False))
        self.no(self.add('anna', 'moderator', check=False))
        self.no(self.add('anna', 'guarantor', check=False))
        self.add('bela', 'guarantor')
        self.no(self.add('bela', 'sysop', check=False))
        self.s.member('neo', '--newcomer')
        self.no(self.add('neo', 'moderator', check=False))

    def test_they_end_by_the_clock(self):
        self.add('anna', 'sysop')
        self.add('carl', 'sysop', '--until', time.strftime(
            '%Y-%m-%d', time.gmtime(self.s.now() + 10 * DAY)))
        self.ok(self.s.ssh('anna', 'waiting'))
        self.ok(self.s.ssh('carl', 'waiting'))
        self.no(self.s.ssh('bela', 'waiting'))
        self.s.clock('+11d')
        self.no(self.s.ssh('carl', 'waiting'))
        self.assertEqual(self.roles('carl'), [])
        rows = self.s.palabre('mandate', 'list', '--json').json['mandates']
        self.assertEqual([(r['member'], r['ended']) for r in rows],
                         [('anna', False), ('carl', True)])
        self.ok(self.s.as_('anna', 'waiting'))
        self.s.clock('+700d')
        self.ok(self.s.as_('anna', 'waiting'))
        self.s.clock('+30d')
        self.no(self.s.as_('anna', 'waiting', check=False))

    def test_staff_come_in_with_key_and_password(self):
        s = self.s
        dora = s.member('dora', password=PASSWORD)
        s.member('gina')
        self.add('gina', 'moderator')   # the last one stays
        for way in ({'key': dora.key}, {'password': PASSWORD}):
            self.ok(s.ssh('dora', 'whoami', **way))
        for role in ('sysop', 'moderator', 'guarantor'):
            n = self.add('dora', role).number
            self.assertStatus(s.ssh('dora', 'whoami', key=dora.key), 255)
            self.assertStatus(s.ssh('dora', 'whoami', password=PASSWORD), 255)
            done = s.ssh(harness.Member('dora', PASSWORD, dora.key), 'whoami',
                         key=dora.key, password=PASSWORD,
                         methods='publickey,password')
            self.ok(done)
            self.assertStatus(
                s.ssh('dora', 'whoami', key=dora.key, password=OTHER,
                      methods='publickey,password'), 255)
            s.palabre('mandate', 'end', str(n))
            self.ok(s.ssh('dora', 'whoami', key=dora.key))
        self.add('dora', 'facilitator', '--room', 'pratiques')
        self.ok(s.ssh('dora', 'whoami', key=dora.key))

    def test_the_first_grant_asks_for_a_password(self):
        self.add('anna', 'sysop')
        t = self.s.screen('anna')
        t.wait('mandat')
        t.settle()
        t.send(PASSWORD + '<Enter>')
        t.settle()
        t.send(PASSWORD + '<Enter>')
        t.pass_welcome()
        self.assertNotIn(PASSWORD, t.text())
        self.assertStatus(self.s.ssh('anna', 'whoami'), 255)
        anna = self.s.members['anna']
        self.ok(self.s.ssh('anna', 'whoami', key=anna.key, password=PASSWORD,
                           methods='publickey,password'))


class Newcomers(Accounts):
    def setUp(self):
        super().setUp()
        self.s.room('pratiques', 'Pratiques')
        self.s.member('anna')

    def age(self):
        """The store is 180 days old: nothing is waived any more."""
        self.s.clock('+181d')
        self.s.member('neo', '--newcomer')

    def reply(self, to, *more):
        return self.s.as_('neo', 'reply', str(to), *more, stdin='Oui.',
                          check=False)

    def ask(self, kind='Q'):
        return self.s.as_('neo', 'new', 'pratiques', '--title', 'Titre',
                          '--type', kind, stdin='Pourquoi ?', check=False)

    def test_three_threads_and_ten_replies_the_first_day(self):
        self.age()
        n = self.s.new('anna', 'pratiques', 'Titre')
        for _ in range(3):
            self.ok(self.ask())
        self.no(self.ask())
        for _ in range(10):
            self.ok(self.reply(n))
        done = self.reply(n)
        self.no(done, 'demain')
        # A line command keeps no draft.
        self.assertNotIn('brouillon', done.complaint)
        self.s.clock('+25h')
        self.ok(self.ask())
        for _ in range(3):
            self.ok(self.reply(n))
        self.no(self.reply(n), 'demain')
        other = self.s.new('anna', 'pratiques', 'Autre')
        self.ok(self.reply(other))
        self.s.clock('+24h')
        self.ok(self.reply(n))

    def test_nuance_disagreement_and_synthesis_come_with_membership(self):
        self.age()
        n = self.s.new('anna', 'pratiques', 'Titre')
        # D without its parts as well: the right is looked at first.
        for kind in 'NDS':
            done = self.no(self.reply(n, '--type', kind))
            self.assertIn('Nuance, désaccord et synthèse', done.complaint)
            self.assertRegex(done.complaint, r'le \d')
        for kind in 'CEN':
            self.no(self.ask(kind))
        for kind in 'CQE':
            self.ok(self.reply(n, '--type', kind))
        self.no(self.reply(n, '--type', 'N'))
        self.no(self.s.ssh('neo', 'invite'))
        self.s.clock('+14d')
        self.ok(self.reply(n, '--type', 'N'))
        self.assertEqual(self.s.ssh('neo', 'whoami --json').json['status'],
                         'member')
        self.ok(self.s.ssh('neo', 'invite'))

    def test_fourteen_days_without_three_posts_are_not_enough(self):
        self.age()
        n = self.s.new('anna', 'pratiques', 'Titre')
        self.ok(self.reply(n))
        self.s.clock('+15d')
        done = self.no(self.reply(n, '--type', 'N'), '3 contributions')
        for _ in range(2):
            self.ok(self.reply(n))
        self.ok(self.reply(n, '--type', 'N'))

    def test_a_young_store_waives_the_days(self):
        self.s.member('neo', '--newcomer')
        n = self.s.new('anna', 'pratiques', 'Titre')
        t = self.s.screen('neo')
        t.pass_welcome()
        self.no(self.reply(n, '--type', 'N'), '3 contributions')
        for _ in range(3):
            self.ok(self.reply(n))
        self.ok(self.reply(n, '--type', 'N'))
        self.assertEqual(self.s.ssh('neo', 'whoami --json').json['status'],
                         'member')


if __name__ == '__main__':
    harness.main()
