"""The server's door: who is let in, who is let go, and what survives."""

import base64
import os
import re
import signal
import subprocess

import harness


def wrong_signature(key):
    """Turns a private key into one that signs wrongly under its public half."""
    with open(key) as f:
        lines = f.read().split('\n')
    with open(key + '.pub') as f:
        public = base64.b64decode(f.read().split()[1])[-32:]
    data = bytearray(base64.b64decode(''.join(lines[1:-2])))
    data[data.rfind(public) - 32] ^= 0xff
    text = base64.b64encode(bytes(data)).decode()
    with open(key, 'w') as f:
        f.write('\n'.join([lines[0]] + re.findall('.{1,70}', text) +
                          lines[-2:]))


class Door(harness.Case):
    def setUp(self):
        self.begin('')

    def begin(self, settings):
        self.s = self.server(settings=settings)
        self.s.member('anna')

    def row(self, comm):
        return [r for r in self.s.processes() if r['comm'] == comm]

    def no_session(self):
        harness.poll(lambda: not self.row('palabre-desk') and
                     not self.row('palabre-wire'), 20)

    def test_a_wrong_signature_is_let_go_when_its_time_is_over(self):
        self.begin('login_grace = 4\n')
        key = self.s.make_key('other')
        self.s.palabre('member', 'add', 'bela', '--key', key + '.pub')
        wrong_signature(key)
        done = self.s.ssh(harness.Member('bela', None, key), 'whoami',
                          key=key)
        self.assertStatus(done, 255)
        harness.poll(lambda: 'reason=grace' in self.s.log_text())
        self.no_session()

    def test_guests_have_twenty_places_an_address(self):
        address = harness.fresh_address()
        argv, _ = self.s.ssh_argv('guest', address=address, tty=True,
                                  methods='none')
        crowd = []
        for _ in range(20):
            p = subprocess.Popen(argv, stdin=subprocess.PIPE,
                                 stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
            self.addCleanup(p.wait)
            self.addCleanup(p.kill)
            self.addCleanup(p.stdin.close)
            crowd.append(p)
        harness.poll(lambda: self.s.log_text().count('kind=guest') == 20, 30)
        done = self.s.ssh('guest', 'rooms', address=address, methods='none')
        self.assertStatus(done, 255)
        self.assertIn('what=guests', self.s.log_text())
        self.assertStatus(self.s.ssh('guest', 'rooms', methods='none'), 0)
        crowd[0].kill()
        harness.poll(lambda: self.s.ssh('guest', 'rooms', address=address,
                                        methods='none').status == 0, 30)

    def test_guests_have_two_hundred_places_in_all(self):
        self.begin('guests_all = 2\n')
        for _ in range(2):
            t = self.s.screen('guest', methods='none')
            harness.poll(lambda: 'kind=guest' in self.s.log_text())
            t.settle()
        harness.poll(lambda: self.s.log_text().count('kind=guest') == 2)
        self.assertStatus(self.s.ssh('guest', 'rooms', methods='none'), 255)
        self.assertIn('what=guests', self.s.log_text())
        # members are not counted
        self.assertStatus(self.s.ssh('anna', 'whoami'), 0)

    def test_a_stopped_client_costs_little_memory(self):
        t = self.s.screen('anna')
        t.wait('La charte')
        wire = self.row('palabre-wire')[0]['pid']
        client = [int(p) for p in os.listdir('/proc') if p.isdigit() and
                  self.is_ssh_of(int(p), t.vt.pid)][0]
        os.kill(client, signal.SIGSTOP)
        self.addCleanup(os.kill, client, signal.SIGCONT)
        with open('/proc/%d/status' % wire) as f:
            self.assertLess(int(re.search(r'VmRSS:\s+(\d+)',
                                          f.read()).group(1)), 65536)

    @staticmethod
    def is_ssh_of(pid, parent):
        try:
            with open('/proc/%d/stat' % pid) as f:
                fields = f.read().rsplit(')', 1)
            return '(ssh' in fields[0] and int(fields[1].split()[1]) == parent
        except OSError:
            return False

    def listening(self):
        """A desk has begun its session: it watches its wire by SIGIO."""
        return [r for r in self.row('palabre-desk') if int(re.search(
            r'SigCgt:\s+(\w+)', r['status']).group(1), 16) >>
            signal.SIGIO - 1 & 1]

    def test_half_a_text_is_never_published(self):
        self.s.room('pratiques')
        argv, _ = self.s.ssh_argv('anna', 'new pratiques --title Moitié')
        for victim in ('ssh', 'palabre-wire'):
            p = subprocess.Popen(argv, stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL)
            p.stdin.write('La première moitié'.encode())
            p.stdin.flush()
            harness.poll(self.listening)
            os.kill(p.pid if victim == 'ssh' else
                    self.row('palabre-wire')[0]['pid'], signal.SIGKILL)
            out, _ = p.communicate(timeout=20 * harness.SLOW)
            self.assertEqual(out, b'')
            self.no_session()
        threads = self.s.ssh('anna', 'threads', 'pratiques')
        self.assertNotIn('Moitié', threads.text)

    def test_ssh_audit_finds_nothing_that_a_setting_can_remove(self):
        done = harness.run(['ssh-audit', '-n', '-p', str(self.s.port),
                            '127.0.0.1'])
        bad = [line for line in done.text.split('\n')
               if re.search(r'\[(fail|warn)\]|^\(cve\)', line) and
               'kex-strict-s-v00@openssh.com' not in line and
               'CVE-2016-0739' not in line]
        self.assertEqual(bad, [])
        self.assertIn('compression: disabled', done.text)


if __name__ == '__main__':
    harness.main()
