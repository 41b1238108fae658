"""The air-gapped distribution as its receiver has it: an empty folder, no network, make, a C compiler and the POSIX tools."""

import os
import shutil
import subprocess
import tarfile

import pytest

from building import BUILD, make
from test_build import isolation, tools  # noqa: F401 (a fixture)

pytestmark = pytest.mark.image

# Beside what the programs need (test_build.py): what busybox's build, the image and the demo run.
MORE = "cmp diff gzip id kill paste seq xargs".split()


def test_the_distribution_builds_its_image_and_runs_the_demo(tools, tmp_path):  # noqa: F811
    if not isolation():
        pytest.skip("the network cannot be taken away here")
    path = tmp_path / "path"
    shutil.copytree(tools, path, symlinks=True)
    for name in MORE:
        if not (path / name).exists():
            (path / name).symlink_to(shutil.which(name))
    make("dist")
    with tarfile.open(BUILD / "aws-execution-engine.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    folder = tmp_path / "aws-execution-engine"
    summed = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)
    assert summed.returncode == 0, summed.stdout

    # The demo's services are on the loopback interface, which a new network does not have up.
    up = "ip link set lo up && " if shutil.which("ip") else ""
    command = [*isolation(), "/bin/sh", "-c", f'{up}exec env -i PATH="$0" make demo oci', path]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
    (carried,) = (folder / "prebuilt" / os.uname().machine).glob("*.oci.tar")
    assert (folder / "build" / carried.name).read_bytes() == carried.read_bytes()
    shutil.rmtree(tmp_path)
