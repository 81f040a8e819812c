"""The stories of scenario.py and moderation.py, each played in both languages
at once: what each person sees on the way, and that the document which tells
it shows it as it is now.  UPDATE=1 (make docs) writes its screens instead."""

import concurrent.futures
import os
import re

import harness
import moderation
import scenario
import shots

UPDATE = os.environ.get('UPDATE')
HASH = re.compile('[0-9a-f]{64}')


def text_of(t):
    """What is hashed has the time of the machine in it."""
    return HASH.sub(('4be19a02c7d3' * 6)[:64], shots.text_of(t))


class Stories(harness.Case):
    def play(self, story, server, language):
        def look(name, t):
            name = language + '-' + name
            if UPDATE:
                t.settle(400)
            else:
                try:
                    harness.poll(lambda: text_of(t) ==
                                 self.wanted.get(name), 3)
                except AssertionError:
                    pass    # the whole of it is told below
            self.shots[name] = text_of(t)

        told = story(server, language, look)
        told.play()
        return told

    def ended(self, told):
        """What was asked is answered; who was not concerned heard nothing."""
        for role in told.roles:
            self.assertEqual(told.line(role, 'notices', '--json').json[
                'waits'], [], role)
        told.s.check()

    def told(self, story, name):
        path = os.path.join(harness.TOP, 'docs', name)
        self.wanted = shots.shots_in(shots.read(path))
        self.shots = {}
        languages = ('fr', 'en')
        servers = [self.server() for _ in languages]
        with concurrent.futures.ThreadPoolExecutor() as pool:
            for one in list(pool.map(self.play, (story, story), servers,
                                     languages)):
                self.ended(one)
        document = shots.document_with(shots.read(path), self.shots)
        if UPDATE:
            shots.write(path, document)
        elif shots.differ(path, document):
            self.fail('make docs, then read the difference')
        self.assertEqual(sorted(self.wanted), sorted(self.shots))

    def test_a_debate_from_its_first_words_to_its_synthesis(self):
        self.told(scenario.Debate, 'scenario-debat.md')

    def test_from_a_flag_to_an_appeal_that_reduces_a_pause(self):
        self.told(moderation.Moderation, 'scenario-moderation.md')


if __name__ == '__main__':
    harness.main()
