"""The process of each function is killed at each of its requests in turn, before it takes effect and after: every run ends right,
and no command runs twice. Time skips to where Lambda delivers again, a lease is over or a watchdog wakes up."""

import base64
import json
import random
import uuid

import pytest

from localaws import wait_until
from runs import FAST, check_done, check_model, check_once, drain, job, model, order, random_job, summary

WHEN = ["before", "after"]
LOST = {("failed", "worker_lost"), ("timed_out", "watchdog")}


# ---- what is run: each gives a payload, and checks how it ended


class Join:
    """A chain with a join, on both targets."""

    settings = {}
    auto_skip = True

    def payload(self, trace):
        return job([order(trace, "a"), order(trace, "b", "codebuild", ["a"]), order(trace, "c", deps=["a"]),
                    order(trace, "d", deps=["b", "c"])])

    def check(self, aws, trace, payload, run_id, done):
        check_model(aws, trace, payload, run_id, done)


class Failures(Join):
    """A failure stops what depends on it, and what depends on that; clean-up runs; another may fail."""

    def payload(self, trace):
        return job([order(trace, "a", then="exit 3"), order(trace, "b", deps=["a"]), order(trace, "c", "codebuild", ["b"]),
                    order(trace, "cleanup", deps=["b"], must_succeed=False),
                    order(trace, "flaky", "codebuild", then="exit 4", must_succeed=False), order(trace, "e", deps=["flaky"])])


class Lost(Join):
    """A worker is killed by its own commands: its service's signal, or its watchdog, ends the order."""

    def payload(self, trace):
        return job([order(trace, "a", then="kill -9 $PPID"), order(trace, "b", deps=["a"]),
                    order(trace, "c", deps=["a"], must_succeed=False)])

    def check(self, aws, trace, payload, run_id, done):
        check_surprises(aws, trace, payload, run_id, done)
        assert aws.rows(run_id)["a"]["status"] != "succeeded"


class NeverStarted(Lost):
    """The worker's event is lost: the order's watchdog takes its seat. Nothing else looks meanwhile."""

    settings = {"start_workers": False, "watchdog_runs": False}
    auto_skip = False

    def payload(self, trace):
        return job([order(trace, "a"), order(trace, "b", deps=["a"])], job_timeout=10_000)

    def meanwhile(self, aws, trace, run_id):
        wait_until("it is started", lambda: aws.statuses(run_id)["a"] == "running")
        aws.clock(skip_ms=4_300_000)
        aws.wait_done(run_id)
        aws.settings(watchdog_runs=True)
        drain(aws)
        aws.settings(watchdog_runs=False)


class Deadline(Join):
    """The run's time is over while orders are started and queued."""

    settings = {"start_workers": False}

    def payload(self, trace):
        return job([order(trace, "a"), order(trace, "b"), order(trace, "c", "codebuild", ["a"])], job_timeout=200)

    def check(self, aws, trace, payload, run_id, done):
        assert {(r["status"], r["failure_reason"]) for r in aws.rows(run_id).values()} == {("timed_out", "deadline")}
        check_done(aws, run_id, done, "timed_out", {"succeeded": 0, "failed": 0, "timed_out": 3})
        check_once(trace, run_id, [])


class Cancel(Join):
    """Somebody wishes the run to end while commands run."""

    def payload(self, trace):
        return job([order(trace, "a", then="sleep 1000"), order(trace, "b", "codebuild", then="sleep 1000"),
                    order(trace, "c", deps=["a"])])

    def meanwhile(self, aws, trace, run_id):
        wait_until("they run", lambda: {"a", "b"} == set(trace.starts(run_id)))
        aws.wish_end(run_id)

    def check(self, aws, trace, payload, run_id, done):
        fates = {n: (r["status"], r["failure_reason"]) for n, r in aws.rows(run_id).items()}
        # An orchestrator that has not heard of the wish yet may see a's end first.
        assert fates.pop("c") in {("failed", "cancelled"), ("failed", "dependency_failed")}
        assert fates == {n: ("failed", "cancelled") for n in "ab"} and done["failure_reason"] == "cancelled"
        check_done(aws, run_id, done, "failed", {"succeeded": 0, "failed": 3, "timed_out": 0})
        check_once(trace, run_id, ["a", "b"])


def check_surprises(aws, trace, payload, run_id, done):
    """An order whose worker was lost says so; all others are as the model has it; commands ran once at most."""
    rows = {n: (r["status"], r.get("failure_reason")) for n, r in aws.rows(run_id).items()}
    lost = {n: fate for n, fate in rows.items() if fate in LOST}
    assert len(lost) <= 1, rows
    fates, blockers = model(payload, lost)
    assert rows == fates
    check_done(aws, run_id, done, *summary(payload, fates))
    starts = trace.starts(run_id)
    assert set(starts.values()) <= {1} and set(starts) <= {n for n in fates if not blockers[n]}, starts
    assert {n for n, (status, _) in fates.items() if status == "succeeded"} <= set(starts)


