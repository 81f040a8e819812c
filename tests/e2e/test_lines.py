"""Line commands as scripts see them: documents, exit statuses, usage lines,
quoting, and who is refused what."""

import json
import re

import harness

PASSWORD = 'un long mot de passe'
TIME = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z')
PROFILES = ('consultant agent associatif salarie elu etudiant chercheur '
            'citoyen').split()
RESTATE = 'Vous pensez que le hasard seul suffit à rendre une assemblée juste.'
AGREE = 'Sur l’indemnité, nous sommes du même avis.'
REASONS = ('Je ne le crois pas : sans indemnité, qui travaille le samedi ne '
           'vient pas, et le hasard se défait de lui-même.')


class Lines(harness.Case):
    def setUp(self):
        self.s = self.server()
        self.s.member('anna', '--profile', 'elu,agent')
        self.s.member('bela')
        self.s.room('pratiques', 'Pratiques')

    def ok(self, who, command, stdin=b'', **more):
        done = self.s.ssh(who, command, stdin=stdin, **more)
        self.assertStatus(done, 0)
        self.assertEqual(done.err, b'')
        return done

    def no(self, who, command, stdin=b'', **more):
        """Refused: 1, nothing on standard output, one line of words."""
        done = self.s.ssh(who, command, stdin=stdin, **more)
        self.assertStatus(done, 1)
        self.assertEqual(done.out, b'')
        self.assertEqual(len(done.err.splitlines()), 1, repr(done))
        return done.complaint

    def usage(self, who, command, stdin=b''):
        done = self.s.ssh(who, command, stdin=stdin)
        self.assertStatus(done, 2)
        self.assertEqual(done.out, b'')
        self.assertRegex(done.complaint, r'\A(usage|utilisation)\W')
        return done.complaint

    def time(self, value):
        self.assertRegex(value, TIME)

    def keys(self, row, words):
        self.assertEqual(sorted(row), sorted(words.split()))


