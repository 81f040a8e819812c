"""Sponsors and the glossary, by line commands, in plain mode, on the screen:
whoever comes new is accompanied, and words are explained."""

import harness
from test_attend import Attend

MEANING = 'Une assemblée tirée au sort, qui rend un avis.'.encode()


class Newcomers(Attend):
    def setUp(self):
        super().setUp()
        self.s.member('nell', '--newcomer')

    def kinds(self, who):
        rows = self.ok(who, 'notices --json').json['notices']
        return [r['kind'] for r in rows]


class Sponsors(Newcomers):
    def test_a_sponsor_accompanies_a_newcomer(self):
        n = self.s.new('bela', 'pratiques', 'Un fil', 'Le début.')
        self.ok('anna', 'sponsor nell')
        self.assertIn('marraine', self.no('bela', 'sponsor nell'))
        self.no('anna', 'sponsor bela')
        self.no('nell', 'sponsor bela')
        self.no('guest', 'sponsor nell')
        self.assertEqual(self.kinds('nell'), ['sponsor'])
        self.ok('nell', 'reply %d --type Q' % n, 'Et pour moi ?'.encode())
        self.assertEqual(self.kinds('anna'), ['first-post'])
        row = self.ok('anna', 'sponsor --json').json['godchildren'][0]
        self.assertEqual((row['member'], row['vouched']), ('nell', None))
        self.assertEqual(self.ok('nell', 'sponsor --json').json['sponsor'],
                         'anna')
        self.assertIn('compte à partir du',
                      self.no('anna', 'sponsor nell word'))
        self.s.palabre('clock', '+8d')
        self.ok('anna', 'sponsor nell word')
        self.no('anna', 'sponsor nell word')
        self.no('bela', 'sponsor nell word')
        self.assertIn('vouched', self.kinds('nell'))

    def test_plain_mode_offers_it(self):
        t = self.talk('anna')
        t.choose('Menu')
        t.choose('Membres')
        t.choose('nell')
        t.choose('Parrainer cette nouvelle personne')
        self.assertIn('Vous parrainez cette personne', t.page)
        self.assertNotIn('. Parrainer cette', t.page)


class Thanks(Newcomers):
    def test_the_author_alone_hears_of_it(self):
        n = self.s.new('bela', 'pratiques', 'Un fil', 'Le début.')
        self.assertIn('Cette contribution est la vôtre',
                      self.no('bela', 'thanks %d' % n))
        self.assertEqual(self.ok('anna', 'thanks %d --json' % n).json,
                         {'id': n})
        self.assertIn('déjà remercié', self.no('anna', 'thanks %d' % n))
        self.no('guest', 'thanks %d' % n)
        self.no('anna', 'thanks 9999')
        self.ok('nell', 'thanks %d' % n)
        rows = self.ok('bela', 'notices --json').json['notices']
        self.assertEqual([(r['kind'], r['by'], r['post']) for r in rows],
                         [('thanks', 'nell', n), ('thanks', 'anna', n)])
        self.assertEqual((self.kinds('anna'), self.kinds('nell')), ([], []))
        # no number of it anywhere
        self.assertNotIn('thank', self.ok('nell', 'read %d --json' % n).text)

    def test_plain_mode_offers_it_and_tells_of_it(self):
        n = self.s.new('bela', 'pratiques', 'Un fil', 'Le début.')
        t = self.talk('anna')
        t.say('lire %d' % n)
        t.choose('Autres actions')
        t.choose('Remercier bela')
        self.assertIn('Votre merci est transmis', t.page)
        self.assertNotIn('Remercier bela', t.page)
        t = self.talk('bela')
        t.choose('Pour vous')
        t.choose('anna, merci pour votre contribution, %d' % n)
        self.assertIn('Le début.', t.page)
        self.assertNotIn('Pour vous', t.say('accueil'))


