"""A debate as five members live it, over ssh, on a store whose clock is set:
it grows heated, two people are told that they answer each other only, one
restates the other's view, a third one is invited and comes, a synthesis ends
it.  test_scenario.py plays it in French and in English.

What is said is in scenario.LANGUAGE.txt; the story around the screens is in
docs/scenario-debat.md, where `<!-- screen: LANGUAGE-NAME -->` stands before
each screen that a step here shows.
"""

import os
import re

import harness

HERE = os.path.dirname(os.path.abspath(__file__))
MONDAY = 1795388400         # 23 November 2026, midnight in Paris
PROFILES = {'agent': 'agent', 'elected': 'elu', 'consultant': 'consultant',
            'citizen': 'citoyen', 'other': 'consultant'}


def words_of(story, language):
    """The texts of STORY.LANGUAGE.txt by their names."""
    path = os.path.join(HERE, '%s.%s.txt' % (story, language))
    with open(path, encoding='utf-8') as f:
        parts = re.split(r'^@(\S+)\n', f.read(), flags=re.M)
    return {name: text.strip('\n')
            for name, text in zip(parts[1::2], parts[2::2])}


class Scenario:
    """A story on a Server; look(name, terminal) is told of each screen that
    it shows.  Its texts are in STORY.LANGUAGE.txt."""

    story = 'scenario'

    def __init__(self, server, language, look):
        self.s, self.language, self.look = server, language, look
        self.words = words_of(self.story, language)

    # --- what a step is made of ---

    def at(self, day, hour, minute):
        """`day` days after Monday."""
        self.s.set_clock(MONDAY + (day * 24 + hour) * 3600 + minute * 60)

    def line(self, role, *command, stdin=''):
        """A line command over ssh, of which nothing goes wrong."""
        done = self.s.ssh(self.words[role], *command, stdin=stdin)
        if done.status != 0:
            raise AssertionError('%s %r: %r' % (role, command, done))
        return done

    def says(self, role, to, text):
        """Having read all that there is."""
        self.line(role, 'catchup')
        self.line(role, 'reply', str(to), stdin=self.words[text])

    def comes(self, role):
        """Home, as this person finds it."""
        t = self.s.screen(self.words[role])
        t.pass_welcome()
        return t

    def wait(self, t, *names):
        for name in names:
            t.wait(self.words.get(name, name))
        t.settle(80)

    def press(self, t, keys, *names):
        """Keys, then the words by which one sees that they are done."""
        t.send(keys)
        self.wait(t, *names)

    def goes(self, t, post):
        """To a post, by its number, in its thread."""
        self.press(t, ':', 'ui.find')
        self.press(t, '%d<Enter>' % post, '#%d' % post)

    def writes(self, t, text, letter='', parts=()):
        """In the composer: another type, the parts, the text."""
        if letter:
            self.press(t, '<C-t>', 'ui.type')
            t.send(letter)
            t.settle(80)
        for part in (*parts, text):
            t.paste(self.words[part])
            t.settle(80)
            if part != text:
                t.send('<Tab>')

    def sends(self, t):
        self.press(t, '<C-x>', 'ui.send')
        self.press(t, '<Enter>', 'ui.sent')


