"""Reading, as a member does it over ssh: one key, back, other logins."""

import re
import time

import harness

LONG = '\n\n'.join('Paragraphe %d, qui dit peu.' % n for n in range(1, 31))


class Reading(harness.Case):
    def setUp(self):
        self.s = self.server()
        for name in ('anna', 'bela'):
            self.s.member(name)
        for name in ('accueil', 'pratiques'):
            self.s.room(name, name.capitalize())

    def screen(self, name, size='80x24'):
        t = self.s.screen(name, size=size)
        t.pass_welcome()
        return t

    def unread(self, name):
        """Numbers of what `unread` lists, and the sum of the rooms'."""
        listed = [int(line.split()[0]) for line in
                  self.s.ssh(name, 'unread').text.splitlines()
                  if line[:1].isdigit()]
        rooms = self.s.ssh(name, 'rooms').text.splitlines()
        return listed, sum(int(r.split('  ')[1].split(' ')[0])
                           for r in rooms if r)

    def read_all(self, t):
        """Presses Space until all is read; the posts in the order shown."""
        shown = []
        for _ in range(200):
            t.send('<Space>')
            t.settle(60)
            head = t.screen()[0]
            post = re.search(r'#(\d+)', head)
            if 'tout lu' in t.text() or 'read everything' in t.text():
                return shown
            n = int(post.group(1))
            if not shown or shown[-1] != n:
                shown.append(n)
        self.fail('never done:\n' + t.text())

    def test_one_key_shows_each_unread_post_once_and_no_other(self):
        one = self.s.new('anna', 'accueil', 'Un', LONG)
        two = self.s.new('anna', 'accueil', 'Deux')
        a = self.s.reply('anna', one)
        self.s.reply('anna', a, LONG)
        self.s.reply('anna', one, '> cité\n' * 30 + '\nFin.')
        self.s.reply('anna', two)
        gone = self.s.reply('anna', two)
        three = self.s.new('anna', 'pratiques', 'Trois')
        for n in range(6):
            three = self.s.reply('anna', three)
        self.assertStatus(self.s.ssh('anna', 'delete %d' % gone), 0)
        listed, counted = self.unread('bela')
        self.assertEqual(len(listed), counted)
        self.assertNotIn(gone, listed)
        t = self.screen('bela')
        self.assertEqual(self.read_all(t), listed)
        t.send('a')
        t.wait('Accueil')
        t.close()
        self.assertEqual(self.unread('bela'), ([], 0))

    def test_what_was_not_shown_to_its_end_stays_unread(self):
        one = self.s.new('anna', 'accueil', 'Un', LONG)
        self.s.reply('anna', one)
        t = self.screen('bela')
        t.send('<Space>')
        t.wait('Paragraphe 1,')
        t.send('n')
        t.wait('Une réponse.')
        t.send('a')
        t.wait('Accueil')
        t.close()
        self.assertEqual(self.unread('bela'), ([one], 1))

    def test_back_through_any_number_of_jumps(self):
        n = self.s.new('anna', 'accueil', 'Un', 'Texte zéro.')
        numbers = [n]
        for i in range(1, 40):
            n = self.s.reply('anna', n, 'Texte %d, après #%d.' % (i, n))
            numbers.append(n)
        t = self.screen('bela')
        t.send('%d<Enter>' % n)
        t.wait('Texte 39,')
        for i in range(39, 0, -1):
            t.send('l')
            t.wait('Quel lien')
            t.send('1')
            t.wait('Texte %s' % ('%d,' % (i - 1) if i > 1 else 'zéro.'))
        for i in range(1, 40):
            t.send('b')
            t.wait('Texte %d,' % i)
        t.close()

    def test_a_second_login_hears_of_no_cut_while_the_first_writes(self):
        n = self.s.new('anna', 'accueil', 'Un')
        first = self.screen('bela')
        first.send('%d<Enter>' % n)
        first.wait('#%d' % n)
        first.send('r')
        first.wait('Ctrl-X')
        first.send('Je pense à vous.')
        first.wait('Brouillon enregistré')
        second = self.screen('bela')
        second.wait('Brouillon')
        self.assertNotIn('interrompue', second.text())
        second.close()
        first.hangup()
        first.close()
        # The server hears of the cut when its own end of the line closes, a
        # moment after: who comes back before that finds the draft on home.
        for _ in range(20):
            third = self.screen('bela')
            third.wait('Brouillon')
            told = 'interrompue' in third.text()
            third.close()
            if told:
                break
            time.sleep(0.25)
        self.assertTrue(told)


if __name__ == '__main__':
    harness.main()
