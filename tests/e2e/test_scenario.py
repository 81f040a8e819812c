"""The debate of scenario.py, played in both languages at once: what each one
sees on the way, and that docs/scenario-debat.md shows it as it is now.
UPDATE=1 (make docs) writes the screens of that document instead."""

import concurrent.futures
import os

import harness
import shots
from scenario import Scenario

DOCUMENT = os.path.join(harness.TOP, 'docs', 'scenario-debat.md')
UPDATE = os.environ.get('UPDATE')


class Debate(harness.Case):
    def setUp(self):
        self.wanted = shots.shots_in(shots.read(DOCUMENT))
        self.shots = {}

    def play(self, server, language):
        def look(name, t):
            name = language + '-' + name
            if UPDATE:
                t.settle(400)
            else:
                try:
                    harness.poll(lambda: shots.text_of(t) ==
                                 self.wanted.get(name), 3)
                except AssertionError:
                    pass    # the whole of it is told below
            self.shots[name] = shots.text_of(t)

        scenario = Scenario(server, language, look)
        scenario.play()
        return scenario

    def ended(self, scenario):
        """What was asked is answered; who was not concerned heard nothing."""
        left = {role: [w['kind'] for w in scenario.line(
            role, 'notices', '--json').json['waits']]
            for role in ('agent', 'elected', 'consultant', 'citizen',
                         'other')}
        self.assertEqual(left, {'agent': [], 'elected': [], 'citizen': [],
                                'consultant': [], 'other': []})
        scenario.s.check()

    def test_a_debate_from_its_first_words_to_its_synthesis(self):
        languages = ('fr', 'en')
        servers = [self.server() for _ in languages]
        with concurrent.futures.ThreadPoolExecutor() as pool:
            for scenario in list(pool.map(self.play, servers, languages)):
                self.ended(scenario)
        document = shots.document_with(shots.read(DOCUMENT), self.shots)
        if UPDATE:
            shots.write(DOCUMENT, document)
        elif shots.differ(DOCUMENT, document):
            self.fail('make docs, then read the difference')
        self.assertEqual(sorted(self.wanted), sorted(self.shots))


if __name__ == '__main__':
    harness.main()
