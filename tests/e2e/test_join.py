"""Asking to join: by the form, by questions where there is no screen, with a
code and without, and the answers to a request."""

import re

import harness

PASSWORD = 'un long mot de passe'


class Join(harness.Case):
    def setUp(self):
        self.s = self.server()
        self.s.member('anna')
        self.s.member('carl')
        self.s.palabre('mandate', 'add', 'carl', 'sysop')

    def ok(self, done):
        self.assertStatus(done, 0)
        return done

    def no(self, done, *words):
        self.assertStatus(done, 1)
        self.assertEqual(done.out, b'')
        for word in words:
            self.assertIn(word, done.complaint)
        return done

    def code(self, who='anna'):
        return self.ok(self.s.ssh(who, 'invite')).text.strip()

    def questions(self, lines, user='new', address=None, key=None, **more):
        """Plain mode without a terminal: each line answers a question."""
        methods = 'publickey' if key else 'keyboard-interactive'
        return self.s.ssh(harness.Member(user, None, key), 'plain',
                          stdin='\n'.join(lines) + '\n', methods=methods,
                          address=address, key=key, **more)

    def ask(self, name, code='', password=PASSWORD, words='Bonjour.', **more):
        last = [] if code else [words]
        return self.questions([name, password, password, code] + last + ['1'],
                              **more)

    def member(self, name, password=PASSWORD):
        return self.s.ssh(harness.Member(name, password, None), 'whoami',
                          password=password)

    def waiting(self):
        return [r['name'] for r in self.s.palabre(
            'member', 'waiting', '--json').json['requests']]


class Questions(Join):
    def test_with_a_code_the_account_opens_at_once(self):
        done = self.ask('dora', self.code())
        self.assertIn('anna', done.text)            # who sponsors
        self.assertIn('charte', done.text)
        self.assertNotIn(PASSWORD, done.text)
        self.assertIn('dora  ', self.ok(self.member('dora')).text)
        row = self.s.palabre('member', 'show', 'dora', '--json').json
        self.assertEqual((row['status'], row['sponsor']),
                         ('newcomer', 'anna'))
        home = self.s.as_('anna', 'plain', stdin='\n1\n1\nquit\n').text
        self.assertIn('dora', home)

    def test_without_a_code_the_request_waits(self):
        done = self.ask('dora', words='Je travaille à Lille.')
        self.assertNotIn('charte', done.text)
        self.assertStatus(self.member('dora'), 255)
        self.assertEqual(self.waiting(), ['dora'])
        text = self.s.palabre('member', 'waiting').text
        self.assertIn('Je travaille à Lille.', text)
        self.assertStatus(self.ask('dora', self.code()), 0)
        self.ok(self.s.palabre('member', 'admit', 'dora'))
        self.ok(self.member('dora'))
        self.assertEqual(self.waiting(), [])
        self.no(self.s.palabre('member', 'admit', 'dora', check=False))

    def test_a_key_alone_is_a_way_in(self):
        key = self.s.make_key('dora')
        done = self.questions(['dora', '1', '', self.code(), '1'], key=key)
        self.assertIn('SHA256:', done.text)
        self.ok(self.s.ssh(harness.Member('dora', None, key), 'whoami',
                           key=key))
        bela = self.s.make_key('bela')
        self.questions(['bela', '2', PASSWORD, PASSWORD, self.code(), '1'],
                       key=bela)
        self.assertStatus(self.s.ssh(harness.Member('bela', None, bela),
                                     'whoami', key=bela), 255)
        self.ok(self.member('bela'))

    def test_the_rules_are_those_of_the_form(self):
        done = self.questions(
            ['x', 'root', 'Ànna', 'dora', 'court', 'court', 'dora', 'dora',
             PASSWORD, 'autre chose', PASSWORD, PASSWORD, 'ABCD-EFGH',
             '', 'Bonjour.', '1'])
        said = done.text
        for words in ('Ànna', '10', 'pas ouvert'):
            self.assertIn(words, said)
        self.assertEqual(self.waiting(), ['dora'])

    def test_one_may_leave_at_each_question(self):
        for lines in ([''], ['dora'], ['dora', PASSWORD, PASSWORD],
                      ['dora', PASSWORD, PASSWORD, '', 'Bonjour.', '2']):
            self.questions(lines)
        self.assertEqual(self.waiting(), [])

    def test_on_a_terminal_without_a_cursor_nothing_secret_shows(self):
        code = self.code()
        t = self.s.screen('nouveau', term='dumb',
                          methods='keyboard-interactive')
        t.wait('nom')
        t.send('dora<Enter>')
        for _ in range(2):
            t.settle(300)
            t.send(PASSWORD + '<Enter>')
        t.wait('invitation')
        t.send(code + '<Enter>')
        t.wait('anna')
        t.settle()
        self.assertNotIn('mot de passe' + '<', t.text())
        self.assertNotIn(PASSWORD, t.text())
        t.send('1<Enter>')
        t.wait('charte')
        t.send('<Enter>')
        t.settle(200)
        t.send('1<Enter>')
        t.wait('dora')
        t.settle(200)
        t.send('quit<Enter>')
        self.assertEqual(t.gone(), 0)
        self.ok(self.member('dora'))

    def test_a_command_is_told_to_come_without(self):
        done = self.s.ssh(harness.Member('new', None, None), 'rooms',
                          methods='keyboard-interactive')
        self.no(done, 'commande')


