"""Packing: from a job to a run that is active, whatever happens on the way. Workers are not started: what is looked at is what
they would be given."""

import base64
import io
import json
import os
import re
import subprocess
import threading
import uuid
import zipfile
from pathlib import Path

import pytest

from localaws import BIN, SLOW, wait_until

SECRET = "tango-7f3a-whisky"


@pytest.fixture
def packer(start_aws):
    """A local AWS that starts no workers."""

    def start(*args, **kwargs):
        aws = start_aws(*args, **kwargs)
        aws.settings(start_workers=False)
        return aws

    return start


def order(i=0, **fields):
    return {"order_name": f"o{i}", "cmds": [f"echo {i}"], "timeout": 60, "execution_target": "lambda", **fields}


def job(orders, **fields):
    orders = [order(i) for i in range(orders)] if isinstance(orders, int) else orders
    return {"username": "ann", "commands_only": True, "orders": orders, **fields}


def send(aws, payload, run_id):
    """One submit: (status, answer), or None when the function did not live to answer."""
    encoded = base64.b64encode(json.dumps(payload).encode()).decode()
    event = {
        "httpMethod": "POST",
        "path": "/init",
        "body": json.dumps({"run_id": run_id, "job_parameters_b64": encoded}),
    }
    answer = aws.client("lambda").invoke(FunctionName=aws.functions["init_job"], Payload=json.dumps(event))
    body = json.loads(answer["Payload"].read())
    return None if "FunctionError" in answer else (body["statusCode"], json.loads(body["body"]))


def bundle(aws, run_id, num=1, name="exec.zip"):
    key = f"tmp/exec/{run_id}/{num:04}/{name}"
    return zipfile.ZipFile(io.BytesIO(aws.s3.get_object(Bucket=aws.internal, Key=key)["Body"].read()))


def environment(aws, run_id, num=1):
    """What the order's bundle seals, opened with the run's own key by sops itself."""
    prefix = aws.environment["AWS_EXE_SYS_SSM_PREFIX"]
    name = f"/{prefix}/sops-keys/{run_id}/0000"
    key = aws.ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    command = [BIN / "sops", "--decrypt", "--input-type", "json", "--output-type", "json", "/dev/stdin"]
    opened = subprocess.run(command, input=bundle(aws, run_id, num).read("secrets.enc.json"), capture_output=True, timeout=60,
                            env={"SOPS_AGE_KEY": key, "HOME": "/nonexistent"})
    assert opened.returncode == 0, opened.stderr
    return json.loads(opened.stdout)


def wait_row(aws, run_id, timeout=60):
    """The run's row once its packing is over."""

    def row():
        row = aws.run_row(run_id)
        return row if row and (row["status"] != "packing" or row.get("packing_failure")) else None

    return wait_until(f"packing of {run_id} ends", row, timeout)


def bundles(aws, run_id):
    return [key for key in aws.object_keys(f"tmp/exec/{run_id}/") if key.endswith("/exec.zip")]


def check_active(aws, run_id, orders):
    """The run is active with everything that belongs to it, and nothing besides."""
    row = wait_row(aws, run_id)
    assert (row["status"], row["order_count"], row.get("packing_failure")) == ("active", orders, None)
    assert len(aws.rows(run_id)) == orders
    assert len(bundles(aws, run_id)) == orders
    wait_until("no job waits", lambda: not [k for k in aws.object_keys(f"tmp/exec/{run_id}/") if "pending" in k])
    assert [e["event_type"] for e in aws.events(run_id) if e["order_name"] == "_job"] == ["job_started"]


# ---- what is packed


