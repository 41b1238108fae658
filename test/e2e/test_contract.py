"""What is stored, attribute by attribute, as a reader with boto3 finds it; and old payloads, which are taken as they are."""

import base64
import json
import re
import subprocess
import uuid

import pytest

from git_server import Repo
from localaws import BIN, plain, wait_until
from runs import FAST, job, order

HOSTS = "i-0aaaaaaaaaaaaaaa1", "i-0aaaaaaaaaaaaaaa2"
TOKEN = "ghp-5ecret-0f-the-tests"
TERMINAL = {"succeeded", "failed", "timed_out"}
STATUSES = {"queued", "dispatching", "running", *TERMINAL}
MIB = 1024 * 1024


# ---- what a value must be


def text(value):
    return isinstance(value, str)


def word(value):
    return isinstance(value, str) and value != ""


def texts(value):
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def flag(value):
    return isinstance(value, bool)


def number(value):
    return isinstance(value, int) and not isinstance(value, bool)


def ms(value):
    return number(value) and 1_500_000_000_000 < value < 4_000_000_000_000


def s(value):
    return number(value) and 1_500_000_000 < value < 4_000_000_000


def matches(pattern):
    def check(value):
        return isinstance(value, str) and re.fullmatch(pattern, value)
    return check


def one_of(*values):
    def check(value):
        return value in values
    return check


