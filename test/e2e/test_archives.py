"""Archives that are hostile or huge, from S3 and from git, through the real functions: refused or bounded, in little memory, and
nothing lies where it should not."""

import gzip
import io
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from git_server import Repo, zeros
PEAK_MAX_KB = 64 * 1024
COUNT = ["find . | wc -l"]
VECTORS = Path(__file__).parents[1] / "vectors/zip"


@pytest.fixture
def aws(start_aws, git):
    return start_aws(env=git.environment)


def order(i=0, **fields):
    return {"order_name": f"o{i}", "cmds": ["true"], "timeout": 120, "execution_target": "lambda", **fields}


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
    job = from_git(git, archive, orders=[order(0, cmds=COUNT)] + [order(i, cmds=["true"]) for i in (1, 2)])
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
    orders = [order(0, cmds=COUNT, s3_location=location)] + [order(i, cmds=["true"], s3_location=location) for i in (1, 2)]
    run_id, done = aws.run({"username": "ann", "job_timeout": 600, "orders": orders}, timeout=120)
    assert done["status"] == "succeeded"
    assert "100101" in aws.result(run_id)["log"]
    assert peaks(aws, "init_job") < PEAK_MAX_KB
    assert peaks(aws, "worker") < PEAK_MAX_KB


# Told when the job is submitted: what can be seen without inflating.
AT_ONCE = {
    "dotdot": 'path "a/../../b" leaves the tree',
    "absolute": 'path "/etc/x" is absolute',
    "symlink_out": 'path "d/a" is a symlink that leaves the tree',
    "fifo": "neither file, folder nor symlink",
    "overlap": "entries overlap",
    "two_sizes": "a stored entry has two sizes",
    "zip64_huge": "more than 200000 entries",
}
# Told by the order that was to run with it.
BY_THE_WORKER = {
    "bad_crc": "its checksum is wrong",
    "longer": "it is longer than the directory says",
    "shorter": "it is shorter than the directory says",
    "bad_stream": "compressed data is broken",
    "through_symlink": '"d" on its way is there and no folder',
    "symlink_then_file": "it is there already",
    "twice": "it is there already",
}


def large_zip():
    """Of ten gigabytes of zeros, as its directory says."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as z:
        z.writestr("a", bytes(1 << 20))
    blob, size = bytearray(archive.getvalue()), (1 << 32) - 2
    at = blob.rindex(b"PK\1\2")
    blob[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(blob)


def test_a_hostile_zip_is_refused_with_the_job(aws):
    for name, says in {**AT_ONCE, None: "more than 2147483648 bytes in all"}.items():
        location = put_zip(aws, (VECTORS / f"{name}.zip").read_bytes() if name else large_zip())
        status, answer = aws.submit({"username": "ann", "orders": [order(s3_location=location)]})
        assert status == 400 and says in answer["error"] and "code.zip" in answer["error"], (name, answer)


def test_a_zip_that_lies_fails_its_order(aws):
    orders = []
    for i, name in enumerate([*BY_THE_WORKER, "case", "zip64", "descriptor"]):
        aws.s3.put_object(Bucket=aws.internal, Key=f"{name}.zip", Body=(VECTORS / f"{name}.zip").read_bytes())
        orders.append(order(i, order_name=name, s3_location=f"s3://{aws.internal}/{name}.zip", must_succeed=False))
    run_id, done = aws.run({"username": "ann", "orders": orders})
    rows = aws.rows(run_id)
    for name, says in BY_THE_WORKER.items():
        assert rows[name]["status"] == "failed" and says in rows[name]["log"], (name, rows[name])
    assert {rows[name]["status"] for name in ("case", "zip64", "descriptor")} == {"succeeded"}
