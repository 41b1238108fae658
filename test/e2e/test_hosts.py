"""Orders on EC2 hosts: one command, claim and result for each; the order is the sum of them."""

import io
import json
import os
import re
import signal
import zipfile

import pytest

from localaws import wait_until
from on_hosts import DB, WEB1, WEB2, commands, counts, claim, fate, held, host_result, on, order_behind, running, worker_of
from runs import FAST, check_done, job, order


# ---- what an order on hosts is


def test_each_host_runs_the_commands_once(hosts):
    run_id, done = hosts.run(job([on("o", WEB1, DB, WEB1, cmds=["echo patched", "echo $ORDER_ID; id -u"])]))
    check_done(hosts, run_id, done, "succeeded", counts(succeeded=1))
    row = hosts.rows(run_id)["o"]
    assert (row["status"], row["exit_code"], row["hosts"]) == ("succeeded", 0, [WEB1, DB])
    part = "==== {} : succeeded, exit code 0 ====\npatched\no\n" + f"{os.geteuid()}\n"
    assert row["log"] == part.replace("{} ", WEB1) + part.replace("{} ", DB)
    assert row["log"] == hosts.result(run_id)["log"]
    for host in WEB1, DB:
        assert host_result(hosts, run_id, host)["log"] == f"patched\no\n{os.geteuid()}\n"
    sent = commands(hosts)
    assert sorted(c["InstanceIds"] for c in sent) == [[WEB1], [DB]]
    assert set(row["execution_id"].split()) == {c["CommandId"] for c in sent}
    for c in sent:
        run, num, start = c["Comment"].split("/")
        assert (run, num) == (run_id, "0001") and re.fullmatch("[0-9a-f]{32}", start)
        assert claim(hosts, run_id, c["InstanceIds"][0])["execution_id"] == start
        assert c["Parameters"]["ExecutionTimeout"] == ["660"] and c["Status"] == "Success"
    # What the console shows of a command is of no use any more.
    assert not [k for k in hosts.object_keys(f"tmp/exec/{run_id}/") if "/start/" in k]
    told = [(e["event_type"], e["status"]) for e in hosts.events(run_id) if e["order_name"] == "o"]
    assert [t for t, _ in told] == ["dispatched", "running", "succeeded"]


@pytest.mark.parametrize("tags, meant", [
    ({"Role": "web"}, [WEB1, WEB2]),
    ({"Role": ["db", "web"], "Stage": "live"}, [WEB1, DB]),
    ({"Stage": ["test"]}, [WEB2]),
])
def test_tags_mean_the_hosts_that_have_them_at_dispatch(hosts, tags, meant):
    run_id, done = hosts.run(job([on("o", ssm_targets={"tags": tags})]))
    check_done(hosts, run_id, done, "succeeded", counts(succeeded=1))
    assert sorted(hosts.rows(run_id)["o"]["hosts"]) == meant


def test_tags_of_more_hosts_than_a_page_has_are_too_many(hosts):
    for i in range(51):
        hosts.host(f"i-{i:017x}", {"Fleet": "big"})
    run_id, done = hosts.run(job([on("o", ssm_targets={"tags": {"Fleet": "big"}})]))
    check_done(hosts, run_id, done, "failed", counts(failed=1))
    assert fate(hosts, run_id) == ("failed", "too_many_hosts")
    assert hosts.rows(run_id)["o"]["message"] == "the tags are those of more than 50 hosts"


def test_a_host_that_is_away_has_no_tags_and_no_host_is_a_failure(hosts):
    hosts.host(DB, {"Role": "db"}, state="away")
    run_id, done = hosts.run(job([on("o", ssm_targets={"tags": {"Role": "db"}}), order_behind("o")]))
    check_done(hosts, run_id, done, "failed", counts(failed=2))
    assert fate(hosts, run_id) == ("failed", "no_hosts")
    assert "no host that is managed by SSM and online has the order's tags" in hosts.rows(run_id)["o"]["message"]
    assert not commands(hosts)


