"""The worker in the whole: real processes on the local AWS, on both targets."""

import base64
import io
import json
import os
import signal
import subprocess
import time
import uuid
import zipfile
from pathlib import Path

import pytest

from localaws import BIN, SLOW, alive, wait_until
from payloads import job, order

TARGETS = ["lambda", "codebuild"]
WORKER_ROLE = {"lambda": "worker", "codebuild": "codebuild"}

SECRET = 'p@ss "w\\rd/+%~é?Z'
TOKEN = "ghp_0123456789abcdefABCDEF"
SECRETS = {
    "aws:::ssm:/app/db": {"DB_PASSWORD": SECRET, "PIN": "123"},
    "aws:::secretd:app/api-token": TOKEN,
}


def started(aws, run_id, text):
    """Waits until the order's process has printed `text`: (its pid, its log)."""
    def printed():
        state = aws.state()
        for p in state["sandboxes"] + state["builds"]:
            if p.get("run_id") == run_id:
                log = aws.directory / "sandboxes" / (p["process"] + ".log")
                if log.exists() and text in log.read_text(errors="replace"):
                    return p["pid"], log.read_text(errors="replace")
        return None
    return wait_until(f"{text!r} in the log", printed)


@pytest.mark.parametrize("target", TARGETS)
def test_an_order_in_full(aws, target):
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as z:
        z.writestr("sub/file", "content\n")
        script = zipfile.ZipInfo("tool.sh")
        script.external_attr = 0o100755 << 16
        z.writestr(script, "#!/bin/sh\necho from the tool\n")
    aws.s3.put_object(Bucket=aws.internal, Key="code.zip", Body=code.getvalue())
    run_id, done = aws.run(job(order(
        cmds=["cat sub/file; ./tool.sh; echo \"$COLOR $ORDER_ID $ORDER_NUM $TIMEOUT\"", "echo two >&2", "exit 7", "echo never"],
        s3_location=f"s3://{aws.internal}/code.zip", env_vars={"COLOR": "blue"}, execution_target=target)))
    assert done["status"] == "failed"
    result = aws.result(run_id)
    assert result["log"] == "content\nfrom the tool\nblue deploy 0001 60\ntwo\n"
    assert (result["status"], result["exit_code"], result["log_truncated"]) == ("failed", 7, False)
    assert result["failure_reason"] == "command 3 of 4 ended with exit code 7"
    assert result["started_at"] <= result["finished_at"]
    row = aws.rows(run_id)["deploy"]
    assert (row["status"], row["exit_code"], row["log"]) == ("failed", 7, result["log"])


@pytest.mark.parametrize("target", TARGETS)
def test_five_calls_an_order(aws, target):
    aws.run(job(order(execution_target=target)))
    aws.clear_counts()
    aws.run(job(order(execution_target=target)))
    calls = {op: n for (role, op), n in aws.counts().items() if role == WORKER_ROLE[target]}
    assert calls == {"PutObject": 2, "GetObject": 2, "GetParameter": 1}


@pytest.mark.parametrize("target", TARGETS)
def test_a_time_out_reaches_every_process(aws, target):
    run_id, done = aws.run(job(order(
        cmds=["echo partial output",
              "(setsid sh -c 'trap \"\" TERM; echo pid $$; while :; do sleep 0.1; done' &)\n"
              "(sh -c 'sleep 1000 & echo pid $!' &)\n"
              "echo pid $$; sleep 1000",
              "echo never"],
        timeout=2, execution_target=target)))
    result = aws.result(run_id)
    assert (done["status"], result["status"], result["failure_reason"]) == ("timed_out", "timed_out", "timeout")
    assert "partial output" in result["log"] and "never" not in result["log"]
    pids = [int(line.split()[1]) for line in result["log"].splitlines() if line.startswith("pid ")]
    assert len(pids) == 3
    assert [pid for pid in pids if alive(pid)] == []
    # TERM at 2 s; the one that ignored it had ten more.
    assert 11_500 <= result["finished_at"] - result["started_at"] < 30_000 * SLOW


