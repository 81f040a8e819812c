"""Private messages and the history of posts, as members meet them: over ssh,
under a name on the server, in plain mode, and in a window that is open."""

import re

import harness
from test_plain import Talk

TIME = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z')
SECRET = 'Le mot entendu hier au marché'


class Forum(harness.Case):
    def setUp(self):
        self.s = self.server()
        for name in ('anna', 'bela', 'carl'):
            self.s.member(name)
        self.s.room('pratiques', 'Pratiques')

    def ok(self, who, command, stdin=b'', **more):
        done = self.s.ssh(who, command, stdin=stdin, **more)
        self.assertStatus(done, 0)
        self.assertEqual(done.err, b'')
        return done

    def no(self, who, command, stdin=b'', status=1, **more):
        done = self.s.ssh(who, command, stdin=stdin, **more)
        self.assertStatus(done, status)
        self.assertEqual(done.out, b'')
        self.assertEqual(len(done.err.splitlines()), 1, repr(done))
        return done.complaint

    def talk(self, name):
        t = Talk(self.s.argv('as', name, 'plain'), self.s._env())
        self.addCleanup(t.p.stdout.close)
        self.addCleanup(t.p.stdin.close)
        self.addCleanup(t.p.kill)
        t.say('')
        t.say('1')
        return t


