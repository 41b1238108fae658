"""The run protocol between its processes: events as S3 delivers them on bad days, two senders, capacity that is wanting, and what
is stored in the end."""

import json
import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from localaws import plain, wait_until
from runs import FAST, check_done, check_model, job, order, random_job

URL = re.compile(r"https://[a-z0-9.-]*console\.aws\.amazon\.com/\S+")


def small_job(trace, **fields):
    """A join on both targets."""
    return job([order(trace, "a"), order(trace, "b", "codebuild", ["a"]), order(trace, "c", deps=["a"]),
                order(trace, "d", deps=["b", "c"])], **fields)


# ---- events


@pytest.mark.parametrize("seed", range(4))
def test_events_three_times_late_and_out_of_order(aws, trace, seed):
    """Without the run's watchdog: each event comes at last, and is enough."""
    aws.settings(event_repeats=3, event_delay_max_ms=20_000, watchdog_runs=False)
    aws.clock(rate=FAST, auto_skip=True)
    payload = random_job(trace, seed, 20)
    run_id, done = aws.run(payload)
    check_model(aws, trace, payload, run_id, done)
    # What comes after the end finds nothing to do.
    aws.wait_idle()
    check_model(aws, trace, payload, run_id, done)


def test_events_out_of_nowhere_change_nothing(aws, trace):
    """Keys of orders that are not over, that are no orders, of runs that are not: as often as they like."""
    gate = trace.gate("g")
    payload = job([order(trace, "a", then=f"read x <{gate} || :"), order(trace, "b", "codebuild", ["a"])])
    run_id = aws.start(payload)
    wait_until("a runs", lambda: trace.starts(run_id))
    for run in (run_id, str(uuid.uuid4())):
        for rest in ("0001/result.json", "0002/result.json", "0000/result.json", "9999/result.json", "0000/end/result.json",
                     "x/result.json", "0001/hosts/i-1/result.json"):
            for _ in range(3):
                aws.control("s3-event", {"bucket": aws.internal, "key": f"tmp/callbacks/runs/{run}/{rest}"})
    aws.control("invoke", {"function": "orchestrator", "payload": {"Records": [{"s3": {}}, {}]}})
    wait_until("they are dealt with", lambda: aws.state()["load"]["invocations"] == 1)
    wait_until("a runs on", lambda: aws.statuses(run_id) == {"a": "running", "b": "queued"})
    trace.open_gate(gate)
    check_model(aws, trace, payload, run_id, aws.wait_done(run_id))


def test_a_kick_is_as_good_as_every_event(aws, trace):
    """All events are lost, the trigger's too."""
    aws.settings(event_repeats=0, watchdog_runs=False)
    payload = job([order(trace, "a"), order(trace, "b", deps=["a"])])
    run_id = aws.start(payload)
    kick = {"s3": {"bucket": {"name": aws.internal}, "object": {"key": f"tmp/callbacks/runs/{run_id}/0000/result.json"}}}
    for name in ("a", "b", "done"):
        assert aws.done(run_id) is None
        aws.control("invoke", {"function": "orchestrator", "payload": {"Records": [kick]}})
        wait_until(f"{name} is there", lambda: aws.done(run_id) if name == "done" else trace.starts(run_id).get(name))
        aws.wait_idle()
    check_model(aws, trace, payload, run_id, aws.done(run_id))


def test_a_lost_trigger_is_written_again(aws, trace):
    aws.settings(event_repeats=0)
    payload = small_job(trace)
    run_id = aws.start(payload)
    aws.settings(event_repeats=1)
    aws.clock(auto_skip=True)
    check_model(aws, trace, payload, run_id, aws.wait_done(run_id))


# ---- holders


def hold(aws, run_id, for_s):
    """Somebody holds the run, and does nothing with it."""
    aws.dynamodb.update_item(
        TableName=aws.locks_table, Key={"pk": {"S": f"lock:{run_id}"}},
        UpdateExpression="SET orchestrator_id = :me, lease_until = :until ADD fence :one",
        ExpressionAttributeValues={":me": {"S": "somebody"}, ":one": {"N": "1"},
                                   ":until": {"N": str(aws.state()["time_ms"] + for_s * 1000)}})


