"""Orders on EC2 hosts that are started twice, ended from outside, or left by their agent."""

import json
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from localaws import alive, wait_until
from on_hosts import DB, WEB1, WEB2, commands, counts, fate, held, host_result, order_behind, on, release, running, worker_of
from runs import FAST, check_done, job, order


# ---- started twice, and ended from outside


def test_a_second_command_for_a_host_goes_quietly_and_its_end_is_no_news(hosts, trace):
    """The orchestrator dies between SendCommand and the row. Whoever comes next sees which hosts have begun."""
    gate = trace.gate("g")
    # Its second SendCommand takes effect, and it never learns.
    hosts.fault("orchestrator", operation="SendCommand", nth=2, when="after")
    hosts.clock(rate=FAST)
    run_id = hosts.start(job([held(gate, "o", WEB1, WEB2)]))
    running(hosts, run_id, WEB1, WEB2)
    wait_until("nothing else goes on", lambda: not hosts.state()["load"]["invocations"])
    assert len(hosts.state()["commands"]) == 2
    done = release(hosts, trace, gate, run_id)
    check_done(hosts, run_id, done, "succeeded", counts(succeeded=1))
    row = hosts.rows(run_id)["o"]
    assert row["log"].count("here\n") == 2


def test_a_command_that_was_sent_twice_runs_once(hosts, trace):
    """Two of its commands reach a host that was away. The second ends at once and clean, which says nothing of the first."""
    gate = trace.gate("g")
    hosts.host(DB, state="away")
    hosts.fault("orchestrator", operation="SendCommand", nth=1, when="after")
    hosts.clock(rate=FAST)
    run_id = hosts.start(job([held(gate, "o", DB)]))
    wait_until("it is sent twice", lambda: len(commands(hosts, DB)) == 2 and hosts.statuses(run_id)["o"] == "running")
    hosts.host(DB, state="online")
    running(hosts, run_id, DB)
    wait_until("one is over", lambda: sorted(c["Status"] for c in commands(hosts, DB)) == ["InProgress", "Success"])
    at_ms = hosts.state()["time_ms"]
    wait_until("a signal's grace is over", lambda: hosts.state()["time_ms"] > at_ms + 15000)
    assert hosts.statuses(run_id)["o"] == "running"
    done = release(hosts, trace, gate, run_id)
    check_done(hosts, run_id, done, "succeeded", counts(succeeded=1))
    assert hosts.rows(run_id)["o"]["log"].count("here\n") == 1


def test_a_cancel_ends_all_hosts(hosts, trace):
    gate = trace.gate("g")
    hosts.host(WEB2, {"Role": "web"}, state="away")
    hosts.clock(rate=FAST)
    run_id = hosts.start(job([held(gate, "o", WEB1, WEB2, DB), order_behind("o")]))
    running(hosts, run_id, WEB1, DB)
    worker = worker_of(hosts, DB)
    hosts.wish_end(run_id)
    done = hosts.wait_done(run_id)
    check_done(hosts, run_id, done, "failed", counts(failed=2))
    assert fate(hosts, run_id) == ("failed", "cancelled") and done["failure_reason"] == "cancelled"
    # A host that comes later finds that nothing is left to do.
    hosts.host(WEB2, {"Role": "web"}, state="online")
    wait_until("its command is over", lambda: not hosts.state()["commands"])
    assert "here" not in json.dumps(host_result(hosts, run_id, WEB2)) and not alive(worker)


def test_a_worker_that_does_not_hear_the_wish_is_stopped_by_its_command(hosts, trace):
    gate = trace.gate("g")
    hosts.clock(rate=FAST)
    run_id = hosts.start(job([held(gate, "o", DB, WEB1)]))
    running(hosts, run_id, DB, WEB1)
    os.kill(wait_until("its worker", lambda: worker_of(hosts, DB)), signal.SIGSTOP)
    hosts.wish_end(run_id)
    done = hosts.wait_done(run_id)
    check_done(hosts, run_id, done, "failed", counts(failed=1))
    assert fate(hosts, run_id) == ("failed", "cancelled")
    assert [c["Status"] for c in commands(hosts, DB)] == ["Cancelled"]
    assert [c["Status"] for c in commands(hosts, WEB1)] == ["Success"]


