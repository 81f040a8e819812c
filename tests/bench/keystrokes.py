"""What a key costs the processor: the interface on a terminal of its own, each
key sent when the one before has been drawn, the time that the kernel says the
process ran."""
import fcntl
import json
import os
import select
import signal
import struct
import subprocess
import termios
import time

SENTENCE = "Une phrase de plus, avec des mots, pour que ce texte soit long. "
IDEOGRAPHS = "私たちは町の広場で話し合い、皆が納得できる決定を探します。"


class Console:
    def __init__(self, palabre, data, name, size=(24, 80)):
        self.pid, self.fd = os.forkpty()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
            os.execv(palabre, [palabre, "console", "--as", name, "--data",
                               data])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ,
                    struct.pack("HHHH", *size, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)
        self.quiet(0.6)

    def quiet(self, seconds, most=20.0):
        """Reads until nothing came for so long; what came."""
        end, seen = time.monotonic() + most, b""
        while time.monotonic() < end and \
                select.select([self.fd], [], [], seconds)[0]:
            seen += os.read(self.fd, 65536)
        return seen

    def send(self, text, seconds=0.4):
        """What was drawn then."""
        data, seen = text.encode(), b""
        while data:
            if select.select([self.fd], [self.fd], [], 5)[1]:
                data = data[os.write(self.fd, data[:1024]):]
            while select.select([self.fd], [], [], 0)[0]:
                seen += os.read(self.fd, 65536)
        return (seen + self.quiet(seconds)).decode(errors="replace")

    def paste(self, text):
        self.send("\x1b[200~" + text + "\x1b[201~", 0.6)

    def ran(self):
        with open(f"/proc/{self.pid}/schedstat") as stat:
            return int(stat.read().split()[0]) / 1000

    def key(self, text):
        """Microseconds that it took."""
        before = self.ran()
        os.write(self.fd, text.encode())
        select.select([self.fd], [], [], 0.03)  # or nothing changes
        self.quiet(0.006)
        return self.ran() - before

    def close(self):
        os.kill(self.pid, signal.SIGHUP)
        while True:
            try:
                if not os.read(self.fd, 65536):
                    break
            except OSError:
                break
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def filled(sentence, size):
    text = ""
    while len(text.encode()) + len(sentence.encode()) <= size:
        text += sentence
    return text


