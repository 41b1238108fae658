"""`aws-exe-sys cancel`: a run ends at once, all of it, and nothing that was over changes."""

import os
import signal
import time
import uuid

import pytest

from client import Client
from localaws import SLOW, alive, wait_until
from runs import FAST, check_done, check_once, job, order
from test_endings import held, worker_of
from test_hosts import WEB1, WEB2
from test_hosts import worker_of as worker_on


@pytest.fixture
def client(aws, tmp_path):
    return Client(aws, tmp_path)


def fates(aws, run_id):
    return {n: (r["status"], r.get("failure_reason")) for n, r in aws.rows(run_id).items()}


def kick(aws, run_id):
    aws.s3.put_object(Bucket=aws.internal, Key=f"tmp/callbacks/runs/{run_id}/0000/result.json", Body=b"{}")


def full_swing(aws, trace):
    """A run with orders that are over, that run on each target, and that wait; and its workers' processes."""
    gate = trace.gate("g")
    for host in (WEB1, WEB2):
        aws.host(host, {"Role": "web"})
    run_id = aws.start(job([
        order(trace, "good"), order(trace, "bad", then="exit 3", must_succeed=False),
        held(trace, gate, "lambda", deps=["good"]), held(trace, gate, "build", "codebuild", deps=["good"]),
        held(trace, gate, "hosts", "ssm", deps=["good"], ssm_targets={"tags": {"Role": "web"}}),
        order(trace, "queued", deps=["lambda"]), order(trace, "cleanup", deps=["build", "hosts"], must_succeed=False)]))
    wait_until("they run", lambda: trace.starts(run_id) == RAN
               and sorted(aws.statuses(run_id).values()) == ["failed", "queued", "queued", *["running"] * 3, "succeeded"])
    return run_id, [*[pid for num in (3, 4) for pid in worker_of(aws, run_id, num)], worker_on(aws, WEB1), worker_on(aws, WEB2)]


# The host's order runs on two.
RAN = {"good": 1, "bad": 1, "lambda": 1, "build": 1, "hosts": 2}
CANCELLED = ("failed", "cancelled")
ENDED = {"good": ("succeeded", None), "bad": ("failed", "command 1 of 1 ended with exit code 3"), "lambda": CANCELLED,
         "build": CANCELLED, "hosts": CANCELLED, "queued": CANCELLED, "cleanup": CANCELLED}


@pytest.mark.parametrize("kicks", [0, 5])
def test_a_run_in_full_swing_ends_in_seconds(aws, client, trace, kicks):
    """Whoever kicks it at that moment: nothing is lost, `done` is written once, and nothing of it runs afterwards."""
    run_id, workers = full_swing(aws, trace)
    before = {n: aws.rows(run_id)[n] for n in ("good", "bad")}
    began = time.monotonic()
    cancelling = client.start("cancel", run_id, "--reason", "wrong branch", "--json")
    for _ in range(kicks):
        kick(aws, run_id)
    out, err = cancelling.communicate(timeout=60 * SLOW)
    assert cancelling.returncode == 0, out + err
    assert time.monotonic() - began < 5 * SLOW
    check_done(aws, run_id, aws.done(run_id), "failed", {"succeeded": 1, "failed": 6, "timed_out": 0})
    assert aws.done(run_id)["failure_reason"] == "cancelled"
    assert fates(aws, run_id) == ENDED
    assert {n: aws.rows(run_id)[n] for n in before} == before
    message = aws.rows(run_id)["queued"]["message"]
    assert message.startswith("by tester@") and message.endswith(": wrong branch")
    assert trace.starts(run_id) == RAN
    # The command that was held is a child of its worker's; a sandbox stays warm for others, without it.
    wait_until("no command is left", lambda: not [p for p in workers if alive(p) and children(p)])
    # And it stays so.
    done = aws.done(run_id)
    kick(aws, run_id)
    again = client("cancel", run_id)
    assert again.returncode == 0 and "was over already: failed" in again.stdout
    wait_until("nothing is under way", lambda: not aws.state()["load"]["events_waiting"] and not aws.state()["load"]["invocations"])
    assert aws.done(run_id) == done and fates(aws, run_id) == ENDED
    assert trace.starts(run_id) == RAN


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as f:
            return f.read().split()
    except OSError:
        return []


