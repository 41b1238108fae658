"""Orders and runs that are ended from outside: workers that die, never start or come late; deadlines; wishes."""

import json
import os
import signal
import uuid
from pathlib import Path

import pytest

from localaws import alive, wait_until
from runs import FAST, check_done, check_once, job, order

TARGETS = ["lambda", "codebuild"]
GRACE_S = {"lambda": 90, "codebuild": 720}
QUEUE_S = {"lambda": 3600, "codebuild": 28800}


def held(trace, gate, name, target="lambda", **fields):
    """An order whose commands wait at the gate, as children of their shell."""
    return order(trace, name, target, then=f"cat <{gate} >/dev/null; true", **fields)


def is_worker(pid):
    try:
        return Path(f"/proc/{pid}/comm").read_text() == "worker\n"
    except OSError:
        return False


def worker_of(aws, run_id, num=1):
    """The process that runs the order: the sandbox's own, or the child of the build's shell."""
    state = aws.state()
    for p in state["sandboxes"] + state["builds"]:
        if (p.get("run_id"), p.get("order_num")) == (run_id, f"{num:04}"):
            children = Path(f"/proc/{p['pid']}/task/{p['pid']}/children").read_text().split()
            # Watchdogs are called about orders too.
            yield from (pid for pid in (p["pid"], *map(int, children)) if is_worker(pid))


def fates(aws, run_id):
    return {n: (r["status"], r.get("failure_reason")) for n, r in aws.rows(run_id).items()}


def kill_worker(aws, trace, run_id, name="a", num=1):
    wait_until(f"{name} runs", lambda: trace.starts(run_id).get(name) and aws.statuses(run_id)[name] == "running")
    os.kill(next(worker_of(aws, run_id, num)), signal.SIGKILL)


# ---- workers


@pytest.mark.parametrize("target", TARGETS)
def test_a_killed_worker_is_noticed_at_once(aws, trace, target):
    """By the service's signal; what depends on the order does not start, what does not care does."""
    gate = trace.gate("g")
    run_id = aws.start(job([held(trace, gate, "a", target), order(trace, "b", deps=["a"]),
                            order(trace, "c", deps=["a"], must_succeed=False)]))
    at_ms = aws.state()["time_ms"]
    aws.clock(rate=FAST)
    kill_worker(aws, trace, run_id)
    done = aws.wait_done(run_id)
    assert fates(aws, run_id) == {"a": ("failed", "worker_lost"), "b": ("failed", "dependency_failed"), "c": ("succeeded", None)}
    check_done(aws, run_id, done, "failed", {"succeeded": 1, "failed": 2, "timed_out": 0})
    check_once(trace, run_id, ["a", "c"])
    # Long before its watchdog would have looked.
    assert done["finished_at"] - at_ms < 1000 * GRACE_S["lambda"]
    service = {"lambda": "Lambda: RetriesExhausted", "codebuild": "CodeBuild: the build ended as FAILED"}[target]
    message = next(e["message"] for e in aws.events(run_id) if e["order_name"] == "a" and e["event_type"] == "failed")
    assert message.startswith(f"worker_lost: {service}"), message


@pytest.mark.parametrize("target", TARGETS)
def test_a_killed_worker_that_nobody_tells_of(aws, trace, target):
    """The signal is lost with the process that takes it, each time: the order's watchdog ends it, when its time is over."""
    gate = trace.gate("g")
    aws.settings(watchdog_runs=False)
    run_id = aws.start(job([held(trace, gate, "a", target, timeout=100)]))
    wait_until("a runs and its watchdog sleeps", lambda: trace.starts(run_id) and aws.state()["load"]["executions"] == 2
               and not [p for p in aws.state()["sandboxes"] if p["function"] == "watchdog_check" and p["busy"]])
    aws.fault("watchdog_check", times=3)
    aws.clock(auto_skip=True)
    kill_worker(aws, trace, run_id)
    done = aws.wait_done(run_id)
    assert aws.faults()[0]["fired"] == 3
    assert fates(aws, run_id) == {"a": ("timed_out", "watchdog")}
    check_done(aws, run_id, done, "timed_out", {"succeeded": 0, "failed": 0, "timed_out": 1})
    row = aws.rows(run_id)["a"]
    lasted_s = (row["finished_at"] - row["accepted_at"]) / 1000
    # From the claim on, which may precede what the orchestrator takes for the start, and whose time S3 tells in whole seconds.
    assert 100 + GRACE_S[target] - 2 <= lasted_s < 100 + GRACE_S[target] + 60
    check_once(trace, run_id, ["a"])


