"""The arm64 programs, cross-built and run under qemu's user emulation: their unit tests, and a job whose functions and workers
they are, on a local AWS of this machine."""

import os
import shutil
import subprocess

import pytest

import localaws
from building import BUILD, ROOT, make
from localaws import BIN
from payloads import job, order

pytestmark = pytest.mark.image

CC, QEMU = "aarch64-linux-gnu-gcc", "qemu-aarch64-static"
FUNCTIONS = ["init_job", "ssm_config", "orchestrator", "watchdog_check", "worker"]
# qemu-user refuses PR_SET_CHILD_SUBREAPER, which these two set; the simulated schedules take minutes in it.
NOT_EMULATED = {"commands_test", "keeper_test", "protocol_test"}
UNITS = sorted(f.stem for f in (ROOT / "test/unit").glob("*_test.c"))


@pytest.fixture(scope="module")
def arm64():
    """The folder of the arm64 build."""
    for tool in (CC, QEMU):
        if not shutil.which(tool):
            pytest.skip(f"no {tool}")
    build = BUILD / "arm64"
    make(f"CC={CC}", "AR=aarch64-linux-gnu-ar", "all", "unit-programs", build=build)
    return build


@pytest.mark.parametrize("name", UNITS)
def test_unit(arm64, name):
    if name in NOT_EMULATED:
        pytest.skip("qemu-user cannot run it")
    done = subprocess.run([QEMU, arm64 / "test/unit" / name], cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def arm64_aws(arm64, start_aws, tmp_path, monkeypatch):
    """A local AWS of this machine, whose functions and builds are arm64's. The worker, which must have orphans, is PID 1."""
    if os.geteuid() != 0 or subprocess.run(["unshare", "-p", "-f", "true"], capture_output=True).returncode:
        pytest.skip("needs root and namespaces of its own")
    folder = tmp_path / "bin"
    folder.mkdir()
    shutil.copy(BIN / "aws-exe-sys", folder)
    real = tmp_path / "arm64"
    real.mkdir()
    for tool in ("sops", "age-keygen"):  # this machine's: programs look beside themselves
        shutil.copy(BIN / tool, folder)
        shutil.copy(BIN / tool, real)
    for name in FUNCTIONS:
        shutil.copy(arm64 / "bin" / name, real)
        (folder / name).write_text(f'#!/bin/sh\nexec unshare --pid --fork --kill-child --mount-proc {shutil.which(QEMU)} '
                                   f'{real / name} "$@"\n')
        (folder / name).chmod(0o755)
    monkeypatch.setattr(localaws, "CLIENT", folder / "aws-exe-sys")
    return start_aws(secrets={"aws:::ssm:/app/db": {"PASSWORD": "hunter2-of-arm"}})


def test_a_whole_job(arm64_aws):
    told = ["tr '\\0' ' ' </proc/1/cmdline; echo; echo $PASSWORD; yes x | head -n 100000 | sha256sum"]
    run_id, done = arm64_aws.run(job(
        order(order_name="a", cmds=told, execution_target="lambda", ssm_paths=["aws:::ssm:/app/db"]),
        order(order_name="b", cmds=told, execution_target="codebuild", ssm_paths=["aws:::ssm:/app/db"], dependencies=["a"]),
        order(order_name="c", cmds=["exit 3"], execution_target="lambda", must_succeed=False)), timeout=200)
    assert done["status"] == "succeeded", [arm64_aws.result(run_id, n) for n in (1, 2, 3)]
    assert done["summary"] == {"succeeded": 2, "failed": 1, "timed_out": 0}
    for n in (1, 2):
        emulated, secret, _ = arm64_aws.result(run_id, n)["log"].splitlines()
        assert QEMU in emulated and emulated.split()[-1].endswith("arm64/worker")
        assert secret == "***"