def report(aws, run_id, num):
    """An order's result, as a foreign worker writes it."""
    aws.s3.put_object(Bucket=aws.internal, Key=f"tmp/callbacks/runs/{run_id}/{num:04}/result.json",
                      Body=b'{"status":"succeeded","log":""}')


def started_by_nobody(aws, trace, n):
    """A run whose n orders all wait for their results."""
    aws.settings(start_workers=False, watchdog_runs=False)
    run_id = aws.start(job([order(trace, f"o{i}") for i in range(n)]))
    wait_until("all are started", lambda: set(aws.statuses(run_id).values()) == {"running"})
    aws.wait_idle()
    return run_id


def test_a_run_whose_holder_is_gone_is_taken_over(aws, trace):
    """An event that meets a lease that nobody renews is delivered again, until the lease is over."""
    run_id = started_by_nobody(aws, trace, 1)
    hold(aws, run_id, 25)
    report(aws, run_id, 1)
    wait_until("the event has met the holder", lambda: aws.run_row(run_id).get("inbox") == {"0001"})
    wait_until("it waits to be delivered again", lambda: aws.state()["load"]["events_waiting"])
    assert aws.statuses(run_id) == {"o0": "running"}
    aws.clock(auto_skip=True)
    check_done(aws, run_id, aws.wait_done(run_id), "succeeded", {"succeeded": 1, "failed": 0, "timed_out": 0})
    assert aws.run_row(run_id)["taken_from"] == "somebody"


def test_a_holder_that_lets_go_without_a_word(aws, trace):
    """More news than the inbox holds, and none of their events comes again: the run's watchdog sees that nobody has them."""
    run_id = started_by_nobody(aws, trace, 110)
    hold(aws, run_id, 50)
    for num in range(1, 111):
        report(aws, run_id, num)
    aws.wait_idle()
    row = aws.run_row(run_id)
    assert len(row["inbox"]) == 100 and row["inbox_over"] is True
    raw = aws.dynamodb.get_item(TableName=aws.locks_table, Key={"pk": {"S": f"lock:{run_id}"}})["Item"]
    # What every callback writes stays small, whatever the run's size: one write unit is 1 KB.
    assert sum(len(k) + sum(map(len, v["SS"])) if "SS" in v else len(k) + len(str(*v.values())) for k, v in raw.items()) < 1024
    aws.dynamodb.update_item(TableName=aws.locks_table, Key={"pk": {"S": f"lock:{run_id}"}},
                             UpdateExpression="REMOVE orchestrator_id, lease_until")
    assert aws.done(run_id) is None
    aws.settings(watchdog_runs=True)
    aws.clock(auto_skip=True)
    check_done(aws, run_id, aws.wait_done(run_id), "succeeded", {"succeeded": 110, "failed": 0, "timed_out": 0})


# ---- capacity


@pytest.mark.parametrize("operation", ["Invoke", "StartBuild", "StartExecution"])
def test_orders_wait_for_capacity(aws, trace, operation):
    """Throttled for longer than a pass tries: the run is starved, and its watchdog kicks until all have started."""
    aws.clock(rate=FAST, auto_skip=True)
    aws.fault("orchestrator", operation=operation, action="throttle", times=30)
    payload = small_job(trace)
    run_id, done = aws.run(payload)
    check_model(aws, trace, payload, run_id, done)
    assert aws.faults()[0]["fired"] == 30


# ---- the same run_id


def test_the_same_run_twice_at_once_is_one_run(aws, trace):
    for _ in range(5):
        run_id, payload = str(uuid.uuid4()), small_job(trace)
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: aws.submit(payload, run_id=run_id), range(4)))
        # Each sender drew a trace_id of its own, and is told the run's.
        assert [status for status, _ in answers] == [200] * 4, answers
        assert len({json.dumps(answer, sort_keys=True) for _, answer in answers}) == 1
        check_model(aws, trace, payload, run_id, aws.wait_done(run_id))
        assert aws.submit(payload, run_id=run_id) == answers[0]