def test_one_host_fails_and_the_order_says_which(hosts):
    """What went wrong comes first, however much the others print."""
    cmds = ["seq 100000", f"case $PWD in *{WEB2}*) echo broken; exit 7;; esac"]
    run_id, done = hosts.run(job([on("o", WEB1, WEB2, DB, cmds=cmds), order_behind("o")]))
    check_done(hosts, run_id, done, "failed", counts(failed=2))
    row = hosts.rows(run_id)["o"]
    assert (row["status"], row["failure_reason"], row["exit_code"]) == ("failed", "command 2 of 2 ended with exit code 7", 7)
    assert row["message"].startswith(f"1 of 3 hosts did not succeed: {WEB2} (failed, exit code 7")
    assert len(row["log"]) <= 65536
    sections = re.findall(r"^==== (\S+): (\w+)", row["log"], re.M)
    assert sections == [(WEB2, "failed"), (WEB1, "succeeded"), (DB, "succeeded")]
    first = row["log"].split("==== " + WEB1)[0]
    assert first.endswith("100000\nbroken\n") and len(first) > 50000
    where = re.findall(r"all of it: s3://([^/]+)/(\S+)\]", row["log"])
    assert len(where) == 3
    whole = json.loads(hosts.s3.get_object(Bucket=where[0][0], Key=where[0][1])["Body"].read())
    assert whole["log"] == "".join(f"{i}\n" for i in range(1, 100001)) + "broken\n"
    event = next(e for e in hosts.events(run_id) if e["order_name"] == "o" and e["event_type"] == "failed")
    assert WEB2 in event["message"] and WEB1 not in event["message"]


def test_fifty_hosts_at_once(aws):
    """As many as an order may have: each has its part of the log, and their news cost a few calls each."""
    fleet = [f"i-{i:017x}" for i in range(50)]
    for host in fleet:
        aws.host(host, {"Fleet": "x"})
    aws.clear_counts()
    run_id, done = aws.run(job([on("o", ssm_targets={"tags": {"Fleet": "x"}}, cmds=["seq 10000"])]))
    check_done(aws, run_id, done, "succeeded", counts(succeeded=1))
    row = aws.rows(run_id)["o"]
    assert sorted(row["hosts"]) == fleet and len(row["log"]) <= 65536
    assert sorted(re.findall(r"^==== (\S+): succeeded, exit code 0 ====$", row["log"], re.M)) == fleet
    assert sum(n for (role, _), n in aws.counts().items() if role == "orchestrator") <= 12 * len(fleet)
    assert len(commands(aws)) == len(fleet)


def test_events_of_all_hosts_are_told(hosts):
    cmds = ["""printf '{"status":"ok","n":1}' >$AWS_EXE_SYS_EVENTS_DIR/patched.json"""]
    run_id, _ = hosts.run(job([on("o", WEB1, WEB2, cmds=cmds)]))
    told = [e for e in hosts.events(run_id) if e["event_type"] == "patched"]
    assert sorted(e["message"] for e in told) == [WEB1, WEB2]
    assert all(e["status"] == "ok" and e["data"] == {"n": 1} for e in told)


def test_the_ssm_entry_takes_orders_for_hosts_alone_and_needs_no_key(hosts):
    """Both shapes of targets, in a job without an execution_target anywhere."""
    payload = job([{"order_name": "a", "cmds": ["true"], "timeout": 60, "ssm_targets": {"tags": {"Role": ["db"]}}},
                   {"order_name": "b", "cmds": ["true"], "timeout": 60, "ssm_targets": {"instance_ids": [WEB1]},
                    "dependencies": ["a"]}])
    run_id, done = hosts.run(payload, path="/ssm")
    check_done(hosts, run_id, done, "succeeded", counts(succeeded=2))
    assert hosts.run_row(run_id)["flow_id"].endswith("-ssm")
    assert not [c for c in hosts.calls() if c["operation"] in ("PutParameter", "GetParameter")]
    status, answer = hosts.submit(job([order_behind("a")]), path="/ssm")
    assert status == 400 and any("/ssm takes orders for hosts (ssm) only" in e for e in answer["errors"])


def test_secrets_reach_the_host_and_no_disk_of_ours(start_aws):
    """The bundle is plain, so its secrets go from memory to S3; what the commands print of them is masked; the host keeps
    nothing."""
    secret = "very-secret-value"
    aws = start_aws(secrets={"aws:::ssm:/team/db": {"DB_PASSWORD": secret}})
    aws.host(DB)
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as z:
        z.writestr("hello.txt", "from the code")
    aws.s3.put_object(Bucket=aws.internal, Key="c.zip", Body=code.getvalue())
    cmds = ["cat hello.txt; echo; echo $DB_PASSWORD", 'test -n "$DB_PASSWORD" && ls -d "$(dirname "$TMPDIR")"/../* && pwd']
    run_id, done = aws.run(job([on("o", DB, cmds=cmds, s3_location=f"s3://{aws.internal}/c.zip", ssm_paths=["/team/db"])]))
    check_done(aws, run_id, done, "succeeded", counts(succeeded=1))
    log = aws.rows(run_id)["o"]["log"]
    assert "from the code\n***\n" in log and secret not in log
    # The start file and the bundle were gone before the first command.
    assert "/aes-order-" in log and not re.search("/(start|bundle|worker)$", log, re.M)
    row = json.dumps(aws.rows(run_id), default=str)
    assert secret not in row and "X-Amz-Signature" not in row
    bundle = aws.s3.get_object(Bucket=aws.internal, Key=f"tmp/exec/{run_id}/0001/exec.zip")["Body"].read()
    with zipfile.ZipFile(io.BytesIO(bundle)) as z:
        assert sorted(n for n in z.namelist() if n != "code/") == ["cmds.json", "code/hello.txt", "env_vars.json", "secrets.src"]
        assert json.loads(z.read("cmds.json")) == cmds
        assert json.loads(z.read("env_vars.json"))["DB_PASSWORD"] == secret
    wait_until("the command is over", lambda: commands(aws)[0]["Status"] == "Success")
    left = [p for p in aws.tmp.rglob("aws-exe-sys.*")] + [p for p in aws.tmp.rglob("aes-order-*")]
    assert left == []


