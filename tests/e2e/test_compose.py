"""Writing over ssh: long pastes, texts kept while one types and when the line
drops, spelling, one's own words."""

import os
import time
import unittest

import harness

SENTENCE = 'Une phrase de plus, avec des mots, pour que ce texte soit long. '


def text_of(size):
    text = (SENTENCE * (size // len(SENTENCE) + 1))[:size - 1]
    return text + '.'


class Compose(harness.Case):
    def setUp(self):
        self.s = self.server()
        for name in ('anna', 'bela'):
            self.s.member(name)
        self.s.room('pratiques', 'Pratiques')
        self.thread = self.s.new('bela', 'pratiques', 'Un fil',
                                 'Le premier mot de ce fil.')

    def compose(self, size='80x24'):
        t = self.s.screen('anna', size=size)
        t.pass_welcome()
        self.answer(t)
        return t

    def answer(self, t):
        t.send(':')
        t.wait('Trouver')
        t.send('%d' % self.thread)
        t.settle()
        t.send('<Enter>')
        t.wait('premier mot')
        t.settle()
        t.send('r')
        t.wait('Ctrl-X')
        t.settle()

    def sent(self, t):
        t.send('<C-x>')
        t.wait('[ Envoyer ]')
        t.settle()
        t.send('<Enter>')
        t.wait('Envoyé')
        return self.s.as_('anna', 'read', str(self.thread + 1), '--raw').text

    def test_a_draft_shows_in_ones_other_session_as_it_begins_and_goes(self):
        other = self.s.screen('anna')
        other.pass_welcome()
        other.wait('Accueil')
        self.assertNotIn('Brouillon', other.text())
        t = self.compose()
        t.send('Une phrase.')
        t.wait('enregistré')
        other.wait('Brouillon')
        self.sent(t)
        other.absent('Brouillon')

    def test_32_kib_are_pasted_at_once_undone_at_once_and_sent(self):
        text = text_of(32768)
        t = self.compose()
        t.paste(text)
        t.wait('0 octet')
        t.send('<C-z>')
        t.wait('0 mot')
        t.send('<C-y>')
        t.wait('0 octet')
        t.send('<C-x>')
        t.wait('[ Envoyer ]')
        t.settle()
        t.send('<Enter>')
        t.wait('Envoyé')
        self.assertEqual(self.s.as_(
            'anna', 'read', str(self.thread + 1), '--raw').text, text)

    def test_what_is_too_long_to_send_stays_and_says_by_how_much(self):
        text = text_of(33000)
        t = self.compose()
        t.paste(text)
        t.wait('232 octets à retirer')
        t.send('<C-x>')
        t.wait('32 Kio au plus')
        t.send('<BS>' * 10)
        t.wait('222 octets à retirer')

    def test_a_paste_that_cannot_be_held_changes_nothing(self):
        t = self.compose()
        t.send('Ce que je voulais dire.')
        t.paste(text_of(65530))
        t.wait('rien n’est ajouté')
        t.send('<Left><Right>')
        t.wait('5 mots')
        t.paste(text_of(70000))
        t.wait('rien n’est ajouté')
        t.send(' Encore.')
        t.wait('6 mots')
        self.assertEqual(self.sent(t), 'Ce que je voulais dire. Encore.')

    def test_who_never_pauses_is_kept_within_two_seconds(self):
        """Typed without a rest of a tick; then everything is killed."""
        t = self.compose()
        start, typed = time.monotonic(), 0
        while time.monotonic() - start < 5 * harness.SLOW:
            t.send('mot%d ' % typed)
            typed += 1
            time.sleep(0.1)
        # Not what was typed in the last two seconds, but all before.
        least = typed - int(3 * harness.SLOW / 0.1)
        self.s.kill_all()
        t.close()
        self.s.start()
        t = self.s.screen('anna')
        t.pass_welcome()
        t.wait('Brouillon')
        self.answer(t)
        t.wait('reprend là où')
        self.assertIn('mot%d ' % max(0, min(least, 9)), t.text())

    def test_what_was_typed_is_kept_before_the_help_shows(self):
        t = self.compose()
        t.send('Un mot juste avant.')
        t.wait('juste avant.')
        t.send('<C-g>')
        t.absent('juste avant.')
        t.settle(300)
        self.s.kill_all()
        t.close()
        self.s.start()
        t = self.s.screen('anna')
        t.pass_welcome()
        self.answer(t)
        t.wait('juste avant.')

    def test_a_click_puts_the_cursor_there(self):
        t = self.compose()
        t.send('abc def')
        t.wait('abc def')
        row = next(i for i, r in enumerate(t.screen()) if 'abc def' in r)
        col = t.screen()[row].index('def')
        t.raw(b'\x1b[<0;%d;%dM' % (col + 1, row + 1))
        t.settle()
        t.send('X')
        t.wait('abc Xdef')

    def test_a_line_that_drops_in_mid_sentence_asks_nothing(self):
        t = self.compose()
        t.send('Une phrase commencée et qui')
        t.wait('et qui')
        t.hangup()
        t.close()
        t = self.s.screen('anna')
        t.wait('Brouillon')
        self.answer(t)
        t.wait('Une phrase commencée et qui')
        t.send(' se termine.')
        t.wait('termine.')
        self.assertEqual(self.sent(t),
                         'Une phrase commencée et qui se termine.')

    def test_two_texts_wait_at_one_place(self):
        t = self.compose()
        t.send('Premier texte.')
        t.wait('Premier')
        t.send('<Esc>')
        t.wait('continuer')
        t.send('n')
        t.wait('Un nouveau texte')
        t.send('Second texte.')
        t.wait('Second')
        self.assertFalse(t.shows('Premier texte'))
        t.send('<C-o>')
        t.wait('de côté')
        t.send('a')
        t.wait('Accueil')
        rows = [r for r in t.screen() if 'Brouillon' in r]
        self.assertEqual(len(rows), 2, t.text())

    def test_the_same_text_again_is_said_once_and_may_be_sent(self):
        self.s.reply('anna', self.thread, 'Je suis de cet avis.\n')
        t = self.compose()
        t.send('Je suis de cet avis.<Enter>')
        t.send('<C-x>')
        t.wait('le même que votre précédent, #%d' % (self.thread + 1))
        t.wait('[ Envoyer ]')
        t.settle()
        t.send('<Enter>')
        t.wait('Envoyé')

    def test_words_are_found_and_the_field_leaves_no_line_under_them(self):
        t = self.compose()
        t.send('Une phrase, puis la fin.')
        t.wait('Brouillon enregistré')
        t.send('<Esc>')
        t.wait('continuer')
        t.send('/')
        t.wait('Chercher dans le texte')
        t.send('PHRASE<Enter>')
        t.absent('Chercher dans le texte')

        def looks():
            for text, styles in zip(t.screen(), t.styles()):
                if 'Une phrase' in text:
                    at = text.index('Une')
                    seen = styles[at:at + len('Une phrase, puis')]
                    return seen if seen[4] != '.' else None
        self.assertEqual(harness.poll(looks), '....444444......')

    @unittest.skipUnless(os.path.exists('/usr/share/hunspell/fr.dic'),
                         'no dictionary')
    def test_misspelt_words_are_underlined_and_ones_own_are_not(self):
        self.assertStatus(self.s.ssh('anna', 'words add Valbrune'), 0)
        t = self.compose()
        t.send('On tirre au sort, à Valbrune.')
        t.wait('Brouillon enregistré')

        def underlined():
            for text, styles in zip(t.screen(), t.styles()):
                if 'tirre' in text:
                    return ''.join(c for c, s in zip(text, styles)
                                   if s not in '. ' and int(s) & 2)
            return ''
        self.assertEqual(harness.poll(underlined), 'tirre')
        self.assertEqual(self.s.ssh('anna', 'words').text, 'Valbrune\n')
        self.assertStatus(self.s.ssh('anna', 'words remove Valbrune'), 0)
        self.assertStatus(self.s.ssh('anna', 'words remove Valbrune'), 1)
        self.assertStatus(self.s.ssh('anna', 'words use off'), 0)
        self.assertEqual(self.s.ssh('anna', 'words --json').json,
                         {'spelling': 'off', 'words': []})


if __name__ == '__main__':
    harness.main()