def test_a_bundle_holds_what_the_job_says(packer):
    aws = packer(secrets={"aws:::ssm:/team/db": {"DB_PASSWORD": SECRET, "COLOR": "ssm"}, "aws:::secretd:prod/api-token": SECRET})
    fields = {
        "env_vars": {"COLOR": "env", "SHAPE": "round", "TOKEN_unencrypted": SECRET},
        "ssm_paths": ["/team/db"],
        "secret_manager_paths": ["prod/api-token"],
    }
    run_id = aws.start(job([order(0), order(1, **fields)], stripped_copy=True))
    check_active(aws, run_id, 2)
    got = environment(aws, run_id, 2)
    url = got.pop("CALLBACK_URL")
    assert f"/tmp/callbacks/runs/{run_id}/0002/result.json?" in url and "X-Amz-Signature" in url
    row = aws.run_row(run_id)
    assert got == {
        "API_TOKEN": SECRET,
        "CMDS": '["echo 1"]',
        "COLOR": "ssm",
        "DB_PASSWORD": SECRET,
        "FLOW_ID": row["flow_id"],
        "ORDER_ID": "o1",
        "ORDER_NUM": "0002",
        "RUN_ID": run_id,
        "SHAPE": "round",
        "TIMEOUT": "60",
        "TOKEN_unencrypted": SECRET,
        "TRACE_ID": row["trace_id"],
    }
    packed = bundle(aws, run_id, 2)
    assert sorted(packed.namelist()) == ["env_vars.env", "secrets.enc.json", "secrets.src"]
    assert packed.read("secrets.src").decode().splitlines() == [
        "/team/db\tDB_PASSWORD COLOR",
        "aws:::secretd:prod/api-token\tAPI_TOKEN",
    ]
    assert sorted(bundle(aws, run_id, 2, "exec.stripped.zip").namelist()) == ["env_vars.env", "secrets.src"]
    for name in packed.namelist():
        assert SECRET.encode() not in packed.read(name)


def test_code_is_the_folder_of_the_archive(packer):
    aws = packer()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as z:
        script = zipfile.ZipInfo("infra/run.sh")
        script.external_attr = 0o100750 << 16
        z.writestr(script, "#!/bin/sh\n")
        link = zipfile.ZipInfo("infra/link")
        link.create_system = 3
        link.external_attr = 0o120777 << 16
        z.writestr(link, "run.sh")
        z.writestr("other/file", "x" * 100000)
    aws.s3.put_object(Bucket=aws.internal, Key="code.zip", Body=archive.getvalue())
    run_id = aws.start(job([order(i, s3_location=f"s3://{aws.internal}/code.zip", git_folder="infra") for i in range(3)]))
    check_active(aws, run_id, 3)
    packed = bundle(aws, run_id, 3)
    code = {i.filename: i.external_attr >> 16 & 0o777 for i in packed.infolist() if i.filename.startswith("code/")}
    assert code["code/run.sh"] == 0o750 and "code/link" in code and not any("other" in name for name in code)
    assert packed.read("code/run.sh") == b"#!/bin/sh\n" and packed.read("code/link") == b"run.sh"
    fetched = [c for c in aws.calls() if c["operation"] == "GetObject" and c["detail"].endswith("code.zip")]
    assert len(fetched) == 1


@pytest.mark.heavy
def test_large_code_is_left_to_another_invocation(packer):
    """The answer does not wait for 70 MB, and no process holds them."""
    aws = packer()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("big", os.urandom(70 << 20))
    aws.s3.put_object(Bucket=aws.internal, Key="code.zip", Body=archive.getvalue())
    run_id = aws.start(job([order(i, s3_location=f"s3://{aws.internal}/code.zip") for i in range(2)]))
    check_active(aws, run_id, 2)
    assert aws.counts()["init_job", "Invoke"] == 1
    sandboxes = [p["pid"] for p in aws.state()["sandboxes"] if p["function"] == "init_job"]
    for pid in sandboxes:
        peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        assert int(peak[1]) < 16 * 1024
    assert sandboxes


# ---- what is refused


