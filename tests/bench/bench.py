#!/usr/bin/env python3
"""make bench: figures of palabre, each beside a reference of the same run.

The reference for connections is OpenSSH's sshd on loopback with a trivial
ncurses program as its forced command; for the store, a bare LMDB commit of as
many puts. A benchmark prints, it never fails. Each table is kept in
BUILD/bench/ and not measured again until it is removed (FRESH=1 removes all),
so that a long run can be resumed. TABLES="login idle" measures these alone.
QUICK=1 takes smaller sizes and, of the tables that are not named, those of the
server and the store alone: under five minutes.
"""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import keystrokes
import mail

BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build")
OUT = os.path.join(BUILD, "bench")
QUICK = bool(os.environ.get("QUICK"))
PALABRE = os.path.join(BUILD, "palabre")
LOAD = os.path.join(BUILD, "tests/bench/load")
REFERENCE = os.path.join(BUILD, "tests/bench/reference")
SEARCH = os.path.join(BUILD, "tests/bench/bench_search")
STORE = os.path.join(BUILD, "tests/bench/bench_store")
CORPUS = os.path.join(BUILD, "tests/bench/bench_corpus")
CASES = os.path.join(BUILD, "tests/bench/bench_cases")
FRAME = os.path.join(BUILD, "tests/bench/bench_frame")
USER = "tamaris"
MARK = "quitter"                # the end of the home screen's footer
SESSIONS = 100 if QUICK else 500
QUICK_TABLES = "login keys idle password store frame cases"