def late_worker(aws, run_id, num=1):
    """The worker function is invoked for an order, as if its event had been on its way all the time."""
    where = f"tmp/callbacks/runs/{run_id}/{num:04}/result.json"
    url = aws.s3.generate_presigned_url("put_object", Params={"Bucket": aws.internal, "Key": where, "IfNoneMatch": "*"})
    aws.control("invoke", {"function": "worker", "payload": {
        "s3_location": f"s3://{aws.internal}/tmp/exec/{run_id}/{num:04}/exec.zip", "internal_bucket": aws.internal,
        "sops_key_ssm_path": f"/exe-sys/sops-keys/{run_id}/0000", "callback_url": url, "run_id": run_id,
        "order_num": f"{num:04}"}})


@pytest.mark.parametrize("target", TARGETS)
def test_a_worker_that_never_starts_and_one_that_comes_late(aws, trace, target):
    """An event that is lost is the watchdog's; a build that does nothing ends by its service's time-out, which signals."""
    gate = trace.gate("g")
    aws.settings(start_workers=False)
    run_id = aws.start(job([order(trace, "a", target, timeout=100), held(trace, gate, "b", deps=["a"], must_succeed=False)],
                           job_timeout=60_000))
    wait_until("a is started", lambda: aws.statuses(run_id)["a"] == "running")
    at_ms = aws.rows(run_id)["a"]["accepted_at"]
    aws.settings(start_workers=True)
    # For an order that nobody claimed the service's own queue counts too. A build has its order's time and 10 minutes.
    limit_s = {"lambda": QUEUE_S["lambda"] + 100 + GRACE_S["lambda"], "codebuild": 720}[target]
    aws.clock(skip_ms=at_ms + (limit_s - 60) * 1000 - aws.state()["time_ms"])
    wait_until("watchdogs have looked", lambda: not aws.state()["load"]["invocations"])
    assert aws.statuses(run_id) == {"a": "running", "b": "queued"}
    aws.clock(rate=FAST, skip_ms=60_000)
    wait_until("b runs", lambda: trace.starts(run_id).get("b"))
    status, reason = {"lambda": ("timed_out", "watchdog"), "codebuild": ("failed", "worker_lost")}[target]
    assert fates(aws, run_id)["a"] == (status, reason)

    result, row = aws.result(run_id), aws.rows(run_id)["a"]
    late_worker(aws, run_id)
    wait_until("the late worker has gone", lambda: aws.state()["load"]["invocations"] == 1)
    assert aws.result(run_id) == result and aws.rows(run_id)["a"] == row
    trace.open_gate(gate)
    done = aws.wait_done(run_id)
    check_done(aws, run_id, done, status, {"succeeded": 1, "failed": 0, "timed_out": 0, status: 1})
    check_once(trace, run_id, ["b"])


def test_a_second_worker_of_an_order_goes_quietly(aws, trace):
    gate = trace.gate("g")
    run_id = aws.start(job([held(trace, gate, "a")]))
    wait_until("a runs", lambda: trace.starts(run_id) and aws.statuses(run_id)["a"] == "running")
    for _ in range(3):
        late_worker(aws, run_id)
    wait_until("they have gone", lambda: (lambda load: load["invocations"] == 1 and not load["invocations_queued"])(
        aws.state()["load"]))
    assert aws.statuses(run_id) == {"a": "running"}
    trace.open_gate(gate)
    check_done(aws, run_id, aws.wait_done(run_id), "succeeded", {"succeeded": 1, "failed": 0, "timed_out": 0})
    check_once(trace, run_id, ["a"])


def test_a_foreign_worker_needs_a_status_and_a_log_only(aws, trace):
    """Its result is a plain PUT; its claim keeps ours away."""
    aws.settings(start_workers=False)
    run_id = aws.start(job([order(trace, "a")]))
    wait_until("a is started", lambda: aws.statuses(run_id)["a"] == "running")
    claim = {"Bucket": aws.internal, "Key": f"tmp/exec/{run_id}/0001/claim.json"}
    aws.s3.put_object(**claim, Body=b'{"id":"me"}', IfNoneMatch="*")
    aws.settings(start_workers=True)
    late_worker(aws, run_id)
    aws.wait_idle()
    aws.s3.put_object(Bucket=aws.internal, Key=f"tmp/callbacks/runs/{run_id}/0001/result.json",
                      Body=json.dumps({"status": "succeeded", "log": "by hand"}).encode())
    done = aws.wait_done(run_id)
    check_done(aws, run_id, done, "succeeded", {"succeeded": 1, "failed": 0, "timed_out": 0})
    row = aws.rows(run_id)["a"]
    assert (row["log"], row["started_at"]) == ("by hand", row["finished_at"])
    check_once(trace, run_id, [])


# ---- the run's end


WISHES = {"deadline": ("timed_out", "deadline"), "cancel": ("failed", "cancelled")}


def end(aws, run_id, how):
    if how == "cancel":
        aws.wish_end(run_id)
    else:
        aws.clock(skip_ms=310_000)