@pytest.mark.parametrize(
    "fields, says",
    [
        ({"ssm_paths": ["/team/absent"]}, "/team/absent"),
        ({"secret_manager_paths": ["prod/absent"]}, "prod/absent"),
        ({"s3_location": "s3://nowhere/code.zip"}, "s3://nowhere/code.zip"),
    ],
)
def test_what_cannot_be_packed_is_said_and_ends_the_run(packer, fields, says):
    aws = packer()
    run_id = str(uuid.uuid4())
    status, answer = send(aws, job([order(0), order(1, **fields)]), run_id)
    assert status == 400 and answer["status"] == "error" and answer["run_id"] == run_id
    assert "orders[1] (o1)" in answer["error"] and says in answer["error"]
    done = aws.wait_done(run_id)
    assert (done["status"], done["summary"]["failed"]) == ("failed", 2)
    assert says in done["failure_reason"]
    assert send(aws, job([order(0), order(1, **fields)]), run_id)[0] == 409


def test_an_ended_packing_frees_nothing_and_starts_nothing(packer):
    aws = packer()
    run_id = str(uuid.uuid4())
    send(aws, job([order(0), order(1, ssm_paths=["/team/absent"])]), run_id)
    aws.wait_done(run_id)
    assert aws.counts().get(("orchestrator", "Invoke"), 0) == 0
    assert set(aws.statuses(run_id).values()) <= {"failed"}


# ---- again, and at once


def test_a_repeated_submit_answers_the_same(packer):
    aws = packer()
    run_id = str(uuid.uuid4())
    first = send(aws, job(3), run_id)
    assert first[0] == 200 and send(aws, job(3), run_id) == first
    check_active(aws, run_id, 3)


def test_another_job_under_the_same_run_id_is_a_conflict(packer):
    aws = packer()
    run_id = str(uuid.uuid4())
    assert send(aws, job(3), run_id)[0] == 200
    status, answer = send(aws, job(4), run_id)
    assert status == 409 and "belongs to another job" in answer["error"]
    check_active(aws, run_id, 3)