def test_a_run_whose_workers_have_not_begun(aws, client, trace):
    aws.settings(start_workers=False)
    run_id = aws.start(job([order(trace, "a"), order(trace, "b", "codebuild"), order(trace, "c", deps=["a"])]))
    wait_until("they are started", lambda: sorted(aws.statuses(run_id).values()) == ["queued", "running", "running"])
    done = client("cancel", run_id)
    assert done.returncode == 0 and "has ended: failed; 0 succeeded, 3 failed" in done.stdout, done.stdout + done.stderr
    assert set(fates(aws, run_id).values()) == {CANCELLED}
    aws.settings(start_workers=True)
    aws.clock(auto_skip=True)
    wait_until("all has gone", lambda: not aws.state()["load"]["builds"] and not aws.state()["load"]["invocations"])
    check_once(trace, run_id, [])


@pytest.mark.parametrize("ahead_s", [-240, 240])
def test_a_clock_that_is_wrong_hurries_nobody(aws, client, trace, ahead_s):
    """The worker is heard, and not written off: its log is there."""
    gate = trace.gate("g")
    run_id = aws.start(job([held(trace, gate, "a")]))
    wait_until("it runs", lambda: trace.starts(run_id) and aws.statuses(run_id)["a"] == "running")
    done = client("cancel", run_id, **client.clock(ahead_s))
    assert done.returncode == 0, done.stderr
    row = aws.rows(run_id)["a"]
    assert "cancelled" in row["log"] and abs(row["finished_at"] - aws.state()["time_ms"]) < 60_000


def test_a_run_that_is_packed(aws, client, trace):
    """The packing sees the wish at its next heartbeat, or before it commits."""
    aws.settings(watchdog_runs=False)
    aws.fault("init_job", operation="PutParameter", action="kill", times=100)
    run_id = str(uuid.uuid4())
    with pytest.raises(AssertionError):
        aws.submit(job([order(trace, "a")]), run_id=run_id)
    aws.clear_faults()
    assert client("cancel", run_id, "--no-wait").returncode == 0
    aws.submit(job([order(trace, "a")]), run_id=run_id)
    done = aws.wait_done(run_id)
    assert (done["status"], done["summary"]["succeeded"]) == ("failed", 0)
    check_once(trace, run_id, [])


def test_a_wish_that_was_first_stands(aws, client, trace):
    gate = trace.gate("g")
    run_id = aws.start(job([held(trace, gate, "a")], job_timeout=300))
    wait_until("it runs", lambda: trace.starts(run_id))
    aws.wish_end(run_id, by="somebody else")
    said = client.json("cancel", run_id)
    assert (said["status"], said["failure_reason"], said["by"]) == ("ended", "cancelled", "somebody else")
    assert said["done"]["failure_reason"] == "cancelled"


@pytest.mark.parametrize("args, code, text", [
    ([str(uuid.uuid4())], 111, "there is none of this id"),
    (["x"], 100, "a run's id is expected"),
    ([str(uuid.uuid4()), "--timeout", "soon"], 100, "--timeout"),
])
def test_what_cannot_be_cancelled(aws, client, args, code, text):
    done = client("cancel", *args)
    assert (done.returncode, done.stdout) == (code, "") and text in done.stderr
    assert aws.object_keys("tmp/callbacks/") == []


def test_a_build_that_does_not_hear_is_stopped(aws, client, trace):
    """Its worker is frozen: the client has waited long enough when its time is over, CodeBuild is asked to stop the build, and a client
    that may not ask is no worse off."""
    gate = trace.gate("g")
    run_id = aws.start(job([held(trace, gate, "a", "codebuild")]))
    wait_until("it runs", lambda: trace.starts(run_id) and aws.statuses(run_id)["a"] == "running")
    os.kill(next(worker_of(aws, run_id)), signal.SIGSTOP)
    late = client("cancel", run_id, "--timeout", "1")
    assert late.returncode == 111 and f"aws-exe-sys explain {run_id}" in late.stderr and late.stdout == ""
    aws.clock(rate=FAST)
    done = client("cancel", run_id, AWS_EXE_SYS_CLOCK=str(aws.directory / "clock"))
    assert done.returncode == 0, done.stdout + done.stderr
    build = aws.codebuild.batch_get_builds(ids=[aws.rows(run_id)["a"]["execution_id"]])["builds"][0]
    assert build["buildStatus"] == "STOPPED" and fates(aws, run_id) == {"a": CANCELLED}
