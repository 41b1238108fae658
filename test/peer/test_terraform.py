"""The deployment on an AWS that was not written here (moto): it applies, a second plan is empty, a job gets through it with our own
programs, and destroy leaves nothing. Tests stand in the order in which they build on one another."""

import base64
import json
import os
import re
import subprocess
import uuid
from pathlib import Path

import pytest

from lambda_service import LambdaService
from terraform import BIN, IMAGE, ROOT, STAGES, STATE_BUCKET


def test_files_are_formatted(terraform):
    done = subprocess.run(["terraform", "fmt", "-check", "-recursive", ROOT / "infra"], capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.parametrize("stage", STAGES)
def test_stage_is_valid(terraform, stage):
    terraform.init(stage, backend=False)
    assert json.loads(terraform.run(stage, "validate", "-json").stdout)["valid"]


def test_provider_is_pinned():
    locks = [(ROOT / "infra" / stage / ".terraform.lock.hcl").read_text() for stage in STAGES]
    assert locks[0] == locks[1] == locks[2]
    assert 'version     = "5.100.0"' in locks[0] and re.search(r'"h1:[A-Za-z0-9+/]{43}="', locks[0])


def test_second_plan_is_empty(terraform, applied):
    for stage in STAGES:
        done = terraform.run(stage, "plan", "-input=false", "-no-color", "-detailed-exitcode", ok=(0, 2))
        assert done.returncode == 0, done.stdout[-3000:]


@pytest.fixture
def functions(tmp_path, terraform, applied, account):
    """The deployed functions, started with what the account says of them."""
    out = terraform.outputs("02-deploy")
    service = LambdaService(tmp_path / "lambda")
    environment = {**account.environment, "AWS_ENDPOINT_URL": account.by_name, "AWS_ENDPOINT_URL_LAMBDA": service.endpoint}
    for name in out["functions"].values():
        configuration = account.client("lambda").get_function_configuration(FunctionName=name)
        command = Path(configuration["ImageConfigResponse"]["ImageConfig"]["Command"][0])
        service.add(name, BIN / command.name, {**environment, **configuration["Environment"]["Variables"]})
    service.environment = environment
    bucket = out["environment"]["AWS_EXE_SYS_INTERNAL_BUCKET"]
    rule = account.client("s3").get_bucket_notification_configuration(Bucket=bucket)["LambdaFunctionConfigurations"][0]
    filters = {f["Name"].lower(): f["Value"] for f in rule["Filter"]["Key"]["FilterRules"]}
    service.watch_bucket(account.client("s3"), bucket, filters, service.functions[rule["LambdaFunctionArn"].split(":")[-1]])
    yield service
    service.stop()


def test_job_gets_through(tmp_path, terraform, functions, account):
    out = terraform.outputs("02-deploy")
    run_id = str(uuid.uuid4())
    account.client("ssm").put_parameter(Name="/teams/payments/key", Type="SecureString",
                                        Value=base64.b64encode(json.dumps({"API_KEY": "a-secret-value"}).encode()).decode())
    job = {"username": "tests", "commands_only": True, "job_timeout": 600, "orders": [
        {"order_name": "first", "cmds": ["echo one; echo key is $API_KEY"], "timeout": 60, "execution_target": "lambda",
         "ssm_paths": ["/teams/payments/key"]},
        {"order_name": "second", "cmds": ["echo two"], "timeout": 60, "execution_target": "lambda", "dependencies": ["first"]},
        {"order_name": "third", "cmds": ["exit 3"], "timeout": 60, "execution_target": "lambda", "must_succeed": False},
    ]}
    path = tmp_path / "job.json"
    path.write_text(json.dumps(job))
    client = {"PATH": os.environ["PATH"], **functions.environment, **out["environment"]}
    done = subprocess.run([BIN / "aws-exe-sys", "submit", path, "--function", out["functions"]["init_job"], "--run-id", run_id,
                           "--watch", "--json"], env=client, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stdout + done.stderr + functions.logs()

    s3 = account.client("s3")
    summary = json.loads(s3.get_object(Bucket=out["environment"]["AWS_EXE_SYS_DONE_BUCKET"], Key=f"{run_id}/done")["Body"].read())
    assert summary["status"] == "succeeded" and summary["summary"] == {"succeeded": 2, "failed": 1, "timed_out": 0}
    rows = account.client("dynamodb").query(
        TableName=out["environment"]["AWS_EXE_SYS_ORDERS_TABLE"], IndexName="run_id-order_num-index",
        KeyConditionExpression="run_id = :r", ExpressionAttributeValues={":r": {"S": run_id}})["Items"]
    assert [(r["order_name"]["S"], r["status"]["S"]) for r in rows] == [
        ("first", "succeeded"), ("second", "succeeded"), ("third", "failed")]
    assert "key is ***" in rows[0]["log"]["S"] and "a-secret-value" not in json.dumps(rows)
    started = account.client("stepfunctions").list_executions(stateMachineArn=out["watchdog_arn"])["executions"]
    assert sorted(e["name"] for e in started) == [f"{run_id}-{n:04}" for n in range(4)]
    kept = account.client("ssm").describe_parameters(ParameterFilters=[{"Key": "Name", "Option": "BeginsWith", "Values": ["/exe-sys/"]}])
    assert kept["Parameters"] == []  # the run's key went with the run
    assert not [f.failures for f in functions.functions.values() if f.failures]


def test_deploying_again_changes_nothing(terraform, applied):
    again = terraform.script("deploy.sh", "--image", IMAGE, "--programs", BIN, "--bucket", STATE_BUCKET, "--yes").stdout
    assert f"the bucket {STATE_BUCKET} is there" in again
    assert again.count("Resources: 0 added, 0 changed, 0 destroyed") == 2


def names(account, service, call, member, name=None):
    found = getattr(account.client(service), call)()[member]
    return [x[name] for x in found] if name else found


def test_teardown_asks_first(terraform, applied, account):
    said = terraform.script("teardown.sh", "--bucket", STATE_BUCKET).stdout
    assert "Say --yes to do it" in said
    assert len(names(account, "lambda", "list_functions", "Functions")) == 5
    assert account.client("s3").list_objects_v2(Bucket=STATE_BUCKET, Prefix="teardown/")["KeyCount"] == 0


def test_teardown_leaves_nothing(terraform, applied, account):
    terraform.script("teardown.sh", "--bucket", STATE_BUCKET, "--yes")
    for stage in ("02-deploy", "01-ecr"):
        assert terraform.run(stage, "state", "list").stdout == ""
    assert names(account, "s3", "list_buckets", "Buckets", "Name") == [STATE_BUCKET]
    assert names(account, "dynamodb", "list_tables", "TableNames") == []
    assert names(account, "lambda", "list_functions", "Functions", "FunctionName") == []
    assert names(account, "stepfunctions", "list_state_machines", "stateMachines", "name") == []
    assert names(account, "codebuild", "list_projects", "projects") == []
    assert names(account, "iam", "list_roles", "Roles", "RoleName") == []
    assert account.client("iam").list_policies(Scope="Local")["Policies"] == []
    assert names(account, "logs", "describe_log_groups", "logGroups", "logGroupName") == []
    assert names(account, "events", "list_rules", "Rules", "Name") == []
    assert account.client("sqs").list_queues().get("QueueUrls", []) == []
    assert names(account, "apigatewayv2", "get_apis", "Items", "Name") == []
    assert names(account, "cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName") == []
    assert account.client("ssm").list_documents(Filters=[{"Key": "Owner", "Values": ["Self"]}])["DocumentIdentifiers"] == []
    assert names(account, "ecr", "describe_repositories", "repositories", "repositoryName") == []


def test_teardown_again_is_harmless_and_the_archive_stays(terraform, applied, account):
    assert terraform.script("teardown.sh", "--bucket", STATE_BUCKET, "--yes").stdout.count("nothing there") == 2
    kept = account.client("s3").list_objects_v2(Bucket=STATE_BUCKET, Prefix="teardown/")["Contents"]
    assert sorted(o["Key"].rsplit("/", 1)[1] for o in kept) == [
        "01-ecr.outputs.json", "01-ecr.tfstate", "02-deploy.outputs.json", "02-deploy.tfstate"]


def test_state_bucket_goes_last(terraform, applied, account):
    objects = account.client("s3").list_object_versions(Bucket=STATE_BUCKET)
    for version in objects.get("Versions", []) + objects.get("DeleteMarkers", []):
        account.client("s3").delete_object(Bucket=STATE_BUCKET, Key=version["Key"], VersionId=version["VersionId"])
    terraform.run("00-bootstrap", "destroy", "-auto-approve", "-input=false", "-no-color")
    assert names(account, "s3", "list_buckets", "Buckets", "Name") == []
