"""A damaged store, or a newer one: said in words, by table and key."""

import os

import harness

DAMAGE = os.path.join(harness.TOOLS, 'damage')


class Damage(harness.Case):
    def setUp(self):
        self.s = self.server(start=False)
        self.s.member('anna', key=False)
        self.s.room('pratiques', 'Pratiques')
        self.post = self.s.new('anna', 'pratiques', 'Titre')

    def damage(self, *args):
        done = harness.run([DAMAGE, self.s.data, *args])
        self.assertStatus(done, 0)

    def found(self, table):
        done = self.s.palabre('check', check=False)
        self.assertStatus(done, 1)
        # By table and key: `post 1: …`, `handle "anna": …`.
        self.assertRegex(done.text, r'(?m)^%s (\d+(\.\d+)*|"[^"]+"): .' %
                         table)

    def test_a_sound_store_passes(self):
        self.s.check()

    def test_a_record_cut_short_is_found_and_refused_in_words(self):
        self.damage('post', 'cut')
        self.found('post')
        done = self.s.as_('anna', 'read', str(self.post), check=False)
        self.assertStatus(done, 1)
        self.assertEqual(len(done.err.splitlines()), 1, repr(done))

    def test_a_record_of_a_newer_version_is_refused_in_words(self):
        self.damage('post', 'newer')
        self.found('post')
        done = self.s.as_('anna', 'read', str(self.post), check=False)
        self.assertStatus(done, 1)
        self.assertEqual(len(done.err.splitlines()), 1, repr(done))
        self.assertIn('version plus récente', done.err.decode())

    def test_a_newer_store_is_refused_in_words(self):
        for key, word in (('format', b'2'), ('features', b'forum,jury')):
            with self.subTest(key):
                self.setUp()
                self.damage('meta', 'put', word.hex(), key)
                for command in (['check'], ['member', 'list'],
                                ['serve', '--port', '0']):
                    done = self.s.palabre(*command, check=False)
                    self.assertStatus(done, 1)
                    self.assertEqual(len(done.complaint.splitlines()), 1,
                                     repr(done))

    def test_a_data_file_cut_short_is_refused_in_words(self):
        path = os.path.join(self.s.data, 'data.mdb')
        with open(path, 'rb') as f:
            whole = f.read()
        for length in (0, 100, 8192, 12288):
            with open(path, 'wb') as f:
                f.write(whole[:length])
            for command in (['check'], ['serve', '--port', '0'],
                            ['as', 'anna', 'rooms'], ['member', 'list']):
                done = self.s.palabre(*command, check=False)
                self.assertStatus(done, 1)
                said = done.complaint.splitlines()
                self.assertTrue(said, (length, command, done))
                self.assertIn(self.s.data, said[-1])
                self.assertIn('damaged', said[-1])

    def test_one_turned_bit_is_found(self):
        for table in ('text', 'member', 'room', 'thread'):
            with self.subTest(table):
                self.setUp()
                self.damage(table, 'flip')
                self.found(table)

    def test_an_index_that_points_nowhere_is_found(self):
        self.damage('handle', 'put', '00000000000000ff')
        self.found('handle')


if __name__ == '__main__':
    harness.main()
