"""`aws-exe-sys explain` on runs in each state that a run can be in, made so by what brings a run there."""

import json
import os
import signal
import uuid

import pytest

from client import Client
from localaws import wait_until
from runs import job, order


@pytest.fixture
def client(aws, tmp_path):
    return Client(aws, tmp_path)


def held(trace, name="held", target="lambda", **fields):
    """An order whose commands wait at a gate, and the gate."""
    gate = trace.gate(name)
    return order(trace, name, target, then=f"cat <{gate} >/dev/null", **fields), gate


def codes(orders):
    return {name: o["code"] for name, o in orders.items()}


def set_row(aws, run_id, **values):
    """What a crash would have left in the run's row."""
    names = {f"#{k}": k for k in values}
    types = {str: "S", int: "N", bool: "BOOL"}
    given = {f":{k}": {types[type(v)]: str(v) if type(v) is int else v} for k, v in values.items()}
    aws.dynamodb.update_item(TableName=aws.locks_table, Key={"pk": {"S": f"lock:{run_id}"}},
                             UpdateExpression="SET " + ", ".join(f"#{k} = :{k}" for k in values),
                             ExpressionAttributeNames=names, ExpressionAttributeValues=given)


def quiet(aws, run_id):
    """Nobody holds the run, and no event is on its way."""
    wait_until("all is quiet", lambda: "orchestrator_id" not in aws.run_row(run_id)
               and not aws.state()["load"]["events_waiting"] and "inbox" not in aws.run_row(run_id))


def test_an_unknown_run(client):
    run_id = str(uuid.uuid4())
    said = client.json("explain", run_id, code=111)
    assert (said["status"], [f["code"] for f in said["run"]], said["orders"]) == ("unknown", ["unknown_run"], [])
    assert "there is no such run" in client("explain", run_id).stdout


def test_waiting_for_orders_and_the_end(aws, client, trace):
    first, gate = held(trace)
    second, other = held(trace, "built", "codebuild")
    run_id = aws.start(job([first, second, order(trace, "after", deps=["held", "built"]), order(trace, "last", deps=["after"]),
                            order(trace, "good")]))
    wait_until("they run", lambda: {"held", "built", "good"} <= set(trace.starts(run_id)) and aws.statuses(run_id)["good"] == "succeeded")
    quiet(aws, run_id)
    run, orders, said = client.explain(run_id)
    assert run == ["not_held"] and said["status"] == "active"
    assert codes(orders) == {"held": "running", "built": "running", "after": "waits_for_orders", "last": "waits_for_orders",
                             "good": "succeeded"}
    assert orders["after"]["waits_for"] == ["held", "built"] and orders["last"]["waits_for"] == ["after"]
    claimed = aws.s3.head_object(Bucket=aws.internal, Key=f"tmp/exec/{run_id}/0001/claim.json")["LastModified"]
    assert orders["held"]["next_at"] == (int(claimed.timestamp()) + first["timeout"]) * 1000
    text = client("explain", run_id).stdout
    assert "waits for held and built; it starts when they are over" in text and "waiting for other orders (2)" in text, text
    assert "waits for after" in client("explain", run_id, "last").stdout
    assert client("explain", run_id, "nobody").returncode == 111

    trace.open_gate(gate)
    trace.open_gate(other)
    aws.wait_done(run_id)
    run, orders, said = client.explain(run_id)
    assert run == ["finished"] and said["status"] == "succeeded" and set(codes(orders).values()) == {"succeeded"}
    assert "it is over: succeeded" in client("explain", run_id).stdout


def test_an_order_on_two_hosts(aws, client, trace):
    """One has reported, the other works on."""
    gate = trace.gate("g")
    for host in ("i-0aaaaaaaaaaaaaaa1", "i-0aaaaaaaaaaaaaaa2"):
        aws.host(host, {"Role": "web"})
    first = f"mkdir {trace.folder}/first 2>/dev/null || cat <{gate}"
    run_id = aws.start(job([order(trace, "both", "ssm", then=first, ssm_targets={"tags": {"Role": "web"}})]))
    wait_until("one has reported", lambda: [k for k in aws.object_keys(f"tmp/callbacks/runs/{run_id}/0001/") if "hosts" in k])
    wait_until("the other works", lambda: len([k for k in aws.object_keys(f"tmp/exec/{run_id}/0001/") if "claim" in k]) == 2)
    quiet(aws, run_id)
    _, orders, _ = client.explain(run_id)
    assert orders["both"]["code"] == "running" and "begun on 2 of 2 hosts, reported by 1" in orders["both"]["why"]
    trace.open_gate(gate)
    aws.wait_done(run_id)