class Codes(Join):
    def test_three_are_open_at_once_and_each_is_used_once(self):
        codes = [self.code() for _ in range(3)]
        self.no(self.s.ssh('anna', 'invite'))
        self.ask('dora', codes[0])
        self.ok(self.member('dora'))
        self.code()
        self.no(self.s.ssh('anna', 'invite'))
        done = self.ask('emma', codes[0])
        self.assertIn('pas ouvert', done.text)
        self.assertStatus(self.member('emma'), 255)
        # As people type it: no dashes, small letters.
        self.ask('fara', codes[1].replace('-', '').lower())
        self.ok(self.member('fara'))
        rows = self.s.ssh('anna', 'invite list --json').json['invites']
        self.assertEqual(sorted(r['used_by'] or '' for r in rows),
                         ['', '', 'dora', 'fara'])

    def test_they_lapse_after_thirty_days(self):
        code = self.code()
        self.s.clock('+30d')
        self.assertIn('pas ouvert', self.ask('dora', code).text)
        self.code()
        code = self.code()
        self.code()
        self.s.clock('+29d')
        self.ask('dora', code)
        self.ok(self.member('dora'))

    def test_five_wrong_ones_an_hour_and_address(self):
        code = self.code()
        wrong = 'ABCD-EFGH-JKMN-PQRS'
        done = self.questions(['dora', PASSWORD, PASSWORD] + [wrong] * 6 +
                              [code, ''], address='127.7.7.7')
        self.assertEqual(done.text.count('pas ouvert'), 5)
        self.assertIn('une heure', done.text)
        self.assertNotIn('vous parraine', done.text)
        done = self.questions(['dora', PASSWORD, PASSWORD, code],
                              address='127.7.7.8')
        self.assertIn('vous parraine', done.text)
        self.s.clock('+1h')
        done = self.questions(['dora', PASSWORD, PASSWORD, code],
                              address='127.7.7.7')
        self.assertIn('vous parraine', done.text)

    def test_they_are_in_no_log_and_not_in_the_store(self):
        code = self.code()
        self.ask('dora', code)
        self.assertNotIn(code, self.s.log_text())
        with open(self.s.data + '/data.mdb', 'rb') as f:
            held = f.read()
        self.assertNotIn(code.encode(), held)
        self.assertNotIn(code.replace('-', '').encode(), held)
        self.assertNotIn(PASSWORD.encode(), held)