class Documents(Lines):
    POST = ('id thread parent room author type hat created edited state text '
            'unread ignored')

    def test_whoami(self):
        me = self.ok('anna', 'whoami --json').json
        self.keys(me, 'id name status profiles structure joined sponsor words '
                  'mandates')
        self.assertEqual((me['name'], me['status'], me['profiles']),
                         ('anna', 'member', ['elu', 'agent']))
        self.time(me['joined'])
        self.assertEqual((me['structure'], me['sponsor'], me['mandates']),
                         (None, None, []))
        self.assertEqual(self.ok('anna', 'whoami').text.split('  ')[0],
                         'anna')
        guest = self.ok('guest', 'whoami --json', methods='none').json
        self.assertEqual(guest, {'id': None, 'name': 'guest',
                                 'status': 'guest'})

    def test_rooms_and_threads(self):
        self.s.room('place', 'La place', '--visibility', 'public', '--wing',
                    'public', '--description', 'Ouverte à tout le monde')
        n = self.s.new('anna', 'place', 'Un titre', 'Un texte.', '--type',
                       'Q')
        self.s.reply('bela', n)
        rooms = self.ok('bela', 'rooms --json').json
        self.keys(rooms, 'rooms')
        self.assertEqual([r['name'] for r in rooms['rooms']],
                         ['pratiques', 'place'])
        room = rooms['rooms'][1]
        self.keys(room, 'name title description wing visibility state unread '
                  'threads posts created last_post forgotten followed')
        self.assertEqual(
            [room[k] for k in ('title', 'description', 'wing', 'visibility',
                               'state', 'unread', 'threads', 'posts',
                               'forgotten')],
            ['La place', 'Ouverte à tout le monde', 'public', 'public',
             'open', 1, 1, 2, False])
        self.time(room['created'])
        self.time(room['last_post'])
        self.assertIsNone(rooms['rooms'][0]['last_post'])
        page = self.ok('bela', 'threads place --json').json
        self.keys(page, 'room threads')
        self.keys(page['threads'][0], 'id title author type created last_post '
                  'posts voices profiles cleared rhythm synthesis closed '
                  'strict unread watch')
        thread = page['threads'][0]
        self.assertEqual(
            [page['room']] + [thread[k] for k in ('id', 'title', 'author',
                                                  'type', 'posts', 'voices',
                                                  'unread')],
            ['place', n, 'Un titre', 'anna', 'Q', 2, 2, 1])
        self.time(thread['last_post'])

    def test_pages_of_threads(self):
        ids = [self.s.new('anna', 'pratiques', 'Fil %d' % n)
               for n in range(4)]

        def page(words):
            got = self.ok('bela', 'threads pratiques --json ' + words).json
            return [t['id'] for t in got['threads']]
        self.assertEqual(page(''), ids[::-1])
        self.assertEqual(page('--limit 2'), [ids[3], ids[2]])
        self.assertEqual(page('--limit 2 --before %d' % ids[2]),
                         [ids[1], ids[0]])
        self.assertIn('99999', self.no(
            'bela', 'threads pratiques --before 99999'))
        self.usage('bela', 'threads pratiques --limit 0')
        self.usage('bela', 'threads pratiques --limit 501')
        self.usage('bela', 'threads pratiques --limit x')

    def test_a_thread_and_a_post(self):
        n = self.ok('anna', 'new pratiques --title "Un titre" --json',
                    'Un texte.\n').json
        self.keys(n, 'id')
        n = n['id']
        r = self.ok('bela', 'reply %d --type E --json' % n,
                    'Une expérience.').json['id']
        self.s.clock('+16m')
        self.assertEqual(self.ok('bela', 'edit %d --json' % r,
                                 'Une autre.').json, {'id': r})
        got = self.ok('anna', 'read %d --json' % n).json
        self.keys(got, 'thread posts')
        self.assertEqual(got['thread'], n)
        first, second = got['posts']
        self.keys(first, self.POST + ' title')
        self.keys(second, self.POST)
        self.assertEqual(
            [first[k] for k in ('id', 'thread', 'parent', 'room', 'author',
                                'type', 'hat', 'edited', 'state', 'text',
                                'title')],
            [n, n, None, 'pratiques', 'anna', 'C', None, None, 'published',
             'Un texte.\n', 'Un titre'])
        self.assertEqual(
            [second[k] for k in ('id', 'thread', 'parent', 'author', 'type',
                                 'text')],
            [r, n, n, 'bela', 'E', 'Une autre.'])
        for post in got['posts']:
            self.time(post['created'])
        self.time(second['edited'])
        one = self.ok('anna', 'read %d --json' % r).json
        self.assertEqual((one['thread'], [p['id'] for p in one['posts']]),
                         (n, [r]))
        self.assertEqual(self.ok('bela', 'delete %d --json' % r).json,
                         {'id': r})
        gone = self.ok('anna', 'read %d --json' % r).json['posts'][0]
        self.assertEqual((gone['state'], gone['text']), ('deleted', None))
        self.assertIn('plus de texte', self.no(
            'bela', 'read %d --raw' % gone['id']))

    def test_a_disagreement_keeps_its_three_parts(self):
        n = self.s.new('anna', 'pratiques', 'Un titre')
        done = self.ok('bela', 'reply %d --type D --restate "%s" --agree "%s"'
                       % (n, RESTATE, AGREE), REASONS)
        self.assertEqual(done.out, b'#%d\n' % done.number)
        post = self.ok('anna', 'read %d --json' % done.number
                       ).json['posts'][0]
        self.keys(post, self.POST + ' restate agree restatement')
        self.assertEqual((post['type'], post['restate'], post['agree'],
                          post['text']), ('D', RESTATE, AGREE, REASONS))
        said = self.ok('anna', 'read %d' % done.number).text
        for part in (RESTATE, AGREE, REASONS):
            self.assertIn(part, said)
        self.assertLess(said.index(RESTATE), said.index(AGREE))
        raw = self.ok('anna', 'read %d --raw' % done.number)
        self.assertEqual(raw.out, REASONS.encode())
        for restate in ('x' * 39, 'x' * 401):
            self.no('bela', 'reply %d --type D --restate "%s"' % (
                n, restate), REASONS)
        self.no('bela', 'reply %d --type D --restate "%s"' % (n, RESTATE),
                'x' * 79)
        self.no('bela', 'reply %d --type D --restate "%s"' % (n, RESTATE),
                'x' * 79 + '\n')
        self.no('bela', 'reply %d --type D --restate "%s"' % (n, RESTATE),
                'x\n' + ' ' * 79 + '\n')
        self.assertIn('Encore 1 signe en', self.no(
            'bela', 'reply %d --type D --restate "%s"' % (n, 'x' * 39 + ' '),
            REASONS))
        for restate in ('é' * 40, 'é' * 400):
            self.ok('bela', 'reply %d --type D --restate "%s"' % (
                n, restate), REASONS)
        self.no('bela', 'reply %d --restate "%s"' % (n, RESTATE), REASONS)

    def test_unread_and_catchup(self):
        self.s.room('autre', 'Autre')
        a = self.s.new('anna', 'pratiques', 'Un')
        b = self.s.new('anna', 'autre', 'Deux')

        def unread(words=''):
            got = self.ok('bela', 'unread --json ' + words).json
            self.keys(got, 'posts')
            return sorted(p['id'] for p in got['posts'])
        self.assertEqual(unread(), [a, b])
        self.assertEqual(unread('autre'), [b])
        self.assertEqual(len(unread('--limit 1')), 1)
        self.assertEqual(self.ok('bela', 'catchup autre --json').json,
                         {'room': 'autre'})
        self.assertEqual(unread(), [a])
        self.assertEqual(self.ok('bela', 'catchup --json').json,
                         {'room': None})
        self.assertEqual(unread(), [])
        self.no('bela', 'catchup nowhere')

    def test_keys_and_invitations(self):
        got = self.ok('anna', 'keys --json').json
        self.keys(got, 'keys')
        key = got['keys'][0]
        self.keys(key, 'number type fingerprint name added seen')
        self.assertEqual(key['type'], 'ssh-ed25519')
        self.assertRegex(key['fingerprint'], r'\ASHA256:[A-Za-z0-9+/]{43}\Z')
        self.time(key['added'])
        self.time(key['seen'])
        code = self.ok('anna', 'invite --json').json
        self.keys(code, 'code')
        self.assertRegex(code['code'], r'\A([2-9A-HJKMNP-Z]{4}-){3}'
                         r'[2-9A-HJKMNP-Z]{4}\Z')
        got = self.ok('anna', 'invite list --json').json
        self.keys(got, 'invites')
        self.keys(got['invites'][0], 'made expires used_by')
        self.time(got['invites'][0]['expires'])
        self.assertIsNone(got['invites'][0]['used_by'])

    def test_help_prints_the_table(self):
        rows = self.ok('anna', 'help --json').json['commands']
        self.assertEqual(
            [r['name'] for r in rows],
            'whoami profile rooms threads read new reply edit answer '
            'delete unread catchup notices drafts follow mute ignore '
            'history message messages search keys words invite reset '
            'export erase waiting admit refuse glossary sponsor freeze rhythm '
            'thirdview optin round support lack close strict flag queue case '
            'take decide countersign appeal jury repair log mandate thanks '
            'charter help'.split())
        for row in rows:
            self.keys(row, 'name usage help act guests plain')
            self.assertTrue(row['usage'].startswith(row['name']), row)
            text = self.ok('anna', 'help ' + row['name']).text
            self.assertIn(row['usage'], text)
        self.assertIn('commande dance', self.no('anna', 'help dance'))

    def test_usage_lines_name_the_parts_of_a_disagreement(self):
        rows = self.ok('anna', 'help --json').json['commands']
        for row in rows:
            if row['name'] in ('new', 'reply', 'edit'):
                self.assertIn('--restate', row['usage'])
                self.assertIn('--agree', row['usage'])