@pytest.mark.parametrize("target", TARGETS)
def test_an_end_wish_reaches_running_commands(aws, target):
    run_id = aws.start(job(order(cmds=["echo begun; sleep 1000"], execution_target=target),
                           order(order_name="next", dependencies=["deploy"], execution_target=target)))
    started(aws, run_id, "begun")
    wished = time.monotonic()
    aws.wish_end(run_id, by="bob")
    assert aws.wait_done(run_id)["status"] == "failed"
    assert time.monotonic() - wished < 5 * SLOW
    result = aws.result(run_id)
    assert (result["status"], result["failure_reason"], result["by"]) == ("failed", "cancelled", "bob")
    assert "begun" in result["log"]


def forms(value):
    """A value as commands may print it."""
    raw = value.encode()
    for shift in range(3):
        coded = base64.b64encode(b"x" * shift + raw + b"y" * (2 - shift)).decode()
        # The characters that are the value's alone.
        yield coded[(shift * 8 + 5) // 6:(shift * 8 + len(raw) * 8) // 6]
    yield value
    yield "".join(f"%{b:02X}" for b in raw)
    yield "".join(f"%{b:02x}" for b in raw)
    yield json.dumps(value)[1:-1]
    yield json.dumps(value, ensure_ascii=False)[1:-1]


PRINT = r'''
import base64, json, os, sys, urllib.parse
for name in ("DB_PASSWORD", "API_TOKEN"):
    value = os.environ[name]
    raw = value.encode()
    print(value, json.dumps({"v": value}), json.dumps(value, ensure_ascii=False))
    print(urllib.parse.quote(value, safe=""), urllib.parse.quote(value), urllib.parse.quote_plus(value))
    print("".join("%%%02x" % b for b in raw), "".join("%%%02X" % b for b in raw))
    for shift in range(3):
        text = b"x" * shift + raw + b"y" * (2 - shift)
        print(base64.b64encode(text).decode(), base64.urlsafe_b64encode(text).decode())
        print(base64.encodebytes(b"x" * (40 + shift) + raw * 3).decode())
    sys.stdout.flush()
    for cut in range(1, len(raw)):
        os.write(1, b"<" + raw[:cut]); os.write(2, raw[cut:] + b">")
'''


@pytest.mark.parametrize("target", TARGETS)
def test_a_secret_never_shows(start_aws, target, tmp_path):
    aws = start_aws(secrets=SECRETS)
    aws.s3.put_object(Bucket=aws.internal, Key="probe", Body=b"")
    url = aws.s3.generate_presigned_url("get_object", Params={"Bucket": aws.internal, "Key": "probe"})
    python = next(p for p in ("/usr/bin/python3", "/usr/local/bin/python3", "python3") if "/" not in p or os.path.exists(p))
    run_id, done = aws.run(job(order(
        cmds=[f"{python} -c '{PRINT}'", "echo \"$LINK\"; echo $PIN",
              "printf '{\"password\":\"is %s\"}' \"$API_TOKEN\" >$AWS_EXE_SYS_EVENTS_DIR/leak.json",
              "exit 3"],
        ssm_paths=["aws:::ssm:/app/db"], secret_manager_paths=["aws:::secretd:app/api-token"],
        env_vars={"LINK": url}, execution_target=target)))
    result = aws.result(run_id)
    assert result["exit_code"] == 3, result
    assert result["log"].count("<***>") == len(SECRET.encode()) + len(TOKEN) - 2
    assert "[aws-exe-sys: the value of PIN is not masked: it is under 4 bytes]" in result["log"]
    signature = url.split("X-Amz-Signature=")[1]
    texts = {"events": json.dumps(aws.events(run_id), ensure_ascii=False, default=str),
             "rows": json.dumps(aws.rows(run_id), ensure_ascii=False, default=str), "errors": aws.errors.read_text()}
    for key in aws.object_keys():
        if not key.endswith(".zip"):
            texts[key] = aws.s3.get_object(Bucket=aws.internal, Key=key)["Body"].read().decode()
    for path in aws.directory.rglob("*.log*"):
        texts[path.name] = path.read_text(errors="replace")
    for where, text in texts.items():
        for form in [*forms(SECRET), *forms(TOKEN), signature, "AGE-SECRET-KEY-"]:
            assert form not in text, (where, form)
    assert any(e.get("data", {}).get("password") == "is ***" for e in aws.events(run_id))


@pytest.mark.parametrize("target", TARGETS)
def test_the_worker_and_its_ancestors_are_closed_to_commands(aws, target):
    if target == "codebuild" and os.geteuid() != 0:
        pytest.skip("only root can give a build's commands a user of their own")
    run_id, _ = aws.run(job(order(cmds=[
        "env; p=$PPID; while [ $p -gt 1 ]; do cat /proc/$p/environ /proc/$p/mem; ls -l /proc/$p/fd;"
        " p=$(sed 's/.*) . //' /proc/$p/stat | cut -d' ' -f1); done 2>/dev/null",
        "ls -l /proc/self/fd; grep -h . ../../* ../* 2>/dev/null; true"], execution_target=target)))
    log = aws.result(run_id)["log"]
    for word in ("AWS_ACCESS", "AWS_SECRET", "AWS_SESSION", "AWS_CONTAINER", "canary", "socket:", "AGE-SECRET", aws.endpoint):
        assert word not in log, log


def test_root_builds_have_users_of_their_own(aws):
    if os.geteuid() != 0:
        pytest.skip("only root can give a build's commands a user of their own")
    run_id, _ = aws.run(job(*(order(order_name=f"o{i}", cmds=["id -u"]) for i in range(3))))
    users = {aws.result(run_id, i)["log"].strip() for i in (1, 2, 3)}
    assert len(users) == 3 and "0" not in users


def test_nothing_is_left_for_the_next_in_a_warm_sandbox(aws):
    aws.settings(lambda_concurrency=1)
    leave = ("echo x >left; echo x >$HOME/left; echo x >$TMPDIR/left; echo x >$TMPDIR/../../left;"
             " (setsid sleep 1000 & echo pid $!); echo in ${TMPDIR%/*/*}")
    first, _ = aws.run(job(order(cmds=[leave], execution_target="lambda")))
    look = "echo in ${TMPDIR%/*/*}; find ${TMPDIR%/*/*} -name 'left*'; ls -A . $HOME $TMPDIR"
    second, _ = aws.run(job(order(cmds=[look], execution_target="lambda")))
    log = aws.result(first)["log"].splitlines()
    assert not alive(int(log[0].split()[1]))
    # The same sandbox, and nothing in it.
    again = aws.result(second)["log"].splitlines()
    assert again[0] == log[1]
    assert "left" not in "\n".join(again[1:])


def test_events_of_commands(aws):
    run_id, _ = aws.run(job(order(cmds=[
        "cd $AWS_EXE_SYS_EVENTS_DIR; echo '{\"added\": 2, \"status\": \"changed\"}' >plan.json; echo '{' >bad.json;"
        " ln -s /etc/passwd link.json; mkfifo pipe.json; echo '{\"event_type\":\"named\"}' >other.json"],
        execution_target="lambda")))
    assert aws.result(run_id)["events"] == [
        {"event_type": "named", "status": "info", "data": {}},
        {"event_type": "plan", "status": "changed", "data": {"added": 2}},
    ]
    assert [e["status"] for e in aws.events(run_id) if e.get("data") == {"added": 2}] == ["changed"]
    log = aws.result(run_id)["log"]
    for name in ("bad", "link", "pipe"):
        assert f"event {name}.json is skipped: " in log
    assert "root:" not in json.dumps(aws.events(run_id), default=str)


@pytest.mark.parametrize("target", TARGETS)
def test_a_bundle_that_cannot_be_opened_is_reported(aws, target):
    run_id, done = aws.run(job(order(
        sops_key="age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p", sops_key_ssm_path="/gone",
        execution_target=target)))
    assert done["status"] == "failed"
    result = aws.result(run_id)
    assert result["failure_reason"].startswith("fetch the key of the bundle: /gone: ")
    assert result["failure_reason"] in result["log"]


def test_an_expired_url_is_replaced_by_the_workers_own_signature(aws):
    identity = subprocess.run([BIN / "age-keygen"], capture_output=True, text=True, check=True).stdout
    aws.ssm.put_parameter(Name="/keys/mine", Type="SecureString", Value=identity)
    run_id, _ = aws.run(job(order(
        cmds=["echo again"], execution_target="lambda", sops_key_ssm_path="/keys/mine",
        sops_key=next(line.split()[-1] for line in identity.splitlines() if "public key" in line))))
    # The same bundle for another run, with a URL that is over.
    other = str(uuid.uuid4())
    key = f"tmp/callbacks/runs/{other}/0001/result.json"
    url = aws.s3.generate_presigned_url("put_object", ExpiresIn=1, Params={
        "Bucket": aws.internal, "Key": key, "IfNoneMatch": "*"})
    aws.clock(skip_ms=3_600_000)
    time.sleep(1.5)
    before = aws.calls()[-1]["n"]
    answer = aws.awslambda.invoke(FunctionName=aws.functions["worker"], Payload=json.dumps({
        "s3_location": f"s3://{aws.internal}/tmp/exec/{run_id}/0001/exec.zip", "internal_bucket": aws.internal,
        "sops_key_ssm_path": "/keys/mine", "callback_url": url, "run_id": other, "order_num": "0001"}))
    assert "FunctionError" not in answer, answer["Payload"].read()
    result = aws.result(other)
    assert (result["status"], result["log"]) == ("succeeded", "again\n")
    statuses = [c["status"] for c in aws.calls(before) if c["operation"] == "PutObject"]
    assert statuses == [200, 403, 200], aws.calls(before)


@pytest.mark.parametrize("target", TARGETS)
def test_a_late_worker_finds_its_claim_taken(aws, target):
    run_id = str(uuid.uuid4())
    ending = {"status": "timed_out", "log": "", "failure_reason": "deadline", "by": "watchdog"}
    aws.s3.put_object(Bucket=aws.internal, Key=f"tmp/exec/{run_id}/0001/claim.json",
                      Body=json.dumps({"id": "ender/1", "ending": ending}).encode())
    _, done = aws.run(job(order(cmds=["echo never"], execution_target=target)), run_id=run_id)
    assert done["status"] == "timed_out"
    result = aws.result(run_id)
    assert (result["status"], result["failure_reason"], result["log"]) == ("timed_out", "deadline", "")


@pytest.mark.parametrize("target", TARGETS)
def test_a_killed_worker_is_noticed_and_its_commands_die(aws, target):
    run_id = aws.start(job(order(cmds=["(setsid sh -c 'echo pid $$; sleep 1000' &); sleep 1000"], execution_target=target)))
    pid, log = started(aws, run_id, "pid ")
    line = next(line for line in log.splitlines() if line.startswith("pid "))
    os.kill(worker_of(pid), signal.SIGKILL)
    assert aws.wait_done(run_id)["status"] == "failed"
    wait_until("the commands die", lambda: not alive(int(line.split()[1])))
    assert aws.rows(run_id)["deploy"]["status"] == "failed"


def worker_of(pid):
    """The worker itself: the process, or one below it where a shell started it."""
    if Path(f"/proc/{pid}/exe").resolve().name == "worker":
        return pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    found = [worker_of(int(child)) for child in children]
    return next((f for f in found if f), None)


def test_a_stopped_build_ends_its_commands(aws):
    run_id = aws.start(job(order(cmds=["echo begun; (setsid sh -c 'echo pid $$; sleep 1000' &); sleep 1000"])))
    _, log = started(aws, run_id, "pid ")
    aws.codebuild.stop_build(id=aws.rows(run_id)["deploy"]["execution_id"].split("build/")[-1])
    assert aws.wait_done(run_id)["status"] == "failed"
    command = int(log.split("pid ")[1].split()[0])
    wait_until("the commands die", lambda: not alive(command))


@pytest.mark.heavy
@pytest.mark.parametrize("target", TARGETS)
def test_a_gigabyte_of_output(aws, target):
    line = "0123456789" * 10
    run_id = aws.start(job(order(
        cmds=["echo first", f"yes {line} | head -c 1000000000", "echo; echo last"], timeout=500, execution_target=target)))
    peak = 0
    while aws.done(run_id) is None:
        for process in aws.state()["sandboxes"] + aws.state()["builds"]:
            pid = worker_of(process["pid"]) if alive(process["pid"]) else None
            try:
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                continue
            if process.get("run_id") == run_id and "VmHWM" in status:
                peak = max(peak, int(status.split("VmHWM:")[1].split()[0]))
        time.sleep(0.05)
    result = aws.result(run_id)
    assert result["status"] == "succeeded", result["failure_reason"]
    assert 0 < peak < 32 * 1024
    assert result["log_truncated"] and len(result["log"].encode()) <= 1024 * 1024
    assert result["log"].startswith(f"first\n{line}\n") and result["log"].endswith("\nlast\n")
    assert " bytes are cut here; the whole log is s3://" in result["log"]
    bucket, key = result["log_location"][len("s3://"):].split("/", 1)
    assert aws.s3.head_object(Bucket=bucket, Key=key)["ContentLength"] == 1_000_000_000 + len("first\n\nlast\n")
