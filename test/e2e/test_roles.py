"""Roles on the local AWS, and credentials that end: whoever takes a role works with it until it is over, and a job outlives them."""

import hashlib
import hmac
import json
import os
import subprocess
import urllib.error
import urllib.request

import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

from localaws import CLIENT, SLOW, wait_until
from metadata import Metadata
from runs import check_done, job, order

ROLE = "arn:aws:iam::000000000000:role/ci/deployer"


def web_token(aws):
    digits = hmac.new(aws.about["secret_access_key"].encode(), b"web-identity", hashlib.sha256).hexdigest()
    return f"{aws.about['access_key_id']}.{digits}"


def with_keys(aws, service, keys):
    return aws.client(service, aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"],
                      aws_session_token=keys["SessionToken"])


def error_of(call, **parameters):
    with pytest.raises(ClientError) as e:
        call(**parameters)
    return e.value.response["Error"]["Code"]


def fetch(url):
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as e:
        return e.code, e.read()


def test_a_role_serves_until_it_is_over_and_what_it_signed_with_it(aws):
    answer = aws.sts.assume_role(RoleArn=ROLE, RoleSessionName="me@here", DurationSeconds=900)
    keys = answer["Credentials"]
    calls = {
        "sts": ("get_caller_identity", {}, "ExpiredToken"),
        "s3": ("list_objects_v2", {"Bucket": aws.internal}, "ExpiredToken"),
        "dynamodb": ("get_item", {"TableName": aws.orders_table, "Key": {"pk": {"S": "x"}}}, "ExpiredTokenException"),
        "lambda": ("list_functions", {}, "ExpiredTokenException"),
    }
    clients = {service: with_keys(aws, service, keys) for service in calls}
    for service, (name, parameters, _) in calls.items():
        getattr(clients[service], name)(**parameters)
    assert clients["sts"].get_caller_identity()["Arn"] == answer["AssumedRoleUser"]["Arn"]
    assert answer["AssumedRoleUser"]["Arn"] == "arn:aws:sts::000000000000:assumed-role/deployer/me@here"
    url = clients["s3"].generate_presigned_url("list_objects_v2", Params={"Bucket": aws.internal}, ExpiresIn=43200)
    assert fetch(url)[0] == 200
    aws.clock(skip_ms=901_000)
    for service, (name, parameters, code) in calls.items():
        assert error_of(getattr(clients[service], name), **parameters) == code, service
    status, body = fetch(url)
    assert status == 400 and b"<Code>ExpiredToken</Code>" in body


@pytest.mark.parametrize("change", [
    {"RoleArn": "arn:aws:iam::000000000000:user/somebody"}, {"RoleArn": "x" * 20}, {"RoleSessionName": "no spaces"},
    {"DurationSeconds": 43201}, {"Policy": "{}"},
])
def test_what_sts_would_refuse_is_refused(aws, change):
    assert error_of(aws.sts.assume_role, **{"RoleArn": ROLE, "RoleSessionName": "me", **change}) == "ValidationError"


def test_web_identity_needs_a_token_of_the_user_and_no_signature(aws):
    sts = aws.client("sts", config=Config(signature_version=UNSIGNED))
    role = {"RoleArn": ROLE, "RoleSessionName": "pod"}
    keys = sts.assume_role_with_web_identity(**role, WebIdentityToken=web_token(aws))["Credentials"]
    assert with_keys(aws, "s3", keys).list_objects_v2(Bucket=aws.internal)["KeyCount"] >= 0
    for token in ("nobody.0000", web_token(aws)[:-1] + "x", web_token(aws)[:-1], "....", aws.about["access_key_id"]):
        assert error_of(sts.assume_role_with_web_identity, **role, WebIdentityToken=token) == "InvalidIdentityToken", token
    assert error_of(sts.assume_role, **role) == "MissingAuthenticationToken"


def client(aws, tmp_path, config, credentials, *args):
    """aws-exe-sys as somebody whose machine has only these files."""
    (tmp_path / "config").write_text(config + f"region = {aws.about['region']}\nendpoint_url = {aws.endpoint}\n")
    (tmp_path / "credentials").write_text(credentials)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    environment.update({k: v for k, v in aws.environment.items() if k.startswith("AWS_EXE_SYS_")})
    environment.update(AWS_CONFIG_FILE=str(tmp_path / "config"), AWS_SHARED_CREDENTIALS_FILE=str(tmp_path / "credentials"),
                       AWS_PROFILE="ci", AWS_EC2_METADATA_DISABLED="true")
    return subprocess.run([CLIENT, *args], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)


