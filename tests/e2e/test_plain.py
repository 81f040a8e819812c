"""Plain mode: each deed of the full screen by numbered choices, in words,
without cursor, colour or columns."""

import os
import re
import select
import subprocess
import time

import harness

PASSWORD = 'un long mot de passe'
OTHER = 'un tout autre passe'


class Talk:
    """A plain mode on pipes: say() answers a prompt and returns what came
    up to the next one; choose() picks a choice by words of it."""

    def __init__(self, argv, env):
        self.p = subprocess.Popen(argv, stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, env=env)
        self.page = self.read()

    def read(self):
        data, end = b'', time.monotonic() + 20 * harness.SLOW
        fd = self.p.stdout.fileno()
        while not (data.endswith(b'\n> ') or data == b'> '):
            ready, _, _ = select.select([fd], [], [],
                                        max(0, end - time.monotonic()))
            if not ready:
                raise AssertionError('no prompt: %r' % data)
            more = os.read(fd, 65536)
            if not more:
                break
            data += more
        return data.decode()

    def say(self, line):
        self.p.stdin.write(line.encode() + b'\n')
        self.p.stdin.flush()
        self.page = self.read()
        return self.page

    def choose(self, words):
        for _ in range(6):
            for n, text in re.findall(r'^(\d)\. (.*)$', self.page, re.M):
                if words in text:
                    return self.say(n)
            more = re.findall(r'^(\d)\. Autres actions', self.page, re.M)
            if not more:
                break
            self.say(more[-1])
        raise AssertionError('no choice %r in:\n%s' % (words, self.page))

    def end(self):
        """quit; the exit status."""
        self.p.stdin.write(b'quitter\n')
        self.p.stdin.close()
        rest = self.p.stdout.read().decode()
        self.p.stdout.close()
        return self.p.wait(20), rest


class Plain(harness.Case):
    def setUp(self):
        self.s = self.server()
        self.s.member('anna')
        self.s.member('bela')
        self.s.room('pratiques', 'Pratiques', '--description', 'Des façons')

    def talk(self, name, first=True):
        t = Talk(self.s.argv('as', name, 'plain'), self.s._env())
        self.addCleanup(t.p.stdout.close)
        self.addCleanup(t.p.stdin.close)
        self.addCleanup(t.p.kill)
        if first:
            self.assertIn('charte', t.page)
            t.say('')
            t.say('1')
        return t


