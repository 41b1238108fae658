"""The command-line client as a person or a pipeline uses it against a deployment: here the local AWS that a test has started."""

import json
import os
import struct
import subprocess
import time

from localaws import CLIENT, SLOW


class Client:
    """Runs commands with the environment that points at `aws`; `env` is put over it."""

    def __init__(self, aws, folder, **env):
        plain = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
        self.aws = aws
        self.folder = folder
        self.environment = {**plain, **aws.environment, "USER": "tester", "TERM": "xterm", "TMPDIR": str(folder), **env}

    def job(self, job):
        path = self.folder / "job.json"
        path.write_text(job if isinstance(job, str) else json.dumps(job))
        return path

    def __call__(self, *args, stdin=None, **env):
        """The ended process, with its output as text."""
        return subprocess.run([CLIENT, *map(str, args)], input=stdin, capture_output=True, text=True, timeout=120 * SLOW,
                              env={**self.environment, **env})

    def start(self, *args, **env):
        return subprocess.Popen([CLIENT, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env={**self.environment, **env})

    def json(self, *args, code=0, **env):
        """The one object that --json prints."""
        done = self(*args, "--json", **env)
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout)

    def clock(self, ahead_s):
        """The environment of a client whose clock is wrong by so much (base/clock.h's file)."""
        path = self.folder / f"clock{ahead_s}"
        path.write_bytes(struct.pack("8sIIqq", b"aesclk1", 0, 1000, time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000,
                                     time.time_ns() // 1_000_000 + ahead_s * 1000))
        return {"AWS_EXE_SYS_CLOCK": str(path)}

    def explain(self, run_id, *order, **env):
        """({codes of the run}, {order's name: finding}, everything)."""
        said = self.json("explain", run_id, *order, **env)
        return [f["code"] for f in said["run"]], {o["order_name"]: o for o in said["orders"]}, said
