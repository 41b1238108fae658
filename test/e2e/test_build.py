"""The build as a new machine has it: a fresh clone, only make, a C compiler and the POSIX tools, no network, an empty environment.
Built twice, in different folders and ways, for the same bytes. And what `make tools` takes or says it wants."""

import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[2]
SIZES = {name: 400_000 for name in ("init_job", "ssm_config", "orchestrator", "watchdog_check", "worker")} | {"aws-exe-sys": 900_000}
NEEDED = "make cc gcc ar as ld nm ranlib sh sed grep awk find tar".split()
COREUTILS = """[ basename cat chmod comm cp cut date dirname echo env expr false head install ln ls mkdir mkfifo mktemp mv nproc od
    printf pwd readlink rm rmdir sha256sum sleep sort stat tail tee test touch tr true uname uniq wc""".split()

ET_DYN, PT_DYNAMIC, PT_INTERP, PT_GNU_STACK, PF_X, DT_NULL, DT_NEEDED = 3, 2, 3, 0x6474E551, 1, 0, 1


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    """A PATH with what the build may use and nothing else."""
    folder = tmp_path_factory.mktemp("path")
    for name in NEEDED + COREUTILS:
        found = shutil.which(name)
        assert found or name not in NEEDED, f"the machine has no {name}"
        if found:
            (folder / name).symlink_to(found)
    return folder


def isolation():
    """A command before others that takes the network away; empty where that is not permitted."""
    for flags in ("-n", "-rn"):
        command = ["unshare", flags]
        if shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True).returncode == 0:
            return command
    return []


def clone(folder):
    """HEAD in `folder`. git wants to be told that others may own the repository."""
    trust = folder.with_suffix(".gitconfig")
    trust.write_text("[safe]\n\tdirectory = *\n")
    done = subprocess.run(["git", "clone", "-q", ROOT, folder], capture_output=True, text=True,
                          env={**os.environ, "GIT_CONFIG_GLOBAL": str(trust)})
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def clones(tmp_path):
    """Two fresh clones, removed at once: a build is large."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git working tree")
    yield [clone(tmp_path / name) for name in ("one", "of another name")]
    for name in ("one", "of another name"):
        shutil.rmtree(tmp_path / name)


def build_all(tools, *builds):
    """(clone, umask, options): side by side, without a network where that can be, and with an empty environment."""
    running = []
    for folder, umask, options in builds:
        command = [*isolation(), "env", "-i", f"PATH={tools}", "make", *options]
        running.append(subprocess.Popen(command, cwd=folder, umask=umask, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
    said = [process.communicate()[0] for process in running]
    for process, text in zip(running, said):
        assert process.returncode == 0, text
        assert "not found" not in text, text


class Elf:
    """As much of a 64-bit little-endian ELF file as says how it starts."""

    def __init__(self, data):
        assert data[:6] == b"\x7fELF\x02\x01"
        self.type = struct.unpack_from("<H", data, 16)[0]
        offset = struct.unpack_from("<Q", data, 32)[0]
        size, count = struct.unpack_from("<HH", data, 54)
        #: (type, flags, offset, address, physical address, bytes in the file)
        self.segments = [struct.unpack_from("<IIQQQQ", data, offset + i * size) for i in range(count)]
        self.tags = []
        for kind, _, start, _, _, length in self.segments:
            if kind == PT_DYNAMIC:
                self.tags = [struct.unpack_from("<q", data, at)[0] for at in range(start, start + length, 16)]
                self.tags = self.tags[: self.tags.index(DT_NULL)]


def check_program(path, at_most, places):
    """It is one small file that needs no other and tells nothing of where it was built."""
    data = path.read_bytes()
    elf = Elf(data)
    kinds = {segment[0] for segment in elf.segments}
    assert elf.type == ET_DYN and PT_INTERP not in kinds and PT_DYNAMIC in kinds, path.name
    assert DT_NEEDED not in elf.tags, path.name
    assert [flags & PF_X for kind, flags, *_ in elf.segments if kind == PT_GNU_STACK] == [0], path.name
    assert len(data) <= at_most, path.name
    assert os.access(path, os.X_OK), path.name
    assert [place for place in places if str(place).encode() in data] == [], path.name


def test_two_fresh_clones_build_the_same_small_programs(clones, tools):
    """One test, since a build takes long. One build takes all processors, one goes step by step under another umask."""
    build_all(tools, (clones[0], 0o022, []), (clones[1], 0o077, ["-j1"]))
    one, other = (clone / "build/bin" for clone in clones)
    assert sorted(p.name for p in one.iterdir()) == sorted(p.name for p in other.iterdir()) == sorted(SIZES)
    assert [name for name in SIZES if (one / name).read_bytes() != (other / name).read_bytes()] == []
    places = {*clones, ROOT, Path.home(), Path("/usr/lib/gcc"), Path("/usr/include")} - {Path("/")}
    for name, at_most in SIZES.items():
        check_program(one / name, at_most, places)


def test_the_builds_had_no_network():
    if not isolation():
        pytest.skip("unshare -n is not permitted here: the builds had a network")


# ---- the tools


def make_tools(build, tools, *options):
    return subprocess.run(["env", "-i", f"PATH={tools}", "make", "tools", f"BUILD={build}", *options], cwd=ROOT,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)


def program(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_tools_that_are_named_are_taken(tools, tmp_path):
    build = tmp_path / "build"
    for version in ("one", "two"):
        given = [program(tmp_path / f"{tool} {version}", f"echo {tool} {version}") for tool in ("sops", "age-keygen")]
        done = make_tools(build, tools, f"SOPS={given[0]}", f"AGE_KEYGEN={given[1]}")
        assert done.returncode == 0, done.stderr
        for tool in ("sops", "age-keygen"):
            assert subprocess.check_output([build / "bin" / tool], text=True) == f"{tool} {version}\n"


def test_a_named_tool_that_is_none_is_refused(tools, tmp_path):
    done = make_tools(tmp_path / "build", tools, "SOPS=/nowhere/sops", "AGE_KEYGEN=/nowhere/age-keygen")
    assert done.returncode != 0
    assert "get: /nowhere/sops is not a program" in done.stderr or "get: /nowhere/age-keygen is not a program" in done.stderr


@pytest.mark.parametrize("python", [None, "exit 1", 'case "$*" in *pip*) exit 1;; esac'])
def test_without_go_and_pip_the_ways_out_are_named(tools, tmp_path, python):
    path = tmp_path / "path"
    shutil.copytree(tools, path, symlinks=True)
    if python:
        program(path / "python3", python)
    done = make_tools(tmp_path / "build", path, "-j1")
    assert done.returncode != 0
    for way_out in ("cannot be built here. Any of these helps:", "install Go 1.", "install python3 with venv and pip",
                    "make SOPS=/path/to/sops AGE_KEYGEN=/path/to/age-keygen"):
        assert way_out in done.stderr
    assert not list((tmp_path / "build/bin").iterdir())
