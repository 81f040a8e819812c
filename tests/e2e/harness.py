"""harness: a palabre of one's own for a test, and ways to look at it.

A test makes a Server (its own directory, its own port, a test clock), members
and rooms, and comes in as people do: with the ssh client (Server.ssh), or with
the ssh client on a terminal (Server.screen, a Terminal).  Whatever must come
is waited for by poll(), never by a bare sleep; every wait has a bound.

Each connection comes from another address of 127.0.0.0/8, so that what the
server counts by address is what the test means it to be (address=… to choose).

A script ends with `harness.main()`: unittest, and the closing line that
tests/run.sh sums up.
"""

import itertools
import json
import os
import pwd
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

TOP = os.environ.get('TOP') or os.path.abspath(
    os.path.join(os.path.dirname(__file__), '..', '..'))
PALABRE = os.environ.get('PALABRE') or os.path.join(TOP, 'build', 'palabre')
TOOLS = os.environ.get('TOOLS') or os.path.join(
    TOP, 'build', 'tests', 'tools')
SLOW = 4 if os.environ.get('B') in ('asan', 'cov') else 1

_addresses = itertools.count(random.randrange(1 << 14))


def fresh_address():
    """An address of the loopback net that this process has not used yet."""
    n = next(_addresses) + (os.getpid() % 200) * 65536 + 256
    return '127.%d.%d.%d' % (1 + (n >> 16) % 250, n >> 8 & 255,
                             1 + n % 250)


def poll(what, seconds=10, every=0.02):
    """Calls what() until it returns something true, and returns that."""
    end = time.monotonic() + seconds * SLOW
    while True:
        value = what()
        if value:
            return value
        if time.monotonic() >= end:
            raise AssertionError('nothing after %s s: %r' % (seconds, what))
        time.sleep(every)


