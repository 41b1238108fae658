"""`aws-exe-sys submit` and `watch`: over each way to the engine, with answers that get lost, to the end of the run."""

import json
import os
import re
import signal
import uuid
from pathlib import Path

import pytest

from client import Client
from localaws import wait_until
from runs import check_done, check_once, job, order
from test_local_runner import Terminal


@pytest.fixture
def client(aws, tmp_path):
    return Client(aws, tmp_path)


def url_of(aws, way):
    port = aws.endpoint.rsplit(":", 1)[1]
    return {"api": aws.endpoint, "function_url": f"http://{aws.functions['init_job']}.lambda-url.us-east-1.localhost:{port}/"}[way]


def options(aws, way):
    return [] if way == "function" else ["--url", url_of(aws, way)]


OPERATIONS = {"function": "Invoke", "api": "InvokeApi", "function_url": "InvokeFunctionUrl"}


@pytest.mark.parametrize("way", OPERATIONS)
def test_each_way_to_the_engine(aws, client, trace, way):
    """The run is the one that was named; the same again is the same run; another job of that id is refused."""
    run_id = str(uuid.uuid4())
    submit = ["submit", client.job(job([order(trace, "a")])), "--run-id", run_id, *options(aws, way)]
    answer = client.json(*submit)
    assert (answer["status"], answer["run_id"], answer["done_endpt"]) == ("ok", run_id, f"s3://{aws.done_bucket}/{run_id}/done")
    assert ("user", OPERATIONS[way]) in aws.counts()
    check_done(aws, run_id, aws.wait_done(run_id), "succeeded", {"succeeded": 1, "failed": 0, "timed_out": 0})
    done = client(*submit)
    assert (done.returncode, done.stdout) == (0, f"run {run_id}\n"), done.stderr
    check_once(trace, run_id, ["a"])

    client.job(job([order(trace, "b")]))
    refused = client(*submit)
    assert refused.returncode == 1 and "409" in refused.stderr and run_id in refused.stderr
    assert client.json(*submit, code=1)["status"] == "error"


def test_the_api_may_come_from_the_environment(aws, client, trace):
    done = client("submit", client.job(job([order(trace, "a")])), AWS_EXE_SYS_API_URL=aws.endpoint + "/")
    assert done.returncode == 0, done.stderr
    assert ("user", "InvokeApi") in aws.counts()
    aws.wait_done(done.stdout.split()[1])


@pytest.mark.parametrize("way", OPERATIONS)
@pytest.mark.parametrize("when, action", [("before", "drop-answer"), ("after", "drop-answer"), ("before", "error")])
def test_a_lost_answer_is_asked_for_again(aws, client, trace, way, when, action):
    aws.fault("user", when=when, action=action, operation=OPERATIONS[way], times=2)
    answer = client.json("submit", client.job(job([order(trace, "a")])), *options(aws, way))
    assert aws.faults()[0]["fired"] == 2
    aws.wait_done(answer["run_id"])
    wait_until("nothing runs", lambda: aws.state()["idle"])
    check_once(trace, answer["run_id"], ["a"])
    assert len([k for k in aws.object_keys(bucket=aws.done_bucket)]) == 1


@pytest.mark.parametrize("way", OPERATIONS)
def test_a_function_that_dies_half_way_is_asked_again(aws, client, trace, way):
    """What it had packed already is kept."""
    aws.fault("init_job", nth=8, times=1, action="kill")
    done = client("submit", client.job(job([order(trace, "a"), order(trace, "b")])), *options(aws, way))
    assert done.returncode == 0, done.stderr
    assert aws.faults()[0]["fired"] == 1
    run_id = done.stdout.split()[1]
    check_done(aws, run_id, aws.wait_done(run_id), "succeeded", {"succeeded": 2, "failed": 0, "timed_out": 0})
    check_once(trace, run_id, ["a", "b"])


def documented():
    """What docs/cli.md says of each command's JSON: {command: names}."""
    text = (Path(__file__).parents[2] / "docs/cli.md").read_text().split("## JSON")[1].split("## Findings")[0]
    rows = [line.split("|")[1:3] for line in text.splitlines() if line.startswith("| `")]
    names = {}
    for commands, what in rows:
        for command in re.findall(r"`([\w -]+)`", commands):
            names[command] = set(re.findall(r"`([a-z_]+)`", what))
    names["order"] = set(re.findall(r"`([a-z_]+)`", text.split("An order of `orders`")[1]))
    return names


