"""The local AWS against clients that were not written here: boto3 and the aws CLI."""

import base64
import hashlib
import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import botocore.exceptions
import pytest

from localaws import CLIENT, alive, processes_with, wait_until


class Cli:
    """The aws CLI with the local AWS's variables."""

    def __init__(self, aws, **changes):
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(aws.directory), "AWS_PAGER": "", **aws.environment, **changes}
        self.aws = aws

    def run(self, *args, stdin=None):
        return subprocess.run([sys.executable, "-m", "awscli", *map(str, args), "--output", "json"], input=stdin,
                              capture_output=True, text=True, timeout=120, env=self.environment)

    def __call__(self, *args):
        done = self.run(*args)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None


def item(aws, pk="a:0001"):
    return {"TableName": aws.orders_table, "Item": {"pk": {"S": pk}}, "ConditionExpression": "attribute_not_exists(pk)"}


def refusal(call, *args, **kwargs):
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        call(*args, **kwargs)
    return refused.value.response["Error"]["Code"]


def test_boto3_sees_a_condition_refused(aws):
    aws.dynamodb.put_item(**item(aws))
    assert refusal(aws.dynamodb.put_item, **item(aws)) == "ConditionalCheckFailedException"


@pytest.mark.parametrize("size", [0, 5, 256 * 1024, 256 * 1024 + 1, 9 * 1024 * 1024 + 7])
def test_boto3_gets_back_what_it_put(aws, size):
    body = os.urandom(size)
    aws.s3.put_object(Bucket=aws.internal, Key="a/key with spaces & ünicode", Body=body)
    got = aws.s3.get_object(Bucket=aws.internal, Key="a/key with spaces & ünicode")
    assert got["Body"].read() == body and got["ContentLength"] == size
    assert refusal(aws.s3.put_object, Bucket=aws.internal, Key="a/key with spaces & ünicode", Body=b"",
                   IfNoneMatch="*") == "PreconditionFailed"


def test_boto3_uploads_a_stream(aws, tmp_path):
    path = tmp_path / "big"
    path.write_bytes(os.urandom(3 * 1024 * 1024))
    with open(path, "rb") as body:
        aws.s3.put_object(Bucket=aws.internal, Key="big", Body=body)
    assert aws.s3.get_object(Bucket=aws.internal, Key="big")["Body"].read() == path.read_bytes()


def test_boto3_presigns(aws):
    where = {"Bucket": aws.internal, "Key": "presigned"}
    put = aws.s3.generate_presigned_url("put_object", Params=where, ExpiresIn=60)
    urllib.request.urlopen(urllib.request.Request(put, data=b"hello", method="PUT", headers={"Content-Type": ""}))
    get = aws.s3.generate_presigned_url("get_object", Params=where, ExpiresIn=60)
    assert urllib.request.urlopen(get).read() == b"hello"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(get.replace("presigned", "another"))
    assert refused.value.code == 403 and b"SignatureDoesNotMatch" in refused.value.read()


def test_boto3_starts_a_build_and_follows_it(aws):
    build = aws.codebuild.start_build(projectName=aws.environment["AWS_EXE_SYS_CODEBUILD_PROJECT"])["build"]

    def ended():
        now = aws.codebuild.batch_get_builds(ids=[build["id"]])["builds"][0]
        return now if now["buildComplete"] else None

    # A worker without an order says so and fails.
    assert wait_until("the build ends", ended)["buildStatus"] == "FAILED"


def test_boto3_lists_an_execution(aws):
    machine = aws.environment["AWS_EXE_SYS_WATCHDOG_SFN"]
    aws.states.start_execution(stateMachineArn=machine, name="one", input="{}")
    assert [e["name"] for e in aws.states.list_executions(stateMachineArn=machine)["executions"]] == ["one"]


@pytest.mark.parametrize("service, operation, arguments", [
    ("s3", "list_objects_v2", {"Bucket": "aws-exe-sys-internal"}),
    ("dynamodb", "get_item", {"TableName": "aws-exe-sys-orders", "Key": {"pk": {"S": "a"}}}),
    ("lambda", "invoke", {"FunctionName": "aws-exe-sys-worker"}),
    ("codebuild", "batch_get_builds", {"ids": ["a:b"]}),
])
def test_a_wrong_secret_is_refused(aws, service, operation, arguments):
    client = aws.client(service, aws_secret_access_key="wrong")
    assert refusal(getattr(client, operation), **arguments) in ("SignatureDoesNotMatch", "InvalidSignatureException")