def test_two_jobs_of_one_run_id_at_once(aws, trace):
    """One is the run, whichever came first; the other is refused and leaves nothing."""
    for _ in range(5):
        run_id, payloads = str(uuid.uuid4()), [job([order(trace, name)]) for name in ("x", "y")]
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda i: aws.submit(payloads[i % 2], run_id=run_id), range(4)))
        taken = {i % 2 for i, (status, _) in enumerate(answers) if status == 200}
        assert sorted(status for status, _ in answers) == [200, 200, 409, 409] and len(taken) == 1, answers
        payload = payloads[taken.pop()]
        check_model(aws, trace, payload, run_id, aws.wait_done(run_id))
        refused = next(answer for status, answer in answers if status == 409)
        assert refused["status"] == "error" and run_id in refused["error"] and refused["run_id"] == run_id


# ---- what is stored


def get_json(aws, bucket, key):
    return json.loads(aws.s3.get_object(Bucket=bucket, Key=key)["Body"].read())


def check_order_rows(aws, run_id, payload, trace_id, flow_id, created_s):
    internal = f"s3://{aws.internal}/tmp"
    for i, want in enumerate(payload["orders"], 1):
        num = f"{i:04}"
        row = plain(aws.dynamodb.get_item(TableName=aws.orders_table, Key={"pk": {"S": f"{run_id}:{num}"}})["Item"])
        assert (row["run_id"], row["order_num"]) == (run_id, num)
        assert (row["trace_id"], row["flow_id"]) == (trace_id, flow_id)
        assert row["order_name"] == want["order_name"] and row["cmds"] == want["cmds"]
        assert row["queue_id"] == want.get("queue_id", num)
        assert row["s3_location"] == f"{internal}/exec/{run_id}/{num}/exec.zip"
        assert row["callback_url"] == f"{internal}/callbacks/runs/{run_id}/{num}/result.json"
        assert row["execution_target"] == want["execution_target"]
        assert row["must_succeed"] is want.get("must_succeed", True)
        assert row["timeout"] == want["timeout"] and row.get("image") == want.get("image")
        assert row["sops_key_ssm_path"] == f"/exe-sys/sops-keys/{run_id}/0000"
        assert row["ttl"] == created_s + payload["job_timeout"] + 86400
        assert row["created_at"] <= row["started_at"] <= row["finished_at"] == row["last_update"]
        assert ("git_b64" in row) == ("git_repo" in want)