# ---- how it is sent


def send(aws, payload, run_id):
    """By a client that sends again at once when there was no answer: before packing that fell silent is given up."""
    aws.clock(auto_skip=False)
    for _ in range(4):
        body = {"job_parameters": payload, "run_id": run_id}
        answer = aws.awslambda.invoke(FunctionName=aws.functions["init_job"], Payload=json.dumps(body))
        if "FunctionError" not in answer:
            said = json.loads(answer["Payload"].read())
            assert said["status"] == "ok", said
            return
    raise AssertionError("no answer")


def send_async(aws, payload, run_id):
    """By an event, which Lambda delivers again."""
    text = base64.b64encode(json.dumps(payload).encode()).decode()
    aws.awslambda.invoke(FunctionName=aws.functions["init_job"], InvocationType="Event",
                         Payload=json.dumps({"job_parameters_b64": text, "run_id": run_id}))
    aws.clock(auto_skip=True)
    wait_until("its row is there", lambda: aws.run_row(run_id))


# So many requests each function makes in any of the scenarios; fewer were a test of less.
LEAST = {"init_job": 10, "orchestrator": 15, "watchdog_check": 4, "worker": 12, "codebuild": 4, "host": 10}


def every_request(start_aws, trace, function, when, scenario, sender=send, check=None, action="kill"):
    """Runs the scenario as often as the function makes requests in it, and kills the caller of the first, the second, ..."""
    aws = start_aws()
    aws.settings(**scenario.settings)
    aws.clock(rate=FAST)
    for host in getattr(scenario, "hosts", ()):
        aws.host(host)
    payload = scenario.payload(trace)
    k, fired = 0, True
    while fired:
        k += 1
        run_id = str(uuid.uuid4())
        aws.clear_faults()
        aws.fault(function, nth=k, when=when, action=action)
        sender(aws, payload, run_id)
        aws.clock(auto_skip=scenario.auto_skip)
        if hasattr(scenario, "meanwhile"):
            scenario.meanwhile(aws, trace, run_id)
        done = aws.wait_done(run_id)
        drain(aws)
        fired = aws.faults()[0]["fired"]
        try:
            (check or scenario.check)(aws, trace, payload, run_id, done)
        except AssertionError as e:
            raise AssertionError(f"{action} {when} request {k} of {function}: {e}") from e
    print(f"{k - 1} requests of {function}")
    assert k > LEAST[function]


@pytest.mark.heavy
@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("scenario", [Join, Failures, Deadline, Cancel])
def test_orchestrator(start_aws, trace, scenario, when):
    every_request(start_aws, trace, "orchestrator", when, scenario())


@pytest.mark.heavy
@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("scenario", [Join, Lost, NeverStarted, Deadline])
def test_watchdog_check(start_aws, trace, scenario, when):
    every_request(start_aws, trace, "watchdog_check", when, scenario())


@pytest.mark.heavy
@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("sender", [send, send_async])
def test_init_job(start_aws, trace, sender, when):
    every_request(start_aws, trace, "init_job", when, Join(), sender)


@pytest.mark.heavy
@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("function", ["worker", "codebuild"])
def test_worker(start_aws, trace, function, when):
    every_request(start_aws, trace, function, when, Join(), check=check_surprises)


@pytest.mark.heavy
@pytest.mark.parametrize("function", ["init_job", "orchestrator", "worker", "codebuild"])
def test_lost_answers(start_aws, trace, function):
    """Each request takes effect and its answer is lost: the caller goes on as if it had come."""
    every_request(start_aws, trace, function, "after", Join(), action="drop-answer")


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(8))
def test_everything_at_once(aws, trace, seed):
    """A random graph, its events doubled and late, orchestrators and watchdogs killed at random, answers lost, calls refused."""
    rng = random.Random(seed)
    aws.settings(event_repeats=2, event_delay_max_ms=5000)
    aws.clock(rate=FAST)
    for _ in range(10):
        aws.fault(rng.choice(["orchestrator", "orchestrator", "watchdog_check"]), nth=rng.randint(1, 200), when=rng.choice(WHEN))
    for _ in range(10):
        action = rng.choice(["drop-answer", "throttle", "error"])
        aws.fault(rng.choice(["init_job", "orchestrator", "watchdog_check", "worker", "codebuild"]), nth=rng.randint(1, 80),
                  when=rng.choice(WHEN) if action == "drop-answer" else "before", action=action)
    payload = random_job(trace, 1000 + seed, 30)
    run_id = str(uuid.uuid4())
    send(aws, payload, run_id)
    aws.clock(auto_skip=True)
    done = aws.wait_done(run_id)
    drain(aws)
    check_model(aws, trace, payload, run_id, done)