def test_what_it_does_not_have_it_names(aws):
    for service, operation, arguments in [
        ("dynamodb", "create_table", {"TableName": "t", "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}],
                                      "AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"}],
                                      "BillingMode": "PAY_PER_REQUEST"}),
        ("s3", "get_bucket_policy", {"Bucket": aws.internal}),
        ("lambda", "list_layers", {}),
        ("codebuild", "list_projects", {}),
    ]:
        with pytest.raises(botocore.exceptions.ClientError) as refused:
            getattr(aws.client(service), operation)(**arguments)
        text = str(refused.value)
        assert "local AWS" in text, text


def test_the_aws_cli(aws, tmp_path):
    cli = Cli(aws)
    put = ["dynamodb", "put-item", "--table-name", aws.orders_table, "--item", '{"pk":{"S":"cli"}}',
           "--condition-expression", "attribute_not_exists(pk)"]
    cli(*put)
    again = cli.run(*put)
    assert again.returncode != 0 and "ConditionalCheckFailedException" in again.stderr

    source, back = tmp_path / "source", tmp_path / "back"
    source.write_bytes(os.urandom(700_000))
    cli("s3api", "put-object", "--bucket", aws.internal, "--key", "k", "--body", source)
    cli("s3api", "get-object", "--bucket", aws.internal, "--key", "k", back)
    assert back.read_bytes() == source.read_bytes()
    url = subprocess.run([sys.executable, "-m", "awscli", "s3", "presign", f"s3://{aws.internal}/k"], capture_output=True,
                         text=True, env={**cli.environment, "AWS_CONFIG_FILE": str(config(tmp_path))}).stdout.strip()
    assert urllib.request.urlopen(url).read() == source.read_bytes()

    build = cli("codebuild", "start-build", "--project-name", aws.environment["AWS_EXE_SYS_CODEBUILD_PROJECT"])["build"]
    wait_until("the build ends", lambda: cli("codebuild", "batch-get-builds", "--ids", build["id"])["builds"][0]["buildComplete"])

    machine = aws.environment["AWS_EXE_SYS_WATCHDOG_SFN"]
    cli("stepfunctions", "start-execution", "--state-machine-arn", machine, "--name", "cli", "--input", "{}")
    assert cli("stepfunctions", "list-executions", "--state-machine-arn", machine)["executions"][0]["name"] == "cli"

    wrong = Cli(aws, AWS_SECRET_ACCESS_KEY="wrong").run("s3api", "list-objects-v2", "--bucket", aws.internal)
    assert wrong.returncode != 0 and "SignatureDoesNotMatch" in wrong.stderr


def config(tmp_path):
    path = tmp_path / "aws-config"
    path.write_text("[default]\ns3 =\n    signature_version = s3v4\n")
    return path


def test_every_call_is_recorded_with_its_caller(aws):
    run_id, done = aws.run({"username": "u", "commands_only": True, "orders": [
        {"order_name": "a", "cmds": ["true"], "timeout": 60, "execution_target": "lambda"},
        {"order_name": "b", "cmds": ["true"], "timeout": 60, "execution_target": "codebuild"}]})
    assert done["status"] == "succeeded"
    calls = aws.calls()
    assert [c["n"] for c in calls] == list(range(1, len(calls) + 1))
    roles = {c["role"] for c in calls}
    assert {aws.functions["init_job"], aws.functions["orchestrator"], aws.functions["worker"], "codebuild", "user"} <= roles
    # Each worker has put its own result, whoever signed the URL.
    puts = {c["detail"]: c["role"] for c in calls if c["operation"] == "PutObject" and c["detail"].endswith("result.json")}
    assert puts[f"{aws.internal}/tmp/callbacks/runs/{run_id}/0001/result.json"] == aws.functions["worker"]
    assert puts[f"{aws.internal}/tmp/callbacks/runs/{run_id}/0002/result.json"] == "codebuild"
    assert sum(aws.counts().values()) >= len(calls)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_fault_strikes_the_request_it_is_for(aws, when):
    """The caller is killed, and the request has taken effect or not."""
    client = aws.client("s3")
    aws.fault("user", nth=2, when=when, action="drop-answer", operation="PutObject")
    client.put_object(Bucket=aws.internal, Key="1", Body=b"x")
    with pytest.raises(botocore.exceptions.HTTPClientError):
        client.put_object(Bucket=aws.internal, Key="2", Body=b"x")
    client.put_object(Bucket=aws.internal, Key="3", Body=b"x")
    assert aws.object_keys() == (["1", "3"] if when == "before" else ["1", "2", "3"])
    assert [f["fired"] for f in aws.faults()] == [1]