class Result:
    """How a command ended: status, out and err (bytes), text (out)."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def text(self):
        return self.out.decode('utf-8', 'replace')

    @property
    def complaint(self):
        return self.err.decode('utf-8', 'replace')

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def number(self):
        """The N of a line `#N`."""
        found = re.match(rb'#(\d+)\n\Z', self.out)
        if not found:
            raise AssertionError('no number in %r' % self)
        return int(found.group(1))

    def __repr__(self):
        return 'status %s\nout: %r\nerr: %r' % (
            self.status, self.out[:4000], self.err[:4000])


def run(argv, stdin=b'', seconds=60, env=None, started=None, **more):
    """Runs a program to its end, within seconds; started(p) is told of it."""
    if isinstance(stdin, str):
        stdin = stdin.encode()
    p = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, env=env, **more)
    if started:
        started(p)
    try:
        out, err = p.communicate(stdin, timeout=seconds * SLOW)
    except subprocess.TimeoutExpired:
        p.kill()
        out, err = p.communicate()
        raise AssertionError('%r did not end within %s s\n%r\n%r' % (
            argv, seconds, out[-2000:], err[-2000:]))
    return Result(p.returncode, out, err)


class Member:
    def __init__(self, name, password, key):
        self.name, self.password, self.key = name, password, key


class Terminal:
    """A program on a terminal: see tests/tools/vt.c for the commands."""

    def __init__(self, argv, size='80x24', term='xterm-256color', env=None):
        self.rows = int(size.split('x')[1])
        self.vt = subprocess.Popen(
            [os.path.join(TOOLS, 'vt'), '-t', term, size] + list(argv),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
        self.limit(10)

    def _ask(self, line, rows=0):
        if '\n' in line:
            raise ValueError('one line only')
        self.vt.stdin.write(line.encode('utf-8', 'surrogateescape') + b'\n')
        self.vt.stdin.flush()
        lines = []
        for _ in range(rows + 1):
            got = self.vt.stdout.readline()
            if not got:
                raise AssertionError('vt ended at %r' % line)
            lines.append(got.decode('utf-8', 'replace').rstrip('\n'))
        return lines

    def _must(self, line):
        answer = self._ask(line)[0]
        if not answer.startswith('ok'):
            raise AssertionError('%s: %s\n%s' % (line[:200], answer,
                                                 self.text()))
        return answer[3:]

    def limit(self, seconds):
        self._must('limit %d' % (seconds * SLOW * 1000))

    def send(self, keys):
        """Types keys; <Enter>, <Esc>, <Up>, <C-x>… are keys, <lt> is <."""
        self._must('send ' + keys)

    def raw(self, data):
        self._must('raw ' + data.hex())

    def paste(self, text):
        self._must('paste ' + text.replace('\n', '\\n'))

    def wait(self, text):
        self._must('wait ' + text)

    def shows(self, text):
        return any(text in row for row in self.screen())

    def wait_any(self, *texts, seconds=10):
        """Waits for one of the texts, and returns the one that came."""
        return poll(lambda: next((t for t in texts if self.shows(t)), None),
                    seconds)

    def absent(self, text):
        self._must('absent ' + text)

    def settle(self, ms=100):
        self._must('settle %d' % ms)

    def screen(self):
        """The rows, blanks at their ends cut off."""
        return self._ask('screen', self.rows)[:-1]

    def text(self):
        return '\n'.join(self.screen())

    def styles(self):
        return self._ask('styles', self.rows)[:-1]

    def columns(self, text):
        """For each row, the cell where the last such text begins, or -1;
        cells as this terminal counts them."""
        return [int(n) for n in self._ask('columns ' + text, self.rows)[:-1]]

    def cursor(self):
        return tuple(int(n) for n in self._must('cursor').split())

    def bytes(self):
        return int(self._must('bytes'))

    def resize(self, size):
        self.rows = int(size.split('x')[1])
        self._must('resize ' + size)

    def stop(self):
        self._must('stop')

    def go(self):
        self._must('go')

    def hangup(self):
        self._must('hangup')

    def gone(self):
        """Waits for the end of the program; its exit status."""
        return int(self._must('gone'))

    def pass_welcome(self, home=('Accueil', 'Home')):
        """From a first login's charter, profile and tour to home."""
        self.accept_charter()
        self.wait_any(*home)

    def _key_on(self):
        """The key that goes on from a screen of the first login, None where
        none does (yet)."""
        rows = self.screen()
        if any(re.match(r'> *(J’accepte cette charte|I accept this)', r)
               for r in rows):
            return '<Enter>'
        if re.match(r' +(La charte|The charter)\b', rows[0]):
            if any(re.search(r'(J’accepte|I accept)', r) for r in rows):
                return '<Up>'
            return '<PgDn>'
        if 'Ctrl-X' in rows[-1]:
            return '<C-x>'
        if re.match(r' +(Entrée|Enter)', rows[-1]):
            return '<Enter>'
        return None

    def accept_charter(self):
        """Reads the charter to its last page and accepts it, if it shows;
        then lets the profile and the tour pass.

        A key is sent once the one before it has shown: a slow machine would
        otherwise be sent it twice, and the next screen would get the second.
        """
        def home():
            return re.match(r' +(Accueil|Home)\b', self.screen()[0])

        for _ in range(40):
            poll(lambda: home() or self._key_on(), 20)
            self.settle(80)     # the whole of the screen
            if home():
                return
            before, key = self.text(), self._key_on()
            if key:
                self.send(key)
                poll(lambda: self.text() != before, 20)
        raise AssertionError('home never came:\n' + self.text())

    def close(self):
        for pipe in (self.vt.stdin, self.vt.stdout):
            pipe.close()
        try:
            self.vt.wait(20) # it kills its program after 15
        except subprocess.TimeoutExpired:
            self.vt.kill()
            self.vt.wait()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()