def test_what_is_stored(aws, trace):
    archive = ("PK\5\6" + "\0" * 18).encode()  # an empty zip
    aws.s3.put_object(Bucket=aws.internal, Key="code.zip", Body=archive)
    event = """echo '{"event_type":"note","status":"ok","deep":{"n":1.5,"l":[true,null,"é"]}}' >$AWS_EXE_SYS_EVENTS_DIR/x.json"""
    payload = job([
        order(trace, "good", queue_id="first", then=f"echo output; {event}"),
        order(trace, "bad", "codebuild", ["good"], then="echo broken; exit 3", image="alpine:3", must_succeed=False),
        order(trace, "hopeful", deps=["first", "0002"], s3_location=f"s3://{aws.internal}/code.zip"),
        order(trace, "worse", "codebuild", then="exit 4"),
        order(trace, "stopped", deps=["worse", "good"]),
    ], username="al:ice", flow_label="re-lease", job_timeout=1800)
    before_s = aws.state()["time_ms"] // 1000
    status, answer = aws.submit(payload, trace_id="0123abcd")
    run_id, trace_id, flow_id = answer["run_id"], "0123abcd", "al:ice:0123abcd-re-lease"
    assert status == 200 and answer == {
        "status": "ok", "run_id": run_id, "trace_id": trace_id, "flow_id": flow_id, "warnings": [], "pr_search_tag": run_id,
        "done_endpt": f"s3://{aws.done_bucket}/{run_id}/done"}
    done = aws.wait_done(run_id)
    run = wait_until("completed", lambda: (lambda r: r["status"] == "completed" and r)(aws.run_row(run_id)))
    rows = aws.rows(run_id)

    # The run's row and its board.
    created_s = run["created_at"] // 1000
    assert before_s <= created_s <= before_s + 10
    ended = {"orchestrator_id", "lease_until", "inbox", "packing_until", "packing_failure"}
    assert not ended & set(run), run
    digest = run.pop("job_sha256")
    assert re.fullmatch("[0-9a-f]{64}", digest) and re.fullmatch("age1[0-9a-z]{58}", run.pop("recipient"))
    assert run["fence"] >= 1 and run["news"] >= run["fence"] and run["acquired_at"] <= aws.state()["time_ms"]
    assert {k: run[k] for k in ("pk", "status", "trace_id", "flow_id", "username", "order_count", "inbox_over", "starved", "ttl",
                                "deadline")} == {
        "pk": f"lock:{run_id}", "status": "completed", "trace_id": trace_id, "flow_id": flow_id, "username": "al:ice",
        "order_count": 5, "inbox_over": False, "starved": False, "ttl": created_s + 1800 + 86400,
        "deadline": run["created_at"] + 1_800_000}
    board = plain(aws.dynamodb.get_item(TableName=aws.locks_table, Key={"pk": {"S": f"board:{run_id}"}})["Item"])
    assert board["states"] == "sfsff" and board["fence"] == run["fence"] and board["ttl"] == run["ttl"]

    # Orders.
    check_order_rows(aws, run_id, payload, trace_id, flow_id, created_s)
    assert {n: (r["status"], r.get("exit_code"), r["log"], r.get("failure_reason")) for n, r in rows.items()} == {
        "good": ("succeeded", 0, "output\n", None),
        "bad": ("failed", 3, "broken\n", "command 1 of 1 ended with exit code 3"),
        "hopeful": ("succeeded", 0, "", None),
        "worse": ("failed", 4, "", "command 1 of 1 ended with exit code 4"),
        "stopped": ("failed", None, "", "dependency_failed")}
    assert [r["dependencies"] for r in rows.values()] == [[], ["0001"], ["0001", "0002"], [], ["0001", "0004"]]
    executions = {e["name"]: e["executionArn"] for e in
                  aws.states.list_executions(stateMachineArn=aws.environment["AWS_EXE_SYS_WATCHDOG_SFN"])["executions"]}
    for name, row in rows.items():
        assert ("execution_id" in row) == (name != "stopped")
        if name == "stopped":
            continue
        assert URL.fullmatch(row["execution_url"]) and URL.fullmatch(row["step_function_url"])
        assert row["step_function_url"].endswith(executions[f"{run_id}-{row['order_num']}"])
        claim = get_json(aws, aws.internal, f"tmp/exec/{run_id}/{row['order_num']}/claim.json")
        assert row["execution_id"].rsplit("/")[-1] in claim["execution_id"] and claim["id"].startswith(claim["execution_id"])
    aws.wait_idle()
    build = aws.codebuild.batch_get_builds(ids=[rows["bad"]["execution_id"]])["builds"][0]
    # A build whose order failed is one that did its work.
    assert build["buildStatus"] == "SUCCEEDED" and build["environment"]["image"] == "alpine:3"
    assert "X-Amz-Signature" not in json.dumps(build, default=str)

    check_events(aws, run_id, trace_id, flow_id, rows, run)
    assert done == {"status": "failed", "summary": {"succeeded": 2, "failed": 3, "timed_out": 0}, "run_id": run_id,
                    "flow_id": flow_id, "finished_at": max(r["finished_at"] for r in rows.values())}
    result = aws.result(run_id, 2)
    assert result == {"schema_version": "v1", "status": "failed", "log": "broken\n", "exit_code": 3, "log_truncated": False,
                      "started_at": rows["bad"]["started_at"], "finished_at": rows["bad"]["finished_at"],
                      "failure_reason": "command 1 of 1 ended with exit code 3", "by": "worker"}
    # Nothing lies about but what the contract names; the run's key is gone.
    stored = {k.replace(run_id, "R") for k in aws.object_keys("tmp/")}
    ran = [i for i in range(1, 6) if i != 5]
    assert stored == {"tmp/exec/R/plan.json", "tmp/callbacks/runs/R/0000/result.json"} | {
        f"tmp/exec/R/{i:04}/exec.zip" for i in range(1, 6)} | {f"tmp/exec/R/{i:04}/claim.json" for i in ran} | {
        f"tmp/callbacks/runs/R/{i:04}/result.json" for i in ran}
    assert aws.object_keys(bucket=aws.done_bucket) == [f"{run_id}/done"]
    with pytest.raises(aws.ssm.exceptions.ParameterNotFound):
        aws.ssm.get_parameter(Name=f"/exe-sys/sops-keys/{run_id}/0000", WithDecryption=True)