def test_json_is_what_the_documentation_says(aws, client, trace):
    names = documented()
    done_keys = {"status", "summary", "run_id", "flow_id", "finished_at", "failure_reason"}
    run_id, _ = aws.run(job([order(trace, "a"), order(trace, "b", then="exit 1"), order(trace, "c", deps=["b"])]))
    answer = client.json("watch", run_id, code=1)
    assert set(answer) <= done_keys | names["watch"] and "orders" in answer
    status = client.json("status", run_id, code=1)
    assert set(status) <= names["status"] and {"run_id", "status", "done", "orders"} <= set(status)
    for one in status["orders"] + answer["orders"]:
        assert set(one) <= names["order"] and {"order_num", "order_name", "status", "execution_target", "must_succeed"} <= set(one)
    logs = client.json("logs", run_id)
    assert set(logs) == {"orders"} and all(set(o) <= names["logs"] for o in logs["orders"])
    assert set(client.json("logs", run_id, "a")) <= names["logs"]
    for event in client.json("events", run_id)["events"]:
        assert set(event) <= names["events"], event
    said = client.json("explain", run_id)
    finding = {"code", "why", "since", "next", "next_at"}
    assert set(said) == {"run_id", "status", "now", "run", "orders"} <= names["explain"]
    assert all(set(f) <= finding for f in said["run"]) and all(set(o) <= finding | names["explain"] for o in said["orders"])
    cancelled = client.json("cancel", run_id)
    assert cancelled["status"] == "over" and set(cancelled) <= names["cancel"]
    assert set(client.json("validate", client.job({}), code=1)) == {"status", "errors", "warnings"} <= names["validate"]
    assert set(aws.about) == names["local --keep"]


def test_what_is_wrong_is_said(aws, client, trace):
    """What, where and what to do; a job that is wrong goes nowhere."""
    good = client.job(job([order(trace, "a")]))
    before = aws.counts()
    bad = client.folder / "bad.json"
    bad.write_text('{"username": "u",\n "orders": [{"cmds": [], "timeout": "5m"}]}')
    done = client("submit", bad, "--dir", client.folder)
    assert done.returncode == 1
    assert [line.split(": ", 1)[0].split("/")[-1] for line in done.stdout.splitlines()] == ["bad.json:2:22", "bad.json:2:37"], done.stdout
    assert "cmds: must not be empty" in done.stdout and 'got "5m"' in done.stdout
    assert aws.counts() == before
    for args, code, text in [
        (["submit", client.folder / "nothing.json"], 111, "nothing.json"),
        (["submit", good, "--run-id", "x"], 100, "--run-id: x is no UUID"),
        (["submit", good, "--url", aws.endpoint, "--function", "f"], 100, "not both"),
        (["submit", good, "--function", "nobody"], 111, "ResourceNotFoundException"),
        (["submit", good, "--prefix", "elsewhere"], 111, "elsewhere-init-job"),
        (["submit", good, "--url", "nonsense"], 111, "nonsense"),
        (["submit", good, "--url", aws.endpoint + "/nonsense"], 111, "answered 404"),
        (["watch", str(uuid.uuid4())], 111, "there is none of this id"),
        (["watch", "x"], 100, "a run's id is expected"),
    ]:
        done = client(*args)
        assert (done.returncode, done.stdout) == (code, "") and text in done.stderr, (args, done)
    done = client("submit", good, "--url", aws.endpoint, AWS_SECRET_ACCESS_KEY="not-the-secret")
    assert done.returncode == 111 and "answered 403" in done.stderr and "not-the-secret" not in done.stderr
    nobody = {**client.environment, "AWS_EXE_SYS_API_URL": aws.endpoint}
    del nobody["AWS_ACCESS_KEY_ID"], nobody["AWS_SECRET_ACCESS_KEY"]
    assert aws.object_keys("tmp/exec/") == []


def test_the_folder_is_the_code(aws, client, trace):
    folder = client.folder / "code"
    folder.mkdir()
    (folder / "hello.txt").write_text("from the folder")
    one = {**order(trace, "a"), "cmds": ["cat hello.txt"]}
    done = client("submit", client.job({"username": "u", "orders": [one]}), "--dir", folder, "--watch")
    assert done.returncode == 0 and "from the folder" in done.stdout, done.stdout + done.stderr


OUTCOMES = {"succeeded": ("true", 60, 0), "failed": ("exit 3", 60, 1), "timed_out": ("sleep 100", 1, 2)}


@pytest.mark.parametrize("status", OUTCOMES)
def test_watching_to_the_end(aws, client, trace, status):
    then, timeout, code = OUTCOMES[status]
    payload = job([order(trace, "a", then=then, timeout=timeout), order(trace, "b", deps=["a"], must_succeed=False)])
    done = client("submit", client.job(payload), "--watch")
    assert done.returncode == code, done.stdout + done.stderr
    run_id = done.stdout.split()[1]
    assert f"job {status}" in done.stdout and "\033" not in done.stdout
    # The same once more, of a run that is over; for programs one object.
    again = client.json("watch", run_id, code=code)
    assert (again["status"], again["run_id"], [o["status"] for o in again["orders"]]) == (status, run_id, [status, "succeeded"])
    assert client.json("submit", client.job(payload), "--watch", code=code)["status"] == status