class Reading(Plain):
    def test_a_debate_is_read_by_numbers(self):
        n = self.s.new('bela', 'pratiques', 'Un fil', 'Première ligne.\n\n'
                       '> Une phrase citée.\n\nEnsuite.')
        r = self.s.reply('bela', n, 'Une réponse.', '--type', 'E')
        t = self.talk('anna')
        self.assertIn('2 non lus', t.page)
        t.choose('Lire la suite')
        for words in ('Salon Pratiques. Fil %d, Un fil' % n, 'par bela',
                      'Première ligne.', 'Citation.\nUne phrase citée.\n'
                      'Fin de citation.', 'Ensuite.'):
            self.assertIn(words, t.page)
        t.choose('Non lu suivant')
        self.assertIn('Contribution %d' % r, t.page)
        self.assertIn('En réponse à %d, par bela. Niveau 1' % n, t.page)
        t.choose('Marquer comme non lu')
        t.choose('Tout le fil')
        self.assertIn('Contribution %d, niveau 1' % r, t.page)
        t.choose('Contribution %d' % r)
        t.choose('Accueil')
        self.assertNotIn('Lire la suite', t.page)
        self.assertEqual(t.end()[0], 0)

    def test_nothing_moves_the_cursor_and_each_line_is_a_sentence(self):
        n = self.s.new('bela', 'pratiques', 'Un fil')
        t = self.talk('anna')
        said = t.page
        for line in ('salons', 'fils pratiques', 'lire %d' % n, 'menu',
                     'aide', 'accueil'):
            said += t.say(line)
        self.assertIsNone(re.search('[\x00-\x09\x0b-\x1f\x7f]', said))
        self.assertIsNone(re.search('[─│├└┌┐]', said))

    def test_words_in_french_in_english_and_begun(self):
        n = self.s.new('bela', 'pratiques', 'Un fil')
        t = self.talk('anna')
        for words in ('lire %d', 'read %d', 'lir %d', 'LIRE %d', 'lire #%d',
                      'fils pratiques', 'threads pratiques'):
            said = t.say(words % n if '%' in words else words)
            self.assertIn('par bela' if '%d' in words else 'Un fil', said,
                          words)
        self.assertIn('Pratiques', t.say('salons'))
        self.assertIn('9999 n’existe pas', t.say('lire 9999'))
        self.assertIn('Tapez un numéro', t.say('danser'))
        self.assertIn('guillemet', t.say('lire "12').lower())
        t.say('accueil')
        t.say('é')        # the key of 2, unshifted, on an AZERTY keyboard

    def test_a_beginning_that_fits_several_commands_says_which(self):
        t = self.talk('anna')
        said = t.say('m')
        for word in ('menu', 'moi', 'modifier'):
            self.assertIn(word, said)
        self.assertIn('aide', t.say('a'))
        self.assertIn('anna, membre', t.say('WHO'))
        self.assertIn('anna, membre', t.say('MOI'))
        self.assertIn('Pour vous' if 'Pour vous' in t.page else 'Salons',
                      t.say('ACC'))
        t.say('MENU')
        t.choose('La charte')

    def test_news_are_said_after_an_answer_and_by_name(self):
        n = self.s.new('anna', 'pratiques', 'Un fil')
        t = self.talk('anna')
        t.say('lire %d' % n)
        r = self.s.reply('bela', n, 'Une question ?', '--type', 'Q')
        said = t.say('moi')
        self.assertIn('Nouveau dans ce fil\xa0: %d, question, par bela.' % r,
                      said)
        self.assertIn('1 chose nouvelle pour vous', said)
        self.assertNotIn('Nouveau', t.say('moi'))
        self.s.as_('bela', 'edit', str(r), stdin='Une autre.')
        self.assertIn('a changé', t.say('moi'))
        t.say('répondre %d' % n)
        t.say('1')
        t.say('Un texte.')
        t.say('.')
        t.choose('Envoyer')
        self.assertNotIn('Nouveau', t.page)
        self.assertNotIn('a changé', t.page)

    def test_rooms_are_caught_up_and_forgotten(self):
        self.s.new('bela', 'pratiques', 'Un fil')
        t = self.talk('anna')
        t.choose('Salons')
        t.choose('Pratiques')
        self.assertIn('Des façons', t.page)
        t.choose('Tout marquer comme lu')
        t.choose('Marquer comme lu')
        self.assertIn('0 non lu', t.page)
        t.choose('Oublier')
        t.choose('Reprendre')
        self.s.new('bela', 'pratiques', 'Un autre fil')
        t.say('menu')
        t.choose('Marque un salon')
        t.choose('Marquer comme lu')
        self.assertEqual(self.s.as_('anna', 'unread').out, b'')


