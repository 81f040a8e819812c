"""Kill rounds: kill -9 of one process chosen at random, under load.

ROUNDS rounds (5).  In each, twenty writers (ssh exec, and `palabre as` on the
server) reply as fast as they are answered; one process is killed: the
listener, a wire, a desk, the keeper or a writer on the server.  Then

- every post that was acknowledged is there, word for word,
- `palabre check` is clean,
- the server serves (after the listener's death: starts again at once),
- a password login works,
- nobody noticed but whose process it was: no other writer was refused, and a
  member who reads on a terminal still sees what comes.

SEED in the environment repeats a run's choices.
"""

import os
import random
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                '..', 'e2e'))

import harness  # noqa: E402

ROLES = ('listener', 'wire', 'desk', 'keeper', 'writer')
WRITERS, LOCAL = 20, 6
PASSWORD = 'un long mot de passe'


class Writer(threading.Thread):
    """Replies to a thread until told to stop; remembers what was answered."""

    def __init__(self, rounds, index, seed):
        super().__init__(daemon=True)
        self.rounds, self.index = rounds, index
        self.local = index < LOCAL
        self.random = random.Random(seed)
        self.acknowledged = {} # number -> text
        self.refused = []
        self.doing = None # pid of `palabre as`, while it runs

    def run(self):
        s, n = self.rounds.s, 0
        while not self.rounds.stopping:
            n += 1
            text = 'Tour %d, plume %d, texte %d. %s\n' % (
                self.rounds.number, self.index, n,
                'mot ' * self.random.randrange(300))
            text = text.replace(' \n', '\n')
            name = 'plume%02d' % self.index
            command = ['reply', str(self.rounds.thread)]
            if self.local:
                argv, env = s.argv('as', name, *command), s._env()
            else:
                argv, _ = s.ssh_argv(name, *command)
                env = s.ask_env(None)
            try:
                done = self.popen(argv, text, env)
            except AssertionError as e:
                self.refused.append((self.local, None, str(e)))
                continue
            if done.status == 0:
                self.acknowledged[done.number] = text
            else:
                self.refused.append((self.local, done.status, repr(done)))

    def popen(self, argv, text, env):
        def started(p):
            self.doing = p.pid if self.local else None
        try:
            return harness.run(argv, text, 20, env, started=started)
        finally:
            self.doing = None


