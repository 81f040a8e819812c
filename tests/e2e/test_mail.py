"""What has a deadline goes out by mail, through a program that stands for the
machine's sendmail and writes down what it was given."""

import email
import email.policy
import os
import signal

import harness

TEXT = 'Les ateliers du soir excluent les parents.'
SECRET = 'Trois-Chênes'

PROGRAM = '''#!/bin/sh
n=$(ls %(box)s | grep -c '^fds')
{ for a in "$@"; do printf '%%s\\n' "$a"; done; } >%(box)s/.args.$$
env >%(box)s/.env.$$
ls -l /proc/self/fd >%(box)s/.fds.$$
cat >%(box)s/.text.$$
case $(cat %(top)s/mode) in
fail) mv %(box)s/.args.$$ %(box)s/failed; exit 75 ;;
hang) echo $$ >%(box)s/hung; exec sleep 1000 ;;
esac
mv %(box)s/.text.$$ %(box)s/mail.$n
mv %(box)s/.args.$$ %(box)s/args.$n
mv %(box)s/.env.$$ %(box)s/env.$n
mv %(box)s/.fds.$$ %(box)s/fds.$n
'''


class Mail(harness.Case):
    """bela restates what anna wrote: anna is asked, for seven days."""

    def setUp(self):
        self.s = self.server(start=False, settings='')
        self.box = os.path.join(self.s.top, 'box')
        os.mkdir(self.box)
        os.chmod(self.box, 0o1777)
        self.program = os.path.join(self.s.top, 'sendmail')
        with open(self.program, 'w') as f:
            f.write(PROGRAM % {'box': self.box, 'top': self.s.top})
        os.chmod(self.program, 0o755)
        self.mode('ok')
        self.configure(self.settings())
        self.s.room('pratiques', 'Pratiques')
        for name, profile in (('anna', 'elu'), ('bela', 'agent'),
                              ('carl', 'citoyen')):
            self.s.member(name, '--profile', profile)
        self.s.as_('anna', 'profile', 'set', 'mail', 'anna@example.org')
        self.thread = self.s.new('anna', 'pratiques', 'Le soir ?', SECRET)
        self.s.start()

    def tearDown(self):
        self.s.check()

    def configure(self, settings):
        with open(self.s.arguments[-1], 'w') as f:
            f.write(settings)

    def settings(self):
        return ('mail_program = %s\nmail_from = forum@example.org\n'
                'forum = L’arbre\nhost = forum.example.org\n'
                'mail_limit = 2\n' % self.program)

    def mode(self, word):
        with open(os.path.join(self.s.top, 'mode'), 'w') as f:
            f.write(word + '\n')

    def mails(self):
        return sorted(n for n in os.listdir(self.box)
                      if n.startswith('fds.'))

    def has(self, count):
        harness.poll(lambda: len(self.mails()) >= count, 60)
        self.assertEqual(len(self.mails()), count)

    def read(self, n, kind='mail'):
        with open(os.path.join(self.box, '%s.%d' % (kind, n)), 'rb') as f:
            return f.read()

    def message(self, n):
        return email.message_from_bytes(self.read(n),
                                        policy=email.policy.default)

    def still(self, count):
        """The keeper has looked since, and nothing more went out."""
        self.s.as_('carl', 'profile', 'set', 'mail', 'carl@example.org')
        self.s.as_('carl', 'profile', 'set', 'mailed', 'on')
        self.disagree('carl')
        harness.poll(lambda: any(b'carl@' in self.read(i, 'args')
                                 for i in range(len(self.mails()))), 60)
        self.assertEqual(len([i for i in range(len(self.mails()))
                              if b'anna@' in self.read(i, 'args')]), count)

    def disagree(self, whom='anna'):
        """Somebody restates whom, who has seven days to answer."""
        at = self.thread if whom == 'anna' else self.s.reply(
            whom, self.thread, 'Une contribution.')
        return self.s.reply('bela', at, TEXT + ' Le soir, le samedi et le '
                            'midi ne se valent pas pour tout le monde.',
                            '--type', 'D', '--restate',
                            'Vous tenez les ateliers du soir pour ouverts '
                            'à tout le monde.')

    def test_one_a_day_says_what_waits_and_no_more(self):
        self.disagree()
        self.has(1)
        m = self.message(0)
        self.assertEqual((m['To'], m['Auto-Submitted']),
                         ('anna@example.org', 'auto-generated'))
        self.assertEqual(m['From'].addresses[0].addr_spec,
                         'forum@example.org')
        self.assertEqual(m['From'].addresses[0].display_name, 'L’arbre')
        self.assertIn('vous attend', m['Subject'])
        self.assertIsNotNone(m['Date'].datetime)
        self.assertTrue(m['Message-ID'])
        self.assertFalse([h for h in m.keys() if h.startswith('List-')])
        text = m.get_content()
        self.assertIn('ssh anna@forum.example.org\n', text)
        self.assertIn('reformulation', text)
        for word in (SECRET, 'ateliers', 'bela', 'carl'):
            self.assertNotIn(word, text + m['Subject'])
        self.assertEqual(self.read(0, 'args').decode().split('\n')[:-1],
                         ['-oi', '-f', 'forum@example.org', '--',
                          'anna@example.org'])
        # nothing of ours reaches the program: no variables, no descriptors
        self.assertNotIn(b'PALABRE', self.read(0, 'env'))
        self.assertNotIn(b'data.mdb', self.read(0, 'fds'))
        self.disagree()
        self.s.clock('+20h')
        self.still(1)
        self.s.clock('+5h')
        harness.poll(lambda: self.count('anna') == 2, 60)
        # at once again: less than three days are left
        self.s.clock('+73h')
        harness.poll(lambda: self.count('anna') >= 3, 60)
        self.s.check()

    def count(self, name):
        return len([i for i in range(len(self.mails()))
                    if b'%s@' % name.encode() in self.read(i, 'args')])

    def test_the_switch_and_the_language_are_each_members_own(self):
        shown = self.s.as_('anna', 'profile', '--json').json
        self.assertEqual(shown['mailed'], 'on')
        self.s.as_('anna', 'profile', 'set', 'mailed', 'off')
        self.disagree()
        self.still(0)
        self.s.as_('anna', 'profile', 'set', 'language', 'en')
        self.s.as_('anna', 'profile', 'set', 'mailed', 'on')
        harness.poll(lambda: self.count('anna') == 1, 60)
        n = next(i for i in range(9) if b'anna@' in self.read(i, 'args'))
        self.assertIn('waits for you', self.message(n).get_content())

    def test_a_hostile_address_never_becomes_an_option(self):
        for bad in ('-oQ/tmp@example.org', 'a b@example.org', 'a@b@c',
                    '"x y"@example.org', 'a@b,c@d', 'é@example.org'):
            done = self.s.as_('anna', 'profile', 'set', 'mail', bad,
                              check=False)
            self.assertEqual((done.status, bad in done.text), (1, False))
        self.assertEqual(self.s.as_('anna', 'profile', '--json').json['mail'],
                         'anna@example.org')

    def test_a_program_that_fails_is_tried_again(self):
        self.mode('fail')
        self.disagree()
        harness.poll(lambda: os.path.exists(
            os.path.join(self.box, 'failed')), 60)
        harness.poll(lambda: 'mail: the program ended with status 75' in
                     self.s.log_text(), 60)
        self.assertEqual(self.mails(), [])
        self.assertNotIn('anna@', self.s.log_text())
        self.mode('ok')
        self.s.clock('+10m')
        self.has(1)

    def test_a_program_that_hangs_is_ended_and_tried_again(self):
        self.mode('hang')
        self.disagree()
        hung = os.path.join(self.box, 'hung')
        harness.poll(lambda: os.path.exists(hung) and
                     os.path.getsize(hung), 60)
        with open(hung) as f:
            pid = int(f.read())
        harness.poll(lambda: 'mail: the program took longer' in
                     self.s.log_text(), 60)
        harness.poll(lambda: not os.path.exists('/proc/%d' % pid), 60)
        # the keeper did its other work meanwhile
        self.assertNotIn('keeper ended', self.s.log_text())
        self.mode('ok')
        self.s.clock('+10m')
        self.has(1)

    def test_without_a_program_nothing_goes_out(self):
        self.s.stop()
        self.configure('mail_program =\n')
        self.s.start()
        self.disagree()
        self.s.clock('+1d')
        self.s.ssh('anna', 'whoami')
        self.assertEqual(self.mails(), [])
        # what waited goes out once the settings name one, without a restart
        self.configure(self.settings())
        self.s.process.send_signal(signal.SIGHUP)
        self.has(1)
        self.assertNotIn('keeper ended', self.s.log_text())


if __name__ == '__main__':
    harness.main()
