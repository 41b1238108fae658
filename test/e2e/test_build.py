"""The build as a new machine has it: a fresh clone, only make, a C compiler and the POSIX tools, no network, an empty environment.
Built twice, in different folders and ways, for the same bytes. And what `make tools` takes or says it wants."""

import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.heavy, pytest.mark.xdist_group("build")]

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


@pytest.fixture(scope="module")
def builds(tools, tmp_path_factory):
    """The programs' folders of both builds, which go on side by side."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git working tree")
    running = []
    for name, umask, options in (("one", 0o022, []), ("of another name", 0o077, ["-j1"])):
        where = clone(tmp_path_factory.mktemp("clone") / name)
        command = [*isolation(), "env", "-i", f"PATH={tools}", "make", *options]
        running.append((where, subprocess.Popen(command, cwd=where, umask=umask, stdin=subprocess.DEVNULL,
                                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)))
    for where, process in running:
        said = process.communicate()[0]
        assert process.returncode == 0, said
        assert "warning" not in said and "not found" not in said, said
    yield [where / "build/bin" for where, _ in running]
    for where, _ in running:
        shutil.rmtree(where)


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


def test_a_fresh_clone_builds_all_programs(builds):
    for folder in builds:
        assert sorted(p.name for p in folder.iterdir()) == sorted(SIZES)


def test_the_build_needs_no_network(builds):
    if not isolation():
        pytest.skip("unshare -n is not permitted here: the builds had a network")


def test_two_builds_give_the_same_bytes(builds):
    one, other = builds
    assert [name for name in SIZES if (one / name).read_bytes() != (other / name).read_bytes()] == []


@pytest.mark.parametrize("name", SIZES)
def test_a_program_is_one_small_file_that_needs_no_other(builds, name):
    path = builds[0] / name
    data = path.read_bytes()
    elf = Elf(data)
    kinds = {segment[0] for segment in elf.segments}
    assert elf.type == ET_DYN and PT_INTERP not in kinds and PT_DYNAMIC in kinds
    assert DT_NEEDED not in elf.tags
    assert [flags & PF_X for kind, flags, *_ in elf.segments if kind == PT_GNU_STACK] == [0]
    assert len(data) <= SIZES[name]
    assert os.access(path, os.X_OK)


@pytest.mark.parametrize("name", SIZES)
def test_a_program_tells_nothing_of_the_machine_that_built_it(builds, name):
    data = (builds[0] / name).read_bytes()
    places = {builds[0].parents[1], builds[0].parents[2], ROOT, Path.home(), Path("/usr/lib/gcc"), Path("/usr/include")}
    assert [str(place) for place in places if str(place) != "/" and str(place).encode() in data] == []


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