class Words(Lines):
    def test_each_command_has_its_usage_line(self):
        for command in ('whoami x', 'rooms x', 'threads', 'threads a b',
                        'read', 'read 1 2', 'read x', 'read --raw',
                        'read 1 --raw --json', 'new', 'new pratiques',
                        'new pratiques --title', 'reply', 'reply x',
                        'reply 1 --type X', 'edit', 'delete', 'delete x',
                        'unread a b', 'catchup a b', 'keys remove',
                        'keys remove x', 'keys dance', 'invite x', 'waiting x',
                        'admit', 'refuse anna', 'help a b',
                        'whoami --json=yes', 'whoami --dance'):
            said = self.usage('anna', command)
            self.assertIn(command.split()[0], said, command)

    def test_an_empty_or_unknown_command_lists_them(self):
        for command in ('dance', '""', "''", 'Whoami', 'who', 'lire 1'):
            self.assertIn('whoami', self.usage('anna', command))

    def test_quoting_is_a_shells_and_nothing_expands(self):
        for typed, title in (
                ("'Un $HOME `ls` * ~ !'", 'Un $HOME `ls` * ~ !'),
                ('"Un $HOME `ls` *"', 'Un $HOME `ls` *'),
                ('"a \\"b\\" \\\\c \\$d \\e"', 'a "b" \\c $d \\e'),
                ("'a'\\''b'", "a'b"),
                ('a\\ b\\"c', 'a b"c'),
                ('a"b c"d\'e f\'', 'ab cde f'),
                ('"$(id)"', '$(id)'),
                ('"a;b|c&d>e<f#g"', 'a;b|c&d>e<f#g')):
            n = self.ok('anna', 'new pratiques --title %s' % typed,
                        'Un texte.').number
            post = self.ok('bela', 'read %d --json' % n).json['posts'][0]
            self.assertEqual(post['title'], title, typed)

    def test_an_option_said_twice_is_wrong_usage(self):
        self.usage('anna', 'new pratiques --title Un --title Deux',
                   'Un texte.')
        self.usage('anna', 'rooms --json --json')
        self.assertEqual(self.ok('bela', 'threads pratiques').out, b'')

    def test_options_stand_anywhere_among_the_operands(self):
        n = self.ok('anna', 'new --type Q --title=Titre -- pratiques',
                    'Un texte.').number
        post = self.ok('bela', 'read --json %d' % n).json['posts'][0]
        self.assertEqual((post['title'], post['type']), ('Titre', 'Q'))
        self.ok('bela', 'read "#%d"' % n)

    def test_types_are_taken_in_either_case_and_hats_are_ones_own(self):
        n = self.s.new('anna', 'pratiques', 'Titre')
        r = self.ok('bela', 'reply %d --type n' % n, 'Nuance.').number
        self.assertEqual(self.ok('anna', 'read %d --json' % r).json['posts']
                         [0]['type'], 'N')
        self.assertIn('casquette', self.no(
            'bela', 'reply %d --hat maire' % n, 'Un texte.'))

    def test_the_title_of_standard_input(self):
        n = self.ok('anna', 'new pratiques --title -',
                    'Le titre\r\nUn texte.\r\nFin.\r\n').number
        post = self.ok('bela', 'read %d --json' % n).json['posts'][0]
        self.assertEqual((post['title'], post['text']),
                         ('Le titre', 'Un texte.\nFin.\n'))
        self.no('anna', 'new pratiques --title -', '')
        self.no('anna', 'new pratiques --title -', '\nUn texte.')
        self.no('anna', 'new pratiques --title -', 'Titre seul')
        for title in ("''", '-', "'  '"):
            self.assertIn('titre', self.no(
                'anna', 'edit %d --title %s' % (n, title), '\nUn texte.'))
        post = self.ok('bela', 'read %d --json' % n).json['posts'][0]
        self.assertEqual((post['title'], post['text']),
                         ('Le titre', 'Un texte.\nFin.\n'))

    def test_raw_is_the_text_and_nothing_else(self):
        for text in ('sans fin de ligne', 'avec\n', '\ttab\n\n\nfin\n',
                     '> cité\n>> deux\n\n- *liste*\n', 'œuvre 漢字 🌳\n'):
            n = self.ok('anna', 'new pratiques --title T', text).number
            self.assertEqual(self.ok('bela', 'read %d --raw' % n).out,
                             text.encode())

    def test_fields_are_two_blanks_apart(self):
        n = self.s.new('anna', 'pratiques', 'Un  titre')
        line = self.ok('bela', 'threads pratiques').text
        self.assertRegex(line, r'\A%d  1 non lu sur 1  anna  \d{4}-\d\d-\d\d '
                         r'\d\d:\d\d  Un  titre\n\Z' % n)
        line = self.ok('bela', 'rooms').text
        self.assertEqual(line, 'pratiques  1 non lu  1 fil  Pratiques\n')
        line = self.ok('bela', 'unread').text
        self.assertEqual(line, '%d  C  anna  pratiques  fil %d  Un texte.\n' %
                         (n, n))
        self.assertEqual(self.no('anna', 'read 9999'),
                         'palabre\u00a0: 9999 n’existe pas, ou n’est pas '
                         'lisible avec ce compte.\n')

    def test_sentences_follow_the_member_and_json_does_not(self):
        self.s.member('carl', '--language', 'en')
        self.assertIn('9999 does not exist', self.no('carl', 'read 9999'))
        self.assertIn('member', self.ok('carl', 'whoami').text)
        self.assertEqual(self.ok('carl', 'whoami --json').json['status'],
                         self.ok('anna', 'whoami --json').json['status'])

    def test_the_server_and_ssh_answer_alike(self):
        n = self.s.new('anna', 'pratiques', 'Titre')
        for command in ('whoami', 'rooms --json', 'threads pratiques',
                        'read %d --json' % n, 'unread', 'help --json'):
            self.assertEqual(self.s.as_('anna', *command.split()).out,
                             self.ok('anna', command).out, command)