class Writing(Plain):
    def test_a_thread_a_reply_an_edit_and_a_deletion(self):
        t = self.talk('anna')
        t.say('nouveau pratiques')
        t.say('Un titre')
        t.say('2')
        t.say('Une question ?')
        t.say('')
        t.say('La fin.')
        t.say('.')
        self.assertIn('question', t.page)
        t.choose('Relire')
        self.assertIn('Une question ?\n\nLa fin.', t.page)
        t.choose('Envoyer')
        n = int(re.search(r'Envoyé\W+(\d+)', t.page).group(1))
        post = self.s.as_('bela', 'read', str(n), '--json').json['posts'][0]
        self.assertEqual((post['title'], post['type'], post['text']),
                         ('Un titre', 'Q', 'Une question ?\n\nLa fin.\n'))
        t.say('lire %d' % n)
        t.choose('Répondre')
        t.say('1')
        t.say('Oui.')
        t.say('.')
        t.choose('Envoyer')
        r = int(re.search(r'Envoyé\W+(\d+)', t.page).group(1))
        t.say('lire %d' % r)
        t.choose('Modifier')
        self.assertIn('Oui.', t.page)
        t.choose('Récrire')
        t.say('Non.')
        t.say('.')
        t.choose('Envoyer')
        self.assertEqual(self.s.as_('bela', 'read', str(r), '--raw').out,
                         b'Non.\n')
        t.say('lire %d' % r)
        t.choose('Supprimer')
        t.choose('Supprimer')
        self.assertEqual(self.s.as_('bela', 'read', str(r), '--json').json
                         ['posts'][0]['state'], 'deleted')

    def test_a_line_of_a_text_is_corrected_and_removed(self):
        n = self.s.new('anna', 'pratiques', 'Un titre', 'Un.\nDeuz.\nTrois.')
        t = self.talk('anna')
        t.say('modifier %d' % n)
        t.choose('Corriger')
        self.assertIn('2. Deuz.', t.page)
        t.say('2')
        t.say('Deux.')
        t.choose('Corriger')
        t.say('3')
        t.say('-')
        t.choose('Changer le type')
        self.assertIn('Un titre', t.page)
        t.say('Un autre titre')
        t.choose('Envoyer')
        post = self.s.as_('bela', 'read', str(n), '--json').json['posts'][0]
        self.assertEqual((post['title'], post['text']),
                         ('Un autre titre', 'Un.\nDeux.\n'))
        t.say('modifier %d' % n)
        t.choose('Mettre de côté')
        self.assertIn('Rien n’a été écrit', t.page)
        self.assertNotIn('Pour vous', t.say('accueil'))

    def test_a_dot_that_begins_a_line_is_doubled(self):
        n = self.s.new('bela', 'pratiques', 'Un fil')
        t = self.talk('anna')
        t.say('répondre %d' % n)
        t.say('1')
        for line in ('..', '...', '.. et après', '.net'):
            t.say(line)
        t.say('.')
        t.choose('Envoyer')
        r = int(re.search(r'Envoyé\W+(\d+)', t.page).group(1))
        self.assertEqual(self.s.as_('bela', 'read', str(r), '--raw').out,
                         b'.\n..\n. et apr\xc3\xa8s\n.net\n')

    def test_a_disagreement_asks_its_parts(self):
        n = self.s.new('bela', 'pratiques', 'Un fil')
        t = self.talk('anna')
        t.say('répondre %d' % n)
        t.say('5')
        t.say('Vous pensez que le hasard suffit à rendre juste une assemblée.')
        t.say('')
        t.say('Je ne le crois pas : sans indemnité, qui travaille le samedi '
              'ne vient pas, et le hasard se défait.')
        t.say('.')
        t.choose('Envoyer')
        self.assertIn('Envoyé', t.page)

    def test_what_is_worth_a_second_look_is_said_once(self):
        n = self.s.new('bela', 'pratiques', 'Un fil')
        for _ in range(2):
            self.s.reply('anna', n, 'Une réponse du tac au tac.')
            n = self.s.reply('bela', n, 'Une autre.')
        t = self.talk('anna')
        t.say('répondre %d' % n)
        t.say('1')
        t.say('> UNE AUTRE.')
        t.say('MAIS ENFIN, VOUS NE M’ÉCOUTEZ PAS !')
        t.say('.')
        self.assertIn('Votre réponse nº\xa03', t.page.replace('º ', 'º\xa0'))
        self.assertIn('Les capitales se lisent comme un cri', t.page)
        t.choose('Relire')
        self.assertNotIn('Les capitales', t.page)
        t.choose('Envoyer')
        self.assertIn('Envoyé', t.page)
        # the forum's number, changed live
        self.s.palabre('setting', 'set', 'advice-replies', '20')
        t.say('répondre %d' % n)
        t.say('1')
        t.say('mais enfin, vous ne m’écoutez pas !')
        t.say('.')
        self.assertIn('Envoyer', t.page)
        self.assertNotIn('Votre réponse nº', t.page)
        self.assertNotIn('capitales', t.page)
        t.choose('Envoyer')

    def test_a_hangup_keeps_the_draft_and_it_can_be_resumed_or_thrown(self):
        n = self.s.new('bela', 'pratiques', 'Un fil')
        t = self.talk('anna')
        t.say('répondre %d' % n)
        t.say('1')
        t.say('Une phrase gardée.')
        t.p.stdin.write('et une autre commen'.encode())
        t.p.stdin.close()
        t.p.wait(20)
        t = self.talk('anna', first=False)
        t.choose('Pour vous')
        t.choose('Brouillon')
        t.choose('Reprendre')
        self.assertIn('Une phrase gardée.\net une autre commen', t.page)
        t.say('.')
        t.choose('Mettre de côté')
        t.choose('Brouillon')
        t.choose('jeter')
        t.say('menu')
        t.choose('Brouillons')
        self.assertIn('jeté', t.page)
        t.choose('jeté')
        t.choose('Reprendre')
        t.say('.')
        t.choose('Envoyer')
        self.assertIn('Envoyé', t.page)