class Debate(Scenario):
    """How a heated exchange comes to its synthesis."""

    def people(self):
        self.at(0, 8, 0)
        self.s.room('suites', self.words['room'])
        for role, profile in PROFILES.items():
            self.s.member(self.words[role], '--profile', profile,
                          '--language', self.language)
        for role in ('citizen', 'other'):   # may be invited for their view
            self.line(role, 'optin')
            self.comes(role).close()

    def heat(self):
        self.at(0, 9, 5)
        self.line('agent', 'new', 'suites', '--title',
                  "'%s'" % self.words['title'], stdin=self.words['opening'])
        for n, minute in enumerate((31, 40, 44, 52, 55), 1):
            self.at(0, 9, minute)
            self.says(('elected', 'consultant')[(n + 1) % 2], n,
                      'heat.%d' % n)

    def duel(self):
        """The sixth turn: told to the two, and to nobody else."""
        self.at(0, 9, 58)
        t = self.comes('consultant')
        self.goes(t, 6)
        self.press(t, 'r', 'ui.write')
        self.writes(t, 'heat.6')
        self.sends(t)
        self.look('sent', t)
        other = self.comes('other')
        self.goes(other, 1)
        self.press(other, '<Esc>', '> ')
        if other.shows(self.words['ui.between']):
            raise AssertionError('a third sees it:\n' + other.text())
        self.look('others', other)
        other.close()
        return t

    def restates(self, t):
        """From the choices of the two: the other's view, said again."""
        self.at(0, 10, 20)
        self.press(t, 'd', 'ui.choices')
        self.look('choices', t)
        self.press(t, 'r', 'ui.part')
        self.writes(t, 'd1.text', parts=('d1.restate', 'd1.agree'))
        self.wait(t, 'ui.saved')
        self.look('parts', t)
        self.sends(t)
        t.close()

    def almost(self):
        """Home of the other: two lines wait, each with its key."""
        self.at(0, 12, 30)
        t = self.comes('elected')
        self.wait(t, 'ui.restate', 'ui.duel')
        self.look('asked', t)
        self.press(t, '<Down>', '> * ' + self.words['ui.restate'])
        self.press(t, 'd', 'ui.question')
        self.look('question', t)
        self.press(t, self.words['key.almost'], 'ui.words')
        self.press(t, self.words['almost'])
        self.press(t, '<Enter>', 'ui.said')
        t.close()

    def yes(self):
        """A second attempt, in the other's words; a yes, and a third view
        is invited."""
        self.at(0, 14, 0)
        t = self.comes('consultant')
        self.goes(t, 8)
        self.wait(t, 'ui.clarified')
        self.look('almost', t)
        self.goes(t, 6)
        self.press(t, 'r', 'ui.write')
        self.writes(t, 'd2.text', 'd', ('d2.restate', 'd2.agree'))
        self.sends(t)
        t.close()
        self.at(0, 14, 10)
        t = self.comes('elected')
        self.wait(t, 'ui.restate', 'ui.duel')
        self.press(t, '<Down>', '> * ' + self.words['ui.restate'])
        self.press(t, 'd', 'ui.question')
        self.press(t, self.words['key.yes'], 'ui.said')
        self.wait(t, 'ui.confirmed')
        self.look('yes', t)
        self.press(t, '<Esc>', 'ui.between')
        self.press(t, 'd', 'ui.choices')
        self.press(t, 't', 'ui.invited')
        self.look('invited', t)
        t.close()

    def third(self):
        """Who is invited finds it at home, reads, and comes."""
        self.at(0, 18, 30)
        t = self.comes('citizen')
        self.wait(t, 'ui.view')
        self.look('wished', t)
        self.press(t, 'd', 'ui.wished')
        self.look('invitation', t)
        self.press(t, self.words['key.read'], '#7')
        self.press(t, 'r', 'ui.write')
        self.writes(t, 'third', 'e')
        self.sends(t)
        t.close()
        self.at(1, 8, 50)
        self.line('other', 'catchup')
        self.line('other', 'reply', '10', '--type', 'N',
                  stdin=self.words['nuance'])

    def synthesis(self):
        """It answers the opening, and cites by number what it gathers."""
        self.at(2, 17, 15)
        t = self.comes('agent')
        self.goes(t, 1)
        for n in (2, 3, 4, 5, 6, 7, 10, 11, 8, 9):  # as Space reads them
            self.press(t, ' ', ' #%d' % n)
        self.goes(t, 1)
        self.press(t, 'r', 'ui.write')
        self.writes(t, 'synthesis')
        self.press(t, '<C-t>', 'ui.type')
        t.send('s')
        t.settle(80)
        self.sends(t)
        self.goes(t, 12)
        self.look('synthesis', t)
        t.close()

    def found(self):
        """Those it cites say whether they find themselves in it; one says
        what is missing."""
        self.at(2, 18, 5)
        t = self.comes('elected')
        self.wait(t, 'ui.cited')
        self.look('cited', t)
        self.press(t, 'd', 'ui.stand')
        self.look('stand', t)
        self.press(t, self.words['key.yes'], 'ui.stood')
        t.close()
        for role in ('consultant', 'other'):
            self.line(role, 'support', '12')
        self.at(2, 20, 40)
        t = self.comes('citizen')
        self.wait(t, 'ui.cited')
        self.press(t, 'd', 'ui.stand')
        self.press(t, 'n', 'ui.missing')
        self.press(t, self.words['lack'])
        self.press(t, '<Enter>', 'ui.stood')
        t.close()
        self.at(3, 9, 0)
        t = self.comes('agent')
        self.goes(t, 12)
        self.wait(t, 'ui.supports')
        self.look('found', t)
        self.press(t, '<Esc>', 'ui.covered')
        self.look('thread', t)
        t.close()

    roles = ('agent', 'elected', 'consultant', 'citizen', 'other')

    def play(self):
        self.people()
        self.heat()
        self.restates(self.duel())
        self.almost()
        self.yes()
        self.third()
        self.synthesis()
        self.found()
