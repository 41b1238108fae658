"""What services tell of executions that ended: out of memory, stopped by hand, the host gone; late, repeated, lost, out of
order, of another execution, or after a result that came in the meantime."""

import json
import os
import signal

import pytest

from localaws import processes_with, wait_until
from runs import check_done, check_once, job, order
from test_endings import fates, held, is_worker, kill_worker, worker_of

TARGETS = ["lambda", "codebuild"]
HOST = "i-0123456789abcdef0"
GRACE_S, SOON_S = 10, 5
# The grace passes in seconds, and what programs need for themselves still counts.
RATE = 3


def running(aws, trace, target, **fields):
    """A run of one order, `a`, which waits at a gate; its commands have begun and its row says so."""
    if target == "ssm":
        aws.host(HOST)
        fields["ssm_targets"] = {"instance_ids": [HOST]}
    run_id = aws.start(job([held(trace, trace.gate("g"), "a", target, **fields)]))
    wait_until("a runs", lambda: trace.starts(run_id).get("a") and aws.statuses(run_id)["a"] == "running")
    return run_id


def message_of(aws, run_id, name="a"):
    return next(e["message"] for e in aws.events(run_id) if e["order_name"] == name and e["event_type"] == "failed")


def check_lost(aws, trace, run_id, at_ms, reason):
    """`a` is failed for this reason, soon after the grace."""
    done = aws.wait_done(run_id)
    assert fates(aws, run_id) == {"a": ("failed", "worker_lost")}
    assert reason in message_of(aws, run_id)
    check_done(aws, run_id, done, "failed", {"succeeded": 0, "failed": 1, "timed_out": 0})
    check_once(trace, run_id, ["a"])
    assert GRACE_S * 1000 <= done["finished_at"] - at_ms < (GRACE_S + SOON_S) * 1000


def signals_handled(aws):
    """Nothing tells, or waits to tell, of an execution any more."""
    wait_until("all signals are handled", lambda: (lambda load: not (
        load["invocations"] or load["invocations_queued"] or load["events_waiting"]))(aws.state()["load"]))


def stop_by_hand(aws, run_id):
    (build,) = aws.codebuild.batch_get_builds(ids=[aws.rows(run_id)["a"]["execution_id"]])["builds"]
    aws.codebuild.stop_build(id=build["id"])


def kill_on_host(aws, run_id):
    """The worker is started by the document's shell, in a folder of the host."""
    (command,) = aws.state()["commands"]
    os.kill(next(pid for pid in processes_with(f"AWS_SSM_INSTANCE_ID={HOST}") if is_worker(pid)), signal.SIGKILL)
    assert command["run_id"] == run_id