class Oneself(Plain):
    def me(self):
        return self.s.palabre('member', 'show', 'anna', '--json').json

    def test_the_profile_at_the_first_login(self):
        t = self.talk('anna')
        t.choose('Remplir votre profil')
        for line in ('5', '2', 'Ville de Lille', '3', 'maire', '', '', ''):
            t.say(line)
            if 'noté' in t.page:
                break
        me = self.me()
        self.assertEqual((me['profiles'], me['structure']),
                         (['elu', 'agent'], 'Ville de Lille'))
        self.assertNotIn('Remplir votre profil', t.page)
        n = self.s.new('bela', 'pratiques', 'Un fil')
        t.say('répondre %d' % n)
        t.say('1')
        self.assertIn('maire', t.page)
        t.say('2')
        t.say('Un texte.')
        t.say('.')
        t.choose('Envoyer')
        r = int(re.search(r'Envoyé\W+(\d+)', t.page).group(1))
        post = self.s.as_('bela', 'read', str(r), '--json').json['posts'][0]
        self.assertEqual(post['hat'], 'maire')

    def test_each_setting(self):
        t = self.talk('anna')
        t.say('menu')
        t.choose('Réglages')
        for words, lines in (
                ('Expérience', ['4']), ('Thème', ['3']), ('Symboles', []),
                ('Souris', []), ('Mesure', ['20', '80']),
                ('Mode', []), ('Structure', ['Une association']),
                ('Courriel', ['anna@exemple.org']),
                ('Casquettes', ['maire', 'voisine', '-']),
                ('Profils', ['8', '9']), ('Structure', ['-'])):
            t.choose(words)
            for line in lines:
                t.say(line)
            self.assertIn('C’est noté.', t.page, words)
        said = t.page
        more = re.search(r'^(\d)\. Autres actions', said, re.M).group(1)
        said += t.say(more)
        for words in ('plus de cinq ans', 'ascii', '80', 'mode simple',
                      'anna@exemple.org', 'maire, voisine', 'sans souris'):
            self.assertIn(words, said)
        self.assertIsNone(self.me()['structure'])
        self.assertEqual(self.me()['profiles'], ['citoyen'])
        t.say('menu')
        t.choose('Réglages')
        t.choose('Langue')
        self.assertIn('Language', t.page)
        # Plain mode for good: no word is needed from now on.
        u = self.s.screen('anna')
        u.wait('plain mode')

    def test_password_and_keys(self):
        t = self.talk('anna')
        t.say('menu')
        t.choose('Réglages')
        t.choose('mot de passe')
        for line in (PASSWORD, OTHER, PASSWORD, PASSWORD):
            t.say(line)
        self.assertStatus(self.s.ssh('anna', 'whoami', password=PASSWORD), 0)
        key = self.s.make_key('second')
        with open(key + '.pub') as f:
            public = f.read().strip()
        t.choose('Vos clés')
        t.choose('Ajouter')
        t.say(public)
        t.say(OTHER)
        self.assertStatus(self.s.ssh('anna', 'whoami', key=key), 255)
        t.choose('Ajouter')
        t.say(public)
        t.say(PASSWORD)
        self.assertStatus(self.s.ssh('anna', 'whoami', key=key), 0)
        fingerprint = self.s.ssh('anna', 'keys --json').json['keys'][-1][
            'fingerprint']
        t.choose(fingerprint)
        t.choose('retirer' if 'retirer' in t.page else 'Retirer')
        t.say(PASSWORD)
        self.assertStatus(self.s.ssh('anna', 'whoami', key=key), 255)
        t.say('accueil')
        t.choose('Pour vous')
        for words in ('une clé a été ajoutée', 'une clé a été retirée',
                      'mot de passe'):
            self.assertIn(words, t.page)
        self.assertIn(fingerprint, t.page)
        self.assertIn('local', t.page)

    def test_invitations_members_and_the_charter(self):
        t = self.talk('anna')
        t.say('menu')
        t.choose('invitation')
        t.choose('Inviter')
        self.assertRegex(t.page, r'[2-9A-Z]{4}(-[2-9A-Z]{4}){3}')
        t.say('menu')
        t.choose('Membres')
        self.assertIn('2 membres', t.page)
        t.choose('bela')
        self.assertIn('bela, membre', t.page)
        t.say('menu')
        t.choose('La charte')
        self.assertIn('8. ', t.page)

    def test_the_charter_may_be_left(self):
        t = self.talk('anna', first=False)
        t.say('')
        t.say('2')
        self.assertEqual(t.p.wait(20), 1)

    def test_the_key_of_the_client_may_be_remembered(self):
        s = self.s
        s.member('dora', password=PASSWORD, key=False)
        self.talk('dora').end()
        key = s.make_key('stranger')
        dora = harness.Member('dora', PASSWORD, key)
        t = s.screen(dora, 'plain', key=key, password=PASSWORD,
                     methods='publickey,password')
        t.wait('Retenir la clé')
        t.send(re.search(r'(\d)\. Retenir', t.text()).group(1) + '<Enter>')
        t.wait('SHA256:')
        t.settle(200)
        t.send('1<Enter>')
        t.settle(300)
        t.send(PASSWORD + '<Enter>')
        t.wait('retenue')
        self.assertNotIn(PASSWORD, t.text())
        self.assertStatus(s.ssh(dora, 'whoami', key=key), 0)


if __name__ == '__main__':
    harness.main()
