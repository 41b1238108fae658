"""Archives that are hostile or huge, from S3 and from git, through the real functions: refused or bounded, in little memory, and
nothing lies where it should not."""

import gzip
import io
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from git_server import GitServer, Repo, zeros
PEAK_MAX_KB = 64 * 1024


@pytest.fixture
def git(tmp_path):
    folder = tmp_path / "git"
    folder.mkdir()
    server = GitServer(folder)
    yield server
    server.stop()


@pytest.fixture
def aws(start_aws, git):
    return start_aws(env=git.environment)


def order(i=0, **fields):
    return {"order_name": f"o{i}", "cmds": ["find . | wc -l; ls -d ../../*"], "timeout": 120, "execution_target": "lambda", **fields}


def peaks(aws, program):
    """Of each sandbox of that function, in KB."""
    found = []
    for p in aws.state()["sandboxes"]:
        if p["function"] == program:
            found.append(int(re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{p['pid']}/status").read_text())[1]))
    assert found
    return max(found)


def tar_of(entries):
    """A tar.gz of TarInfos and contents."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1, format=tarfile.PAX_FORMAT) as tar:
        for info, content in entries:
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return out.getvalue()


def info(name, **fields):
    entry = tarfile.TarInfo(name)
    for key, value in fields.items():
        setattr(entry, key, value)
    return entry


def from_git(git, archive, **fields):
    git.repos["gitlab", "acme/shop"] = Repo({"main": archive})
    return {"username": "ann", "git_provider": "gitlab", "git_repo": "acme/shop", "job_timeout": 600, **fields}


def put_zip(aws, archive):
    aws.s3.put_object(Bucket=aws.internal, Key="code.zip", Body=archive)
    return f"s3://{aws.internal}/code.zip"


# ---- git


@pytest.mark.heavy
def test_ten_gigabytes_of_zeros_are_refused(aws, git):
    for archive, says in [
        (zeros(10 << 30), "more than 2147483648 bytes in all"),
        # the size lies: the zeros come behind the end
        (gzip.compress(info("t/a").tobuf() + bytes(1024)) + zeros(2 << 30), "behind its end"),
    ]:
        status, answer = aws.submit(from_git(git, archive, orders=[order()]))
        assert status == 400 and says in answer["error"] and "acme/shop (default branch)" in answer["error"]
    assert peaks(aws, "init_job") < PEAK_MAX_KB


@pytest.mark.heavy
def test_a_hundred_thousand_entries_of_git_reach_the_commands(aws, git):
    archive = tar_of((info(f"top/dir-{i % 100}/a-file-with-quite-a-long-name-{i}"), b"") for i in range(100_000))
    job = from_git(git, archive, orders=[order(i) for i in range(4)])
    run_id, done = aws.run(job, timeout=120)
    assert done["status"] == "succeeded"
    assert "100101" in aws.result(run_id)["log"]
    assert peaks(aws, "init_job") < PEAK_MAX_KB
    assert peaks(aws, "worker") < PEAK_MAX_KB


# ---- S3


@pytest.mark.heavy
def test_a_hundred_thousand_entries_of_a_zip_reach_the_commands(aws):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as z:
        for i in range(100_000):
            z.writestr(f"dir-{i % 100}/a-file-with-quite-a-long-name-{i}", b"")
    location = put_zip(aws, archive.getvalue())
    run_id, done = aws.run({"username": "ann", "job_timeout": 600, "orders": [order(i, s3_location=location) for i in range(4)]},
                           timeout=120)
    assert done["status"] == "succeeded"
    assert "100101" in aws.result(run_id)["log"]
    assert peaks(aws, "init_job") < PEAK_MAX_KB
    assert peaks(aws, "worker") < PEAK_MAX_KB
