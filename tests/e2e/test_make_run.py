"""What `make run` starts and prints: each line of it is tried."""

import os
import random
import re
import shlex
import signal
import socket
import subprocess
import tempfile

import harness

RUN = os.path.join(harness.TOP, 'server', 'pkg', 'run.sh')


class MakeRun(harness.Case):
    def setUp(self):
        self.top = tempfile.mkdtemp()
        os.chmod(self.top, 0o711)
        self.demo = os.path.join(self.top, 'demo')
        self.port = harness.poll(self.free_port)

    @staticmethod
    def free_port():
        """A port below those that the kernel gives to who asks for any."""
        port = random.randrange(20000, 32000)
        with socket.socket() as s:
            try:
                s.bind(('127.0.0.1', port))
            except OSError:
                return None
        return port

    def run_it(self):
        """Starts it; returns what it printed until it listens."""
        self.p = subprocess.Popen(
            [RUN, harness.PALABRE, self.demo], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=dict(os.environ, PORT=str(self.port)))
        self.addCleanup(self.p.stdout.close)
        self.addCleanup(self.p.wait)
        self.addCleanup(self.p.kill)
        said = []
        for line in self.p.stdout:
            said.append(line.decode())
            if line.startswith(b'listening on '):
                break
        return ''.join(said)

    def lines(self, said):
        """The ssh lines, with the password that stands above each."""
        return re.findall(
            r'(?:, password (\S+)\n)?^ +(ssh -p .*)$', said, re.M)

    def test_its_ssh_lines_let_in_and_a_second_run_prints_the_same(self):
        said = self.run_it()
        lines = self.lines(said)
        self.assertEqual(len(lines), 3, said)
        self.assertIn('SHA256:', said)
        s = harness.Server.__new__(harness.Server)
        s.top, s.mark = self.top, 'PALABRE_TEST_MARK=run'
        s.reports = self.top
        for password, line in lines:
            argv = shlex.split(line)
            done = harness.run(
                argv[:1] + ['-F', 'none', '-o', 'StrictHostKeyChecking=yes',
                            '-o', 'NumberOfPasswordPrompts=1',
                            '-o', 'IdentityAgent=none'] +
                argv[1:] + ['whoami'], env=s.ask_env(password))
            self.assertStatus(done, 0)
        self.p.send_signal(signal.SIGINT)
        self.assertEqual(self.p.wait(20), 0)
        again = self.run_it()
        self.assertEqual(self.lines(again), lines)


if __name__ == '__main__':
    harness.main()
