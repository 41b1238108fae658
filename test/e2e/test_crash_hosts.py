"""The same for orders on hosts: each request of the functions, and of the hosts themselves, is the last of its process."""

import pytest

from localaws import wait_until
from runs import check_done, job, order
from test_crash import WHEN, Join, every_request, send, send_async

ONE, TWO = "i-0123456789abcdef1", "i-0123456789abcdef2"


def on_hosts(trace, name, *hosts, deps=(), then="true"):
    """Each host's commands leave a trace of their own: the folder that they run in is the host's."""
    trace_of_host = f"umask 0; echo x >>{trace.folder}/$RUN_ID:$ORDER_ID@$(pwd | grep -o 'i-[0-9a-f]*' | head -1); {then}"
    return {**order(trace, name, "ssm", deps), "cmds": [trace_of_host], "ssm_targets": {"instance_ids": list(hosts)}}


class Hosts(Join):
    """An order on two hosts, one behind it on one, and one on Lambda behind that."""

    hosts = (ONE, TWO)
    seats = {f"both@{ONE}", f"both@{TWO}", f"one@{ONE}", "c"}

    def payload(self, trace):
        return job([on_hosts(trace, "both", ONE, TWO), on_hosts(trace, "one", ONE, deps=["both"]),
                    order(trace, "c", deps=["one"])])

    def check(self, aws, trace, payload, run_id, done):
        assert aws.statuses(run_id) == {"both": "succeeded", "one": "succeeded", "c": "succeeded"}
        check_done(aws, run_id, done, "succeeded", {"succeeded": 3, "failed": 0, "timed_out": 0})
        assert trace.starts(run_id) == {seat: 1 for seat in self.seats}


def check_lost(aws, trace, payload, run_id, done):
    """One command at most was lost: its order fails and says which host, what is behind it does not start, nothing runs twice."""
    rows, starts = aws.rows(run_id), trace.starts(run_id)
    # One that was killed at once may have left an empty trace.
    assert set(starts.values()) <= {0, 1} and set(starts) <= Hosts.seats, starts
    failed = [n for n, r in rows.items() if r["status"] != "succeeded"]
    assert failed in ([], ["both", "one", "c"], ["one", "c"]), failed
    for name in failed[:1]:
        # Of a command whose shell alone is killed the worker is told, and says so.
        stopped = ("failed", "the worker was stopped by signal 15 at command 1 of 1")
        assert (rows[name]["status"], rows[name]["failure_reason"]) in {("failed", "worker_lost"), ("timed_out", "watchdog"), stopped}
        assert ONE in rows[name]["message"] or TWO in rows[name]["message"], rows[name]["message"]
    for name in failed[1:]:
        assert (rows[name]["status"], rows[name]["failure_reason"]) == ("failed", "dependency_failed")
    counts = [[r["status"] for r in rows.values()].count(s) for s in ("succeeded", "failed", "timed_out")]
    check_done(aws, run_id, done, "timed_out" if counts[2] else "failed" if counts[1] else "succeeded",
               dict(zip(("succeeded", "failed", "timed_out"), counts)))


class CancelledHosts(Hosts):
    """Somebody wishes the run to end while both hosts work."""

    def payload(self, trace):
        return job([on_hosts(trace, "both", ONE, TWO, then="sleep 1000"), on_hosts(trace, "one", ONE, deps=["both"])])

    def meanwhile(self, aws, trace, run_id):
        wait_until("both work", lambda: set(trace.starts(run_id)) == {f"both@{ONE}", f"both@{TWO}"})
        aws.wish_end(run_id)

    def check(self, aws, trace, payload, run_id, done):
        fates = {n: (r["status"], r["failure_reason"]) for n, r in aws.rows(run_id).items()}
        assert fates["both"] == ("failed", "cancelled")
        assert fates["one"] in {("failed", "cancelled"), ("failed", "dependency_failed")}
        check_done(aws, run_id, done, "failed", {"succeeded": 0, "failed": 2, "timed_out": 0})
        assert trace.starts(run_id) == {f"both@{ONE}": 1, f"both@{TWO}": 1}


@pytest.mark.heavy
@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("scenario", [Hosts, CancelledHosts])
def test_orchestrator(start_aws, trace, scenario, when):
    every_request(start_aws, trace, "orchestrator", when, scenario())


@pytest.mark.heavy
@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("sender", [send, send_async])
def test_init_job(start_aws, trace, sender, when):
    every_request(start_aws, trace, "init_job", when, Hosts(), sender)


@pytest.mark.heavy
@pytest.mark.parametrize("when", WHEN)
def test_watchdog_check(start_aws, trace, when):
    """It is told of every command's end, and dies over it."""
    every_request(start_aws, trace, "watchdog_check", when, Hosts())


@pytest.mark.heavy
@pytest.mark.parametrize("when", WHEN)
def test_host(start_aws, trace, when):
    every_request(start_aws, trace, "host", when, Hosts(), check=check_lost)


@pytest.mark.heavy
@pytest.mark.parametrize("function", ["init_job", "orchestrator", "host"])
def test_lost_answers(start_aws, trace, function):
    every_request(start_aws, trace, function, "after", Hosts(), action="drop-answer")
