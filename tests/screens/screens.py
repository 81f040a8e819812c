"""screens.py SCRIPT.scr: keys in, screens out, compared with expected/.

A script is lines; # begins a comment.  It is played once for each of its
variants, on a fresh copy of its store, whose clock stands at `now`:

    store NAME          stores/NAME.sh makes the store (default forum)
    viewer FR [EN]      who looks, in French and in English variants
    sizes SIZE:LANG …   default 80x24:fr 140x40:fr 80x24:en
    now TIME            default 2026-11-23T08:40:00Z
    term TERM           default xterm-256color
    first               stay at the first login's screens (else: home)
    mask REGEX TEXT     what differs from run to run, replaced before comparing

    keys KEYS           types (<Enter>, <Down>, <C-x>, … as in vt.c)
    paste TEXT          as a terminal pastes
    wait TEXT           until the screen shows it
    resize WxH          the window changes
    again               the line drops; the same person comes back
    do COMMAND          a shell line with the functions of stores/lib.sh:
                        what somebody else does meanwhile
    expect NAME         the screen is as expected/SCRIPT.NAME.SIZE.LANG.txt
    styles NAME         so are its attributes (as `styles` in vt.c), in
                        expected/SCRIPT.NAME-styles.SIZE.LANG.txt
    silent BYTES        at most so many bytes came since the last expect
    gone                the program ends with status 0

An `expect` waits until the screen is as wanted, so no step needs a delay.
UPDATE=1 in the environment writes the expected screens instead: read their
difference before committing it.
"""

import os
import re
import shlex
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'e2e'))

import harness  # noqa: E402

# Debian without tzdata too: Paris, where the screens' mock-ups live.
ZONE = 'CET-1CEST,M3.5.0,M10.5.0/3'


class Script:
    def __init__(self, path):
        self.name = os.path.basename(path)[:-4]
        self.store, self.viewers = 'forum', ['tamaris', 'alma']
        self.sizes = ['80x24:fr', '140x40:fr', '80x24:en']
        self.now, self.term = '2026-11-23T08:40:00Z', 'xterm-256color'
        self.first, self.masks, self.steps = False, [], []
        with open(path, encoding='utf-8') as f:
            for number, line in enumerate(f, 1):
                line = line.rstrip('\n')
                if line.strip() and not line.startswith('#'):
                    self.read(number, *(line.split(' ', 1) + [''])[:2])

    def read(self, number, word, rest):
        if word == 'store':
            self.store = rest
        elif word == 'viewer':
            self.viewers = rest.split() * 2
        elif word == 'sizes':
            self.sizes = rest.split()
        elif word in ('now', 'term'):
            setattr(self, word, rest)
        elif word == 'first':
            self.first = True
        elif word == 'mask':
            self.masks.append(shlex.split(rest))
        else:
            self.steps.append((number, word, rest))

    def viewer(self, language):
        return self.viewers[1 if language == 'en' else 0]


def shell(server, line):
    """Runs a line with the functions of stores/lib.sh."""
    env = server._env(PALABRE=harness.PALABRE, DATA=server.data, TZ=ZONE)
    done = harness.run(
        ['sh', '-euc', '. "%s/stores/lib.sh"\n%s' % (HERE, line)],
        env=env)
    if done.status:
        raise AssertionError('%s\n%r' % (line, done))


class Play:
    """One variant of a script."""

    def __init__(self, script, server, size, language):
        self.script, self.server = script, server
        self.size, self.language = size, language
        self.t = None

    def open(self):
        script = self.script
        self.t = self.server.console(
            script.viewer(self.language), self.size, script.term,
            env={'TZ': ZONE})

    def run(self):
        # once: set again later, the clock would go back by what has passed,
        # and a mandate of a second ago would not have begun
        shell(self.server, 'at %s' % self.script.now)
        self.open()
        for number, word, rest in self.script.steps:
            try:
                self.step(word, rest)
            except AssertionError as e:
                raise AssertionError('line %d, %s %s: %s' % (
                    number, word, rest, e)) from None

    def step(self, word, rest):
        t = self.t
        if word == 'keys':
            t.send(rest)
        elif word == 'paste':
            t.paste(rest)
        elif word == 'wait':
            t.wait(rest)
        elif word == 'resize':
            t.resize(rest)
        elif word == 'again':
            t.hangup()
            t.close()
            self.open()
        elif word == 'do':
            shell(self.server, rest)
        elif word == 'expect':
            self.expect(rest, self.seen)
        elif word == 'styles':
            self.expect(rest + '-styles',
                        lambda: '\n'.join(t.styles()) + '\n')
        elif word == 'silent':
            t.settle(200)
            came = t.bytes()
            if came > int(rest):
                raise AssertionError('%d bytes came' % came)
        elif word == 'gone':
            if t.gone() != 0:
                raise AssertionError('it ended badly')
        else:
            raise AssertionError('no such step')

    def seen(self):
        text = '\n'.join(self.t.screen()) + '\n'
        for pattern, replacement in self.script.masks:
            text = re.sub(pattern, replacement, text)
        return text

    def expect(self, name, seen):
        path = os.path.join(HERE, 'expected', '%s.%s.%s.%s.txt' % (
            self.script.name, name, self.size, self.language))
        if os.environ.get('UPDATE'):
            self.t.settle(400)
            with open(path, 'w', encoding='utf-8') as f:
                f.write(seen())
        else:
            if not os.path.exists(path):
                raise AssertionError('no file ' + path)
            with open(path, encoding='utf-8') as f:
                wanted = f.read()
            end = time.monotonic() + 10 * harness.SLOW
            while seen() != wanted:
                if time.monotonic() > end:
                    self.differ(path, wanted, seen())
                self.t.settle(30)
        self.t.bytes()

    @staticmethod
    def differ(path, wanted, got):
        diff = subprocess.run(
            ['diff', '-u', path, '-'], input=got.encode(),
            stdout=subprocess.PIPE).stdout.decode()
        raise AssertionError('another screen\n' + diff)


def prepare(script):
    """A server object (not started) whose store is the script's, with the
    viewers past their first login."""
    server = harness.Server(start=False)
    with open(server.data + '.shift', 'w', encoding='ascii') as f:
        f.write('%d\n' % server.shift)     # where lib.sh keeps count
    shell(server, '. "%s/stores/%s.sh"' % (HERE, script.store))
    if not script.first:
        for name in sorted(set(script.viewers)):
            shell(server, 'at %s' % script.now)
            with server.console(name, '80x24', env={'TZ': ZONE}) as t:
                t.pass_welcome()
    return server


def main():
    script = Script(sys.argv[1])
    server = prepare(script)
    pristine = server.data + '.pristine'
    os.rename(server.data, pristine)
    passed = failed = 0
    try:
        for variant in script.sizes:
            size, language = variant.split(':')
            subprocess.run(['rm', '-rf', server.data], check=True)
            subprocess.run(['cp', '-a', pristine, server.data], check=True)
            play = Play(script, server, size, language)
            try:
                play.run()
                passed += 1
            except AssertionError as e:
                failed += 1
                print('%s %s: %s' % (script.name, variant, e))
                if play.t:
                    print(play.seen())
            finally:
                if play.t:
                    play.t.close()
    finally:
        server.close()
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(failed > 0)


main()