class Glossary(Newcomers):
    def test_a_word_is_proposed_and_approved(self):
        done = self.ok('nell', 'glossary propose "Jury citoyen"', MEANING)
        self.assertEqual(done.text.strip(), '#1')
        self.assertIn('Jury', self.ok('bela', 'glossary').text)
        self.assertNotIn('Jury', self.ok('guest', 'glossary').text)
        self.no('nell', 'glossary approve 1')
        self.no('guest', 'glossary approve 1')
        self.ok('anna', 'glossary approve 1')
        self.no('anna', 'glossary approve 1')
        self.ok('bela', 'glossary approve 1')
        row = self.ok('guest', 'glossary "jurys citoyens" --json').json
        self.assertEqual((row['state'], row['word'], row['text']),
                         ('approved', 'Jury citoyen', MEANING.decode()))
        self.assertEqual(self.kinds('nell'), ['term'])
        self.no('guest', 'glossary agora')
        self.no('guest', 'glossary propose agora', stdin=MEANING)
        self.no('bela', 'glossary propose agora', stdin=b'Court.')
        self.no('bela', 'glossary nothing 1', status=2)
        self.no('bela', 'glossary withdraw 1')

    def test_a_moderator_takes_a_word_out(self):
        self.ok('anna', 'glossary propose Publicité', MEANING)
        self.no('bela', 'glossary withdraw 1')
        self.s.palabre('mandate', 'add', 'cleo', 'moderator')
        self.ok('cleo', 'glossary withdraw 1')
        self.assertEqual(self.ok('anna', 'glossary --json').json,
                         {'terms': []})

    def test_plain_mode_proposes_approves_and_finds(self):
        t = self.talk('anna')
        t.choose('Menu')
        t.choose('Glossaire')
        t.choose('Proposer un mot')
        t.say('Jury')
        t.say(MEANING.decode())
        self.assertIn('Proposé.', t.page)
        other = self.talk('bela')
        other.choose('Menu')
        other.choose('Glossaire')
        other.choose('Jury, proposé par anna')
        self.assertIn('assemblée tirée au sort', other.page)
        other.choose('Approuver ce mot')
        self.assertIn('Votre approbation est notée.', other.page)
        self.ok('cleo', 'glossary approve 1')
        t.choose('Trouver un mot')
        t.say('jurys')
        self.assertIn('assemblée tirée au sort', t.page)


class Settings(Newcomers):
    def setting(self, *words):
        return self.s.palabre('setting', *words, check=False)

    def now(self, name):
        done = self.setting('list', '--json')
        self.assertStatus(done, 0)
        return {r['name']: r['value']
                for r in done.json['settings']}[name]

    def test_a_number_is_changed_while_people_are_on_line(self):
        t = self.s.screen('nell')
        self.addCleanup(t.close)
        self.assertEqual(self.now('newcomer-days'), 14)
        for words in (['set', 'newcomer-days', '366'],
                      ['set', 'nothing', '1'], ['reset', 'nothing']):
            done = self.setting(*words)
            self.assertStatus(done, 1)
            self.assertEqual(len(done.err.splitlines()), 1, done)
        for words in (['set', 'newcomer-days'], ['set', 'newcomer-days', 'x'],
                      ['reset'], ['change', 'newcomer-days', '1']):
            self.assertStatus(self.setting(*words), 2)
        self.assertEqual(self.now('newcomer-days'), 14)
        n = self.s.new('bela', 'pratiques', 'Un autre', 'Le début.')
        for _ in range(3):
            self.ok('nell', 'reply %d' % n, b'Oui.')
        self.assertEqual(self.status(), 'newcomer')
        self.assertStatus(self.setting('set', 'newcomer-days', '0'), 0)
        self.assertEqual(self.now('newcomer-days'), 0)
        self.assertEqual(self.status(), 'member')
        self.assertStatus(self.setting('reset', 'newcomer-days'), 0)
        self.assertEqual(self.now('newcomer-days'), 14)

    def status(self):
        return self.ok('nell', 'whoami --json').json['status']


if __name__ == '__main__':
    harness.main()