def test_waiting_for_capacity(aws, client, trace):
    """Lambda refuses every start for want of capacity; the run's watchdog is what tries again."""
    aws.settings(watchdog_runs=False)
    aws.fault("orchestrator", operation="Invoke", action="throttle", times=1000)
    run_id = aws.start(job([order(trace, "a"), order(trace, "b"), order(trace, "c", deps=["a"])]))
    wait_until("it starves", lambda: aws.run_row(run_id).get("starved") and "orchestrator_id" not in aws.run_row(run_id))
    run, orders, said = client.explain(run_id)
    assert run == ["not_held", "no_capacity"]
    assert codes(orders) == {"a": "waits_for_capacity", "b": "waits_for_capacity", "c": "waits_for_orders"}
    assert 0 < orders["a"]["next_at"] - said["now"] <= 60_000
    aws.clear_faults()
    aws.settings(watchdog_runs=True)
    aws.clock(auto_skip=True)
    assert aws.wait_done(run_id)["status"] == "succeeded"


def test_in_the_queue_of_its_service(aws, client, trace):
    aws.settings(start_workers=False)
    aws.host("i-0aaaaaaaaaaaaaaa1")
    aws.host("i-0aaaaaaaaaaaaaaa1", state="away")
    run_id = aws.start(job([order(trace, "a"), order(trace, "b", "codebuild"),
                            order(trace, "c", "ssm", ssm_targets={"instance_ids": ["i-0aaaaaaaaaaaaaaa1"]})]))
    wait_until("they are started", lambda: set(aws.statuses(run_id).values()) == {"running"})
    _, orders, _ = client.explain(run_id)
    assert codes(orders) == {"a": "not_claimed", "b": "not_claimed", "c": "not_claimed"}
    for name, limit_s in ("a", 3600 + 500 + 90), ("b", 28800 + 500 + 720), ("c", 3600 + 500 + 720):
        assert orders[name]["next_at"] - orders[name]["since"] == limit_s * 1000


@pytest.mark.parametrize("left_ms, code", [(45_000, "held"), (20_000, "held_late"), (-1000, "held_dead")])
def test_held_by_an_orchestrator_alive_or_dead(aws, client, trace, left_ms, code):
    aws.settings(watchdog_runs=False, start_workers=False)
    run_id = aws.start(job([order(trace, "a"), order(trace, "b", deps=["a"])]))
    wait_until("it runs", lambda: aws.statuses(run_id)["a"] == "running")
    quiet(aws, run_id)
    until = aws.state()["time_ms"] + left_ms
    set_row(aws, run_id, orchestrator_id="who/0123", lease_until=until)
    run, _, said = client.explain(run_id)
    assert run == [code] and "who/0123" in said["run"][0]["why"]
    for ahead_s in (-240, 240):
        assert client.explain(run_id, **client.clock(ahead_s))[0] == [code], "whatever the clock here says"
    if code == "held_dead":
        assert said["run"][0]["since"] == until
    else:
        assert said["run"][0]["next_at"] == until
    assert "dead" in said["run"][0]["why"] or code == "held"


def test_news_that_nobody_holds(aws, client, trace):
    aws.settings(watchdog_runs=False, start_workers=False)
    run_id = aws.start(job([order(trace, "a")]))
    wait_until("it runs", lambda: aws.statuses(run_id)["a"] == "running")
    quiet(aws, run_id)
    set_row(aws, run_id, inbox_over=True)
    assert client.explain(run_id)[0] == ["news_wait"]
    # A result that no orchestrator has read: its event is lost.
    aws.settings(event_repeats=0)
    aws.s3.put_object(Bucket=aws.internal, Key=f"tmp/callbacks/runs/{run_id}/0001/result.json", Body=b'{"status":"succeeded","log":""}')
    assert codes(client.explain(run_id)[1]) == {"a": "result_waits"}