URL = matches(r"https://[a-z0-9.-]*console\.aws\.amazon\.com/\S+")
RUN = matches(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
S3 = matches(r"s3://[a-z0-9.-]+/\S+")


def base64_json(value):
    return isinstance(json.loads(base64.b64decode(value, validate=True)), dict)


def json_object(value):
    return isinstance(value, dict) or isinstance(json.loads(value), dict)


# attribute: (what it is, when it applies: a function of the row and the order as it was sent)


def always(row, sent):
    return True


def terminal(row, sent):
    return row["status"] in TERMINAL


def was_started(row, sent):
    return row["status"] in ("running", *TERMINAL) and row.get("failure_reason") not in ("dependency_failed", "cancelled")


def dispatched(row, sent):
    return row["status"] == "dispatching" or was_started(row, sent)


def target(*names):
    return lambda row, sent: row["execution_target"] in names


def sent_with(field):
    return lambda row, sent: field in sent


ORDERS = {
    "pk": (matches(r"[0-9a-f-]{36}:\d{4,5}"), always),
    "run_id": (RUN, always),
    "order_num": (matches(r"\d{4,5}"), always),
    "trace_id": (matches("[0-9a-f]{8}"), always),
    "flow_id": (matches(r".+:[0-9a-f]{8}-.+"), always),
    "order_name": (word, always),
    "cmds": (texts, always),
    "status": (one_of(*STATUSES), always),
    "queue_id": (word, always),
    "s3_location": (matches(r"s3://[a-z0-9.-]+/tmp/exec/[0-9a-f-]{36}/\d{4,5}/exec\.zip"), always),
    "callback_url": (matches(r"s3://[a-z0-9.-]+/tmp/callbacks/runs/[0-9a-f-]{36}/\d{4,5}/result\.json"), always),
    "execution_target": (one_of("lambda", "codebuild", "ssm"), always),
    "dependencies": (texts, always),
    "must_succeed": (flag, always),
    "timeout": (number, always),
    "created_at": (ms, always),
    "last_update": (ms, always),
    "ttl": (s, always),
    "git_b64": (base64_json, sent_with("git_repo")),
    "sops_key_ssm_path": (matches(r"/\S+"), target("lambda", "codebuild")),
    "ssm_targets": (json_object, target("ssm")),
    "ssm_document_name": (word, sent_with("ssm_document_name")),
    "hosts": (texts, lambda row, sent: row["execution_target"] == "ssm" and dispatched(row, sent)),
    "image": (word, sent_with("image")),
    "execution_id": (word, was_started),
    "execution_url": (URL, was_started),
    "step_function_url": (URL, was_started),
    "log": (text, terminal),
    "log_location": (S3, lambda row, sent: "gigantic" in row["order_name"] and terminal(row, sent)),
    "exit_code": (number, lambda row, sent: terminal(row, sent) and was_started(row, sent)),
    "failure_reason": (word, lambda row, sent: row["status"] in ("failed", "timed_out")),
    "started_at": (ms, terminal),
    "finished_at": (ms, terminal),
}
# What the protocol keeps beside.
ORDERS_OWN = {"fence": number, "dispatched_at": ms, "accepted_at": ms, "message": word}

EVENTS = {
    "trace_id": matches("[0-9a-f]{8}"), "sk": matches(r".+:\d{13}:.+"), "order_name": word, "epoch": ms, "event_type": word,
    "status": word, "flow_id": matches(r".+:[0-9a-f]{8}-.+"), "run_id": RUN, "order_num": matches(r"\d{4,5}"), "ttl": s,
}
EVENTS_MAYBE = {"execution_url": URL, "log_location": S3, "message": word, "data": lambda v: isinstance(v, dict)}

LOCKS = {"pk": matches("lock:[0-9a-f-]{36}"), "acquired_at": ms, "ttl": s, "flow_id": word,
         "trace_id": matches("[0-9a-f]{8}")}


def check_order_row(row, sent):
    for name, (kind, applies) in ORDERS.items():
        assert (name in row) == bool(applies(row, sent)), (name, row)
        assert name not in row or kind(row[name]), (name, row[name])
    for name in row.keys() - ORDERS.keys():
        assert name in ORDERS_OWN and ORDERS_OWN[name](row[name]), (name, row)


def check_events(found):
    for e in found:
        for name, kind in EVENTS.items():
            assert kind(e[name]), (name, e)
        for name in e.keys() - EVENTS.keys():
            assert name in EVENTS_MAYBE and EVENTS_MAYBE[name](e[name]), (name, e)


def raw_rows(aws, run_id, n):
    items = [aws.dynamodb.get_item(TableName=aws.orders_table, Key={"pk": {"S": f"{run_id}:{i:04}"}}, ConsistentRead=True)
             for i in range(1, n + 1)]
    return {row["order_name"]: row for row in (plain(i["Item"]) for i in items)}


# ---- a run that has everything


def on_hosts(trace, name, **fields):
    return order(trace, name, "ssm", timeout=60, **fields)


def everything(trace, recipient):
    code = {"git_repo": "acme/shop", "commit_hash": "v1", "git_folder": "infra"}
    event = """echo '{"status":"ok","n":1}' >$AWS_EXE_SYS_EVENTS_DIR/note.json"""
    return job([
        order(trace, "good", "lambda", then=f"cat file; {event}", **code),
        order(trace, "bad", "codebuild", ["good"], then="exit 7", image="alpine:3", must_succeed=False),
        order(trace, "gigantic", "lambda", then="head -c 3000000 /dev/zero | tr '\\0' x"),
        order(trace, "keyed", "codebuild", sops_key=recipient, sops_key_ssm_path="/keys/mine"),
        on_hosts(trace, "by-id", ssm_targets={"instance_ids": list(HOSTS)}, ssm_document_name="exe-sys-run"),
        on_hosts(trace, "by-tag", ssm_targets={"tags": {"Role": "web", "Stage": ["live", "test"]}}),
        order(trace, "late", "lambda", then="sleep 100", timeout=1, must_succeed=False),
        order(trace, "stopped", "lambda", ["late-too"]),
        order(trace, "late-too", "codebuild", then="sleep 100", timeout=1),
    ], commands_only=True, git_provider="github", git_token_location="aws:::ssm:/git/token",
        git_ssh_key_location="aws:::ssm:/git/old-key")


@pytest.fixture
def cloud(start_aws, git):
    aws = start_aws(env=git.environment, secrets={"aws:::ssm:/git/token": {"TOKEN": TOKEN}})
    git.repos["github", "acme/shop"] = Repo({"main": {"x": b"x"}, "v1": {"infra/file": b"from git\n"}}, token=TOKEN)
    for host, stage in zip(HOSTS, ("live", "test")):
        aws.host(host, {"Role": "web", "Stage": stage})
    return aws


def test_every_attribute_is_as_the_contract_has_it(cloud, trace):
    aws = cloud
    identity = subprocess.run([BIN / "age-keygen"], capture_output=True, text=True, check=True).stdout
    aws.ssm.put_parameter(Name="/keys/mine", Type="SecureString", Value=identity)
    payload = everything(trace, next(line.split()[-1] for line in identity.splitlines() if "public key" in line))
    run_id, done = aws.run(payload, timeout=90)
    sent = {o["order_name"]: o for o in payload["orders"]}
    rows = raw_rows(aws, run_id, len(sent))
    assert {n: r["status"] for n, r in rows.items()} == {
        "good": "succeeded", "bad": "failed", "gigantic": "succeeded", "keyed": "succeeded", "by-id": "succeeded",
        "by-tag": "succeeded", "late": "timed_out", "stopped": "failed", "late-too": "timed_out"}
    for name, row in rows.items():
        check_order_row(row, sent[name])

    # Values that a type does not tell.
    assert json.loads(base64.b64decode(rows["good"]["git_b64"])) == {
        "repo": "acme/shop", "token_location": "aws:::ssm:/git/token", "folder": "infra", "commit_hash": "v1"}
    assert rows["keyed"]["sops_key_ssm_path"] == "/keys/mine"
    assert rows["good"]["sops_key_ssm_path"] == f"/exe-sys/sops-keys/{run_id}/0000"
    assert rows["good"]["log"] == "from git\n" and rows["bad"]["exit_code"] == 7
    assert sorted(rows["by-id"]["hosts"]) == sorted(rows["by-tag"]["hosts"]) == list(HOSTS)
    for name in ("by-id", "by-tag"):
        targets = rows[name]["ssm_targets"]
        assert (targets if isinstance(targets, dict) else json.loads(targets)) == sent[name]["ssm_targets"]
    assert len(rows["gigantic"]["log"].encode()) == 64 * 1024 and rows["gigantic"]["log"].endswith("xxx")
    bucket, _, key = rows["gigantic"]["log_location"].removeprefix("s3://").partition("/")
    assert key.startswith(f"tmp/logs/{run_id}/0003/")
    assert aws.s3.head_object(Bucket=bucket, Key=key)["ContentLength"] == 3_000_000
    assert rows["late"]["failure_reason"] == "timeout" and rows["stopped"]["failure_reason"] == "dependency_failed"

    check_objects(aws, run_id, rows, done)
    run = wait_until("completed", lambda: (lambda r: r["status"] == "completed" and r)(aws.run_row(run_id)))
    assert all(kind(run[name]) for name, kind in LOCKS.items()), run
    found = aws.events(run_id)
    check_events(found)
    assert {name for e in found for name in e} == EVENTS.keys() | EVENTS_MAYBE.keys()
    assert {e["order_num"] for e in found if e["order_name"] == "_job"} == {"0000"}
    assert next(e for e in found if e["event_type"] == "note")["data"] == {"n": 1}
    assert next(e for e in found if e["order_name"] == "gigantic" and "log_location" in e)["event_type"] == "succeeded"


def check_objects(aws, run_id, rows, done):
    keys = aws.object_keys("tmp/")
    for name, row in rows.items():
        num = row["order_num"]
        assert f"tmp/exec/{run_id}/{num}/exec.zip" in keys
        has_result = f"tmp/callbacks/runs/{run_id}/{num}/result.json" in keys
        assert has_result == (name != "stopped")
        if not has_result:
            continue
        result = aws.result(run_id, int(num))
        assert {"schema_version", "status", "log", "exit_code", "started_at", "finished_at", "log_truncated"} <= result.keys() | (
            {"exit_code"} if row["execution_target"] == "ssm" else set()), result
        assert result["schema_version"] == "v1" and result["status"] == row["status"] and flag(result["log_truncated"])
        assert ms(result["started_at"]) and ms(result["finished_at"]) and number(result.get("exit_code", 0))
        assert len(result["log"].encode()) <= MIB and result["log_truncated"] == (name == "gigantic")
        assert result.get("failure_reason") == row.get("failure_reason")
    assert f"tmp/callbacks/runs/{run_id}/0000/result.json" in keys
    assert aws.object_keys(bucket=aws.done_bucket) == [f"{run_id}/done"]
    assert done == {"status": "timed_out", "summary": {"succeeded": 5, "failed": 2, "timed_out": 2}, "run_id": run_id,
                    "flow_id": rows["good"]["flow_id"], "finished_at": max(r["finished_at"] for r in rows.values())}


# ---- every status


def test_every_status_is_seen(cloud, trace):
    """Held where it is: one waits, one meets no capacity, one runs."""
    aws, gate = cloud, trace.gate("g")
    payload = job([
        order(trace, "running", "codebuild", then=f"read x <{gate} || :"),
        order(trace, "queued", deps=["running"]),
        order(trace, "dispatching", "lambda", timeout=500),
    ])
    aws.fault("orchestrator", operation="Invoke", action="throttle", times=1000)
    run_id = aws.start(payload)
    wait_until("all are where they stay", lambda: aws.statuses(run_id) == {n: n for n in ("running", "queued", "dispatching")})
    wait_until("it starts", lambda: trace.starts(run_id))
    wait_until("the run is let go", lambda: "orchestrator_id" not in aws.run_row(run_id))
    run = aws.run_row(run_id)
    assert run["status"] == "active" and run["starved"] is True and all(kind(run[name]) for name, kind in LOCKS.items())
    sent = {o["order_name"]: o for o in payload["orders"]}
    for name, row in raw_rows(aws, run_id, 3).items():
        check_order_row(row, sent[name])
    check_events(aws.events(run_id))
    aws.clear_faults()
    trace.open_gate(gate)
    aws.clock(rate=FAST, auto_skip=True)
    assert aws.wait_done(run_id)["status"] == "succeeded"


# ---- payloads as they come


OLD = [
    ({"use_lambda": True}, "lambda"),
    ({"use_lambda": False}, "codebuild"),
    ({}, "codebuild"),
    ({"execution_target": "lambda", "use_lambda": True}, "lambda"),
]


def test_old_payloads_are_taken(cloud, trace):
    aws = cloud
    aws.settings(start_workers=False)
    orders = [{"order_name": f"o{i}", "cmds": ["true"], "timeout": 60, **fields} for i, (fields, _) in enumerate(OLD)]
    status, answer = aws.submit({
        "username": "u", "git_repo": "acme/shop", "git_token_location": "/git/token", "commit_hash": "main",
        "git_ssh_key_location": "aws:::ssm:/git/old-key", "orders": orders})
    assert status == 200, answer
    assert answer["warnings"] == ["git_ssh_key_location: not used: code comes over HTTPS, with git_token_location"]
    rows = raw_rows(aws, answer["run_id"], len(OLD))
    assert [r["execution_target"] for r in rows.values()] == [target for _, target in OLD]


@pytest.mark.parametrize("targets", [{"instance_ids": list(HOSTS)}, {"tags": {"Role": "web"}},
                                     {"tags": {"Role": ["web", "db"], "Stage": "live"}}])
def test_the_ssm_entry_takes_both_shapes_of_targets(cloud, trace, targets):
    """Without execution_target: every order there is for hosts."""
    plain_order = {"order_name": "a", "cmds": [trace.command()], "timeout": 60, "ssm_targets": targets}
    run_id, done = cloud.run({"username": "u", "commands_only": True, "orders": [plain_order]}, path="/ssm")
    row = raw_rows(cloud, run_id, 1)["a"]
    check_order_row(row, plain_order)
    assert done["status"] == "succeeded" and row["flow_id"].endswith("-ssm")
    want = list(HOSTS) if targets != {"tags": {"Role": ["web", "db"], "Stage": "live"}} else [HOSTS[0]]
    assert sorted(row["hosts"]) == want and trace.starts(run_id) == {"a": len(want)}


def test_an_answer_in_full(cloud, trace):
    run_id = str(uuid.uuid4())
    status, answer = cloud.submit(job([order(trace, "a")], flow_label="re-lease", pr_comment_search_tag="tag"), run_id=run_id,
                                  done_endpt="s3://elsewhere/done")
    assert status == 200 and answer.keys() == {"status", "run_id", "trace_id", "flow_id", "done_endpt", "pr_search_tag", "warnings"}
    assert (answer["status"], answer["run_id"], answer["pr_search_tag"]) == ("ok", run_id, "tag")
    assert answer["done_endpt"] == f"s3://{cloud.done_bucket}/{run_id}/done"
    assert answer["flow_id"] == f"u:{answer['trace_id']}-re-lease"
    assert any("done_endpt" in json.dumps(w) for w in answer["warnings"]), answer
