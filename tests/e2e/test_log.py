"""The moderation log as a stranger takes it along, and proves later that
nothing in it was changed, with no store at hand."""

import json
import mmap
import os
import re

import harness
from test_sanctions import Sanctions


class Log(Sanctions):
    def setUp(self):
        super().setUp()
        for measure in ('mask', 'reminder', 'none'):
            self.sanction(measure)
            self.n = self.s.reply('bela', self.thread, 'Encore.')
            self.case = self.flag('dina')['case']
        self.s.clock('+8d')
        self.export = self.ok('guest', 'log --export').out
        self.lines = self.export.splitlines(keepends=True)

    def verify(self, export, head=None):
        return self.s.palabre('log', 'verify', '-', *(
            ['--head', head] if head else []), stdin=export, check=False)

    def test_an_export_continues_the_head_that_one_kept(self):
        kept = self.ok('guest', 'log --head').text.strip()
        self.assertEqual(json.loads(self.lines[-1])['hash'],
                         kept.split(':')[1])
        self.sanction('mask')
        self.s.clock('+8d')
        longer = self.ok('guest', 'log --export').out
        self.assertTrue(longer.startswith(self.export))
        done = self.verify(longer, kept)
        self.assertStatus(done, 0)
        self.assertIn(self.ok('guest', 'log --head').text, done.text)
        # the author of a post has its entry's head with the decision
        own = self.ok('bela', 'case 1 --json').json
        self.assertStatus(self.verify(longer, own['head']), 0)

    def test_what_was_changed_or_taken_out_shows(self):
        kept = self.ok('guest', 'log --head').text.strip()
        said = {
            'an entry changed': self.export.replace(b'measure=mask',
                                                    b'measure=none', 1),
            'one taken out': b''.join(self.lines[:-2] + self.lines[-1:]),
            'the last taken out': b''.join(self.lines[:-1]),
            'nothing': b'',
            'no log': b'[]\n' * 3,
            'cut': self.export[:-20],
            'longer than a line may be': b'x' * (2 << 20),
        }
        for what, export in said.items():
            done = self.verify(export, kept)
            self.assertStatus(done, 1)
            self.assertEqual(done.out, b'', what)
        self.assertStatus(self.verify(self.export, '12'), 2)

    def test_a_chain_rewritten_from_the_middle_is_exposed_by_the_old_head(
            self):
        kept = self.ok('guest', 'log --head').text.strip()
        entries = [json.loads(line) for line in self.lines]
        forged, previous = [], entries[0]['previous']
        for entry in entries:
            if 'measure=mask' in entry['fields']:
                entry['fields'] = entry['fields'].replace('mask', 'none')
            entry['previous'] = previous
            forged.append(self.sealed(entry))
            previous = forged[-1]['hash']
        export = ''.join(json.dumps(e) + '\n' for e in forged).encode()
        self.assertStatus(self.verify(export), 0)       # a chain, but another
        done = self.verify(export, kept)
        self.assertStatus(done, 1)
        self.assertIn('rewritten', done.complaint)

    def sealed(self, entry):
        """With the hash of what it says, as docs/moderation-log.md has it."""
        import calendar
        import hashlib
        import time
        at = calendar.timegm(time.strptime(entry['at'],
                                           '%Y-%m-%dT%H:%M:%SZ'))
        text = ('%d\n%d\n%s' % (entry['number'], at,
                                entry['fields'])).encode()
        return dict(entry, hash=hashlib.sha256(
            text + bytes.fromhex(entry['previous'])).hexdigest())

    def test_entries_are_hashed_as_the_page_says(self):
        for line in self.lines:
            entry = json.loads(line)
            self.assertEqual(self.sealed(entry), entry)

    def test_one_byte_changed_on_disk_is_named(self):
        self.s.stop()
        path = os.path.join(self.s.data, 'data.mdb')
        with open(path, 'r+b') as f, mmap.mmap(f.fileno(), 0) as m:
            found = [n.start() for n in re.finditer(b'measure=mask', m)]
            for at in found:
                m[at + 8:at + 9] = b'M'
            done = self.s.palabre('check', check=False)
            for at in found:
                m[at + 8:at + 9] = b'm'
        self.assertStatus(done, 1)
        number = next(e['number'] for e in map(json.loads, self.lines)
                      if 'measure=mask' in e['fields'])
        self.assertIn('log %d: ' % number, done.text)


if __name__ == '__main__':
    harness.main()