def run(*words, **more):
    done = subprocess.run(words, capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


class Palabre:
    """A demonstration store, served; its member USER has a key."""

    name = "palabre"
    user, mark = USER, MARK

    def __init__(self, work):
        self.data = os.path.join(work, "data")
        self.key = os.path.join(work, "key")
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.key)
        run(PALABRE, "init", "--data", self.data)
        words = run(PALABRE, "demo", "--data", self.data)
        password = re.search(USER + r"\S*\s+(\S+)", words).group(1)
        with open(self.key + ".pub") as public:
            line = public.read()
        run(PALABRE, "as", USER, "keys", "add", "--password", "-",
            "--data", self.data, input=password + "\n" + line)
        self.process = subprocess.Popen(
            [PALABRE, "serve", "--data", self.data, "--bind", "127.0.0.1",
             "--port", "0"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.port = self.process.stdout.readline().rsplit(":", 1)[1].strip()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Sshd:
    """OpenSSH's server with the reference program."""

    name = "sshd"
    mark = "READY"

    def __init__(self, work, key):
        self.user = run("id", "-un").strip()
        self.key = key
        self.port = "0"
        home = os.path.join(work, "sshd")
        os.mkdir(home)
        shutil.copy(key + ".pub", os.path.join(home, "keys"))
        host = os.path.join(home, "host")
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", host)
        self.port = str(40000 + os.getpid() % 20000)
        conf = os.path.join(home, "conf")
        with open(conf, "w") as out:
            out.write(f"""Port {self.port}
ListenAddress 127.0.0.1
HostKey {host}
PidFile {home}/pid
AuthorizedKeysFile {home}/keys
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication no
MaxStartups 2000
MaxSessions 10
LogLevel QUIET
PrintMotd no
PrintLastLog no
ForceCommand exec {REFERENCE}
""")
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)
        self.process = subprocess.Popen(
            [shutil.which("sshd", path="/usr/sbin:" + os.environ["PATH"]),
             "-D", "-f", conf], stderr=subprocess.DEVNULL)
        time.sleep(0.3)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def load(server, verb, *words):
    return run(LOAD, verb, "127.0.0.1", server.port, server.user,
               server.key, server.mark, *map(str, words)).split()


def descendants(pid):
    """Every process below pid."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as stat:
                    parent = int(stat.read().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry))
    found, todo = [], [pid]
    while todo:
        for child in parents.get(todo.pop(), []):
            found.append(child)
            todo.append(child)
    return found


def pss(pids):
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup") as rollup:
                total += sum(int(line.split()[1]) for line in rollup
                             if line.startswith("Pss:"))
        except OSError:
            pass
    return total


def processor_ms(pids):
    total = 0.0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/schedstat") as stat:
                total += int(stat.read().split()[0]) / 1e6
        except OSError:
            pass
    return total


class Held:
    """COUNT sessions on line, until closed."""

    def __init__(self, server, count):
        before = set(descendants(server.process.pid))
        self.process = subprocess.Popen(
            [LOAD, "hold", "127.0.0.1", server.port, server.user, server.key,
             server.mark, str(count)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "held":
            sys.exit(f"{server.name}: {count} sessions could not be held")
        self.pids = [pid for pid in descendants(server.process.pid)
                     if pid not in before]
        self.count = count

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def row(what, ours, theirs, ratio, target):
    return f"{what:<44} {ours:>12} {theirs:>12} {ratio:>8}  {target}"


def head(theirs):
    return row("", "palabre", theirs, "ratio", "target")


def table_login(ours, sshd):
    count = 30 if QUICK else 200
    workers, each = 64, 3 if QUICK else 10
    rows = [head("sshd")]
    a, b = (float(load(s, "login", count)[0]) for s in (ours, sshd))
    rows.append(row(f"login to first screen, ms (median of {count})",
                    f"{a:.1f}", f"{b:.1f}", f"1/{b / a:.1f}", "at most 1/6"))
    a, b = (float(load(s, "storm", workers, each)[0]) for s in (ours, sshd))
    rows.append(row("logins a second, 64 at once", f"{a:.0f}", f"{b:.0f}",
                    f"{a / b:.1f}", "at least 4"))
    return rows


def table_keys(ours, sshd):
    count = 200 if QUICK else 1000
    rows = [head("sshd")]
    for idle in (0, SESSIONS):
        figures = []
        for server in (ours, sshd):
            held = Held(server, idle) if idle else None
            figures.append([float(x) for x in load(server, "keys", count)])
            if held:
                held.close()
        (a50, a99), (b50, b99) = figures
        where = f"beside {idle} sessions" if idle else "alone"
        rows.append(row(f"key to first byte, p50 ms, {where}", f"{a50:.3f}",
                        f"{b50:.3f}", f"{a50 / b50:.2f}", "at most 1.1"))
        rows.append(row(f"key to first byte, p99 ms, {where}", f"{a99:.3f}",
                        f"{b99:.3f}", f"{a99 / b99:.2f}", "(no target)"))
    return rows


def table_idle(ours, sshd):
    rows = [head("sshd")]
    figures = []
    for server in (ours, sshd):
        held = Held(server, SESSIONS)
        time.sleep(2)
        figures.append(pss(held.pids) / held.count)
        if server is ours:
            quiet = idle_ms(held)
            busy = idle_ms(held, ours.data)
        held.close()
    a, b = figures
    rows.append(row(f"memory an idle session, kB of Pss, {SESSIONS} held",
                    f"{a:.0f}", f"{b:.0f}", f"1/{b / a:.1f}",
                    "at most 1/2.5"))
    rows.append(row("processor an idle session, ms a minute",
                    f"{quiet:.1f}", "-", "-", "at most 10"))
    rows.append(row("  while 20 type and one posts elsewhere",
                    f"{busy:.1f}", "-", "-", "at most 10"))
    return rows


def idle_ms(held, busy_store=None):
    seconds = 10 if QUICK else 30
    others = None
    if busy_store:
        # a room that those who idle do not see
        run(PALABRE, "room", "add", "ailleurs", "--title", "Ailleurs",
            "--wing", "reseau", "--visibility", "private",
            "--data", busy_store)
        run(PALABRE, "room", "allow", "ailleurs", "galet",
            "--data", busy_store)
        others = subprocess.Popen([STORE, "busy", busy_store, "galet", "20",
                                   str(seconds + 2)])
        time.sleep(1)
    start, began = processor_ms(held.pids), time.monotonic()
    time.sleep(seconds)
    used = processor_ms(held.pids) - start
    minutes = (time.monotonic() - began) / 60
    if others:
        others.wait()
    return used / held.count / minutes


def table_store(work):
    sizes = (1000, 100000 if QUICK else 1000000)
    figures, bytes_each = [], 0
    for size in sizes:
        data = os.path.join(work, f"bulk{size}")
        run(PALABRE, "init", "--data", data)
        # one room is enough for the few: its list then has a page
        run(PALABRE, "seed", "--posts", str(size), "--rooms",
            "200" if size > 1000 else "1", "--ranges", "10000",
            "--data", data)
        figures.append(dict(line.split() for line in
                            run(STORE, "queries", data, "lectrice")
                            .splitlines()))
        bytes_each = os.stat(os.path.join(data, "data.mdb")).st_blocks \
            * 512 / size
    few, many = figures
    rows = [row("milliseconds at the store", f"{sizes[1]} posts",
                f"{sizes[0]} posts", "ratio", "target")]
    for name, target in (("home", "at most 5 ms"),
                         ("threads", "ratio 1.5, 2 ms"),
                         ("tree500", "ratio 1.5, 2 ms"),
                         ("next", "ratio 1.5, 2 ms")):
        a, b = float(many[name]), float(few[name])
        rows.append(row(name, f"{a:.3f}", f"{b:.3f}", f"{a / b:.2f}",
                        target))
    rows.append(row("bytes on disk a post", f"{bytes_each:.0f}", "-", "-",
                    "(printed)"))
    data = os.path.join(work, f"bulk{sizes[1]}")
    run(STORE, "compact", data)
    seconds = "3" if QUICK else "10"
    rows.append(row("", "palabre", "bare LMDB", "ratio", "target"))
    for mapped in (0, SESSIONS):
        a, puts = run(STORE, "posts", data, "lectrice", seconds,
                      str(mapped)).split()
        b = run(STORE, "bare", os.path.join(work, f"bare{mapped}"), seconds,
                str(mapped), puts).split()[0]
        rows.append(row(f"durable posts a second, {mapped} sessions mapped",
                        a, b, f"{float(a) / float(b):.2f}", "at least 0.7"))
    return rows


def table_search(work):
    """Search beside SQLite's FTS5, over the same posts in the same order."""
    size = 100000 if QUICK else 1000000
    data, fts = (os.path.join(work, name) for name in ("search", "fts"))
    run(PALABRE, "init", "--data", data)
    run(PALABRE, "seed", "--posts", str(size), "--rooms", "200", "--ranges",
        "10000", "--data", data)
    a = [float(x) for x in run(SEARCH, "index", data).split()]
    b = [float(x) for x in run(SEARCH, "fts", data, fts).split()]
    rows = [row(f"search, {size} posts", "palabre", "SQLite FTS5", "ratio",
                "target"),
            row("index: microseconds of processor a post", f"{a[0]:.1f}",
                f"{b[0]:.1f}", f"{a[0] / b[0]:.2f}", "at most 2"),
            row("index: bytes per byte of text", f"{a[1]:.3f}",
                f"{b[1]:.3f}", f"{a[1] / b[1]:.2f}", "at most 1")]
    for line in run(SEARCH, "query", data, "lectrice", fts).splitlines():
        name, *figures = line.split()[:5]
        ours, ours95, theirs, theirs95 = map(float, figures)
        what = {"rare": "a rare word", "common": "a common word",
                "two": "two words", "phrase": "a phrase of two words",
                "frequent": "a word in a fifth of the posts"}[name]
        ratio = (f"1/{theirs / ours:.1f}" if theirs > ours
                 else f"{ours / theirs:.2f}")
        rows.append(row(f"{what}, p50 ms", f"{ours:.3f}", f"{theirs:.3f}",
                        ratio, "at most 1/4" if name == "frequent"
                        else "at most 1"))
        rows.append(row("  p95 ms", f"{ours95:.3f}", f"{theirs95:.3f}", "-",
                        "(no target)"))
    return rows


def table_password(ours):
    count = 40 if QUICK else 200
    a, b, ratio = run(LOAD, "password", "127.0.0.1", ours.port, USER,
                      str(count), "personne").split()
    return [row(f"ms, medians of {count} tries", "a member", "nobody",
                "ratio", "target"),
            row("to refuse a password", a, b, ratio, "0.95 to 1.05")]


def table_of_keys(work, name, measure):
    data = os.path.join(work, name)
    run(PALABRE, "init", "--data", data)
    run(PALABRE, "demo", "--data", data)
    rows = [row("microseconds of processor a key", "p99", "p50", "", "target")]
    for what, p50, p99 in measure(PALABRE, data, USER, 20 if QUICK else 400):
        rows.append(row(what, f"{p99:.0f}", f"{p50:.0f}", "",
                        "p99 under 1000"))
    return rows


def table_edits(work):
    """Within the first minutes, when what is replaced is not kept."""
    count = 5000 if QUICK else 400000
    data = os.path.join(work, "edits")
    run(PALABRE, "init", "--data", data)
    run(PALABRE, "member", "add", "--data", data, "anna")
    run(PALABRE, "room", "add", "--data", data, "un-salon", "--title", "Un")
    before, after = map(int, run(CORPUS, "edits", data, "anna",
                                 str(count)).split())
    return [row(f"{count} edits of 32 KiB posts", "after", "before", "ratio",
                "target"),
            row("bytes of the file", str(after), str(before),
                f"{after / before:.2f}", "at most 1.5")]


def table_frame(work):
    """The same acts and queries with the cooperative frame and without."""
    size = 10000 if QUICK else 100000
    data = os.path.join(work, "frame")
    people = {"anna": "elu", "bela": "agent", "cleo": "consultant",
              "dora": "citoyen"}
    run(PALABRE, "init", "--data", data)
    run(PALABRE, "seed", "--posts", str(size), "--rooms", "200", "--ranges",
        "10000", "--data", data)
    for name, profile in people.items():
        run(PALABRE, "member", "add", "--data", data, name, "--profile",
            profile)
    run(STORE, "compact", data)
    figures = {name: (float(before), float(after)) for name, before, after in
               map(str.split, run(FRAME, data, "500" if QUICK else "2000",
                                  *people).splitlines())}
    rows = [row("the cooperative frame, microseconds", "after", "before",
                "added", "target")]
    for name, what in (
            ("post", f"a post among {len(people)}, processor"),
            ("post_lasts", "  until it is durable"),
            ("duel", "a post between two, processor"),
            ("duel_lasts", "  until it is durable"),
            ("open", "a thread of 30 posts opened, processor"),
            ("open_old", "  four days old"),
            ("open_long", "  four days old, of 500 posts")):
        before, after = figures[name]
        rows.append(row(what, f"{after:.1f}", f"{before:.1f}",
                        f"{(after / before - 1) * 100:+.1f} %",
                        "under 10 %"))
    return rows


def table_cases(work):
    """Moderation: a long queue beside a short one, a decision, the log."""
    data = os.path.join(work, "cases")
    many, entries = (1000, 100000) if QUICK else (10000, 1000000)
    run(PALABRE, "init", "--data", data)
    run(PALABRE, "room", "add", "--data", data, "un-salon", "--title", "Un")
    for name, profile in (("gina", "citoyen"), ("bela", "agent"),
                          ("dina", "elu")):
        run(PALABRE, "member", "add", "--data", data, name, "--profile",
            profile)
    run(PALABRE, "mandate", "add", "--data", data, "gina", "moderator")
    f = {name: float(value) for name, value in map(str.split, run(
        CASES, data, "gina", "bela", "dina", str(many),
        str(entries)).splitlines())}
    mega = entries / 1e6
    return [row("moderation, microseconds", "palabre", "reference", "ratio",
                "target"),
            row(f"the queue of {many} cases, beside one of 10",
                f"{f['queue_many']:.0f}", f"{f['queue_few']:.0f}",
                f"{f['queue_many'] / f['queue_few']:.2f}", "as fast"),
            row("one of them", f"{f['case_many']:.0f}", "-", "-",
                "(no target)"),
            row("a decision, until it is durable", f"{f['decide']:.0f}", "-",
                "-", "(no target)"),
            row("  durable commits", f"{f['commits']:.0f}", "1", "-",
                "one"),
            row(f"{entries} entries of the log, millions a second",
                f"{mega / f['verify'] * 1e6:.2f}",
                f"{mega / f['hash'] * 1e6:.2f} (bare SHA-256)",
                f"{f['verify'] / f['hash']:.2f}", "(no target)")]


def table_mail(work):
    """Beside mail readers over the same posts."""
    rows = []
    for size in (5000,) if QUICK else (100000, 1000000):
        rows += mail.measure(run, PALABRE, CORPUS, work, size, row)
    return rows


def main():
    if os.environ.get("FRESH"):
        shutil.rmtree(OUT, ignore_errors=True)
    os.makedirs(OUT, exist_ok=True)
    work = tempfile.mkdtemp(prefix="palabre-bench-", dir="/tmp")
    os.chmod(work, 0o755)
    servers = []

    def pair():
        if not servers:
            servers.append(Palabre(work))
            servers.append(Sshd(work, servers[0].key))
        return servers

    tables = (("login", lambda: table_login(*pair())),
              ("keys", lambda: table_keys(*pair())),
              ("idle", lambda: table_idle(*pair())),
              ("password", lambda: table_password(pair()[0])),
              ("typing", lambda: table_of_keys(work, "typing",
                                               keystrokes.measure)),
              ("screens", lambda: table_of_keys(work, "screens",
                                                keystrokes.walk)),
              ("edits", lambda: table_edits(work)),
              ("mail", lambda: table_mail(work)),
              ("search", lambda: table_search(work)),
              ("store", lambda: table_store(work)),
              ("frame", lambda: table_frame(work)),
              ("cases", lambda: table_cases(work)))
    try:
        for name, measure in tables:
            if name not in os.environ.get("TABLES", QUICK_TABLES if QUICK
                                          else name).split():
                continue
            kept = os.path.join(OUT, name + (".quick" if QUICK else "")
                                + ".txt")
            if not os.path.exists(kept):
                text = "\n".join(measure()) + "\n"
                with open(kept + ".new", "w") as out:
                    out.write(text)
                os.rename(kept + ".new", kept)
            with open(kept) as done:
                print(done.read(), flush=True)
    finally:
        for server in servers:
            server.stop()
        shutil.rmtree(work, ignore_errors=True)


main()
