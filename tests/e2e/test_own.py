"""What is one's own: one's posts, removed and edited in front of others; one's
drafts, each resumed in its place; one's password."""

import harness


class Own(harness.Case):
    def setUp(self):
        self.s = self.server()
        for name in ('anna', 'bela'):
            self.s.member(name)
        self.s.room('pratiques', 'Pratiques')
        self.thread = self.s.new('anna', 'pratiques', 'Un fil')
        self.own = self.s.reply('anna', self.thread, 'Le premier mot.')
        self.s.reply('bela', self.own, 'Sous ce mot.')

    def screen(self, name, **more):
        t = self.s.screen(name, **more)
        t.pass_welcome()
        return t

    def go(self, t, number):
        """To a post, by its number."""
        t.send(':')
        t.wait_any('Trouver', 'Find')
        t.send('%d' % number)
        t.settle()
        t.send('<Enter>')
        t.wait('#%d' % number)

    def edit(self, t, more):
        t.send('e')
        t.wait('Ctrl-X')
        t.send(more)
        t.wait(more.strip())
        t.send('<C-x>')
        t.wait_any('[ Envoyer ]', '[ Send ]')
        t.send('<Enter>')
        t.wait('Modifié\u00a0: #')

    def test_an_edit_is_marked_after_15_minutes_and_the_mark_is_whole(self):
        watch, t = self.screen('bela'), self.screen('anna')
        self.go(watch, self.own)
        watch.wait('premier mot')
        self.go(t, self.own)
        t.wait('premier mot')
        self.edit(t, ' Deux')
        watch.limit(1)
        watch.wait('Deux')
        self.assertNotIn('modifié', watch.text())
        self.s.clock('+20m')
        self.edit(t, ' Trois')
        watch.wait('Trois')
        who = next(r for r in watch.screen() if 'anna' in r)
        self.assertRegex(who, r'modifié .*\d+ h \d\d$')
        watch.resize('40x12')
        watch.limit(10)
        watch.wait('modifié')

    def test_a_removal_asks_and_shows_to_others_with_its_replies(self):
        watch, t = self.screen('bela'), self.screen('anna')
        for who in (watch, t):
            self.go(who, self.own)
            who.wait('premier mot')
        # What is typed ahead answers nothing.  In one write: a key that comes
        # a packet later may find the question and take its "no".
        t.raw(b'\x1b[3~\r')
        t.wait_any('[ o oui ]', '[ y yes ]')
        t.settle()
        self.assertTrue(watch.shows('premier mot'))
        t.settle(600)
        t.send('o')
        t.wait_any('>[ o oui ]', '>[ y yes ]')
        t.send('<Enter>')
        watch.limit(1)
        watch.wait('supprimé')
        self.assertIn('Sous ce mot.',
                      self.s.as_('anna', 'read', str(self.thread)).text)

    def test_drafts_outlive_the_line_and_are_resumed_in_their_places(self):
        second = self.s.reply('bela', self.thread, 'Un autre mot.')
        for number, key, text in ((self.own, 'e', 'Retouche coupée'),
                                  (self.own + 1, 'r', 'Réponse coupée'),
                                  (second, 'r', 'Autre réponse coupée')):
            t = self.screen('anna')
            self.go(t, number)
            t.settle()
            t.send(key)
            t.wait('Ctrl-X')
            t.send(text)
            t.wait(text)
            t.hangup()
            t.close()
        t = self.screen('anna')
        t.send('s')
        t.wait('Pratiques')
        t.send('<Enter>')
        t.wait('Un fil')
        t.send('o')
        t.wait('Ctrl-X')
        t.send('Titre coupé')
        t.wait('Titre coupé')
        t.hangup()
        t.close()
        t = self.screen('anna')
        for number, key, text in ((self.own, 'e', 'Retouche coupée'),
                                  (self.own + 1, 'r', 'Réponse coupée'),
                                  (second, 'r', 'Autre réponse coupée')):
            self.go(t, number)
            t.settle()
            t.send(key)
            t.wait(text)
            t.send('<Esc>')
            t.wait_any('continuer', 'go on')
            t.send('q')
            t.settle(200)
        t.send('a')     # home
        t.wait('Brouillon')
        t.send(':')
        t.wait('Trouver')
        t.send('brouillons')
        t.settle()
        t.send('<Enter>')
        t.wait('4 textes')
        t.wait('Titre coupé')

    def test_a_password_is_changed_with_the_present_one_only(self):
        self.s.member('cleo', password='ancien-mot-de-passe', key=False)
        t = self.screen('cleo')
        t.send(':')
        t.wait('Trouver')
        t.send('profil')
        t.settle()
        t.send('<Enter>')
        t.wait('Mot de passe')
        harness.poll(lambda: any(r.startswith('>   Mot de passe')
                                 for r in t.screen()) or
                     t.send('<Down>') or t.settle(50))

        def change(*lines):
            t.send('<Enter>')
            for asked, line in zip(('10 à 128', 'à nouveau', 'actuel'),
                                   lines):
                t.wait(asked)
                t.send(line + '<Enter>')

        change('court')
        t.wait('au moins 10')
        change('nouveau-mot-de-passe', 'nouveau-mot-de-passé')
        t.wait('Les deux diffèrent')
        change(*['nouveau-mot-de-passe'] * 2, 'un-autre-mot')
        t.wait('ne l’est pas')
        change(*['nouveau-mot-de-passe'] * 2, 'ancien-mot-de-passe')
        t.wait('Le mot de passe est changé')
        self.assertNotEqual(self.s.ssh('cleo', 'whoami').status, 0)
        self.assertStatus(self.s.ssh('cleo', 'whoami',
                                     password='nouveau-mot-de-passe'), 0)


harness.main()
