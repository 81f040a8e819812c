"""docs/log-format.md is exact: every line of a busy server is as it says."""

import os
import re
import signal
import socket

import harness

PASSWORD = 'un long mot de passe'
WRONG = 'un autre mot de passe'
PAGE = os.path.join(harness.TOP, 'docs', 'log-format.md')

TIME = r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ'
ADDRESS = r'(?:\d+\.\d+\.\d+\.\d+|[0-9a-f:]+)'
NAME = r'(?:[^\s\\\x00-\x20\x7f]|\\x[0-9a-f]{2})+'


def documented():
    """{event: {key: its values, or None for a number}} in the table's order.
    """
    events = {}
    with open(PAGE) as f:
        for line in f:
            row = re.match(r'\| `(\w+)` \|[^|]*\| (.*) \|$', line)
            if not row:
                continue
            keys = events[row.group(1)] = {}
            for part in re.split(r'; (?=`)', row.group(2)):
                key, text = re.match(r'`(\w+)`: (.*)', part).groups()
                words = [w.strip() for w in
                         re.sub(r'\([^)]*\)', '', text).split(',')]
                listed = all(re.fullmatch('[a-z+-]+', w) for w in words)
                keys[key] = words if listed and len(words) > 1 else None
    return events


class Log(harness.Case):
    def busy(self):
        """A server, once all that leaves a line has happened to it."""
        # time enough for the logins below on a slow machine
        s = self.server(settings='login_grace = %d\nguests_address = 1\n'
                        'waiting_address = 3\n' % (10 * harness.SLOW))
        s.member('anna', password=PASSWORD)
        s.member('bérénice', password=PASSWORD, key=False)
        s.palabre('mandate', 'add', 'anna', 'moderator')
        address = '127.40.0.1'
        for _ in range(5):              # two are dropped, three lapse
            c = socket.create_connection(('127.0.0.1', s.port), 10,
                                         source_address=(address, 0))
            self.addCleanup(c.close)
        self.assertStatus(s.ssh('anna', 'whoami', password=PASSWORD,
                                key=s.members['anna'].key,
                                methods='publickey,password'), 0)
        for method in ('password', 'keyboard-interactive'):
            self.assertStatus(s.ssh('bérénice', 'whoami', methods=method), 0)
            for name in ('bérénice', 'personne', 'a b\\c'):
                s.ssh(harness.Member(name, WRONG, None), 'whoami',
                      password=WRONG, methods=method,
                      options=['NumberOfPasswordPrompts=7'])
        guest = s.screen('guest', methods='none', address='127.40.0.2')
        harness.poll(lambda: 'kind=guest' in s.log_text())
        s.ssh('guest', 'rooms', methods='none', address='127.40.0.2')
        new = s.screen('nouveau', methods='keyboard-interactive')
        harness.poll(lambda: 'kind=new' in s.log_text())
        self.kill(s, 'palabre-wire', 'broken')
        harness.poll(lambda: sum(r['comm'] == 'palabre-desk'
                                 for r in s.processes()) == 1)
        self.kill(s, 'palabre-desk', 'signal=9')
        s.process.send_signal(signal.SIGHUP)
        harness.poll(lambda: s.log_text().count('reason=grace') >= 3, 30)
        harness.poll(lambda: 'settings read again' in s.log_text())
        for t in (guest, new):
            t.close()
        s.stop()
        return s.log_text()

    def kill(self, s, comm, until):
        row = [r for r in s.processes() if r['comm'] == comm][-1]
        os.kill(row['pid'], signal.SIGKILL)
        harness.poll(lambda: until in s.log_text())

    def connection(self, line, keys):
        """Holds one line to the grammar; its words by key."""
        found = re.fullmatch(
            '%s (\\w+) %s (\\d+)((?: [a-z]+=[a-z0-9+-]+)*) (%s)' % (
                TIME, ADDRESS, NAME), line)
        self.assertTrue(found, line)
        self.assertLess(int(found.group(2)), 65536, line)
        self.assertLessEqual(len(found.group(4).encode()), 32, line)
        words = [w.split('=') for w in found.group(3).split()]
        order = [k for k in keys if k in dict(words)]
        self.assertEqual([k for k, _ in words], order, line)
        for key, value in words:
            if keys[key]:
                self.assertIn(value, keys[key], line)
            else:
                self.assertTrue(value.isdigit(), line)
        return dict(words)

    def test_every_line_is_as_the_page_says(self):
        events = documented()
        self.assertEqual(set(events), {'login', 'refused', 'end', 'dropped',
                                       'limit', 'broken'})
        seen = {}
        log = self.busy()
        self.assertTrue(log.endswith('\n'))
        for line in log[:-1].split('\n'):
            self.assertLessEqual(len(line.encode()), 1023)
            self.assertRegex(line, '^%s ' % TIME)
            event = line.split(' ')[1]
            if event in events:
                words = self.connection(line, events[event])
                seen.setdefault(event, []).append(words)
        self.assertEqual(set(seen), set(events), log)
        self.assertEqual({w['method'] for w in seen['login']},
                         {'key+password', 'password', 'interactive', 'none'})
        self.assertEqual({w['kind'] for w in seen['login']},
                         {'member', 'guest', 'new'})
        self.assertEqual({w['reason'] for w in seen['dropped']},
                         {'full', 'grace', 'attempts'})
        # each login has its end, and what was typed is nowhere
        self.assertEqual(len(seen['login']), len(seen['end']), log)
        for secret in (PASSWORD, WRONG, 'personne', 'a b'):
            self.assertNotIn(secret, log)


if __name__ == '__main__':
    harness.main()
