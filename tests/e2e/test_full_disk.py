"""A disk without a free byte: who comes in reads and writes on, is told in a
clear sentence what cannot be kept, and loses nothing of it.  On a small file
system of its own; skipped where one may not be mounted."""

import os
import subprocess
import unittest

import harness

FULL = 'son disque est plein'
PASSWORD = 'un long mot de passe'


class Small(harness.Case):
    test_clock = True

    def setUp(self):
        self.s = s = self.server(start=False, test_clock=self.test_clock)
        small = s.data + '.small'
        os.mkdir(small)
        if not harness.is_root() or subprocess.run(
                ['mount', '-t', 'tmpfs', '-o', 'size=16m,mode=711', 'none',
                 small], stderr=subprocess.DEVNULL).returncode != 0:
            raise unittest.SkipTest('a small file system needs root')
        # Before the server's own end (the last added is done first).
        self.addCleanup(self.unmount, small)
        s.member('anna')
        s.member('bela', password=PASSWORD, key=False)
        s.room('atelier', 'Atelier')
        self.thread = s.new('anna', 'atelier', 'Le fil', 'Le premier mot.')
        os.unlink(os.path.join(s.data, 'lock.mdb'))
        data = os.path.join(small, 'data')
        subprocess.run(['cp', '-a', s.data, data], check=True)
        s.data = data
        s.start()

    def unmount(self, small):
        self.s.finish()
        for row in self.s.processes():
            os.kill(row['pid'], 9)
        subprocess.run(['umount', '-l', small], check=True)

    def fill(self):
        """Nothing is left, on the disk or of the store's own free pages."""
        self.rest = os.path.join(os.path.dirname(self.s.data), 'rest')
        with open(self.rest, 'wb', buffering=0) as f:
            try:
                while True:
                    f.write(bytes(4096))
            except OSError:
                pass
        text = 'mot ' * 8000
        for _ in range(100):
            done = self.s.as_('anna', 'reply', str(self.thread), stdin=text,
                              check=False)
            if done.status:
                return done
        self.fail('the disk is never full')


class FullDisk(Small):
    def test_all_but_keeping_goes_on(self):
        s = self.s
        done = self.fill()
        self.assertEqual(done.status, 1)
        self.assertIn(FULL, done.complaint)
        self.assertEqual(len(done.err.splitlines()), 1, repr(done))
        # In by key and by password, and reading.
        self.assertStatus(s.ssh('anna', 'whoami'), 0)
        self.assertStatus(s.ssh('bela', 'whoami'), 0)
        done = s.ssh('bela', 'read', str(self.thread), '--raw')
        self.assertStatus(done, 0)
        self.assertIn('Le premier mot.', done.text)
        done = s.ssh('anna', 'reply', str(self.thread), stdin='x' * 20000)
        self.assertStatus(done, 1)
        self.assertIn(FULL, done.complaint)
        # What was typed stays, and goes out once there is room.
        t = s.screen('bela')
        t.pass_welcome()
        t.send('s')
        t.wait('Atelier')
        t.send('<Enter>')
        t.wait('Le fil')
        t.send('<Enter>')
        t.wait('répondre')
        t.send('<Enter>')
        t.wait('Le premier mot')
        t.send('r')
        t.wait('Ctrl-X')
        t.paste('Une longue phrase. ' * 1500 + 'Les derniers mots.')
        t.wait('Les derniers mots.')
        t.send('<C-x>')
        t.wait('Envoyer')
        t.send('<Enter>')
        t.wait('ne peut pas écrire')
        self.assertTrue(t.shows('Les derniers mots.'), t.text())
        os.unlink(self.rest)
        harness.poll(lambda: 'Les derniers mots.' in s.as_(
            'anna', 'read', str(self.thread)).text, 30)
        s.check()

    def test_a_deletion_still_goes_through(self):
        self.fill()
        done = self.s.ssh('anna', 'delete', str(self.thread))
        self.assertStatus(done, 0)
        self.s.check()

    def test_it_starts_on_a_full_disk(self):
        self.fill()
        self.s.kill_all()
        self.s.start()
        self.assertStatus(self.s.ssh('bela', 'whoami'), 0)
        self.s.stop()
        os.unlink(os.path.join(self.s.data, 'lock.mdb'))
        self.s.start()
        self.assertStatus(self.s.ssh('bela', 'rooms'), 0)


class FullDiskOfARealStore(Small):
    test_clock = False

    def test_a_sysop_still_deletes_under_a_members_name(self):
        self.fill()
        # The member is told of it: that, too, needs room.
        self.assertStatus(self.s.as_('anna', 'delete', str(self.thread),
                                     check=False), 0)
        self.s.check()


if __name__ == '__main__':
    harness.main()
