"""SPEC section 9: /webhook takes what is signed with the secret, and nothing else. As the gateway hands it to the function: the body
as it came, or in base64, in both of the payload formats."""

import base64
import hashlib
import hmac
import json
import urllib.error
import urllib.request
import uuid

import pytest

from localaws import wait_until

SECRET, NEXT = "first of two", "second of two"
LOCATION = "/hooks/secret"
JOB = {"username": "u", "commands_only": True, "orders": [{"cmds": ["true"], "timeout": 60, "execution_target": "lambda"}]}


def request(run_id):
    return json.dumps({"run_id": run_id, "job_parameters": JOB}).encode()


def signature(body, secret=SECRET):
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def event(body, headers, version="2.0", encoded=False):
    """What an HTTP API (2.0) or a REST API (1.0) makes of a request."""
    text = base64.b64encode(body).decode() if encoded else body.decode()
    if version == "2.0":
        return {"version": version, "routeKey": "POST /webhook", "rawPath": "/webhook",
                "headers": {k.lower(): v for k, v in headers.items()},
                "requestContext": {"http": {"method": "POST", "path": "/webhook"}, "stage": "$default"},
                "body": text, "isBase64Encoded": encoded}
    return {"resource": "/webhook", "path": "/webhook", "httpMethod": "POST", "headers": headers,
            "multiValueHeaders": {k: [v] for k, v in headers.items()},
            "requestContext": {"stage": "prod"}, "body": text, "isBase64Encoded": encoded}


def deliver(aws, body, headers, **how):
    answer = aws.awslambda.invoke(FunctionName=aws.functions["init_job"], Payload=json.dumps(event(body, headers, **how)))
    payload = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, (payload, aws.errors.read_text())
    return payload["statusCode"], json.loads(payload["body"])


@pytest.fixture
def hooked(start_aws):
    return start_aws(secrets={LOCATION: {"NOW": SECRET, "NEXT": NEXT}}, env={"AWS_EXE_SYS_WEBHOOK_SECRET": LOCATION})


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("encoded", [False, True])
@pytest.mark.parametrize("secret", [SECRET, NEXT])
def test_a_signed_job_runs(hooked, version, encoded, secret):
    run_id = str(uuid.uuid4())
    body = request(run_id)
    status, answer = deliver(hooked, body, {"X-Hub-Signature-256": signature(body, secret)}, version=version, encoded=encoded)
    assert (status, answer["run_id"]) == (200, run_id)
    assert hooked.wait_done(run_id)["status"] == "succeeded"


def test_each_provider_has_its_proof(hooked):
    body = request(str(uuid.uuid4()))
    for headers in ({"X-Gitlab-Token": SECRET}, {"X-Hub-Signature": signature(body)},
                    {"X-Hub-Signature-256": signature(body).replace("sha256=", "").upper().join(["sha256=", ""])}):
        assert deliver(hooked, body, headers)[0] == 200, headers


@pytest.mark.parametrize("location", [LOCATION, "aws:::ssm:" + LOCATION, LOCATION + ":1"])
def test_a_job_does_not_get_the_secret(hooked, location):
    """Who may submit a job must not come by what lets others submit."""
    order = {**JOB["orders"][0], "cmds": ["env"], "ssm_paths": [location]}
    status, answer = hooked.submit({**JOB, "orders": [order]})
    assert status == 400 and "the webhook's secret is no credential of a job's" in answer["errors"][0], answer


def test_what_is_not_signed_right_leaves_no_trace(hooked):
    run_id = str(uuid.uuid4())
    body = request(run_id)
    good = signature(body)
    flipped = good[:-1] + format(int(good[-1], 16) ^ 1, "x")
    sha1 = "sha1=" + hmac.new(SECRET.encode(), body, hashlib.sha1).hexdigest()
    again = json.dumps(json.loads(body), indent=1).encode()  # the same job, other bytes
    wrong = [({}, body), ({"X-Hub-Signature-256": flipped}, body), ({"X-Hub-Signature-256": good[:-1]}, body),
             ({"X-Hub-Signature-256": good + "0"}, body), ({"X-Hub-Signature-256": sha1}, body),
             ({"X-Hub-Signature": sha1}, body), ({"X-Hub-Signature-256": ""}, body),
             ({"X-Hub-Signature-256": good}, again), ({"X-Hub-Signature-256": signature(body, "guess")}, body),
             ({"X-Hub-Signature-256": signature(base64.b64encode(body))}, body),
             ({"X-Hub-Signature-256": signature(body, "")}, body), ({"X-Gitlab-Token": "guess"}, body)]
    for headers, sent in wrong:
        for encoded in (False, True):
            status, answer = deliver(hooked, sent, headers, encoded=encoded)
            assert (status, answer["status"]) == (401, "error"), (headers, encoded)
            assert SECRET not in json.dumps(answer)
    assert hooked.run_row(run_id) is None
    assert hooked.object_keys("tmp/") == []


def test_without_a_secret_nobody_comes_in(start_aws):
    aws, body = start_aws(env={"AWS_EXE_SYS_WEBHOOK_SECRET": ""}), request(str(uuid.uuid4()))
    for headers in ({}, {"X-Hub-Signature-256": signature(body, "")}):
        status, answer = deliver(aws, body, headers)
        assert status == 500
        assert "AWS_EXE_SYS_WEBHOOK_SECRET" in answer["error"]


def test_a_ping_is_answered_when_it_is_signed(hooked):
    body = b'{"zen":"Keep it logically awesome.","hook_id":1}'
    assert deliver(hooked, body, {"X-Hub-Signature-256": signature(body), "X-GitHub-Event": "ping"}) == (200, {"status": "ok"})
    assert deliver(hooked, body, {"X-GitHub-Event": "ping"})[0] == 401


def post(aws, body, headers):
    """To the HTTP API's own address."""
    request = urllib.request.Request(f"{aws.endpoint}/webhook", data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as e:
        return e.code, json.load(e)


def test_through_the_http_api(hooked):
    run_id = str(uuid.uuid4())
    body = request(run_id)
    kinds = [{}, {"Content-Type": "application/json"}, {"Content-Type": "application/octet-stream"}]
    for kind in kinds:
        status, answer = post(hooked, body, {**kind, "X-Hub-Signature-256": signature(body)})
        assert (status, answer.get("run_id")) == (200, run_id), kind
        assert post(hooked, body, {**kind, "X-Hub-Signature-256": signature(body + b" ")})[0] == 401
        assert post(hooked, body, kind)[0] == 401
    # Bytes that are no text come in base64: the signature is over what they were. It is right; what is signed is no job.
    noise = bytes(range(256)) * 4
    assert post(hooked, noise, {**kinds[2], "X-Hub-Signature-256": signature(noise)})[0] == 400
    assert post(hooked, noise, {**kinds[2], "X-Hub-Signature-256": signature(noise, "guess")})[0] == 401
    assert hooked.wait_done(run_id)["status"] == "succeeded"


def test_the_secret_is_fetched_once_a_minute(hooked):
    body = request(str(uuid.uuid4()))
    fetched = lambda: hooked.counts().get(("init_job", "GetParameter"), 0)
    headers = {"X-Hub-Signature-256": signature(body, "guess")}
    hooked.wait_idle()
    before = fetched()
    for _ in range(5):
        assert deliver(hooked, body, headers)[0] == 401
    assert fetched() == before + 1
    hooked.clock(skip_ms=61000)
    assert deliver(hooked, body, headers)[0] == 401
    wait_until("it is fetched again", lambda: fetched() == before + 2)