def at_once(*calls):
    results = [None] * len(calls)

    def run(i):
        results[i] = calls[i]()

    threads = [threading.Thread(target=run, args=[i]) for i in range(len(calls))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return results


def test_the_same_job_at_once_is_one_run(packer):
    aws = packer()
    for _ in range(5):
        run_id = str(uuid.uuid4())
        answers = at_once(*[lambda: send(aws, job(20), run_id)] * 3)
        assert [status for status, _ in answers] == [200] * 3
        assert len({answer["trace_id"] for _, answer in answers}) == 1
        check_active(aws, run_id, 20)


def test_two_jobs_at_once_under_one_run_id_are_one_run(packer):
    aws = packer()
    for _ in range(5):
        run_id = str(uuid.uuid4())
        answers = at_once(lambda: send(aws, job(5), run_id), lambda: send(aws, job(6), run_id))
        assert sorted(status for status, _ in answers) == [200, 409]
        check_active(aws, run_id, 5 if answers[0][0] == 200 else 6)


# ---- deaths


@pytest.mark.heavy
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_any_request_a_repeated_submit_completes(packer, when):
    aws = packer(secrets={"aws:::ssm:/team/db": {"A": "x"}})
    payload = job([order(0, ssm_paths=["/team/db"]), order(1)])
    for nth in range(1, 100):
        run_id = str(uuid.uuid4())
        aws.fault("init_job", nth=nth, when=when)
        answer = send(aws, payload, run_id)
        aws.clear_faults()
        if answer:
            break
        status, answer = send(aws, payload, run_id)
        assert status == 200, (nth, answer)
        check_active(aws, run_id, 2)
        assert environment(aws, run_id, 1)["A"] == "x"
        assert answer["trace_id"] == aws.run_row(run_id)["trace_id"]
    assert 12 < nth < 99


@pytest.mark.heavy
def test_killed_in_the_middle_of_many_a_repeated_submit_completes(packer):
    aws = packer()
    run_id = str(uuid.uuid4())
    aws.fault("init_job", nth=200)
    assert send(aws, job(300), run_id) is None
    packed = len(aws.rows(run_id))
    assert packed > 0
    aws.clear_counts()
    assert send(aws, job(300), run_id)[0] == 200
    check_active(aws, run_id, 300)
    assert aws.counts()["init_job", "PutObject"] <= 300 - packed + 3


@pytest.mark.heavy
def test_killed_for_good_the_run_ends_and_says_why(packer):
    aws = packer()
    run_id = str(uuid.uuid4())
    aws.fault("init_job", nth=200)
    assert send(aws, job(300), run_id) is None
    aws.clear_faults()
    aws.clock(rate=60)
    done = aws.wait_done(run_id, 60)
    assert (done["status"], done["summary"]) == ("failed", {"succeeded": 0, "failed": 300, "timed_out": 0})
    assert done["failure_reason"]


# ---- in several invocations


@pytest.mark.heavy
def test_short_invocations_pack_a_job_together(packer):
    """The function's 300 s go by in a second."""
    aws = packer()
    aws.clock(rate=300)
    status, answer = send(aws, job(300, job_timeout=72000), run_id := str(uuid.uuid4()))
    aws.clock(rate=1)
    assert status == 200, answer
    check_active(aws, run_id, 300)
    assert aws.counts()["init_job", "Invoke"] >= 1


@pytest.mark.heavy
def test_what_waits_for_another_invocation_is_sealed(packer):
    aws = packer()
    aws.clock(rate=100)
    orders = [order(i, env_vars={"HUSH": SECRET}) for i in range(300)]
    run_id = str(uuid.uuid4())
    aws.settings(concurrency={"init_job": 1})
    aws.fault("init_job", operation="Invoke", when="after")
    send(aws, job(orders, job_timeout=72000), run_id)
    waiting = [key for key in aws.object_keys(f"tmp/exec/{run_id}/") if "pending" in key]
    assert waiting
    text = aws.s3.get_object(Bucket=aws.internal, Key=waiting[0])["Body"].read()
    assert len(text) > 10000 and SECRET.encode() not in text and b"orders" not in text


@pytest.mark.heavy
def test_ten_thousand_orders_are_accepted_in_time(packer):
    aws = packer()
    aws.settings(watchdog_orders=False)
    run_id = str(uuid.uuid4())
    results = []
    thread = threading.Thread(target=lambda: results.append(send(aws, job(10000), run_id)))
    thread.start()
    thread.join(30 * SLOW)
    assert results and results[0][0] == 200
    row = wait_row(aws, run_id, 300)
    assert (row["status"], row["order_count"]) == ("active", 10000)
    assert len(bundles(aws, run_id)) == 10000


def test_many_orders_of_a_packing_that_died_are_ended_by_one_holder(aws):
    """It keeps its lease while it does: nobody does the same beside it."""
    n, run_id = 600, str(uuid.uuid4())
    orders = [order(i, execution_target="ssm", ssm_targets={"instance_ids": ["i-0aaaaaaaaaaaaaaa1"]}) for i in range(n)]
    # The plan, after all bundles and rows.
    aws.fault("ssm_config", operation="PutObject", nth=n + 1)
    with pytest.raises(AssertionError, match="FunctionError"):
        aws.submit(job(orders), run_id=run_id, path="/ssm")
    assert set(aws.statuses(run_id).values()) == {"queued"}
    aws.clear_counts()
    aws.clock(rate=200)
    done = aws.wait_done(run_id, 120)
    assert (done["status"], done["summary"]) == ("failed", {"succeeded": 0, "failed": n, "timed_out": 0})
    assert done["failure_reason"].startswith("packing failed: ")
    rows = aws.rows(run_id).values()
    assert {(r["status"], r["failure_reason"]) for r in rows} == {("failed", "packing_failed")} and len(rows) == n
    assert aws.counts()["orchestrator", "TransactWriteItems"] == n
