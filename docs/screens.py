"""Text screenshots: the demonstration store, as members see it, into
docs/screens/NAME.txt and into the DOCUMENTS where `<!-- screen: NAME -->`
stands.
Run by `make docs`; the store's clock stands on the day of the mock-ups, so
that they change with the program only.  --check: says whether they are what
the program shows now (tests/lint/shots.sh)."""

import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'tests', 'e2e'))

import harness  # noqa: E402
from shots import differ, document_with, read, text_of, write  # noqa: E402

DOCUMENTS = ('../README.md', 'moderation.md', 'moderating.md')
ROOM = 's<Down><Down><Down><Enter>'     # Tirage au sort
NOW = 1795423200            # Monday 23 November 2026, 9.40 in Paris
QUEUE = '<Home><Enter>'
SHOTS = (                   # name, size, keys from home; who, if not tamaris
    ('home', '80x24', ''),
    ('rooms', '80x24', 's'),
    ('threads', '80x24', ROOM),
    ('thread', '80x24', ROOM + '<Enter><Down><Down>'),
    ('thread-wide', '140x40', ROOM + '<Enter><Down><Down>'),
    ('thread-small', '40x12', ROOM + '<Enter>'),
    ('post', '80x24', ROOM + '<Enter><Down><Enter>'),
    ('compose', '80x24', ROOM + '<Enter><Down>r'),
    ('history', '80x24', ROOM + '<End><Enter><End><Up>h'),
    ('messages', '80x24', 'm'),
    ('talk', '80x24', 'm<Down><Down><Enter>'),
    ('members', '80x24', 'w'),
    ('settings', '80x24', ','),
    ('glossary', '80x24', 'g<Down>'),
    ('search', '80x24', '/défraiement<Down>'),
    ('menu', '80x24', ROOM + ':'),
    ('help', '80x24', ROOM + '<Enter>?'),
    ('queue-en', '80x24', QUEUE, 'myrtille'),
    ('case-en', '80x24', QUEUE + '<Down><Enter>', 'myrtille'),
    ('queue', '80x24', QUEUE, 'garance'),
    ('case', '80x24', QUEUE + '<Down><Enter>', 'garance'),
    ('decide', '80x24', QUEUE + '<Down><Enter>d<Right><Right>', 'garance'),
    ('countersign', '80x24', QUEUE + '<Enter>d', 'garance'),
)
ENGLISH = ('myrtille',)


def shoot(server, size, keys, who, wanted):
    """The screen after these keys; as soon as it is as wanted, if it is."""
    with server.console(who, size) as t:
        t.pass_welcome()
        for key in re.findall(r'<[^>]+>|.', keys):
            t.send(key)
            t.settle(150)
        try:
            harness.poll(lambda: text_of(t) == wanted, 5 if wanted else 0)
        except AssertionError:
            t.settle(300)
        return text_of(t)


def main():
    check = sys.argv[1:] == ['--check']
    files = {}
    shots = {}
    with harness.Server(start=False) as server:
        server.set_clock(NOW)
        server.palabre('demo')
        for who in ENGLISH:
            server.as_(who, 'profile', 'set', 'language', 'en')
        for name, size, keys, *who in SHOTS:
            path = os.path.join(HERE, 'screens', name + '.txt')
            wanted = read(path) if check else None
            server.set_clock(NOW)
            shots[name] = files[path] = shoot(
                server, size, keys, *(who or ['tamaris']), wanted)
    for name in DOCUMENTS:
        path = os.path.join(HERE, name)
        files[path] = document_with(read(path), shots)
    if not check:
        for path, text in files.items():
            write(path, text)
    elif any([differ(path, text) for path, text in files.items()]):
        print('make docs, then read the difference')
        sys.exit(1)


main()