def places(count):
    """Typing at the end, in the middle, at the start; moves; erasing."""
    letters = "abc def ghi j"
    typed = [letters[i % len(letters)] for i in range(count)]
    return (("typed at its end", "\x1b[1;5F", typed),
            ("typed at its start", "\x1b[1;5H", typed),
            ("typed in its middle", "\x1b[5~" * 12, typed),
            ("arrows, words, erasing", "", ["\x1b[A", "\x1b[D", "\x1b[1;5D",
                                            "\x7f", "\x1b[1;2C", "\x1b[B"]
             * (count // 6)),
            ("new paragraphs", "\x1b[1;5H\x1b[B", ["\r", "x"] * (count // 2)))


TEXTS = (("no text", ""),
         ("32 KiB, one paragraph", filled(SENTENCE, 31000)),
         ("32 KiB, ideographs", filled(IDEOGRAPHS, 31000)),
         ("32 KiB, one-word rows", filled("mot\n", 31000)))


def measure(palabre, data, name, count):
    """Yields (what, p50, p99), microseconds."""
    for title, text in TEXTS:
        console = Console(palabre, data, name)
        for key in ("s", "\r", "\r", "\r", "r"):
            console.send(key)
        # The dictionary is loaded once, at the first pause (some 50 ms).
        console.send("mot", 1.5)
        console.send("\x7f" * 3)
        if text:
            console.paste(text)
        for what, go, keys in places(count):
            if go:
                console.send(go)
            took = sorted(console.key(key) for key in keys)
            yield (f"{title}: {what}", took[len(took) // 2],
                   took[len(took) * 99 // 100])
        console.send("\x1b", 0.3)
        console.send("j", 0.3)
        console.send("o", 0.3)
        console.send("\r", 0.3)
        console.close()


# name, keys from home to the screen, a word that stands there, its ordinary
# keys: each is pressed in turn, over and over.
DOWN, UP, NEXT, BACK = "\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[5~"
RIGHT, LEFT, TAB, REDRAW = "\x1b[C", "\x1b[D", "\t", "\x0c"
ROOM = ("s", DOWN, DOWN, DOWN, "\r")
THREAD = ROOM + ("\r", "\x1b[H")
EDITED = "hésitons entre les deux"      # of a post that was changed
SCREENS = (
    ("home", (), "Bonjour", (DOWN, DOWN, UP, TAB)),
    ("rooms", ("s",), "Salons", (DOWN, DOWN, UP, NEXT, BACK)),
    ("threads of a room", ROOM, "fils", (DOWN, DOWN, UP, NEXT, BACK)),
    ("a thread's tree", THREAD, "├", (DOWN, DOWN, UP, LEFT, RIGHT, UP)),
    ("a post", THREAD + ("\r",), "personnel", (DOWN, DOWN, UP, NEXT, BACK)),
    ("search, typing", ("/",), "Chercher", tuple("deux mots ")),
    ("search, results", ("/", "jury", TAB), "jury", (DOWN, DOWN, UP)),
    ("members", ("w",), "Membres", (DOWN, DOWN, UP, NEXT, BACK)),
    ("a member", ("w", DOWN, "\r"), "Profil", (DOWN, DOWN, UP)),
    ("messages", ("m",), "Messages", (DOWN, DOWN, UP)),
    ("glossary", ("g",), "Glossaire", (DOWN, DOWN, UP)),
    ("settings", (",",), "Langue", (DOWN, DOWN, UP)),
    ("menu", THREAD + (":",), "Trouver", (DOWN, DOWN, UP)),
    ("help", THREAD + ("?",), "Aide", (NEXT, BACK)),
    ("history", ("EDITED", "\r", "h"), "Historique", (DOWN, UP)),
    ("preview", THREAD + ("r", "Une phrase. " * 200, "\x18"), "Envoyer",
     (DOWN, DOWN, UP, NEXT, BACK, TAB)),
    # last: it leaves a draft behind, and this shows it
    ("drafts", THREAD + ("r", "Encore.", "\x0f", "a", ":", "ceux",
     "\r"), "Brouillons", (DOWN, UP)),
)
SIZES = ((24, 80), (40, 140))


def post_saying(palabre, data, name, words):
    """The number of the first post that says this."""
    found = subprocess.run(
        [palabre, "as", name, "search", f'"{words}"', "--json", "--data",
         data], capture_output=True, text=True, check=True)
    return str(json.loads(found.stdout)["hits"][0]["id"])


def walk(palabre, data, name, count):
    """Yields (what, p50, p99) of every main screen, microseconds.  What a key
    costs that goes to another screen is not in it.  All posts are indexed, as
    they are seconds after they were written where a server runs."""
    subprocess.run([palabre, "reindex", "--data", data], check=True,
                   stdout=subprocess.DEVNULL)
    edited = post_saying(palabre, data, name, EDITED)
    for size in SIZES:
        for what, go, mark, keys in SCREENS:
            console = Console(palabre, data, name, size)
            for key in go:
                console.send(edited if key == "EDITED" else key)
            if mark not in console.send(REDRAW):
                raise SystemExit(f"screens: {what} is not where it was")
            for key in keys:            # what the first one reads is read
                console.key(key)
            took = sorted(console.key(keys[i % len(keys)])
                          for i in range(count))
            yield (f"{what}, {size[1]}x{size[0]}", took[len(took) // 2],
                   took[len(took) * 99 // 100])
            console.close()
