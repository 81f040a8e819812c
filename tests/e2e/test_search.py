"""Search from outside: what is found, and what a stranger learns of a room
that is not theirs: nothing."""

import os

import harness

SECRET = 'ornithorynque'
NONSENSE = 'zzqzzqzzqzzqz'


class Search(harness.Case):
    def setUp(self):
        self.s = self.server()
        self.s.member('anna')
        self.s.member('bela')
        self.s.room('pratiques', 'Pratiques')
        self.s.room('place', 'Place', '--visibility', 'public')
        self.s.room('dedans', 'Dedans', '--visibility', 'private')
        self.s.allow('dedans', 'anna')
        self.open = self.s.new('anna', 'place', 'Défraiement',
                               'Nous avons défrayé les trajets.')
        self.hidden = self.s.new('anna', 'dedans', 'Sujet',
                                 'Le mot %s, et le budget.' % SECRET)

    def ask(self, who, command):
        more = {'methods': 'none'} if who == 'guest' else {}
        return self.s.ssh(who, command, **more)

    def found(self, who, words):
        done = self.ask(who, 'search ' + words + ' --json')
        self.assertStatus(done, 0)
        return [hit['id'] for hit in done.json['hits']]


class Hits(Search):
    def test_a_post_is_found_by_its_forms_as_soon_as_it_is_sent(self):
        for words in ('défraiement', 'DEFRAYE', 'trajet', '"les trajets"',
                      "'« les trajets »'", 'defrai\\*', 'auteur:anna défrayer',
                      'type:C trajets room:place after:2020-01-01'):
            self.assertEqual(self.found('bela', words), [self.open], words)
        self.assertEqual(self.found('bela', '"trajets les"'), [])

    def test_a_line_is_what_the_screens_document_says(self):
        done = self.s.ssh('bela', 'search trajets')
        self.assertStatus(done, 0)
        self.assertRegex(done.text, r'\A%d  C  anna  place  \d{4}-\d\d-\d\d  '
                         r'Nous avons défrayé les \[trajets\]\.\n\Z'
                         % self.open)

    def test_the_document_has_all_that_a_program_needs(self):
        doc = self.s.ssh('bela', 'search trajets --json').json
        self.assertEqual(sorted(doc), ['hits', 'partial', 'total'])
        self.assertEqual((doc['total'], doc['partial']), (1, False))
        hit = doc['hits'][0]
        self.assertEqual(sorted(hit), sorted(
            'id thread parent room author type created title snippet found '
            'ignored'.split()))
        self.assertEqual(hit['found'], ['trajets'])
        self.assertEqual(hit['title'], 'Défraiement')
        self.assertIsNone(hit['parent'])

    def test_who_is_ignored_is_found_but_folded(self):
        self.assertStatus(self.s.ssh('bela', 'ignore anna'), 0)
        done = self.s.ssh('bela', 'search trajets')
        self.assertRegex(done.text, r'\A%d  C  anna .*  \[vous l’ignorez\]\n'
                         % self.open)
        hit = self.s.ssh('bela', 'search trajets --json').json['hits'][0]
        self.assertEqual((hit['ignored'], hit['snippet']), (True, ''))

    def test_newest_and_limit(self):
        last = [self.s.reply('anna', self.open, 'Encore des trajets, %d.' % n)
                for n in range(3)]
        self.assertEqual(self.found('bela', 'trajets --newest --limit 2'),
                         last[:0:-1])

    def test_what_is_edited_or_deleted_is_found_no_more(self):
        done = self.s.ssh('anna', 'edit %d' % self.open,
                          stdin='Tout autre chose.'.encode())
        self.assertStatus(done, 0)
        self.assertEqual(self.found('bela', 'trajets'), [])
        self.assertEqual(self.found('bela', 'chose'), [self.open])
        self.assertStatus(self.s.ssh('anna', 'delete %d' % self.open), 0)
        self.assertEqual(self.found('bela', 'chose'), [])

    def test_refusals_are_sentences(self):
        for words, said in (('x room:rien', 'rien'), ('x type:Z', 'C, Q'),
                            ('x after:hier', '2026-11-23'), ('","', 'mot')):
            done = self.s.ssh('bela', 'search ' + words)
            self.assertStatus(done, 1)
            self.assertEqual(done.out, b'')
            self.assertIn(said, done.complaint)
        self.assertStatus(self.s.ssh('bela', 'search'), 2)

    def test_the_keeper_indexes_and_the_index_is_sound(self):
        for n in range(60):
            self.s.reply('anna', self.open, 'Une abeille de plus.')

        def indexed():
            # the key of the first row of a segment: who wrote
            with open(os.path.join(self.s.data, 'data.mdb'), 'rb') as store:
                return b'\x01a1\x00' in store.read()
        harness.poll(indexed, 20)
        self.assertEqual(len(self.found('bela', 'abeilles --limit 100')), 60)
        self.s.check()

    def test_a_damaged_index_is_made_again_by_the_sysop(self):
        self.s.palabre('reindex')
        self.s.check()
        self.s.stop()
        harness.run([os.path.join(harness.TOOLS, 'damage'),
                     self.s.data, 'search', 'flip'])
        done = self.s.palabre('check', check=False)
        self.assertStatus(done, 1)
        self.assertIn(b'search ', done.out + done.err)
        self.s.palabre('reindex')
        self.s.check()
        self.s.start()
        self.assertEqual(self.found('bela', 'trajets'), [self.open])

    def test_plain_mode_offers_the_hits_by_number(self):
        # the charter comes first, once
        done = self.s.ssh('bela', 'plain', stdin=(
            '\n1\nchercher trajets\n1\nquitter\n').encode())
        self.assertIn('1 résultat.', done.text)
        self.assertRegex(done.text, r'1\. %d, anna, Place\. Nous avons '
                         r'défrayé les \[trajets\]' % self.open)
        self.assertIn('Nous avons défrayé les trajets.', done.text)
        done = self.s.ssh('bela', 'plain', stdin=(
            'chercher\n%s\nquitter\n' % NONSENSE).encode())
        self.assertIn('Rien de trouvé.', done.text)


class Strangers(Search):
    def same(self, who, template):
        """The same bytes for the private word as for a nonsense word."""
        answers = [self.ask(who, template % word)
                   for word in (SECRET, NONSENSE)]
        a, b = ((d.status, d.out, d.err) for d in answers)
        self.assertEqual(a, b, template)
        return answers[0]

    def test_a_word_of_a_private_room_is_a_nonsense_word(self):
        self.assertEqual(self.found('anna', SECRET), [self.hidden])
        for who in ('bela', 'guest'):
            for template in ('search %s', 'search %s --json',
                             'search %s budget', 'search %.8s\\* --json',
                             'search %s author:anna --newest'):
                self.assertStatus(self.same(who, template), 0)
            self.assertEqual(self.found(who, 'budget'), [])

    def test_a_private_room_is_a_room_that_does_not_exist(self):
        answers = [self.s.ssh('bela', 'search x room:' + name)
                   for name in ('dedans', 'dehors')]
        self.assertEqual(answers[0].status, 1)
        self.assertEqual(answers[0].err.replace(b'dedans', b'dehors'),
                         answers[1].err)

    def test_a_visitor_searches_once_a_second(self):
        done = self.s.ssh('guest', 'plain', methods='none', stdin=(
            'search trajets\nsearch trajets\nquit\n').encode())
        self.assertEqual(done.text.count('[trajets]'), 1, done.text)
        self.assertIn('une fois par seconde', done.text)


if __name__ == '__main__':
    harness.main()