def test_packing_and_a_packing_that_fell_silent(aws, client, trace):
    """init_job dies in the middle; its heartbeat is good for four minutes, then the packing is given up."""
    aws.settings(watchdog_runs=False)
    aws.fault("init_job", operation="PutParameter", action="kill", times=100)
    run_id = str(uuid.uuid4())
    with pytest.raises(AssertionError):
        aws.submit(job([order(trace, "a"), order(trace, "b")]), run_id=run_id)
    run, _, said = client.explain(run_id)
    assert run == ["packing"] and [o["code"] for o in said["orders"]] == ["not_packed", "not_packed"]
    until = aws.run_row(run_id)["packing_until"]
    assert said["run"][0]["next_at"] == until
    aws.clear_faults()
    set_row(aws, run_id, packing_until=aws.state()["time_ms"] - 5000)
    run, _, said = client.explain(run_id)
    assert run == ["packing_silent"] and {o["code"] for o in said["orders"]} == {"will_fail"}
    aws.settings(watchdog_runs=True)
    aws.clock(skip_ms=61_000)
    aws.wait_done(run_id)
    run, _, said = client.explain(run_id)
    assert run == ["finished"] and "packing failed" in said["run"][0]["why"]


def test_failures_and_what_they_stop(aws, client, trace):
    """The order that failed by itself is named for all that it stopped, directly or not."""
    run_id, _ = aws.run(job([order(trace, "root", then="exit 3"), order(trace, "child", deps=["root"]),
                             order(trace, "grandchild", deps=["child"]), order(trace, "late", then="sleep 100", timeout=1),
                             order(trace, "may", then="false", must_succeed=False)]))
    run, orders, _ = client.explain(run_id)
    assert run == ["finished"]
    assert codes(orders) == {"root": "failed", "child": "dependency_failed", "grandchild": "dependency_failed",
                             "late": "timed_out", "may": "failed"}
    assert (orders["grandchild"]["stopped_by"], orders["grandchild"]["cause"]) == (["child"], "root")
    assert "exit code 3" in orders["root"]["why"] and "it is allowed to" in orders["may"]["why"]
    assert "it began with root" in client("explain", run_id).stdout


@pytest.mark.parametrize("how, code", [("cancel", "cancelled"), ("deadline", "deadline")])
def test_a_run_that_is_ended(aws, client, trace, how, code):
    """While its worker is frozen it is being ended; afterwards the reason is kept."""
    one, gate = held(trace)
    run_id = aws.start(job([one, order(trace, "after", deps=["held"])], job_timeout=300))
    wait_until("it runs", lambda: trace.starts(run_id) and aws.statuses(run_id)["held"] == "running")
    sandbox = next(p for p in aws.state()["sandboxes"] if p.get("order_num") == "0001" and p["function"] == "worker")
    os.kill(sandbox["pid"], signal.SIGSTOP)
    if how == "cancel":
        assert client.json("cancel", run_id, "--no-wait")["status"] == "asked"
    else:
        aws.clock(skip_ms=310_000)
    wait_until("the rest has ended", lambda: aws.statuses(run_id)["after"] in ("failed", "timed_out"))
    run, orders, said = client.explain(run_id)
    assert "ending" in run and codes(orders) == {"held": "being_ended", "after": code}, said
    if how == "cancel":
        assert "tester@" in next(f["why"] for f in said["run"] if f["code"] == "ending")
    os.kill(sandbox["pid"], signal.SIGCONT)
    aws.wait_done(run_id)
    assert codes(client.explain(run_id)[1]) == {"held": code, "after": code}


def test_ten_thousand_orders_stay_readable(aws, client, trace):
    """A page, whatever the size: those that are alike are one line. The rows of all but the first have gone."""
    aws.settings(start_workers=False)
    run_id = aws.start(job([order(trace, "first")]))
    wait_until("it is started", lambda: aws.statuses(run_id)["first"] == "running")
    quiet(aws, run_id)
    orders = [["first", 0, 60, 7200, 1, 0, 0]] + [[f"o{i}", 0, 60, 7200, 1, 0, 0, 0] for i in range(9_999)]
    plan = {"v": 1, "run_id": run_id, "trace_id": "00000000", "flow_id": "u:00000000-exec", "deadline_ms": 1, "texts": [""], "orders": orders}
    aws.s3.put_object(Bucket=aws.internal, Key=f"tmp/exec/{run_id}/plan.json", Body=json.dumps(plan).encode())
    set_row(aws, run_id, order_count=10_000)
    done = client("explain", run_id)
    assert done.returncode == 0 and len(done.stdout.splitlines()) < 20, done.stdout
    assert "10000 orders" in done.stdout and "0002-10000  9999 orders" in done.stdout, done.stdout
