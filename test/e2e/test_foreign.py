"""Foreign workers: whatever can fetch a bundle, open it, and PUT {"status","log"} to the CALLBACK_URL that it finds there. What
they write is a result like any other, however odd it is."""

import io
import json
import os
import re
import subprocess
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from localaws import BIN, wait_until
from runs import check_done, check_once, job, order

DOCS = Path(__file__).parents[2] / "docs/foreign-workers.md"
MIB = 1024 * 1024


def started(aws, payload, **more):
    """A run whose orders are started, but nobody of ours comes."""
    aws.settings(start_workers=False)
    run_id = aws.start(payload, **more)
    wait_until("all are started", lambda: set(aws.statuses(run_id).values()) == {"running"})
    return run_id


def unpack(aws, row):
    """What a foreign worker finds: its environment, decrypted by sops with the key from Parameter Store."""
    bucket, _, key = row["s3_location"].removeprefix("s3://").partition("/")
    bundle = zipfile.ZipFile(io.BytesIO(aws.s3.get_object(Bucket=bucket, Key=key)["Body"].read()))
    identity = aws.ssm.get_parameter(Name=row["sops_key_ssm_path"], WithDecryption=True)["Parameter"]["Value"]
    opened = subprocess.run([BIN / "sops", "--decrypt", "--input-type", "json", "--output-type", "json", "/dev/stdin"],
                            input=bundle.read("secrets.enc.json"), capture_output=True, check=True,
                            env={"SOPS_AGE_KEY": identity, "HOME": "/nonexistent"})
    return json.loads(opened.stdout)


def put(url, body):
    """A plain PUT by somebody without any key: its HTTP status and answer."""
    request = urllib.request.Request(url, data=body if isinstance(body, bytes) else json.dumps(body).encode(), method="PUT")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as e:
        return e.code, e.read()


# name: (body, status, failure_reason, log as the row has it)
BODIES = {
    "good": ({"status": "succeeded", "log": "by hand\n"}, "succeeded", None, "by hand\n"),
    "failed": ({"status": "failed", "log": "no"}, "failed", None, "no"),
    "failed-with-more": ({"status": "failed", "log": "", "exit_code": 7, "failure_reason": "out of paint"}, "failed",
                         "out of paint", ""),
    "late": ({"status": "timed_out", "log": "zzz"}, "timed_out", None, "zzz"),
    "no-log": ({"status": "succeeded"}, "succeeded", None, ""),
    "odd-types": ({"status": "succeeded", "log": 7, "exit_code": "x", "started_at": [], "finished_at": {}, "events": 3},
                  "succeeded", None, ""),
    "garbage": (b"\x00\xff not JSON", "failed", "bad_result", ""),
    "cut-off": (b'{"status":"succeeded","log":"', "failed", "bad_result", ""),
    "empty": (b"", "failed", "bad_result", ""),
    "list": ([], "failed", "bad_result", ""),
    "no-status": ({"log": "x"}, "failed", "bad_result", "x"),
    "unknown-status": ({"status": "done", "log": "x"}, "failed", "bad_result", "x"),
    "not-terminal": ({"status": "running", "log": "x"}, "failed", "bad_result", "x"),
    "large": ({"status": "succeeded", "log": "é" * MIB + "end"}, "succeeded", None, "é" * (32 * 1024 - 2) + "end"),
    "too-large": (b'{"status":"succeeded","log":"' + b"x" * (9 * MIB) + b'"}', "failed", "result_too_large", ""),
}


def test_a_result_like_any_other(aws, trace):
    run_id = started(aws, job([order(trace, name) for name in BODIES]))
    before_ms, rows = aws.state()["time_ms"], aws.rows(run_id)
    for name, (body, *_) in BODIES.items():
        found = unpack(aws, rows[name])
        assert (found["ORDER_ID"], found["ORDER_NUM"], found["RUN_ID"]) == (name, rows[name]["order_num"], run_id)
        assert json.loads(found["CMDS"]) == rows[name]["cmds"]
        assert put(found["CALLBACK_URL"], body)[0] == 200
    done, rows = aws.wait_done(run_id), aws.rows(run_id)
    assert {n: (r["status"], r.get("failure_reason"), r["log"]) for n, r in rows.items()} == {
        n: tuple(want) for n, (_, *want) in BODIES.items()}
    counts = [want[0] for _, *want in BODIES.values()]
    check_done(aws, run_id, done, "timed_out", {s: counts.count(s) for s in ("succeeded", "failed", "timed_out")})
    assert rows["failed-with-more"]["exit_code"] == 7 and "exit_code" not in rows["odd-types"]
    for name, row in rows.items():
        # They need not say when: the object does.
        assert before_ms - 1000 <= row["started_at"] == row["finished_at"] <= aws.state()["time_ms"], name
    messages = {e["order_name"]: e.get("message", "") for e in aws.events(run_id) if e["event_type"] in ("failed", "succeeded")}
    assert messages["unknown-status"] == 'bad_result: result.json has an unknown status "done"'
    assert messages["no-status"] == "bad_result: result.json has no status"
    assert messages["garbage"].startswith("bad_result: result.json cannot be read: ")
    assert messages["too-large"].startswith("result_too_large: ")
    check_once(trace, run_id, [])