@pytest.mark.parametrize("how", WISHES)
def test_the_end_of_a_run_in_full_swing(aws, trace, how):
    """Finished orders keep their status; running ones are stopped within seconds; queued ones never start."""
    gate = trace.gate("g")
    aws.clock(rate=FAST)
    run_id = aws.start(job([
        order(trace, "good"), order(trace, "bad", then="exit 3", must_succeed=False),
        held(trace, gate, "lambda", deps=["good"], timeout=540),
        held(trace, gate, "build", "codebuild", deps=["bad"], timeout=9000),
        order(trace, "queued", deps=["lambda"]), order(trace, "cleanup", deps=["build"], must_succeed=False),
        order(trace, "last", deps=["queued", "cleanup"])], job_timeout=300))
    wait_until("they run", lambda: {"lambda", "build"} <= set(trace.starts(run_id))
               and [s for s in aws.statuses(run_id).values()].count("running") == 2)
    before = {n: r for n, r in aws.rows(run_id).items() if n in ("good", "bad")}
    build = next(worker_of(aws, run_id, 4))
    end(aws, run_id, how)
    done = aws.wait_done(run_id)
    wish = WISHES[how]
    assert fates(aws, run_id) == {
        "good": ("succeeded", None), "bad": ("failed", "command 1 of 1 ended with exit code 3"),
        **{n: wish for n in ("lambda", "build", "queued", "cleanup", "last")}}
    assert {n: r for n, r in aws.rows(run_id).items() if n in before} == before
    counts = {"cancel": {"succeeded": 1, "failed": 6, "timed_out": 0}, "deadline": {"succeeded": 1, "failed": 1, "timed_out": 5}}
    check_done(aws, run_id, done, wish[0], counts[how])
    assert done["failure_reason"] == wish[1]
    check_once(trace, run_id, ["good", "bad", "lambda", "build"])
    wait_until("the build's worker is gone", lambda: not alive(build))
    # Nothing of it is left to wait for.
    aws.clock(auto_skip=True)
    wait_until("its watchdogs end", lambda: not aws.state()["load"]["executions"])


@pytest.mark.parametrize("target", TARGETS)
def test_a_worker_that_does_not_hear_the_wish_is_written_off(aws, trace, target):
    """It is frozen: a build is stopped by its service, an invocation is left to its end; the run ends without either."""
    gate = trace.gate("g")
    aws.clock(rate=FAST)
    run_id = aws.start(job([held(trace, gate, "a", target), order(trace, "b", deps=["a"])]))
    wait_until("a runs", lambda: trace.starts(run_id) and aws.statuses(run_id)["a"] == "running")
    pid = next(worker_of(aws, run_id))
    os.kill(pid, signal.SIGSTOP)
    aws.wish_end(run_id)
    done = aws.wait_done(run_id)
    assert fates(aws, run_id) == {"a": ("failed", "cancelled"), "b": ("failed", "cancelled")}
    check_done(aws, run_id, done, "failed", {"succeeded": 0, "failed": 2, "timed_out": 0})
    if target == "codebuild":
        assert aws.codebuild.batch_get_builds(ids=[aws.rows(run_id)["a"]["execution_id"]])["builds"][0]["buildStatus"] == "STOPPED"
    else:
        # It wakes up, and what it writes changes nothing.
        row = aws.rows(run_id)["a"]
        os.kill(pid, signal.SIGCONT)
        aws.wait_idle()
        assert aws.rows(run_id)["a"] == row and aws.done(run_id) == done
    check_once(trace, run_id, ["a"])


@pytest.mark.parametrize("how", WISHES)
def test_the_end_of_a_run_whose_workers_have_not_started(aws, trace, how):
    """Nobody has claimed them, so the ender does: a worker that comes later finds that."""
    aws.settings(start_workers=False)
    aws.clock(rate=FAST)
    run_id = aws.start(job([order(trace, "a"), order(trace, "b", "codebuild"), order(trace, "c", deps=["a"])],
                           job_timeout=300))
    wait_until("they are started", lambda: sorted(aws.statuses(run_id).values()) == ["queued", "running", "running"])
    end(aws, run_id, how)
    done = aws.wait_done(run_id)
    status, reason = WISHES[how]
    assert fates(aws, run_id) == {n: (status, reason) for n in "abc"}
    check_done(aws, run_id, done, status, {"succeeded": 0, "failed": 0, "timed_out": 0, status: 3})
    aws.settings(start_workers=True)
    late_worker(aws, run_id)
    wait_until("it has gone", lambda: not aws.state()["load"]["invocations"])
    check_once(trace, run_id, [])


@pytest.mark.parametrize("how", WISHES)
def test_a_wish_that_comes_too_late_changes_nothing(aws, trace, how):
    run_id, done = aws.run(job([order(trace, "a")], job_timeout=300))
    end(aws, run_id, how)
    if how == "cancel":
        aws.wish_end(str(uuid.uuid4()))
    aws.clock(auto_skip=True)
    aws.wait_idle()
    assert aws.done(run_id) == done and fates(aws, run_id) == {"a": ("succeeded", None)}
    check_done(aws, run_id, done, "succeeded", {"succeeded": 1, "failed": 0, "timed_out": 0})
