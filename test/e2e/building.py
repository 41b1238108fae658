"""make, for tests that need more than the suite's driver has built. One at a time: tests run in several processes."""

import fcntl
import os
import subprocess
from pathlib import Path

from localaws import BIN

ROOT = Path(__file__).parents[2]
BUILD = BIN.parent


def make(*arguments, build=BUILD):
    with open(BUILD / "make.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(["make", f"BUILD={build}", *arguments], cwd=ROOT, env={**os.environ, "MAKEFLAGS": "", "T": ""},
                              capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