class Rounds:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.s = harness.Server()
        self.number = self.thread = 0
        self.stopping = False
        self.s.room('atelier', 'Atelier')
        for n in range(WRITERS):
            self.s.member('plume%02d' % n)
        self.s.member('temoin')
        self.s.member('porte', password=PASSWORD, key=False)

    def role(self, row):
        if row['pid'] == self.s.process.pid:
            return 'listener'
        for role in ('wire', 'desk', 'keeper'):
            if role in row['comm']:
                return role
        return None

    def victim(self, role, writers, spared):
        """A living process of that role, not one of the witness's."""
        if role == 'writer':
            pids = [w.doing for w in writers if w.doing]
        else:
            pids = [r['pid'] for r in self.s.processes()
                    if self.role(r) == role and r['pid'] not in spared]
        return self.random.choice(pids) if pids else None

    def kill(self, role, writers, spared):
        """Has one of that role been killed?  Not if there was none, or if it
        had just ended by itself."""
        pid = self.victim(role, writers, spared)
        if pid is None:
            return False
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def acknowledged(self, writers):
        return sum(len(w.acknowledged) for w in writers)

    def witness(self):
        """The witness's terminal, on the thread, and its processes."""
        before = {r['pid'] for r in self.s.processes()}
        t = self.s.screen('temoin')
        t.pass_welcome()
        t.send('s')
        t.wait('Atelier')
        t.send('<Enter>')
        self.point_at(t, 'Tour %d ' % self.number)
        t.send('<Enter>')
        t.wait('plume00')
        return t, {r['pid'] for r in self.s.processes()} - before

    def point_at(self, t, title):
        """Goes down to that thread: the round before may have ended within
        the same second, and then stands above it."""
        t.wait(title)
        harness.poll(lambda: any(r.startswith('>') and title in r
                                 for r in t.screen()) or
                     t.send('<Down>') or t.settle(50))

    def play(self):
        self.number += 1
        self.stopping = False
        role = self.random.choice(ROLES)
        self.thread = self.s.new('plume00', 'atelier',
                                 'Tour %d' % self.number)
        terminal, spared = self.witness()
        writers = [Writer(self, n, self.random.random())
                   for n in range(WRITERS)]
        for w in writers:
            w.start()
        harness.poll(lambda: self.acknowledged(writers) >= 10, 30)
        # Anywhere in the work of a writer.
        time.sleep(self.random.uniform(0, 0.5))
        harness.poll(lambda: self.kill(role, writers, spared), 30, 0)
        if role == 'listener':
            self.restart()
        soon = self.acknowledged(writers)
        harness.poll(lambda: self.acknowledged(writers) >= soon + 10, 30)
        self.stopping = True
        for w in writers:
            w.join()
        self.verify(role, writers, terminal)
        terminal.close()
        return role, self.acknowledged(writers)

    def restart(self):
        """The listener's death is the machine's business to see; the next
        one starts at once, on the same port."""
        self.s.process.wait()
        self.s.process.stdout.close()
        self.s.log.close()
        started = time.monotonic()
        self.s.start(self.s.port)
        took = time.monotonic() - started
        if took > 3 * harness.SLOW:
            raise AssertionError('it took %.1f s to start again' % took)

    def verify(self, role, writers, terminal):
        got = self.s.as_('temoin', 'read', str(self.thread), '--json').json
        texts = {p['id']: p['text'] for p in got['posts']}
        for w in writers:
            for number, text in w.acknowledged.items():
                if texts.get(number, '').rstrip('\n') != text.rstrip('\n'):
                    raise AssertionError('post %d was acknowledged: %r is %r'
                                         % (number, text,
                                            texts.get(number)))
        self.s.check()
        done = self.s.ssh('porte', 'whoami')
        if done.status:
            raise AssertionError('the password login: %r' % done)
        self.noticed(role, [r for w in writers for r in w.refused])
        terminal.resize('80x30')
        terminal.resize('80x24')
        self.s.as_('plume00', 'reply', str(self.thread), stdin='Fin du tour.')
        try:
            harness.poll(lambda: terminal.send('<End>') or
                         terminal.shows('Fin du tour'), 30, 0.1)
        except AssertionError:
            raise AssertionError('the witness still sees\n%s' %
                                 terminal.text()) from None

    def noticed(self, role, refused):
        """Only whose process it was may have been refused: nobody for the
        keeper's; who was connecting (ssh's 255) for the listener's."""
        if role == 'listener':
            refused = [r for r in refused if r[0] or r[1] != 255]
        if len(refused) > (role in ('wire', 'desk', 'writer')):
            raise AssertionError('others noticed the death of a %s:\n%s' % (
                role, '\n'.join(r[2] for r in refused)))


def main():
    rounds = int(os.environ.get('ROUNDS') or 5)
    seed = int(os.environ.get('SEED') or random.randrange(1 << 30))
    print('seed %d' % seed, flush=True)
    passed = failed = 0
    game = Rounds(seed)
    try:
        for n in range(rounds):
            start = time.monotonic()
            try:
                role, posts = game.play()
                passed += 1
                print('round %d: %s, %d posts kept, %.1f s' % (
                    n + 1, role, posts, time.monotonic() - start), flush=True)
            except Exception as e:
                failed += 1
                game.stopping = True
                print('round %d: %s' % (n + 1, e), flush=True)
                print(game.s.log_text()[-3000:], flush=True)
                game.s.close()
                game = Rounds(seed + n + 1)
    finally:
        game.stopping = True
        game.s.close()
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(failed > 0)


main()