class Messages(Forum):
    def test_a_message_is_sent_read_and_answered(self):
        sent = self.ok('anna', 'message bela', SECRET)
        self.assertEqual(sent.text, '1\n')
        listed = self.ok('bela', 'messages --json').json
        self.assertEqual(sorted(listed), ['conversations', 'unread'])
        self.assertEqual(listed['unread'], 1)
        row, = listed['conversations']
        self.assertEqual(sorted(row), ['closed', 'last', 'unread', 'with'])
        self.assertEqual((row['with'], row['unread'], row['closed']),
                         ('anna', 1, False))
        self.assertEqual((row['last']['id'], row['last']['mine'],
                          row['last']['excerpt']), (1, False, SECRET))
        self.assertRegex(row['last']['sent'], TIME)
        # The list marks nothing read, the conversation does.
        self.assertIn('1 non lu', self.ok('bela', 'messages').text)
        read = self.ok('bela', 'messages anna --json').json
        self.assertEqual(read['with'], 'anna')
        message, = read['messages']
        self.assertRegex(message.pop('sent'), TIME)
        self.assertEqual(message, {'id': 1, 'author': 'anna', 'unread': True,
                                   'text': SECRET})
        self.assertEqual(self.ok('bela', 'messages --json').json['unread'], 0)
        self.assertEqual(self.ok('bela', 'message anna --json', 'Oui.').json,
                         {'id': 2})
        lines = self.ok('anna', 'messages bela').text
        self.assertRegex(lines, r'\A1  anna  [-0-9]+ [0-9:]+\n\n%s\n\n2  bela'
                         r'  [-0-9]+ [0-9:]+  pas encore lu\n\nOui.\n\Z' %
                         SECRET)
        self.s.check()

    def test_all_of_32_KiB_go_through_and_no_more(self):
        text = ('0123456789abcde\n' * 2048)
        self.ok('anna', 'message bela', text)
        got = self.ok('bela', 'messages anna --json').json['messages'][0]
        self.assertEqual(len(got['text']), 32768)
        self.assertIn('32', self.no('anna', 'message bela', text + 'x'))

    def test_nobody_else_learns_of_them(self):
        self.ok('anna', 'message bela', SECRET)
        self.s.palabre('mandate', 'add', 'carl', 'sysop')
        for who in ('carl',):
            for command in ('messages', 'messages anna', 'messages bela'):
                self.assertEqual(self.ok(who, command).out, b'')
            self.no(who, 'messages anna remove 1')
        for command in ('message anna', 'messages', 'messages anna'):
            self.no('guest', command, SECRET, methods='none')
        home = self.s.as_('bela', 'unread', '--json').text
        self.assertNotIn(SECRET, home)

    def test_under_a_name_on_the_server_they_are_refused(self):
        s = self.server(test_clock=False)
        s.member('anna')
        s.member('bela')
        self.assertStatus(s.ssh('bela', 'message anna', stdin=SECRET), 0)
        for command in (['messages'], ['messages', 'bela'],
                        ['message', 'bela'], ['messages', 'bela', 'remove',
                                              'all']):
            done = s.as_('anna', *command, stdin='Un mot.', check=False)
            self.assertStatus(done, 1)
            self.assertEqual(done.out, b'')
            self.assertNotIn(SECRET, done.err.decode())
            self.assertEqual(len(done.err.splitlines()), 1, repr(done))
        with s.console('anna') as t:
            t.pass_welcome()
            self.assertNotIn('bela', t.text())
            t.send('m')
            t.wait('depuis le serveur')
            self.assertNotIn(SECRET, t.text())
        self.assertEqual(s.ssh('anna', 'messages --json').json['unread'], 1)

    def test_one_removes_ones_own_copies_only(self):
        for n in range(3):
            self.ok('anna', 'message bela', 'Message %d.' % n)
        self.ok('bela', 'messages anna remove 2')
        self.assertNotIn('Message 1', self.ok('bela', 'messages anna').text)
        self.assertIn('Message 1', self.ok('anna', 'messages bela').text)
        self.assertIn('2', self.no('bela', 'messages anna remove 2'))
        self.assertEqual(
            self.ok('bela', 'messages anna remove all --json').json,
            {'with': 'anna', 'removed': 'all'})
        self.assertEqual(self.ok('bela', 'messages').out, b'')
        self.assertIn('Message 2', self.ok('anna', 'messages bela').text)
        self.ok('anna', 'messages bela remove all')
        self.s.check()

    def test_what_is_not_understood_is_told(self):
        self.assertIn('zoe', self.no('anna', 'message zoe', 'Un mot.'))
        self.no('anna', 'message anna', 'Un mot.')
        self.no('anna', 'message bela', '')
        self.no('anna', 'message bela', b'\x1b[2J')
        for command in ('message', 'messages bela remove',
                        'messages bela remove x', 'messages bela drop 1'):
            self.no('anna', command, 'x', status=2)

    def test_an_older_page_leaves_later_ones_unread(self):
        for n in range(4):
            self.ok('anna', 'message bela', 'Message %d.' % n)
        page = self.ok('bela', 'messages anna --limit 2 --json').json
        self.assertEqual([m['id'] for m in page['messages']], [3, 4])
        # Two before them were not shown: nothing counts as read.
        self.assertEqual(self.ok('bela', 'messages --json').json['unread'], 4)
        self.ok('bela', 'messages anna --limit 2 --before 3')
        self.assertEqual(self.ok('bela', 'messages --json').json['unread'], 2)
        self.ok('bela', 'messages anna')
        self.assertEqual(self.ok('bela', 'messages --json').json['unread'], 0)

    def test_an_open_list_shows_it_within_a_second(self):
        self.s.new('anna', 'pratiques', 'Un fil', 'Le texte lui-même.')
        with self.s.screen('bela') as t:
            t.pass_welcome()
            t.send('m')
            t.wait('privé')
            self.ok('anna', 'message bela', SECRET)
            t.limit(1)
            t.wait(SECRET)
            t.limit(10)
            t.send('<C-l>')
            t.send('<Enter>')
            t.wait('Entre vous deux')
            self.ok('anna', 'message bela', 'Encore un mot, voir #1.')
            t.limit(1)
            t.wait('Encore un mot')
            t.limit(10)
            t.send('1')         # a number leads to its post, here too
            t.wait('numéro')
            t.send('<Enter>')
            t.wait('Le texte lui-même')
        harness.poll(lambda: self.ok('bela', 'messages --json').json[
            'unread'] == 0)

    def test_a_text_outlives_the_line_it_was_typed_on(self):
        with self.s.screen('bela') as t:
            t.pass_welcome()
            t.send('m')
            t.wait('privé')
            t.send('o')
            t.wait('À qui')
            t.send('anna<Enter>')
            t.wait('Message à anna')
            t.send('Une phrase à ne pas perdre')
            t.wait('perdre')
            t.hangup()
        row, = self.ok('bela', 'drafts --json').json['drafts']
        self.assertEqual((row['to'], row['place'], row['parent']),
                         ('anna', None, None))
        self.assertRegex(self.ok('bela', 'drafts').text,
                         r'message privé  anna  6 mots\n\Z')
        with self.s.screen('bela') as t:
            t.wait('message à anna')
            t.send('<Enter>')
            t.wait('Une phrase à ne pas perdre')
            t.send('<C-x>')
            t.wait('Envoyer')
            t.send('<Enter>')
            t.wait('Le message est envoyé')
        self.assertIn('Une phrase à ne pas perdre',
                      self.ok('anna', 'messages bela').text)