def test_a_killed_function_is_run_again(aws):
    job = {"username": "u", "commands_only": True,
           "orders": [{"order_name": "a", "cmds": ["true"], "timeout": 60, "execution_target": "lambda"}]}
    aws.clock(auto_skip=True)
    aws.fault("orchestrator", nth=3, when="after")
    run_id, done = aws.run(job)
    assert done["status"] == "succeeded" and aws.faults()[0]["fired"] == 1
    assert any(c["role"] == aws.functions["orchestrator"] and c["process"] != first for c in aws.calls()
               for first in [next(c["process"] for c in aws.calls() if c["role"] == aws.functions["orchestrator"])])


def test_a_function_over_its_time_is_killed(aws):
    aws.settings(timeout_s={"worker": 100}, watchdog_orders=False)
    job = {"username": "u", "commands_only": True,
           "orders": [{"order_name": "a", "cmds": ["sleep 1000"], "timeout": 60, "execution_target": "lambda"}]}
    run_id = aws.start(job)
    wait_until("it is claimed", lambda: f"tmp/exec/{run_id}/0001/claim.json" in aws.object_keys())
    (worker,) = [s for s in aws.state()["sandboxes"] if s["function"] == "worker"]
    # It would end its commands in time, if it could.
    os.kill(worker["pid"], signal.SIGSTOP)
    aws.clock(skip_ms=101_000)
    wait_until("it is killed", lambda: not alive(worker["pid"]))
    # Its on-failure destination tells the watchdog, which ends the order when its grace is over.
    aws.clock(rate=100)
    assert aws.wait_done(run_id)["status"] == "failed"


def test_workers_that_never_start_are_left_to_the_watchdog(aws):
    aws.settings(start_workers=False)
    aws.clock(auto_skip=True)
    job = {"username": "u", "commands_only": True, "orders": [
        {"order_name": "a", "cmds": ["true"], "timeout": 60, "execution_target": "lambda"}]}
    run_id, done = aws.run(job)
    assert done["status"] == "timed_out" and aws.statuses(run_id) == {"a": "timed_out"}


@pytest.mark.parametrize("settings, message", [
    ({"nonsense": 1}, "there is no nonsense"),
    ({"event_repeats": -1}, "from 0 up"),
    ({"watchdog_runs": 3}, "watchdog_runs"),
    ({"concurrency": {"nobody": 1}}, "there is no program nobody"),
])
def test_settings_that_are_none_are_refused(aws, settings, message):
    with pytest.raises(AssertionError, match=message):
        aws.settings(**settings)


def test_events_from_outside_wake_the_orchestrator(aws):
    before = len([c for c in aws.calls() if c["role"] == aws.functions["orchestrator"]])
    aws.control("s3-event", {"bucket": aws.internal,
                             "key": "tmp/callbacks/runs/6f9619ff-8b86-4d01-b42d-00cf4fc964ff/0001/result.json"})
    wait_until("it looks", lambda: len([c for c in aws.calls() if c["role"] == aws.functions["orchestrator"]]) > before)


def test_without_control_nothing_of_it_is_served():
    process = subprocess.Popen([CLIENT, "local", "--keep", "--json"], stdout=subprocess.PIPE, text=True)
    about = json.loads(process.stdout.readline())
    try:
        for path, headers, status in [("state", {}, 403), ("tails", {}, 403), ("tails", {"x-aws-exe-sys-key": "wrong"}, 403),
                                      ("tails", {"x-aws-exe-sys-key": about["secret_access_key"]}, 200)]:
            request = urllib.request.Request(f"{about['endpoint']}/_local/{path}", headers=headers)
            try:
                assert urllib.request.urlopen(request).status == status
            except urllib.error.HTTPError as e:
                assert e.code == status, (path, e.code, e.read())
    finally:
        process.terminate()
        assert process.wait(30) == 0
        process.stdout.close()


def test_time_skips_when_nothing_runs(aws):
    machine = aws.environment["AWS_EXE_SYS_WATCHDOG_SFN"]
    before = aws.state()["time_ms"]
    aws.settings(watchdog_runs=True)
    arn = aws.states.start_execution(stateMachineArn=machine, name="gone-0000",
                                     input=json.dumps({"input": {"run_id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
                                                                 "order_num": "0000"}}))["executionArn"]
    aws.clock(skip_ms=3_600_000)
    assert aws.state()["time_ms"] - before >= 3_600_000
    # Calls are signed by either clock.
    assert aws.states.describe_execution(executionArn=arn)["name"] == "gone-0000"