def test_a_build_that_was_started_twice_is_judged_by_the_one_that_runs(aws, trace):
    """The second build of an order ends first, and its end is no news: it does not hold the claim."""
    gate = trace.gate("g")
    aws.clock(rate=FAST)
    run_id = aws.start(job([order(trace, "o", "codebuild", then=f"cat <{gate} >/dev/null")]))
    wait_until("it runs", lambda: trace.starts(run_id) and aws.statuses(run_id)["o"] == "running")
    first = aws.rows(run_id)["o"]["execution_id"]
    variables = aws.codebuild.batch_get_builds(ids=[first])["builds"][0]["environment"]["environmentVariables"]
    for token in "second", "third":
        build = aws.codebuild.start_build(projectName=aws.environment["AWS_EXE_SYS_CODEBUILD_PROJECT"], idempotencyToken=token,
                                          environmentVariablesOverride=[v for v in variables if v["name"].startswith("AWS_EXE_SYS_")])
        build = build["build"]["id"]
        if token == "third":
            aws.codebuild.stop_build(id=build)
        wait_until("it has ended", lambda: aws.codebuild.batch_get_builds(ids=[build])["builds"][0]["buildStatus"] != "IN_PROGRESS")
    at_ms = aws.state()["time_ms"]
    wait_until("a signal's grace is over", lambda: aws.state()["time_ms"] > at_ms + 15000)
    assert aws.statuses(run_id)["o"] == "running"
    done = release(aws, trace, gate, run_id)
    check_done(aws, run_id, done, "succeeded", counts(succeeded=1))
    assert trace.starts(run_id) == {"o": 1}


def test_a_job_on_all_three_targets(hosts, trace):
    run_id, done = hosts.run(job([order(trace, "a"), order(trace, "b", "codebuild", deps=["a"]),
                                  on("c", WEB1, WEB2, dependencies=["b"]), order(trace, "d", deps=["c"])]))
    check_done(hosts, run_id, done, "succeeded", counts(succeeded=4))
    rows = hosts.rows(run_id)
    assert rows["b"]["finished_at"] <= rows["c"]["started_at"] and rows["c"]["finished_at"] <= rows["d"]["started_at"]


# ---- as an agent of AWS's does it


def by_hand(aws, host, folder, **env):
    """Runs the last command that waits for a host, outside of what the local AWS keeps: with the shell's pid."""
    document = json.loads((Path(__file__).parents[2] / "infra/02-deploy/ssm_document.json").read_text())
    script = "\n".join(document["mainSteps"][0]["inputs"]["runCommand"])
    env = {**env, "PATH": os.environ["PATH"], "TMPDIR": str(folder), "SSM_StartUrl": commands(aws, host)[0]["Parameters"]["StartUrl"][0],
           "AWS_EXE_SYS_CLOCK": str(aws.directory / "clock")}
    return subprocess.Popen(["/bin/sh", "-c", script], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            start_new_session=True)


def test_what_an_agent_kills_leaves_nothing_behind(hosts, trace, tmp_path):
    """An agent kills the process group of its shell. The worker, which is told, ends everything that the commands began, and says so."""
    hosts.host(DB, state="away")
    run_id = hosts.start(job([on("o", DB, cmds=[f"(setsid sleep 1000 & echo $! >{trace.folder}/pid); sleep 1000; echo never"])]))
    wait_until("it is sent", lambda: hosts.statuses(run_id)["o"] == "running")
    folder = tmp_path / "host"
    folder.mkdir()
    process = by_hand(hosts, DB, folder)
    sleeper = int(wait_until("its commands run", lambda: (trace.folder / "pid").exists() and (trace.folder / "pid").read_text()))
    assert alive(sleeper)
    os.killpg(process.pid, signal.SIGKILL)
    done = hosts.wait_done(run_id)
    check_done(hosts, run_id, done, "failed", counts(failed=1))
    assert fate(hosts, run_id) == ("failed", "the worker was stopped by signal 15 at command 1 of 1")
    wait_until("nothing is left", lambda: not alive(sleeper) and not list(folder.iterdir()))
    process.communicate()


@pytest.mark.parametrize("own_role", [True, False], ids=["instance's role", "no role"])
def test_urls_that_have_expired(hosts, trace, tmp_path, own_role):
    """Time jumps over the order's end and that of its URLs: the instance's own role signs instead, or the error says so."""
    gate = trace.gate("g")
    role = {"AWS_ACCESS_KEY_ID": hosts.about["access_key_id"], "AWS_SECRET_ACCESS_KEY": hosts.about["secret_access_key"],
            "AWS_ENDPOINT_URL": hosts.endpoint}
    hosts.settings(watchdog_runs=False, watchdog_orders=False)
    hosts.host(DB, state="away")
    run_id = hosts.start(job([held(gate, "o", DB)], job_timeout=70000))
    wait_until("it is sent", lambda: hosts.statuses(run_id)["o"] == "running")
    process = by_hand(hosts, DB, tmp_path, AWS_EC2_METADATA_DISABLED="true", **(role if own_role else {}))
    running(hosts, run_id, DB)
    hosts.clock(skip_ms=20_000_000)
    if own_role:
        check_done(hosts, run_id, hosts.wait_done(run_id), "timed_out", counts(timed_out=1))
        assert fate(hosts, run_id) == ("timed_out", "timeout") and process.wait(30) == 0
        return
    hosts.clock(rate=FAST)
    log, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    said = [json.loads(line)["message"] for line in log.splitlines() if line.startswith("{")]
    assert re.search("report the result: .* by a signed URL: [A-Za-z]+; signed by ourselves: .*credentials", said[-1]), said
    assert "X-Amz" not in log