@pytest.mark.parametrize("how", ["role", "role of a role", "web identity", "process"])
def test_a_person_looks_at_a_run_by_a_profile(aws, trace, tmp_path, how):
    run_id, _ = aws.run(job([order(trace, "a")]))
    keys = f"[keys]\naws_access_key_id = {aws.about['access_key_id']}\naws_secret_access_key = {aws.about['secret_access_key']}\n"
    (tmp_path / "token").write_text(web_token(aws))
    answer = {"Version": 1, "AccessKeyId": aws.about["access_key_id"], "SecretAccessKey": aws.about["secret_access_key"]}
    (tmp_path / "answer").write_text(json.dumps(answer))
    role = f"role_arn = {ROLE}\nrole_session_name = anna\n"
    config = {
        "role": f"[profile ci]\n{role}source_profile = keys\n",
        "role of a role": f"[profile m]\nrole_arn = {ROLE}s\nsource_profile = keys\n[profile ci]\n{role}source_profile = m\n",
        "web identity": f"[profile ci]\n{role}web_identity_token_file = {tmp_path}/token\n",
        "process": f"[profile ci]\ncredential_process = cat \"{tmp_path}/answer\"\n",
    }[how]
    before = max(c["n"] for c in aws.calls())
    done = client(aws, tmp_path, config, keys, "status", run_id, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] == "succeeded"
    made = aws.calls(since=before)
    names = {(c["role"], c["process"]) for c in made if c["service"] == "dynamodb"}
    assert names == ({("user", "user")} if how == "process" else {("deployer", "anna")})
    assert [c["operation"] for c in made if c["service"] == "sts"] == {
        "role": ["AssumeRole"], "role of a role": ["AssumeRole"] * 2, "web identity": ["AssumeRoleWithWebIdentity"], "process": []}[how]


@pytest.mark.parametrize("told_ms", [0, 3600_000], ids=["told", "not told"])
def test_a_job_outlives_the_credentials_that_it_began_with(aws, trace, told_ms):
    """A build's credentials serve two seconds, and its order takes eight: what it does by its own role, above all to look for the
    run's end, goes on. Where they end before the time that they came with, each refusal is followed by a call that is taken."""
    aws.settings(build_credentials_ms=2000 * SLOW, build_credentials_told_ms=told_ms)
    run_id, done = aws.run(job([order(trace, "a", "codebuild", then=f"sleep {8 * SLOW}")]))
    check_done(aws, run_id, done, "succeeded", {"succeeded": 1, "failed": 0, "timed_out": 0})
    made = [c for c in aws.calls() if c["role"] == "codebuild"]
    looks = [c for c in made if c["detail"].endswith("0000/end/result.json")]
    refused = [c for c in made if c["error"] in ("ExpiredToken", "ExpiredTokenException")]
    assert len([c for c in looks if c["status"] == 404]) >= 3, made
    assert bool(refused) == bool(told_ms), refused
    for c in refused:
        after = [d for d in made if d["n"] > c["n"]]
        assert after and after[0]["status"] in (200, 404) and after[0]["detail"].endswith(c["detail"]), after


def test_a_host_whose_urls_died_reports_with_its_instances_role(start_aws, trace):
    """They die with the session that signed them; what is signed anew is signed by the role that the metadata service gives."""
    metadata = Metadata()
    try:
        aws = start_aws(env={"AWS_EC2_METADATA_SERVICE_ENDPOINT": metadata.url})
        keys = aws.sts.assume_role(RoleArn=ROLE, RoleSessionName="i-0aaaaaaaaaaaaaaa1")["Credentials"]
        metadata.server.instance.update(AccessKeyId=keys["AccessKeyId"], SecretAccessKey=keys["SecretAccessKey"],
                                        Token=keys["SessionToken"])
        aws.host("i-0aaaaaaaaaaaaaaa1", {})
        # Each invocation has a sandbox of its own, whose session is soon over.
        aws.settings(function_credentials_ms=8000 * SLOW, sandbox_idle_ms=1)
        gate = trace.gate("g")
        run_id = aws.start(job([order(trace, "a", "ssm", then=f"cat <{gate} >/dev/null; true",
                                      ssm_targets={"instance_ids": ["i-0aaaaaaaaaaaaaaa1"]})]))
        wait_until("a runs", lambda: trace.starts(run_id) and aws.statuses(run_id) == {"a": "running"})
        mine = wait_until("the host asks by its own role", lambda: [c for c in aws.calls() if c["process"] == "i-0aaaaaaaaaaaaaaa1"])
        assert {c["role"] for c in mine} == {"deployer"}
        trace.open_gate(gate)
        done = aws.wait_done(run_id)
        check_done(aws, run_id, done, "succeeded", {"succeeded": 1, "failed": 0, "timed_out": 0})
        mine = [c for c in aws.calls() if c["process"] == "i-0aaaaaaaaaaaaaaa1"]
        assert [c["status"] for c in mine if c["operation"] == "PutObject" and c["detail"].endswith("result.json")] == [200], mine
    finally:
        metadata.stop()