class History(Forum):
    def setUp(self):
        super().setUp()
        self.n = self.s.new('anna', 'pratiques', 'Un titre',
                            'Un texte de *trente* mots.\n\nEt la suite.')
        self.s.clock('+1h')
        self.s.as_('anna', 'edit', str(self.n),
                   stdin='Un texte de *quarante* mots.\n\nEt la suite.')

    def test_versions_and_what_each_changed(self):
        got = self.ok('bela', 'history %d --json' % self.n).json
        self.assertEqual((got['post'], got['count']), (self.n, 2))
        first, second = got['versions']
        self.assertEqual(sorted(first), sorted(
            'version written author bytes title restate agree text changes'
            .split()))
        self.assertEqual((first['version'], first['author'],
                          first['title'], first['changes']),
                         (1, 'anna', 'Un titre', None))
        self.assertRegex(first['written'], TIME)
        self.assertEqual([c['kind'] for c in second['changes']],
                         ['same', 'removed', 'added', 'same'])
        self.assertEqual(''.join(c['text'] for c in second['changes']
                                 if c['kind'] != 'removed'), second['text'])
        self.assertEqual(''.join(c['text'] for c in second['changes']
                                 if c['kind'] != 'added'), first['text'])
        text = self.ok('bela', 'history %d' % self.n).text
        self.assertIn('Un texte de [-*trente*-] {+*quarante*+} mots.\n', text)
        self.assertEqual(text.count('Et la suite.'), 1)
        last = self.ok('bela', 'history %d --limit 1' % self.n).text
        self.assertIn('{+*quarante*+}', last)
        self.assertNotIn('version 1', last)

    def test_the_first_quarter_of_an_hour_leaves_none(self):
        n = self.s.new('anna', 'pratiques', 'Autre titre', 'Un secrte.')
        self.s.as_('anna', 'edit', str(n), stdin='Un secret.')
        got = self.ok('bela', 'history %d --json' % n).json
        self.assertEqual([v['text'] for v in got['versions']],
                         ['Un secret.'])

    def test_a_deleted_post_has_none(self):
        r = self.s.reply('anna', self.n, 'Un aveu.')
        self.s.clock('+1h')
        self.s.as_('anna', 'edit', str(r), stdin='Un mot.')
        self.assertIn('aveu', self.ok('bela', 'history %d' % r).text)
        self.s.as_('anna', 'delete', str(r))
        self.assertNotIn('aveu', self.no('bela', 'history %d' % r))
        self.assertNotIn('aveu', self.no('bela', 'history %d --json' % r))
        self.assertIn('9999', self.no('bela', 'history 9999'))

    def test_guests_see_that_of_public_rooms_only(self):
        self.s.room('place', 'La place', '--visibility', 'public')
        n = self.s.new('anna', 'place', 'Un titre')
        self.assertIn('version 1', self.ok('guest', 'history %d' % n,
                                           methods='none').text)
        hidden = self.no('guest', 'history %d' % self.n, methods='none')
        absent = self.no('guest', 'history 9999', methods='none')
        self.assertEqual(hidden.replace(str(self.n), '9999'), absent)


class PlainMode(Forum):
    def test_messages_are_read_written_and_removed_by_numbers(self):
        self.s.as_('bela', 'message', 'anna', stdin=SECRET)
        t = self.talk('anna')
        t.choose('Pour vous')
        self.assertIn('bela, un message privé', t.page)
        t.choose('bela, un message')
        self.assertRegex(t.page, r'Message 1, bela, .*, non lu')
        self.assertIn(SECRET, t.page)
        t.choose('Écrire à bela')
        t.say('Deux mots,')
        t.say('pas plus.')
        t.say('.')
        self.assertIn('un message privé.', t.page)
        self.assertNotIn('Changer le type', t.page)
        t.choose('Envoyer')
        self.assertIn('Le message est envoyé.', t.page)
        t.say('messages bela')
        self.assertIn('Deux mots,\npas plus.', t.page)
        t.choose('En retirer un')
        t.say('1')
        t.choose('Retirer')
        t.say('messages bela')
        self.assertNotIn(SECRET, t.page)
        t.choose('Toutes les conv')
        self.assertIn('Vous\u00a0: Deux mots, pas plus.', t.page)
        t.choose('Écrire à quelqu')
        t.say('carl')
        t.say('.')
        self.assertIn('0 mot', t.page)
        t.choose('Mettre de côté')
        status, rest = t.end()
        self.assertEqual(status, 0)
        self.assertEqual(re.sub(r'[^\x00-\x1f]', '', t.page).strip('\n'), '')
        self.assertIn(SECRET, self.s.as_('bela', 'messages', 'anna').text)

    def test_a_message_is_written_from_a_post_and_its_history_heard(self):
        n = self.s.new('bela', 'pratiques', 'Un titre', 'Un texte de trente '
                       'mots.')
        self.s.clock('+1h')
        self.s.as_('bela', 'edit', str(n), stdin='Un texte de deux mots.')
        t = self.talk('anna')
        t.say('lire %d' % n)
        self.assertIn('Modifiée, ', t.page)
        t.choose('Ce qu’elle disait')
        self.assertIn('2 versions', t.page)
        t.choose('Ce que la version 2')
        self.assertIn('Un texte de [retiré\u00a0: trente] [ajouté\u00a0: '
                      'deux] mots.', t.page)
        t.choose('Version 1, entière')
        self.assertIn('Un texte de trente mots.', t.page)
        t.say('historique %d' % n)
        t.choose('Revenir')
        t.choose('Écrire un message privé')
        t.say('Merci.')
        t.say('.')
        t.choose('Envoyer')
        self.assertIn('Merci.', self.s.as_('bela', 'messages', 'anna').text)


if __name__ == '__main__':
    harness.main()