def test_a_second_word_changes_nothing(aws, trace):
    """A plain PUT replaces the object, but a row that is terminal stands; after `done`, too."""
    run_id = started(aws, job([order(trace, "a"), order(trace, "b")]))
    rows = aws.rows(run_id)
    urls = {name: unpack(aws, rows[name])["CALLBACK_URL"] for name in "ab"}
    put(urls["a"], {"status": "succeeded", "log": "first"})
    wait_until("a is over", lambda: aws.statuses(run_id)["a"] == "succeeded")
    a = aws.rows(run_id)["a"]
    assert put(urls["a"], {"status": "failed", "log": "second"})[0] == 200
    aws.wait_idle()
    assert aws.rows(run_id)["a"] == a
    put(urls["b"], {"status": "succeeded", "log": "last"})
    done, events = aws.wait_done(run_id), None
    aws.wait_idle()
    rows, events = aws.rows(run_id), aws.events(run_id)
    for name in "ab":
        assert put(urls[name], {"status": "timed_out", "log": "after the end"})[0] == 200
    aws.wait_idle()
    assert (aws.rows(run_id), aws.events(run_id), aws.done(run_id)) == (rows, events, done)
    check_done(aws, run_id, done, "succeeded", {"succeeded": 2, "failed": 0, "timed_out": 0})


def test_a_url_that_expired(aws, trace):
    """It is refused, which harms nothing: whoever may write to the bucket still can."""
    run_id = started(aws, job([order(trace, "a", timeout=60)], presign_expiry=900, job_timeout=20_000))
    row = aws.rows(run_id)["a"]
    url = unpack(aws, row)["CALLBACK_URL"]
    aws.clock(skip_ms=2000 * 1000)
    status, answer = put(url, {"status": "succeeded", "log": "late"})
    assert status == 403 and b"expired" in answer
    aws.wait_idle()
    assert aws.statuses(run_id) == {"a": "running"}
    bucket, _, key = row["callback_url"].removeprefix("s3://").partition("/")
    aws.s3.put_object(Bucket=bucket, Key=key, Body=b'{"status":"succeeded","log":"signed by myself"}')
    check_done(aws, run_id, aws.wait_done(run_id), "succeeded", {"succeeded": 1, "failed": 0, "timed_out": 0})
    assert aws.rows(run_id)["a"]["log"] == "signed by myself"


def documented(verb):
    """The lines of the documentation that do it."""
    blocks = re.findall(r"```sh\n(.*?)```", DOCS.read_text(), re.S)
    return next(b for b in blocks if b.startswith(f"# {verb}"))


def test_the_documented_lines_work(aws, trace):
    run_id = started(aws, job([order(trace, "a")]))
    found = unpack(aws, aws.rows(run_id)["a"])
    environment = {"PATH": os.environ["PATH"], "RUN_ID": run_id, "ORDER_NUM": "0001", "CALLBACK_URL": found["CALLBACK_URL"],
                   "BUCKET_URL": f"{aws.endpoint}/{aws.internal}", "AWS_REGION": aws.about["region"],
                   "AWS_ACCESS_KEY_ID": aws.about["access_key_id"], "AWS_SECRET_ACCESS_KEY": aws.about["secret_access_key"]}

    def sh(text):
        return subprocess.run(["sh", "-c", text], env=environment, capture_output=True, text=True)

    first = sh(documented("claim"))
    assert first.returncode == 0, first.stderr
    second = sh(documented("claim"))
    assert second.returncode == 22 and "412" in second.stderr, second
    sent = sh(documented("report"))
    assert sent.returncode == 0, sent.stderr
    check_done(aws, run_id, aws.wait_done(run_id), "succeeded", {"succeeded": 1, "failed": 0, "timed_out": 0})
    # A worker of ours that comes late finds the claim and goes.
    assert json.loads(aws.s3.get_object(Bucket=aws.internal, Key=f"tmp/exec/{run_id}/0001/claim.json")["Body"].read()) == {
        "id": "me"}
    check_once(trace, run_id, [])


def test_a_result_that_s3_does_not_give(aws, trace):
    """Archived, or encrypted with a stranger's key: the order ends, and says why; what is not there yet is waited for."""
    run_id = started(aws, job([order(trace, "a"), order(trace, "b")]))
    rows = aws.rows(run_id)
    aws.wait_idle()
    aws.fault("orchestrator", operation="GetObject", action="refuse", times=2)
    # An event about what is not there.
    aws.control("s3-event", {"bucket": aws.internal, "key": f"tmp/callbacks/runs/{run_id}/0002/result.json"})
    wait_until("that was looked for", lambda: aws.faults()[0]["fired"] == 1)
    put(unpack(aws, rows["a"])["CALLBACK_URL"], {"status": "succeeded", "log": "x"})
    wait_until("a has ended", lambda: aws.statuses(run_id)["a"] == "failed")
    assert aws.statuses(run_id)["b"] == "running"
    put(unpack(aws, rows["b"])["CALLBACK_URL"], {"status": "succeeded", "log": "x"})
    check_done(aws, run_id, aws.wait_done(run_id), "failed", {"succeeded": 1, "failed": 1, "timed_out": 0})
    row = aws.rows(run_id)["a"]
    assert row["failure_reason"] == "result_unreadable" and "AccessDenied" in row["message"] and row["log"] == ""
    assert row["started_at"] == row["finished_at"] > row["accepted_at"]
