"""A power cut at any moment: what was acknowledged is there afterwards.

Each act runs with a preload that writes down what was written and synced.
The data file is rebuilt as a cut could have left it: everything up to the last
sync, and any part of what came after it."""

import os
import random
import shutil
import struct
import subprocess

import harness

PRELOAD = os.path.join(harness.TOOLS, 'preload_sync.so')
WRITE, SYNC, LENGTH, DURABLE = 1, 2, 3, 4
CUTS = 6        # for each act
PAGE, SECTOR = 4096, 512


def operations(path):
    with open(path, 'rb') as f:
        log = f.read()
    at, ops = 0, []
    while at < len(log):
        kind, length, offset = struct.unpack_from('=IIQ', log, at)
        at += 16
        ops.append((kind, offset, log[at:at + length]))
        at += length
    return ops


def apply(image, op):
    kind, offset, data = op
    if kind == LENGTH:
        if offset < len(image):
            del image[offset:]
        image.extend(bytes(offset - len(image)))
    elif kind != SYNC:
        if offset > len(image):
            image.extend(bytes(offset - len(image)))
        image[offset:offset + len(data)] = data


def cut(image, ops, at, dice):
    """The file after a power cut when ops[:at] had been begun."""
    durable = max([i + 1 for i, op in enumerate(ops[:at])
                   if op[0] == SYNC] or [0])
    image = bytearray(image)
    for op in ops[:durable]:
        apply(image, op)
    for i, op in enumerate(ops[durable:at], durable):
        # A durable write has come to its end when another followed it.
        certain = op[0] == LENGTH or (op[0] == DURABLE and i + 1 < at)
        if certain:
            apply(image, op)
        elif op[0] == DURABLE:
            # Of LMDB's meta page, within one sector: all or nothing.
            assert op[1] // SECTOR == (op[1] + len(op[2]) - 1) // SECTOR
            if dice.random() < 0.5:
                apply(image, op)
        elif op[0] == WRITE:
            for part in parts(op, dice):
                apply(image, part)
    return image


def parts(op, dice):
    """What of a write without a sync has reached the disk: any of its pages,
    in any order, and of some of them any sectors."""
    kind, offset, data = op
    for page in range(0, len(data), PAGE):
        fate = dice.random()
        for at in range(page, min(page + PAGE, len(data)), SECTOR):
            if fate < 0.4 or (fate < 0.6 and dice.random() < 0.5):
                yield kind, offset + at, data[at:min(at + SECTOR, page + PAGE)]


class PowerCut(harness.Case):
    def setUp(self):
        # A sanitizer wants to be the first library; the logic is the same.
        if os.environ.get('B') == 'asan':
            self.skipTest('the preload and the sanitizer exclude each other')
        self.s = self.server(start=False)
        self.s.member('anna', key=False)
        self.s.room('atelier', 'Atelier')
        self.log = os.path.join(self.s.top, 'sync')
        self.seed = random.randrange(1 << 30)
        self.dice = random.Random(self.seed)

    def data(self):
        with open(os.path.join(self.s.data, 'data.mdb'), 'rb') as f:
            return bytearray(f.read())

    def act(self, *words, stdin):
        """Runs a line command; what it printed, and what it wrote."""
        with open(self.log, 'wb'):
            os.chmod(self.log, 0o666)
        done = self.s.palabre('as', 'anna', *words, stdin=stdin, env={
            'LD_PRELOAD': PRELOAD, 'PALABRE_SYNC_LOG': self.log})
        return done, operations(self.log)

    def survives(self, image, thread, numbers, why):
        """A store with this data file is sound and has these posts."""
        crashed = self.s.data + '.crashed'
        shutil.rmtree(crashed, ignore_errors=True)
        subprocess.run(['cp', '-a', self.s.data, crashed], check=True)
        os.unlink(os.path.join(crashed, 'lock.mdb'))
        with open(os.path.join(crashed, 'data.mdb'), 'r+b') as f:
            f.truncate(0)
            f.write(image)
        for words in (['check'], ['as', 'anna', 'read', str(thread),
                                  '--json']):
            done = harness.run([harness.PALABRE, words[0], '--data', crashed,
                                *words[1:]], env=self.s._env())
            self.assertEqual(done.status, 0, (why, done))
        there = {p['id'] for p in done.json['posts']}
        self.assertLessEqual(set(numbers), there, why)

    def test_every_acknowledged_post_survives_it(self):
        thread = self.s.new('anna', 'atelier', 'Titre')
        numbers = [thread]
        for n in range(6):
            before = self.data()
            text = 'Réponse %d. %s' % (n, 'mot ' * self.dice.randrange(2000))
            done, ops = self.act('reply', str(thread), stdin=text)
            self.assertIn(SYNC, [op[0] for op in ops], 'it never synced')
            # Where it matters: round each sync; and anywhere.
            places = {i + d for i, op in enumerate(ops)
                      if op[0] in (SYNC, DURABLE) for d in (0, 1)}
            places |= {self.dice.randrange(len(ops) + 1)
                       for _ in range(CUTS)}
            for at in sorted(p for p in places if p <= len(ops)):
                self.survives(cut(before, ops, at, self.dice), thread,
                              numbers, (self.seed, n, at, len(ops)))
            numbers.append(done.number)
            # Acknowledged: whatever was not synced by now may be lost.
            self.survives(cut(before, ops + [(WRITE, 0, b'')], len(ops) + 1,
                              self.dice), thread, numbers,
                          (self.seed, n, 'acknowledged'))


if __name__ == '__main__':
    harness.main()