def test_no_value_is_run_as_code(hosts):
    """Through every parameter of the document, and through names and values of a job."""
    mark = hosts.tmp / "injected"
    bad = [f"http://x/$(touch {mark})", f"http://x/`touch {mark}`", f"http://x/\"; touch {mark}; \"", f"http://x/'\ntouch {mark}\n'",
           "file:///etc/passwd", "-o/tmp/x"]
    for value in bad:
        for parameters in {"StartUrl": [value], "ExecutionTimeout": ["60"]}, {"StartUrl": ["http://x/"], "ExecutionTimeout": [value]}:
            with pytest.raises(hosts.ssm.exceptions.ClientError):
                hosts.ssm.send_command(DocumentName="exe-sys-run", InstanceIds=[DB], Parameters=parameters)
    value = f"$(touch {mark})`touch {mark}`\"'; touch {mark}\n"
    run_id, done = hosts.run(job([on("o", DB, cmds=['test "$V" = "$W"; printf %s "$V" | wc -c'], env_vars={"V": value, "W": value})]))
    check_done(hosts, run_id, done, "succeeded", counts(succeeded=1))
    assert hosts.rows(run_id)["o"]["log"].endswith(f"{len(value)}\n")
    assert not mark.exists()


# ---- what goes wrong


def test_a_host_that_does_not_exist_ends_its_seat_alone(hosts):
    run_id, done = hosts.run(job([on("o", WEB1, "i-0ccccccccccccccc9")]))
    check_done(hosts, run_id, done, "failed", counts(failed=1))
    row = hosts.rows(run_id)["o"]
    assert (row["status"], row["failure_reason"]) == ("failed", "start_refused")
    assert "i-0ccccccccccccccc9 (failed: start_refused: SSM SendCommand: InvalidInstanceId" in row["message"]
    assert host_result(hosts, run_id, WEB1)["status"] == "succeeded"


def test_a_document_that_does_not_exist_fails_the_order(hosts):
    run_id, done = hosts.run(job([on("o", WEB1, WEB2, ssm_document_name="exe-sys-absent")]))
    check_done(hosts, run_id, done, "failed", counts(failed=1))
    row = hosts.rows(run_id)["o"]
    assert row["failure_reason"] == "start_refused" and "InvalidDocument" in row["message"]


def test_a_host_that_never_answers_times_out_with_its_delivery(hosts):
    """It was online when it was chosen, or named: the service gives up after its TimeoutSeconds, and says so."""
    hosts.host(WEB2, {"Role": "web"}, state="away")
    hosts.clock(auto_skip=True)
    run_id, done = hosts.run(job([on("o", WEB1, WEB2)], job_timeout=20000))
    check_done(hosts, run_id, done, "failed", counts(failed=1))
    row = hosts.rows(run_id)["o"]
    assert row["failure_reason"] == "worker_lost" and f"{WEB2} (failed: worker_lost: SSM: the command ended as" in row["message"]
    assert 3600 <= (row["finished_at"] - row["accepted_at"]) / 1000 < 3700
    assert host_result(hosts, run_id, WEB1)["status"] == "succeeded"