@pytest.mark.parametrize("size", [1000, 300_000])
def test_a_checksum_is_verified_and_told(aws, size):
    body = os.urandom(size)
    right, wrong = (base64.b64encode(hashlib.sha256(b).digest()).decode() for b in (body, b"other"))
    where = {"Bucket": aws.internal, "Key": "checked"}
    assert refusal(aws.s3.put_object, **where, Body=body, ChecksumSHA256=wrong) == "BadDigest"
    aws.s3.put_object(**where, Body=body, ChecksumSHA256=right)
    assert aws.s3.head_object(**where, ChecksumMode="ENABLED")["ChecksumSHA256"] == right
    assert aws.s3.get_object(**where, ChecksumMode="ENABLED")["ChecksumSHA256"] == right
    assert "ChecksumSHA256" not in aws.s3.get_object(**where, Range="bytes=0-9")


def test_the_hosts_worker_is_where_the_variable_says(aws):
    location, sha256 = aws.environment["AWS_EXE_SYS_HOST_WORKER_" + os.uname().machine.upper()].split("#")
    bucket, _, key = location.removeprefix("s3://").partition("/")
    program = aws.s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    assert hashlib.sha256(program).hexdigest() == sha256
    assert program == (CLIENT.parent / "worker").read_bytes()


# ---- hosts

HOST, OTHER = "i-0123456789abcdef0", "i-0123456789abcdef1"
DOCUMENT = {
    "schemaVersion": "2.2",
    "parameters": {"Word": {"type": "String", "interpolationType": "ENV_VAR", "default": "none"},
                   "Time": {"type": "String", "default": "600"},
                   "Lines": {"type": "StringList"}},
    "mainSteps": [{"action": "aws:runShellScript", "name": "run",
                   "inputs": {"timeoutSeconds": "{{ Time }}", "runCommand": ["{{ Lines }}"]}}],
}


class Hosts:
    """Two hosts, and a document that runs what it is told."""

    def __init__(self, aws):
        self.aws = aws
        aws.ssm.create_document(Name="any", Content=json.dumps(DOCUMENT), DocumentType="Command")
        aws.host(HOST, {"Role": "web"})
        aws.host(OTHER, {"Role": "db"})

    def send(self, *lines, hosts=(HOST,), **parameters):
        return self.aws.ssm.send_command(
            DocumentName="any", InstanceIds=list(hosts), Comment="a test",
            Parameters={"Lines": list(lines), **{k: [v] for k, v in parameters.items()}})["Command"]["CommandId"]

    def get(self, command, host=HOST):
        return self.aws.ssm.get_command_invocation(CommandId=command, InstanceId=host)

    def end(self, command, host=HOST):
        return wait_until("the command ends", lambda: (lambda i: i if i["Status"] not in (
            "Pending", "InProgress", "Cancelling") else None)(self.get(command, host)))


@pytest.fixture
def hosts(aws):
    return Hosts(aws)


def test_boto3_runs_a_command_and_waits_for_it(aws, hosts):
    awkward = "a'b\"c$(id)`id`\n;d\\"
    command = hosts.send('printf %s "$SSM_Word"', "echo bad >&2", "exit 3", Word=awkward)
    with pytest.raises(botocore.exceptions.WaiterError):
        aws.ssm.get_waiter("command_executed").wait(CommandId=command, InstanceId=HOST, WaiterConfig={"Delay": 1})
    failed = hosts.get(command)
    assert (failed["Status"], failed["ResponseCode"]) == ("Failed", 3)
    assert failed["StandardOutputContent"] == awkward
    assert failed["StandardErrorContent"] == "bad\n\nfailed to run commands: exit status 3"
    command = hosts.send("echo well", hosts=(HOST, OTHER))
    for host in (HOST, OTHER):
        aws.ssm.get_waiter("command_executed").wait(CommandId=command, InstanceId=host, WaiterConfig={"Delay": 1})
        assert hosts.get(command, host)["StandardOutputContent"] == "well\n"
    (whole,) = aws.ssm.list_commands(CommandId=command)["Commands"]
    assert (whole["Status"], whole["TargetCount"], whole["CompletedCount"], whole["Comment"]) == ("Success", 2, 2, "a test")
    details = aws.ssm.list_command_invocations(CommandId=command, Details=True)["CommandInvocations"]
    assert sorted((d["InstanceId"], d["CommandPlugins"][0]["Output"]) for d in details) == [(HOST, "well\n"), (OTHER, "well\n")]


