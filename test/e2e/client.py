"""The command-line client as a person or a pipeline uses it against a deployment: here the local AWS that a test has started."""

import json
import os
import subprocess

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

    def explain(self, run_id, *order):
        """({codes of the run}, {order's name: finding}, everything)."""
        said = self.json("explain", run_id, *order)
        return [f["code"] for f in said["run"]], {o["order_name"]: o for o in said["orders"]}, said
