"""Reading beside mail readers: the same posts in a store, in an mbox that
neomutt opens and, for the smaller size, in a notmuch database.

What is compared is what a person waits for.  Ours: the key that opens a room
of all the posts, that goes to the next unread one, that opens a thread of
5,000 posts, until the interface has drawn (its own terminal, wall time).
neomutt: from its start on the mbox until its index stands, Tab to the next
unread message, its start on an mbox of that thread alone; `sort=threads`, no
cache, as it comes.  notmuch: the commands that a front end runs for the same.
"""
import os
import select
import signal
import subprocess
import time

import keystrokes

THREAD = 5000
NOTMUCH_MOST = 200000           # its index of a million takes a quarter hour
RC = ("set folder=%s\nset sort=threads\nset read_only\nset mark_old=no\n"
      "set pager_index_lines=0\n")


def median(times):
    return sorted(times)[len(times) // 2]


def drawn(fd, mark, most=300):
    """Reads until the mark came, or without one until nothing comes any
    more; when the last byte came."""
    seen, last = b"", 0
    end = time.monotonic() + most
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.1 if last else 1)[0]:
            seen = (seen + os.read(fd, 65536))[-65536:]
            last = time.monotonic()
            if mark is not None and mark in seen:
                return last
        elif last and mark is None:
            return last
    raise SystemExit("mail: nothing was drawn")


class Neomutt:
    def __init__(self, work, mbox):
        rc = os.path.join(work, "muttrc")
        with open(rc, "w") as out:
            out.write(RC % work)
        start = time.monotonic()
        self.pid, self.fd = os.forkpty()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8",
                              HOME=work)
            os.execlp("neomutt", "neomutt", "-n", "-F", rc, "-R", "-f", mbox)
        self.opened = (drawn(self.fd, b"Msgs:") - start) * 1000

    def key(self, text):
        while select.select([self.fd], [], [], 0.5)[0]:
            os.read(self.fd, 65536)
        start = time.monotonic()
        os.write(self.fd, text.encode())
        return (drawn(self.fd, None) - start) * 1000

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def ours(palabre, data, go, key, times=9):
    """Milliseconds from the key to the last byte drawn, each in a session of
    its own: what a first look costs."""
    took = []
    for _ in range(times):
        console = keystrokes.Console(palabre, data, "lectrice")
        for step in go:
            console.send(step)
        start = time.monotonic()
        os.write(console.fd, key.encode())
        took.append((drawn(console.fd, None) - start) * 1000)
        console.close()
    return median(took)


def notmuch(run, work, mbox, thread):
    """Opening, next unread, the long thread; milliseconds.  One message a
    file, as notmuch wants them."""
    home = os.path.join(work, "notmuch" + os.path.basename(mbox))
    mails = os.path.join(home, "mail", "cur")
    os.makedirs(mails)
    with open(mbox, "rb") as box:
        for n, mail in enumerate(("\n" + box.read().decode()).split(
                "\nFrom ")[1:]):
            with open(os.path.join(mails, f"{n}:2,"), "w") as out:
                out.write(mail.split("\n", 1)[1])
    config = os.path.join(home, "config")
    with open(config, "w") as out:
        out.write(f"[database]\npath={home}/mail\n[user]\nname=a\n"
                  "primary_email=a@palabre.example\n[new]\n"
                  "tags=unread;inbox\n")
    env = dict(os.environ, NOTMUCH_CONFIG=config, HOME=home)
    run("notmuch", "new", "--quiet", env=env)

    def timed(*words):
        took = []
        for _ in range(5):
            start = time.monotonic()
            subprocess.run(("notmuch",) + words, env=env, check=True,
                           stdout=subprocess.DEVNULL)
            took.append((time.monotonic() - start) * 1000)
        return median(took)

    return (timed("search", "--limit=25", "--sort=newest-first", "tag:inbox"),
            timed("search", "--limit=1", "--output=messages", "tag:unread"),
            timed("show", "--body=false", "--entire-thread=true",
                  f"id:{thread}@palabre.example"))


def measure(run, palabre, corpus, work, size, row):
    data = os.path.join(work, f"mail{size}")
    box, small = data + ".mbox", data + ".thread.mbox"
    run(palabre, "init", "--data", data)
    run(palabre, "seed", "--posts", str(size), "--rooms", "1", "--ranges",
        "10000", "--data", data)
    thread = run(corpus, "thread", data, "lectrice", str(THREAD)).strip()
    for path, start in ((box, "1"), (small, thread)):
        with open(path, "w") as out:
            subprocess.run([corpus, "mbox", data, "lectrice", start],
                           stdout=out, check=True)
    with open(box, "rb") as whole:
        mails = sum(line.startswith(b"Message-ID:") for line in whole)
    if mails < size + THREAD:
        raise SystemExit(f"mail: {mails} messages of {size + THREAD}")
    room = ours(palabre, data, ("s", "\x1b[H"), "\r")
    unread = ours(palabre, data, ("s", "\x1b[H", "\r"), " ")
    tree = ours(palabre, data, ("s", "\x1b[H", "\r", "\x1b[H"), "\r")
    reader = Neomutt(work, box)
    opened, tab = reader.opened, reader.key("\t")
    reader.close()
    reader = Neomutt(work, small)
    alone = reader.opened
    reader.close()
    rows = [row(f"ms, {size} posts in a room", "palabre", "neomutt", "ratio",
                "target")]
    for what, a, b, target in (
            ("opening the room", room, opened, "1/1000 at a million"),
            ("next unread", unread, tab, "(no target)"),
            (f"a thread of {THREAD} posts", tree, alone, "(no target)")):
        rows.append(row(what, f"{a:.2f}", f"{b:.1f}", f"1/{b / a:.0f}"
                        if b > a else f"{a / b:.2f}", target))
    if size <= NOTMUCH_MOST:
        figures = notmuch(run, work, box, thread)
        rows.append(row("", "palabre", "notmuch", "ratio", "target"))
        for what, a, b in zip(("opening the room", "next unread",
                               f"a thread of {THREAD} posts"),
                              (room, unread, tree), figures):
            rows.append(row(what, f"{a:.2f}", f"{b:.1f}", f"1/{b / a:.0f}"
                            if b > a else f"{a / b:.2f}", "(no target)"))
    return rows