def test_a_host_has_a_folder_and_nobody_s_credentials(aws, hosts):
    first = hosts.end(hosts.send('echo kept >"$HOME/file"', "env", "pwd"))
    assert first["Status"] == "Success"
    text = first["StandardOutputContent"]
    assert not any(name in text for name in ("AWS_ACCESS", "AWS_SECRET", "AWS_SESSION", "AWS_CONTAINER", "AWS_PROFILE"))
    assert f"AWS_SSM_INSTANCE_ID={HOST}" in text and str(aws.directory) in text
    assert hosts.end(hosts.send('cat "$HOME/file"'))["StandardOutputContent"] == "kept\n"
    assert hosts.end(hosts.send('cat "$HOME/file"', hosts=(OTHER,)), OTHER)["Status"] == "Failed"


@pytest.mark.parametrize("name", ["../outside", "..", "a/b"])
def test_no_host_s_folder_lies_elsewhere(aws, hosts, name):
    aws.host(name)
    ended = hosts.end(hosts.send("true", hosts=[name]), name)
    assert ended["Status"] == "Failed" and "no folder" in ended["StandardErrorContent"]


def sleeper(mark):
    """A command with descendants that try to get away."""
    return f"AES_MARK='{mark}'; export AES_MARK; (setsid sleep 1000 &) ; sleep 1000 & trap '' TERM; sleep 1000"


@pytest.mark.parametrize("how", ["cancelled", "over its time", "gone"])
def test_a_command_is_ended_with_all_that_it_started(aws, hosts, how):
    mark = f"{how}-{os.getpid()}"
    command = hosts.send(sleeper(mark), Time="5")
    wait_until("it runs", lambda: len(processes_with(f"AES_MARK={mark}")) >= 3)
    if how == "cancelled":
        aws.ssm.cancel_command(CommandId=command, InstanceIds=[HOST])
    elif how == "gone":
        aws.host(HOST, state="gone")
    ended = hosts.end(command)
    assert (ended["Status"], ended["StatusDetails"]) == {
        "cancelled": ("Cancelled", "Cancelled"), "over its time": ("TimedOut", "ExecutionTimedOut"),
        "gone": ("Failed", "Undeliverable")}[how]
    wait_until("nothing of it is left", lambda: not processes_with(f"AES_MARK={mark}"))
    if how == "gone":
        assert refusal(hosts.send, "true") == "InvalidInstanceId"
        aws.host(HOST)
    assert hosts.end(hosts.send("true"))["Status"] == "Success"


def test_a_host_that_is_away_gets_its_commands_when_it_is_back(aws, hosts):
    aws.host(HOST, state="away")
    online = aws.ssm.describe_instance_information(Filters=[{"Key": "PingStatus", "Values": ["Online"]}])
    assert [i["InstanceId"] for i in online["InstanceInformationList"]] == [OTHER]
    command = hosts.send("echo late")
    assert hosts.get(command)["Status"] == "Pending"
    aws.host(HOST)
    assert hosts.end(command)["StandardOutputContent"] == "late\n"


def test_faults_strike_calls_of_run_command(aws, hosts):
    aws.fault("user", action="throttle", operation="SendCommand")
    assert refusal(hosts.send, "true") == "ThrottlingException"
    aws.fault("user", when="after", action="drop-answer", operation="SendCommand")
    with pytest.raises(botocore.exceptions.HTTPClientError):
        hosts.send("true")
    assert len(aws.ssm.list_commands(InstanceId=HOST)["Commands"]) == 1


def test_the_aws_cli_runs_a_command(aws, hosts):
    cli = Cli(aws)
    command = cli("ssm", "send-command", "--document-name", "any", "--instance-ids", HOST, "--parameters",
                  json.dumps({"Lines": ["echo from the cli"]}))["Command"]["CommandId"]
    hosts.end(command)
    got = cli("ssm", "get-command-invocation", "--command-id", command, "--instance-id", HOST)
    assert got["StandardOutputContent"] == "from the cli\n"
    found = cli("ssm", "describe-instance-information", "--filters", "Key=tag:Role,Values=db")
    assert [i["InstanceId"] for i in found["InstanceInformationList"]] == [OTHER]


def test_idle_sandboxes_end(aws):
    run_id, done = aws.run({"username": "u", "commands_only": True, "orders": [
        {"order_name": "a", "cmds": ["true"], "timeout": 60, "execution_target": "lambda"}]})
    pids = [s["pid"] for s in aws.wait_idle()["sandboxes"]]
    assert done["status"] == "succeeded" and pids
    aws.settings(sandbox_idle_ms=1)
    wait_until("they end", lambda: not aws.state()["sandboxes"] and not any(map(alive, pids)))
    assert aws.run({"username": "u", "commands_only": True, "orders": [
        {"order_name": "a", "cmds": ["true"], "timeout": 60, "execution_target": "lambda"}]})[1]["status"] == "succeeded"