class Server:
    """A store and, once start() has been called, a server on it.

    as_user: not root though the tests are (a numeric uid).
    """

    def __init__(self, start=True, test_clock=True, arguments=(),
                 settings=None, as_user=None):
        # The tree may stand where another user cannot go (root's home).
        self.top = tempfile.mkdtemp(prefix='palabre-',
                                    dir='/tmp' if as_user else None)
        os.chmod(self.top, 0o711)
        self.data = os.path.join(self.top, 'data')
        self.as_user = as_user
        self.program = PALABRE
        if as_user:
            self.program = os.path.join(self.top, 'palabre')
            shutil.copy(PALABRE, self.program)
            os.chown(self.top, as_user, as_user)
        self.mark = 'PALABRE_TEST_MARK=%s' % os.path.basename(self.top)
        self.known_hosts = os.path.join(self.top, 'known_hosts')
        self.log_path = os.path.join(self.top, 'log')
        # A process that ends has no terminal and perhaps no log any more:
        # the sanitizers of each write here.
        self.reports = os.path.join(self.top, 'reports')
        os.mkdir(self.reports)
        os.chmod(self.reports, 0o1777)
        self.members = {}
        self.shift = 0          # of the store's clock, seconds
        self.terminals = []
        self.process = None
        self.port = None
        self.arguments = list(arguments)
        self.wrap = []          # words before `palabre serve`
        if settings is not None:
            config = os.path.join(self.top, 'palabre.conf')
            with open(config, 'w') as f:
                f.write(settings)
            self.arguments += ['--config', config]
        self.init_out = self.palabre(
            'init', *(['--test-clock'] if test_clock else [])).text
        if test_clock:
            # The next quarter past nine: no test depends on the hour at
            # which it is run (midnight in the middle, "9 h" for 9:00).
            now = int(time.time())
            self.set_clock(now + (9 * 3600 + 900 - now) % 86400)
        if start:
            self.start()

    # --- the program ---

    def _env(self, **more):
        env = {k: v for k, v in os.environ.items()
               if not k.startswith(('LC_', 'LANG', 'SSH_', 'COLOR'))}
        name, value = self.mark.split('=')
        env.update({name: value, 'LC_ALL': 'C.UTF-8'})
        if os.environ.get('B') == 'asan':
            env['ASAN_OPTIONS'] = 'log_path=%s/asan' % self.reports
            env['LSAN_OPTIONS'] = 'print_suppressions=0:suppressions=' + \
                os.path.join(TOP, 'tests', 'leaks.allow')
        env.update(more)
        return env

    def _popen_more(self):
        if not self.as_user:
            return {}
        return {'user': self.as_user, 'group': self.as_user,
                'extra_groups': []}

    def argv(self, *args):
        """palabre ARGS with --data where the command takes it."""
        words = 2 if args[0] in ('member', 'room', 'mandate',
                                'setting') else 1
        return [self.program, *args[:words], '--data', self.data, *args[words:]]

    def palabre(self, *args, stdin=b'', check=True, seconds=60, env=None):
        done = run(self.argv(*args), stdin, seconds,
                   self._env(**(env or {})), **self._popen_more())
        if check and done.status != 0:
            raise AssertionError('palabre %s: %r' % (' '.join(args), done))
        return done

    def as_(self, name, *command, stdin=b'', check=True):
        """A line command, as `palabre as NAME COMMAND…`."""
        return self.palabre('as', name, *command, stdin=stdin, check=check)

    def new(self, name, room, title, text='Un texte.', *more):
        return self.as_(name, 'new', room, '--title', title, *more,
                        stdin=text).number

    def reply(self, name, to, text='Une réponse.', *more):
        return self.as_(name, 'reply', str(to), *more, stdin=text).number

    def clock(self, shift):
        """Shifts the store's clock: '+7d', '-1h', '+20m', '+30s'."""
        unit = {'d': 86400, 'h': 3600, 'm': 60, 's': 1}[shift[-1]]
        self.palabre('clock', shift)
        self.shift += int(shift[:-1]) * unit

    def now(self):
        """What the store's clock says, in seconds since 1970."""
        return int(time.time()) + self.shift

    def set_clock(self, when):
        """Moves the store's clock to `when` (seconds since 1970)."""
        self.clock('%+ds' % (int(when) - self.now()))

    def check(self):
        """`palabre check`, which must be content."""
        return self.palabre('check')

    # --- people and rooms ---

    def member(self, name, *more, password=None, key=True):
        """Adds a member; with a key of its own unless key is false."""
        path = None
        args = list(more)
        if key:
            path = self.make_key(name)
            args += ['--key', path + '.pub']
        if password:
            args += ['--password-stdin']
        self.palabre('member', 'add', name, *args,
                     stdin=(password + '\n') if password else b'')
        self.members[name] = Member(name, password, path)
        return self.members[name]

    def make_key(self, name, kind='ed25519'):
        """A key pair; the path of its private half."""
        path = os.path.join(self.top, 'key-%s-%d' % (
            name.encode().hex()[:40], next(_addresses)))
        done = run(['ssh-keygen', '-q', '-t', kind, '-N', '', '-C', '',
                    '-f', path])
        if done.status:
            raise AssertionError(repr(done))
        os.chmod(path + '.pub', 0o644)
        return path

    def room(self, name, title=None, *more):
        self.palabre('room', 'add', name, '--title', title or name.title(),
                     *more)
        return name

    def allow(self, room, *names):
        for name in names:
            self.palabre('room', 'allow', room, name)

    # --- the server ---

    def start(self, port=0, bind='127.0.0.1'):
        """Serves; returns when it listens.  bind or port None: without
        that option, the settings decide."""
        self.log = open(self.log_path, 'ab')
        self.process = subprocess.Popen(
            self.wrap + self.argv(
                'serve', *(['--bind', bind] if bind is not None else []),
                *(['--port', str(port)] if port is not None else []),
                *self.arguments),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=self.log, env=self._env(), start_new_session=True,
            **self._popen_more())
        ready, _, _ = select.select([self.process.stdout], [], [], 20 * SLOW)
        line = self.process.stdout.readline() if ready else b''
        found = re.match(rb'listening on .*:(\d+)\n\Z', line)
        if not found:
            raise AssertionError('it does not listen: %r\n%s' % (
                line, self.log_text()))
        self.port = int(found.group(1))
        return self

    def log_text(self):
        with open(self.log_path, 'rb') as f:
            return f.read().decode('utf-8', 'replace')

    def report(self):
        """What the sanitizers of its processes said."""
        said = ''
        for name in sorted(os.listdir(self.reports)):
            path = os.path.join(self.reports, name)
            with open(path, 'rb') as f:
                said += f.read().decode('utf-8', 'replace')
        return said

    def processes(self):
        """Every process of this server, the oldest first: pid, ppid, uid,
        comm, started (in clock ticks after the boot: pids wrap and give no
        order), status (the text of /proc/PID/status)."""
        rows = {}
        for entry in os.listdir('/proc'):
            if not entry.isdigit():
                continue
            try:
                with open('/proc/%s/status' % entry) as f:
                    status = f.read()
                with open('/proc/%s/stat' % entry) as f:
                    started = int(f.read().rpartition(')')[2].split()[19])
            except OSError:
                continue
            field = dict(re.findall(r'^(\w+):\s+(.*)$', status, re.M))
            if field.get('State', 'Z').startswith('Z'):
                continue
            rows[int(entry)] = {
                'pid': int(entry), 'ppid': int(field['PPid']),
                'uid': int(field['Uid'].split()[0]), 'comm': field['Name'],
                'seccomp': int(field.get('Seccomp', 0)),
                'started': started, 'status': status}
        ours = {self.process.pid} if self.process else set()
        for pid in rows:
            try:
                with open('/proc/%d/environ' % pid, 'rb') as f:
                    if self.mark.encode() in f.read().split(b'\0') and \
                            os.readlink('/proc/%d/exe' % pid) == \
                            os.path.realpath(self.program):
                        ours.add(pid)
            except OSError:
                pass
        grew = True
        while grew:
            more = {p for p, row in rows.items() if row['ppid'] in ours}
            grew = not more <= ours
            ours |= more
        return sorted((rows[p] for p in ours if p in rows),
                      key=lambda row: (row['started'], row['pid']))

    def stop(self, number=signal.SIGTERM):
        """Ends the server and waits for its end; its exit status."""
        if not self.process:
            return None
        self.process.send_signal(number)
        try:
            status = self.process.wait(20 * SLOW)
        finally:
            self.process.stdout.close()
            self.log.close()
        self.process = None
        return status

    def kill_all(self):
        """kill -9 of every process of the server at once."""
        for row in self.processes():
            try:
                os.kill(row['pid'], signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        self.process.stdout.close()
        self.log.close()
        self.process = None

    # --- coming in ---

    def ssh_argv(self, who, *command, address=None, key=None, password=None,
                 tty=False, options=(), methods=None):
        """The ssh client's words for a login as `who`."""
        member = who if isinstance(who, Member) else self.members.get(who)
        name = member.name if member else who
        if key is None and password is None and member:
            key, password = member.key, member.password
            if key:
                password = None
        argv = ['ssh', '-F', 'none', '-p', str(self.port)]
        for option in options:          # ssh takes the first of a name
            argv += ['-o', option]
        argv += [
                '-b', address or fresh_address(),
                '-o', 'UserKnownHostsFile=' + self.known_hosts,
                '-o', 'GlobalKnownHostsFile=none',
                '-o', 'StrictHostKeyChecking=accept-new',
                '-o', 'UpdateHostKeys=no',
                '-o', 'IdentityAgent=none', '-o', 'IdentitiesOnly=yes',
                '-o', 'ConnectTimeout=%d' % (20 * SLOW), '-o', 'LogLevel=ERROR',
                '-o', 'NumberOfPasswordPrompts=1']
        if methods is None:
            methods = 'publickey' if key else 'password'
        argv += ['-o', 'PreferredAuthentications=' + methods,
                 '-o', 'IdentityFile=' + (key or 'none')]
        if tty:
            argv.append('-tt')
        argv += ['%s@127.0.0.1' % name]
        if command:
            argv += ['--', ' '.join(command)]
        return argv, password

    def ask_env(self, password, **more):
        """An environment in which ssh is told the password."""
        ask = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                           'askpass')
        return self._env(SSH_ASKPASS=ask, SSH_ASKPASS_REQUIRE='force',
                         PALABRE_TEST_PASSWORD=password or '', **more)

    def ssh(self, who, *command, stdin=b'', seconds=30, env=None, **more):
        """One command through the ssh client.  The words are joined by
        blanks, as ssh does; quote as for a shell."""
        argv, password = self.ssh_argv(who, *command, **more)
        return run(argv, stdin, seconds, self.ask_env(password,
                                                      **(env or {})))

    def screen(self, who, *command, size='80x24', term='xterm-256color',
               env=None, **more):
        """The interface as `who` sees it: a Terminal."""
        argv, password = self.ssh_argv(who, *command, tty=True, **more)
        t = Terminal(argv, size, term, self.ask_env(password, **(env or {})))
        self.terminals.append(t)
        return t

    def console(self, name, size='80x24', term='xterm-256color', env=None):
        """`palabre console --as NAME` on a terminal."""
        t = Terminal(self.argv('console', '--as', name), size, term,
                     self._env(**(env or {})))
        self.terminals.append(t)
        return t

    def finish(self):
        """Ends all that runs here."""
        for t in self.terminals:
            t.close()
        self.terminals = []
        if self.process:
            try:
                self.stop()
            except subprocess.TimeoutExpired:
                self.kill_all()

    def close(self):
        self.finish()
        for row in self.processes():
            try:
                os.kill(row['pid'], signal.SIGKILL)
            except ProcessLookupError:
                pass
        if not os.environ.get('KEEP'):
            shutil.rmtree(self.top, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()


class Case(unittest.TestCase):
    """A test with self.server(): closed, and its log shown if it failed."""

    def server(self, *args, **more):
        s = Server(*args, **more)
        self.addCleanup(self._end, s)
        return s

    def _end(self, s):
        # Read after the last process has ended, and before all is removed.
        s.finish()
        log = s.log_text() if os.path.exists(s.log_path) else ''
        said = s.report()
        found = re.search(
            r'(AddressSanitizer|LeakSanitizer|runtime error:).*', log)
        self._shown = getattr(self, '_shown', '') + log[-4000:]
        s.close()
        # A sanitizer's words are a failure whatever else was seen.
        if found:
            said += log[found.start():]
        if said:
            self.fail('sanitizer: ' + said[:4000])

    def run(self, result=None):
        before = len(result.failures) + len(result.errors)
        super().run(result)
        if len(result.failures) + len(result.errors) > before:
            sys.stderr.write('--- the server of %s said\n%s\n' % (
                self.id(), getattr(self, '_shown', '')))

    def assertStatus(self, done, status):
        self.assertEqual(done.status, status, repr(done))


def is_root():
    return os.getuid() == 0


def nobody_else():
    """A uid that is neither root nor anybody's, for servers not of root."""
    taken = {p.pw_uid for p in pwd.getpwall()}
    return next(n for n in range(61000, 61999) if n not in taken)


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(
        sys.modules['__main__'])
    if len(sys.argv) > 1:
        suite = unittest.defaultTestLoader.loadTestsFromNames(
            sys.argv[1:], sys.modules['__main__'])
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    failed = len(result.failures) + len(result.errors) + \
        len(result.unexpectedSuccesses)
    passed = result.testsRun - failed - len(result.skipped)
    sys.stderr.flush()
    print('%d passed, %d failed' % (max(passed, 0), failed))
    sys.exit(failed > 0)