def test_a_host_that_never_answers_and_nobody_tells(hosts):
    """The order's watchdog looks at all of its seats: claimed or not, they end by the latest of their limits."""
    hosts.host(WEB2, {"Role": "web"}, state="away")
    hosts.settings(signal_repeats=0)
    hosts.clock(auto_skip=True)
    run_id, done = hosts.run(job([on("o", WEB1, WEB2, timeout=100)], job_timeout=40000))
    check_done(hosts, run_id, done, "timed_out", counts(timed_out=1))
    row = hosts.rows(run_id)["o"]
    assert (row["status"], row["failure_reason"]) == ("timed_out", "watchdog")
    assert f"1 of 2 hosts did not succeed: {WEB2} (timed_out: watchdog" in row["message"]
    lasted_s = (row["finished_at"] - row["accepted_at"]) / 1000
    assert 3600 + 100 + 720 <= lasted_s < 3600 + 100 + 720 + 900


def test_a_killed_worker_is_noticed_at_once(hosts, trace):
    gate = trace.gate("g")
    run_id = hosts.start(job([held(gate, "o", DB)]))
    running(hosts, run_id, DB)
    hosts.clock(rate=FAST)
    os.kill(wait_until("its worker", lambda: worker_of(hosts, DB)), signal.SIGKILL)
    done = hosts.wait_done(run_id)
    check_done(hosts, run_id, done, "failed", counts(failed=1))
    assert fate(hosts, run_id) == ("failed", "worker_lost")
    assert "SSM: the command ended as Failed" in hosts.rows(run_id)["o"]["message"]
    wait_until("its folder is gone", lambda: not list(hosts.tmp.rglob("aws-exe-sys.*")))


def test_a_host_that_is_terminated_is_noticed_at_once(hosts, trace):
    gate = trace.gate("g")
    run_id = hosts.start(job([held(gate, "o", DB)]))
    running(hosts, run_id, DB)
    hosts.clock(rate=FAST)
    hosts.host(DB, state="gone")
    done = hosts.wait_done(run_id)
    check_done(hosts, run_id, done, "failed", counts(failed=1))
    assert fate(hosts, run_id)[1] == "worker_lost"


def test_a_command_that_fails_before_its_worker_says_why(hosts):
    """The bundle is another one by the time that the host fetches it."""
    hosts.host(DB, state="away")
    run_id = hosts.start(job([on("o", DB)]))
    wait_until("it is sent", lambda: hosts.statuses(run_id)["o"] == "running")
    hosts.s3.put_object(Bucket=hosts.internal, Key=f"tmp/exec/{run_id}/0001/exec.zip", Body=b"another")
    hosts.clock(rate=FAST)
    hosts.host(DB, state="online")
    done = hosts.wait_done(run_id)
    check_done(hosts, run_id, done, "failed", counts(failed=1))
    message = hosts.rows(run_id)["o"]["message"]
    assert "aws-exe-sys: the bundle that came is not the one that was meant: its SHA-256 differs" in message


def test_an_order_on_hosts_has_its_time(hosts):
    """Counted from each host's own claim; the commands on all of them are ended."""
    hosts.clock(rate=FAST)
    run_id, done = hosts.run(job([on("o", WEB1, WEB2, cmds=[f"case $PWD in *{WEB2}*) sleep 1000;; esac"], timeout=20)]))
    check_done(hosts, run_id, done, "timed_out", counts(timed_out=1))
    row = hosts.rows(run_id)["o"]
    assert (row["status"], row["failure_reason"]) == ("timed_out", "timeout")
    assert row["message"].startswith(f"1 of 2 hosts did not succeed: {WEB2} (timed_out")
    assert host_result(hosts, run_id, WEB1)["status"] == "succeeded"


def test_the_runs_deadline_ends_all_hosts(hosts, trace):
    gate = trace.gate("g")
    hosts.host(WEB2, {"Role": "web"}, state="away")
    hosts.clock(rate=FAST)
    run_id = hosts.start(job([held(gate, "o", WEB1, WEB2, timeout=500)], job_timeout=300))
    running(hosts, run_id, WEB1)
    hosts.clock(skip_ms=310_000)
    done = hosts.wait_done(run_id)
    check_done(hosts, run_id, done, "timed_out", counts(timed_out=1))
    assert fate(hosts, run_id) == ("timed_out", "deadline")


def test_a_log_that_is_too_large_for_a_result_is_put_whole(hosts):
    run_id, done = hosts.run(job([on("o", WEB1, DB, cmds=["seq 300000"])]))
    check_done(hosts, run_id, done, "succeeded", counts(succeeded=1))
    whole = "".join(f"{i}\n" for i in range(1, 300001))
    for host in WEB1, DB:
        key = f"tmp/logs/{run_id}/0001/hosts/{host}/output.log"
        assert f"all of it: s3://{hosts.internal}/{key}]" in hosts.rows(run_id)["o"]["log"]
        assert hosts.s3.get_object(Bucket=hosts.internal, Key=key)["Body"].read().decode() == whole