class Answers(Join):
    def setUp(self):
        super().setUp()
        self.ask('dora')
        self.ask('emma')

    def test_a_sysop_admits_and_refuses_by_line_commands(self):
        rows = self.ok(self.s.ssh('carl', 'waiting --json')).json['requests']
        self.assertEqual([(r['name'], r['status'], r['words']) for r in rows],
                         [('dora', 'waiting', 'Bonjour.'),
                          ('emma', 'waiting', 'Bonjour.')])
        self.assertRegex(rows[0]['asked'], r'\A\d{4}-.*Z\Z')
        done = self.s.ssh('carl', 'admit DORA')
        self.ok(done)
        self.assertEqual(done.text, 'dora\n')
        self.assertStatus(self.s.ssh('carl', 'refuse emma'), 2)
        self.no(self.s.ssh('carl', 'refuse emma --reason court'))
        self.ok(self.s.ssh('carl', 'refuse emma --reason "Une raison assez '
                           'longue."'))
        self.ok(self.member('dora'))
        self.assertStatus(self.member('emma'), 255)
        self.no(self.s.ssh('carl', 'admit emma'))
        # The name is free again.
        self.ask('emma', self.code())
        self.ok(self.member('emma'))
        self.s.check()

    def test_the_same_on_the_server(self):
        shown = self.s.palabre('member', 'show', 'dora').text
        self.assertNotIn('1970', shown)
        self.ok(self.s.palabre('member', 'admit', 'dora'))
        for wrong in (['refuse', 'emma'], ['waiting', 'x'], ['admit']):
            done = self.s.palabre('member', *wrong, check=False)
            self.assertStatus(done, 2)
            self.assertIn('usage: palabre member ' + wrong[0],
                          done.complaint)
        self.ok(self.s.palabre('member', 'refuse', 'emma', '--reason',
                               'Une raison assez longue.'))
        self.assertEqual(self.waiting(), [])
        self.no(self.s.palabre('member', 'admit', 'nobody', check=False))

    def test_nobody_else_may(self):
        for command in ('waiting', 'admit dora',
                        'refuse dora --reason "Une raison assez longue."'):
            self.no(self.s.ssh('anna', command))
        self.assertEqual(self.waiting(), ['dora', 'emma'])

    def test_by_numbers_in_plain_mode(self):
        t = self.s.screen('carl', 'plain')
        t.wait('mandat')
        t.settle(200)
        t.send('<Enter>')
        t.settle(200)
        t.send('<Enter>')
        t.settle(200)
        t.send('1<Enter>')
        t.settle(200)
        t.send('menu<Enter>')
        t.settle(200)
        page = t.text()
        found = re.findall(r'^(\d)\. .*demandes', page, re.M)
        while not found:
            more = re.findall(r'^(\d)\. Autres actions', page, re.M)[-1]
            t.send(more + '<Enter>')
            t.settle(200)
            found = re.findall(r'^(\d)\. .*demandes', t.text(), re.M)
        t.send(found[-1] + '<Enter>')
        t.wait('1. dora')
        t.send('1<Enter>')
        t.wait('Bonjour')
        t.settle(200)
        t.send('1<Enter>')
        t.wait('1. emma')
        t.settle(200)
        t.send('1<Enter>')
        t.settle(200)
        t.send('2<Enter>')
        t.settle(200)
        t.send('Une raison assez longue.<Enter>')
        t.settle(200)
        self.assertEqual(self.waiting(), [])
        self.ok(self.member('dora'))


class Form(Join):
    def test_a_first_login_by_the_form(self):
        code = self.code()
        key = self.s.make_key('dora')
        t = self.s.screen(harness.Member('new', None, key), key=key)
        t.wait('SHA256:')
        for text in ('dora', PASSWORD, PASSWORD):
            t.send(text + '<Tab>')
            t.settle()
        t.send('<Tab>')
        t.send(code + '<Tab>')
        t.wait('anna')
        t.send('<C-x>')
        t.wait('charte')
        t.pass_welcome()
        self.ok(self.s.ssh(harness.Member('dora', None, key), 'whoami',
                           key=key))
        self.ok(self.member('dora'))

    def test_line_commands_wait_for_the_charter_then(self):
        self.ask('dora', self.code())
        dora = harness.Member('dora', PASSWORD, None)
        self.ok(self.s.ssh(dora, 'whoami', password=PASSWORD))
        self.no(self.s.ssh(dora, 'rooms', password=PASSWORD), 'charte')
        t = self.s.screen(dora, password=PASSWORD)
        t.pass_welcome()
        self.ok(self.s.ssh(dora, 'rooms', password=PASSWORD))


if __name__ == '__main__':
    harness.main()