def check_events(aws, run_id, trace_id, flow_id, rows, run):
    """Also by the index of order names, and with a command's own."""
    found = aws.events(run_id)
    for e in found:
        name, at, kind = e["sk"].rsplit(":", 2)
        assert (name, int(at), kind) == (e["order_name"], e["epoch"], e["event_type"])
        assert (e["trace_id"], e["flow_id"], e["run_id"]) == (trace_id, flow_id, run_id)
        assert e["order_num"] == (rows[name]["order_num"] if name != "_job" else "0000")
        assert e["ttl"] == e["epoch"] // 1000 + 7776000
    by_name = {}
    for e in found:
        by_name.setdefault(e["order_name"], []).append((e["event_type"], e["status"], e.get("message")))
    why = "command 1 of 1 ended with exit code"
    started = [("dispatched", "dispatching", None), ("running", "running", None)]
    assert {n: sorted(es, key=str) for n, es in by_name.items()} == {n: sorted(es, key=str) for n, es in {
        "_job": [("job_completed", "failed", None), ("job_started", "running", "5 orders")],
        "good": [*started, ("note", "ok", None), ("succeeded", "succeeded", None)],
        "bad": [*started, ("failed", "failed", f"{why} 3")],
        "hopeful": [*started, ("succeeded", "succeeded", None)],
        "worse": [*started, ("failed", "failed", f"{why} 4")],
        "stopped": [("failed", "failed", "dependency_failed: worse")]}.items()}
    for e in found:
        assert e.get("execution_url") == (rows[e["order_name"]]["execution_url"] if e["event_type"] == "running" else None)
    note = next(e for e in found if e["event_type"] == "note")
    assert note["data"] == {"deep": {"n": plain({"n": {"N": "1.5"}})["n"], "l": [True, None, "é"]}}
    completed = next(e for e in found if e["event_type"] == "job_completed")
    assert completed["data"] == {"summary": {"succeeded": 2, "failed": 3, "timed_out": 0}}
    times = {(e["order_name"], e["event_type"]): e["epoch"] for e in found}
    assert times["stopped", "failed"] == rows["worse"]["finished_at"] == rows["stopped"]["finished_at"]
    assert times["bad", "dispatched"] == rows["bad"]["dispatched_at"] and times["bad", "failed"] == rows["bad"]["finished_at"]
    assert times["_job", "job_started"] == run["created_at"]
    index = aws.dynamodb.query(TableName=aws.events_table, IndexName="order_name_index",
                               KeyConditionExpression="order_name = :n AND epoch >= :t",
                               ExpressionAttributeValues={":n": {"S": "bad"}, ":t": {"N": str(times["bad", "dispatched"])}})
    assert [plain(i)["event_type"] for i in index["Items"]] == ["dispatched", "running", "failed"]