# What happens to an execution, and what its service says of it.
LOSSES = {
    "out of memory on Lambda": (
        "lambda", lambda aws, run_id: os.kill(next(worker_of(aws, run_id)), signal.SIGKILL),
        "Lambda: RetriesExhausted: RequestId: "),
    "out of memory on CodeBuild": (
        "codebuild", lambda aws, run_id: os.kill(next(worker_of(aws, run_id)), signal.SIGKILL),
        "CodeBuild: the build ended as FAILED"),
    "a build stopped by hand": ("codebuild", stop_by_hand, "CodeBuild: the build ended as STOPPED"),
    "out of memory on a host": ("ssm", kill_on_host, "SSM: the command ended as Failed"),
    "a command cancelled by hand": (
        "ssm", lambda aws, run_id: aws.ssm.cancel_command(CommandId=aws.rows(run_id)["a"]["execution_id"]),
        "SSM: the command ended as Cancelled"),
    "a host that is gone": ("ssm", lambda aws, run_id: aws.host(HOST, state="gone"), "SSM: the command ended as Undeliverable"),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_an_execution_that_is_lost_fails_its_order_soon(aws, trace, loss):
    target, strike, reason = LOSSES[loss]
    run_id = running(aws, trace, target)
    aws.clock(rate=RATE)
    at_ms = aws.state()["time_ms"]
    strike(aws, run_id)
    check_lost(aws, trace, run_id, at_ms, reason)
    if target == "lambda":
        assert message_of(aws, run_id).endswith("Error: Runtime exited with error: signal: killed")


@pytest.mark.parametrize("loss", LOSSES)
def test_signals_come_late_repeated_and_in_any_order(aws, trace, loss):
    target, strike, reason = LOSSES[loss]
    aws.settings(signal_repeats=4, signal_delay_max_ms=20_000)
    run_id = running(aws, trace, target)
    aws.clock(rate=20)
    strike(aws, run_id)
    done = aws.wait_done(run_id)
    assert reason in message_of(aws, run_id)
    row = aws.rows(run_id)["a"]
    signals_handled(aws)
    # Those that came after the first changed nothing.
    assert aws.rows(run_id)["a"] == row and aws.done(run_id) == done
    check_done(aws, run_id, done, "failed", {"succeeded": 0, "failed": 1, "timed_out": 0})
    check_once(trace, run_id, ["a"])


@pytest.mark.parametrize("target", TARGETS)
def test_a_signal_of_an_order_that_is_over_changes_nothing(aws, trace, target):
    """Its end is told twice, long after its result, while another order still runs."""
    gate = trace.gate("g")
    aws.settings(signal_repeats=2, signal_delay_min_ms=20_000, signal_delay_max_ms=30_000)
    run_id = aws.start(job([order(trace, "a", target, then="kill -9 $PPID" if target == "lambda" else ""),
                            held(trace, gate, "b")]))
    aws.clock(rate=20)
    if target == "lambda":
        # The worker is killed by its own command; a foreign one reports instead.
        wait_until("a has started", lambda: trace.starts(run_id).get("a"))
        put_result(aws, run_id, "succeeded")
    wait_until("a is over", lambda: aws.statuses(run_id)["a"] == "succeeded")
    row = aws.rows(run_id)["a"]
    wait_until("the signals are handled", lambda: not aws.state()["load"]["events_waiting"] and not busy_watchdogs(aws))
    assert aws.rows(run_id)["a"] == row
    trace.open_gate(gate)
    check_done(aws, run_id, aws.wait_done(run_id), "succeeded", {"succeeded": 2, "failed": 0, "timed_out": 0})


def busy_watchdogs(aws):
    return [s for s in aws.state()["sandboxes"] if s["function"] == "watchdog_check" and s["busy"]]


def put_result(aws, run_id, status):
    """As a foreign worker does it: status and log, nothing else."""
    aws.s3.put_object(Bucket=aws.internal, Key=f"tmp/callbacks/runs/{run_id}/0001/result.json",
                      Body=json.dumps({"status": status, "log": "from elsewhere\n"}).encode())


@pytest.mark.parametrize("status", ["succeeded", "timed_out"])
@pytest.mark.parametrize("target", TARGETS)
def test_a_result_that_comes_within_the_grace_wins(aws, trace, target, status):
    run_id = running(aws, trace, target)
    kill_worker(aws, trace, run_id)
    wait_until("the signal waits for its grace", lambda: busy_watchdogs(aws))
    put_result(aws, run_id, status)
    done = aws.wait_done(run_id)
    aws.clock(rate=20)
    signals_handled(aws)
    (row,) = aws.rows(run_id).values()
    assert (row["status"], row["log"]) == (status, "from elsewhere\n")
    counts = {"succeeded": 0, "failed": 0, "timed_out": 0}
    check_done(aws, run_id, done, status, {**counts, status: 1})


@pytest.mark.parametrize("end", ["by itself", "by hand"])
def test_the_second_build_of_an_order_ends_first(aws, trace, end):
    """The order was started twice, as after a crash; only the build that holds the claim counts."""
    run_id = running(aws, trace, "codebuild")
    (first,) = aws.codebuild.batch_get_builds(ids=[aws.rows(run_id)["a"]["execution_id"]])["builds"]
    aws.clock(rate=20)
    second = aws.codebuild.start_build(
        projectName=first["projectName"],
        environmentVariablesOverride=first["environment"]["environmentVariables"])["build"]["id"]
    if end == "by hand":
        aws.codebuild.stop_build(id=second)
    wait_until("the second build ends", lambda: aws.codebuild.batch_get_builds(ids=[second])["builds"][0]["buildComplete"])
    wait_until("its signal is handled", lambda: not busy_watchdogs(aws) and not aws.state()["load"]["invocations_queued"])
    assert aws.statuses(run_id) == {"a": "running"}
    stop_by_hand(aws, run_id)
    aws.wait_done(run_id)
    assert fates(aws, run_id) == {"a": ("failed", "worker_lost")}
    check_once(trace, run_id, ["a"])


def command_event(command_id, status="Failed", host=HOST):
    return {"version": "0", "source": "aws.ssm", "detail-type": "EC2 Command Invocation Status-change Notification", "detail": {
        "command-id": command_id, "document-name": "exe-sys-run", "instance-id": host,
        "requested-date-time": "2026-01-02T03:04:05.678Z", "status": status}}


@pytest.mark.parametrize("event", [
    {"version": "0", "source": "aws.codebuild", "detail-type": "CodeBuild Build State Change", "detail": {
        "build-status": "FAILED", "build-id": "arn:aws:codebuild:us-east-1:000000000000:build/other:1"}},
    {"version": "1.0", "requestContext": {"requestId": "r", "condition": "RetriesExhausted"},
     "requestPayload": {"hello": "world"}},
    {"version": "1.0", "requestContext": [], "requestPayload": None},
    command_event("00000000-0000-4000-8000-000000000000"),
    command_event("no id at all"),
    {"source": "aws.ssm"},
])
def test_a_signal_of_what_is_not_ours_is_taken_and_forgotten(aws, event):
    answer = aws.awslambda.invoke(FunctionName=aws.functions["watchdog_check"], Payload=json.dumps(event))
    assert "FunctionError" not in answer, answer["Payload"].read()


@pytest.mark.parametrize("comment", ["", "somebody's own", "a/b/c", "0a0b0c0d-0000-4000-8000-000000000001/0001/x"])
def test_somebody_else_s_command_is_no_signal(aws, comment):
    """On a host of ours, by our document: the command fails, since it fetches nothing."""
    aws.host(HOST)
    sent = aws.ssm.send_command(DocumentName="exe-sys-run", InstanceIds=[HOST], Comment=comment, Parameters={
        "StartUrl": [f"{aws.endpoint}/{aws.internal}/nothing"], "ExecutionTimeout": ["60"]})["Command"]
    wait_until("it ends", lambda: aws.ssm.list_commands(CommandId=sent["CommandId"])["Commands"][0]["Status"] == "Failed")
    aws.clock(rate=20)
    signals_handled(aws)
    calls = [c for c in aws.calls() if c["role"].startswith(aws.functions["watchdog_check"])]
    assert "ListCommands" in [c["operation"] for c in calls]
    assert not [c for c in calls if c["operation"] in ("PutObject", "UpdateItem", "PutItem")]


def test_signals_of_our_commands_with_a_wrong_host_or_a_clean_end_change_nothing(aws, trace):
    run_id = running(aws, trace, "ssm")
    (command,) = aws.ssm.list_commands(InstanceId=HOST)["Commands"]
    other = aws.host("i-0123456789abcdef9")
    aws.clock(rate=20)
    for event in command_event(command["CommandId"], host=other), command_event(command["CommandId"], "InProgress"):
        answer = aws.awslambda.invoke(FunctionName=aws.functions["watchdog_check"], Payload=json.dumps(event))
        assert "FunctionError" not in answer, answer["Payload"].read()
    assert aws.statuses(run_id) == {"a": "running"}
    aws.host(HOST, state="gone")
    aws.wait_done(run_id)
