"""From a flag to an appeal, over ssh, on a store whose clock is set: three
people of three profiles flag a post, which is masked; a moderator asks for
another wording, it comes, the post is back; a second one ends in a pause, which
its author appeals before a jury drawn by lot, and which is reduced.
test_scenario.py plays it in French and in English; the story around the screens
is in docs/scenario-moderation.md.
"""

import json

from scenario import Scenario

PEOPLE = {'opener': 'agent', 'author': 'consultant', 'first': 'elu',
          'second': 'citoyen', 'third': 'associatif'}
JURORS = ('agent', 'elu', 'citoyen', 'associatif', 'etudiant', 'chercheur',
          'salarie', 'agent', 'elu')


class Moderation(Scenario):
    story = 'moderation'
    roles = tuple(PEOPLE)

    def people(self):
        self.at(0, 8, 0)
        self.s.room('methodes', self.words['room'])
        for role, profile in PEOPLE.items():
            self.s.member(self.words[role], '--profile', profile,
                          '--language', self.language)
        for i, profile in enumerate(JURORS, 1):
            self.s.member('siege%s' % 'abcdefghi'[i - 1], '--profile',
                          profile, '--language', self.language)
        self.team = {}
        for role in ('mod', 'other'):
            self.team[role] = self.s.member(
                self.words[role], '--profile', 'citoyen', '--language',
                self.language, password='trois chênes verts')
            self.s.palabre('mandate', 'add', self.words[role], 'moderator')

    def judge(self, role):
        """Home of a moderator, by key and password."""
        one = self.team[role]
        t = self.s.screen(one, key=one.key, password=one.password,
                          methods='publickey,password')
        t.pass_welcome()
        return t

    def flag(self, role, post):
        self.line(role, 'flag', str(post), '--article', '4a', '--reason',
                  "'%s'" % self.words['flag.' + role])

    def begins(self):
        self.at(0, 9, 0)
        self.line('opener', 'new', 'methodes', '--title',
                  "'%s'" % self.words['title'], stdin=self.words['opening'])
        self.at(0, 10, 12)
        self.line('author', 'reply', '1', stdin=self.words['post'])

    def flagged(self):
        """By three of three profiles: one on the screen, then masked."""
        self.at(0, 11, 5)
        t = self.comes('first')
        self.goes(t, 2)
        self.press(t, '!', 'ui.instead')
        self.press(t, '<Tab>4a', 'ui.clause')
        t.send('<Tab>')
        t.paste(self.words['flag.first'])
        t.settle(80)
        self.look('flag', t)
        self.press(t, '<C-x>', 'ui.flagged')
        t.close()
        for minute, role in ((20, 'second'), (42, 'third')):
            self.at(0, 11, minute)
            self.flag(role, 2)
        self.at(0, 12, 0)
        t = self.comes('opener')
        self.goes(t, 2)
        self.wait(t, 'ui.masked')
        self.look('masked', t)
        t.close()
        t = self.comes('author')
        self.goes(t, 2)
        self.wait(t, 'ui.alone')
        self.look('own', t)
        t.close()

    def decided(self):
        """To be rephrased: the queue, the case, the decision."""
        self.at(0, 14, 30)
        t = self.judge('mod')
        self.wait(t, 'ui.waiting')
        self.press(t, '<Home><Enter>', 'ui.queue')
        self.look('queue', t)
        self.press(t, '<Enter>', 'ui.snapshot')
        self.look('case', t)
        self.press(t, 'd', 'ui.measure')
        t.send('<Right><Right><Tab><Tab>')
        t.paste(self.words['facts'])
        t.send('<Tab>')
        t.paste(self.words['reasons'])
        t.settle(200)
        self.look('decide', t)
        self.press(t, '<C-x>', 'ui.sure')
        self.press(t, self.words['key.yes'], 'ui.signed')
        t.close()

    def rephrased(self):
        self.at(0, 17, 0)
        t = self.comes('author')
        self.wait(t, 'ui.decision')
        self.press(t, '<Home><Enter>', 'ui.reasons')
        self.look('told', t)
        t.close()
        self.line('author', 'edit', '2', stdin=self.words['again'])
        self.at(0, 18, 30)
        self.s.as_(self.words['mod'], 'decide', '1', '--measure', 'none',
                   '--article', '4a', '--facts', self.words['facts.none'],
                   '--reason', self.words['reasons.none'])
        self.at(1, 9, 0)
        t = self.comes('opener')
        self.goes(t, 2)
        self.wait(t, 'ui.again')
        self.look('restored', t)
        t.close()

    def paused(self):
        """Two days later, another one: a pause, and what it stops."""
        self.at(2, 10, 0)
        self.line('author', 'reply', '1', stdin=self.words['post.2'])
        self.at(2, 10, 40)
        self.flag('second', 3)
        self.at(2, 15, 0)
        self.s.as_(self.words['other'], 'decide', '2', '--measure', 'pause',
                   '--days', '7', '--article', '4a', '--facts',
                   self.words['facts.2'], '--reason', self.words['reasons.2'])
        self.at(2, 16, 0)
        t = self.comes('author')
        self.goes(t, 1)
        self.press(t, 'r', 'ui.paused')
        self.look('paused', t)
        t.close()

    def appealed(self):
        self.at(2, 19, 0)
        t = self.comes('author')
        self.wait(t, 'ui.decision')
        self.press(t, '<Home><Enter>', 'ui.reasons')
        self.press(t, 'o', 'ui.appeal')
        t.paste(self.words['appeal'])
        t.settle(120)
        self.look('appeal', t)
        self.press(t, '<C-x>', 'ui.filed')
        t.close()

    def seats(self):
        """Who was drawn, in the order of the draw."""
        found = {}
        for name in ['siege' + c for c in 'abcdefghi'] + [
                self.words[role] for role in PEOPLE]:
            done = self.s.as_(name, 'jury', '2', '--json', check=False)
            if done.status == 0:
                found[done.json['seat']] = name
        return [found[n] for n in sorted(found)]

    def as_juror(self, name, *command, stdin=''):
        return self.s.as_(name, 'jury', '2', *command, stdin=stdin.encode())

    def answered(self):
        """Five sit: they write alone, read each other, and reduce it."""
        self.at(2, 20, 0)
        seven = self.seats()
        t = self.s.screen(seven[0])
        t.pass_welcome()
        self.wait(t, 'ui.drawn')
        self.press(t, '<Home><Enter>', 'ui.accept')
        self.look('drawn', t)
        self.press(t, 'd', 'ui.sit')
        self.press(t, self.words['key.yes'], 'ui.noted')
        t.close()
        for name in seven[1:5]:
            self.as_juror(name, 'accept')
        self.at(3, 9, 0)
        for n, name in enumerate(seven[:5], 1):
            self.as_juror(name, 'opinion', stdin=self.words['opinion.%d' % n])
        self.at(4, 9, 0)
        self.as_juror(seven[2], 'say', stdin=self.words['say'])
        t = self.s.screen(seven[0])
        t.pass_welcome()
        self.wait(t, 'ui.drawn')
        self.press(t, '<Home><Enter>', 'ui.asked')
        t.send('<PgDn><PgDn><PgDn><PgDn>')
        self.wait(t, 'ui.said')
        self.look('talking', t)
        t.close()
        for n, (name, days) in enumerate(zip(seven, (7, 3, 1, 1, 1)), 1):
            self.as_juror(name, 'vote', 'pause', '--days', str(days),
                          stdin=self.words['why.%d' % n])
        self.at(4, 10, 0)
        t = self.comes('author')
        self.wait(t, 'ui.decision')
        self.press(t, '<Home><Enter>', 'ui.jury')
        self.look('reduced', t)
        t.close()
        self.line('author', 'reply', '1', stdin=self.words['thanks'])

    def proved(self):
        """Ten days later the log tells of it, and its head proves it."""
        self.at(14, 9, 0)
        entries = json.loads(self.s.ssh('guest', 'log', '--json').out)
        said = [(e['fields'].get('measure'), e['fields']['origin'])
                for e in reversed(entries['entries'])]
        for one in (('rephrase', 'human'), ('none', 'human'),
                    ('pause', 'human'), ('pause', 'jury')):
            if one not in said:
                raise AssertionError('the log lacks %r: %r' % (one, said))
        export = self.s.ssh('guest', 'log', '--export').out
        head = self.s.ssh('guest', 'log', '--head').text.strip()
        self.s.palabre('log', 'verify', '-', '--head', head, stdin=export)

    def play(self):
        self.people()
        self.begins()
        self.flagged()
        self.decided()
        self.rephrased()
        self.paused()
        self.appealed()
        self.answered()
        self.proved()