class Guests(Lines):
    def guest(self, command, stdin=b''):
        return self.s.ssh('guest', command, stdin=stdin, methods='none')

    def test_guests_read_and_are_told_how_to_join(self):
        self.s.room('place', 'Place', '--visibility', 'public')
        n = self.s.new('anna', 'place', 'Titre')
        m = self.s.new('anna', 'pratiques', 'Entre nous')
        for command in ('rooms', 'threads place', 'read %d' % n,
                        'read %d --json' % n, 'read %d --raw' % n, 'whoami',
                        'help'):
            self.assertStatus(self.guest(command), 0)
        self.assertStatus(self.guest('read %d' % m), 1)
        self.assertEqual(
            self.guest('threads pratiques').complaint.replace('pratiques',
                                                              'X'),
            self.guest('threads nowhere').complaint.replace('nowhere', 'X'))
        for command in ('new place --title T', 'reply %d' % n, 'edit %d' % n,
                        'delete %d' % n, 'unread', 'catchup', 'keys', 'words',
                        'invite', 'waiting', 'admit anna', 'refuse anna --reason x'):
            done = self.guest(command, 'Un texte.')
            self.assertStatus(done, 1)
            self.assertRegex(done.complaint, '(new|nouveau)@')
            self.assertEqual(done.out, b'')

    def test_a_sysop_may_close_the_door_to_guests(self):
        closed = self.server(settings='guests = no\n')
        done = closed.ssh('guest', 'rooms', methods='none')
        self.assertStatus(done, 255)
        closed.member('carl')
        self.assertStatus(closed.ssh('carl', 'whoami'), 0)


if __name__ == '__main__':
    harness.main()