def test_watching_a_run_of_others(aws, client, trace):
    """Names and targets come from the plan; a network that is away for a while is waited for."""
    gate = trace.gate("g")
    run_id = aws.start(job([order(trace, "held", then=f"cat <{gate}"), order(trace, "after", deps=["held"])]))
    wait_until("it runs", lambda: trace.starts(run_id))
    watching = client.start("watch", run_id)
    assert "held" in watching.stdout.readline()
    aws.fault("user", operation="GetItem", action="error", times=3)
    trace.open_gate(gate)
    out, err = watching.communicate(timeout=60)
    assert watching.returncode == 0 and "after" in out and "job succeeded" in out, out + err


def test_ctrl_c_leaves_the_run_alone(aws, client, trace):
    gate = trace.gate("g")
    run_id = aws.start(job([order(trace, "held", then=f"cat <{gate}")]))
    terminal = Terminal(client, "watch", run_id)
    terminal.wait_for("running")
    terminal.press_ctrl_c()
    assert terminal.end() == 111
    text = terminal.output.decode()
    assert f"aws-exe-sys cancel {run_id}" in text and f"aws-exe-sys watch {run_id}" in text
    assert aws.statuses(run_id) == {"held": "running"}
    trace.open_gate(gate)
    assert aws.wait_done(run_id)["status"] == "succeeded"


def test_a_picture_for_a_terminal(aws, client, trace):
    job_file = client.job(job([order(trace, "first"), order(trace, "second", deps=["first"])]))
    colourful, plain = Terminal(client, "submit", job_file, "--watch"), Terminal(client, "submit", job_file, "--watch", NO_COLOR="1")
    assert (colourful.end(), plain.end()) == (0, 0)
    assert b"\033[32msucceeded\033[0m" in colourful.output and b"\033[32m" not in plain.output


def test_a_packing_that_fails_is_watched_too(aws, client, trace):
    done = client("submit", client.job(job([order(trace, "a", ssm_paths=["/not/there"])])), "--watch")
    assert done.returncode == 1 and "/not/there" in done.stdout + done.stderr, done.stdout + done.stderr


def test_requests_of_the_http_api_are_signed_for_it(aws):
    """API Gateway's part of the local AWS: who does not sign, or signs for another service, is refused."""
    import urllib.error
    import urllib.request

    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    def post(service, path="/init", body=b"{}", key=None):
        request = AWSRequest("POST", aws.endpoint + path, data=body, headers={"content-type": "application/json"})
        if service:
            credentials = Credentials(aws.about["access_key_id"], key or aws.about["secret_access_key"])
            SigV4Auth(credentials, service, aws.about["region"]).add_auth(request)
        try:
            sent = urllib.request.Request(request.url, data=body, headers=dict(request.headers.items()), method="POST")
            with urllib.request.urlopen(sent) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as e:
            return e.code, e.read().decode()

    status, answer = post("execute-api")
    assert status == 400 and "job_parameters_b64" in answer
    assert post(None)[0] == post("execute-api", key="x")[0] == 403
    assert post("dynamodb")[0] != 200
    assert post("execute-api", "/other")[0] == 404


def test_the_end_of_the_watching_is_no_end_of_the_run(aws, client, trace):
    """A client that is killed leaves nothing behind that would matter."""
    gate = trace.gate("g")
    watching = client.start("submit", client.job(job([order(trace, "held", then=f"cat <{gate}")])), "--watch")
    run_id = watching.stdout.readline().split()[1]
    wait_until("it runs", lambda: trace.starts(run_id))
    os.kill(watching.pid, signal.SIGKILL)
    watching.communicate()
    trace.open_gate(gate)
    assert aws.wait_done(run_id)["status"] == "succeeded"


def test_texts_of_strangers_keep_to_their_line(aws, client, trace):
    """What a foreign worker writes moves no cursor and makes no line of its own in what people are shown."""
    aws.settings(start_workers=False)
    run_id = aws.start(job([order(trace, "a")]))
    wait_until("it is started", lambda: aws.statuses(run_id)["a"] == "running")
    evil = {"status": "failed", "log": "\033]0;title\007text\n", "failure_reason": "bad\n\033[2J  0002  b  succeeded\r"}
    aws.s3.put_object(Bucket=aws.internal, Key=f"tmp/callbacks/runs/{run_id}/0001/result.json", Body=json.dumps(evil).encode())
    aws.wait_done(run_id)
    for command in ("watch", "status", "explain", "events"):
        text = client(command, run_id).stdout
        assert "bad" in text and not set("\033\007\r") & set(text), (command, text)
        assert not [line for line in text.splitlines() if line.strip().startswith("0002")], text
    assert "text" in client("watch", run_id).stdout


def test_a_run_of_many_orders_ends_with_the_logs_of_a_few(aws, client, trace):
    """Reading each log of thousands would take minutes: a few are read, of those that ran."""
    orders = [order(trace, "first", then="echo broken; exit 1")] + [order(trace, f"o{i}", deps=["first"]) for i in range(60)]
    aws.clear_counts()
    done = client("submit", client.job(job(orders)), "--watch")
    assert done.returncode == 1 and "broken" in done.stdout and done.stdout.count("dependency_failed: first") >= 60
    # The board at each look, a second or more apart, and the log of the one that ran.
    assert aws.counts()["user", "GetItem"] < 30, aws.counts()
