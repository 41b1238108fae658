"""What the plan says against what the engine expects: functions, environment, routes, tables, buckets, state machine, document,
queues, signals. The engine's side is read from its source where it stands there."""

import hashlib
import json
import os
import re
import subprocess

import pytest

from terraform import ACCOUNT, BIN, IMAGE, REGION, ROOT

ARN = f"{REGION}:{ACCOUNT}"
FUNCTIONS = {  # timeout (s), memory (MB), async retries
    "init_job": ("aws-exe-sys-init-job", 300, 512, 2),
    "ssm_config": ("aws-exe-sys-ssm-config", 300, 512, 2),
    "orchestrator": ("aws-exe-sys-orchestrator", 600, 512, 2),
    "watchdog_check": ("aws-exe-sys-watchdog-check", 60, 256, 2),
    "worker": ("aws-exe-sys-worker", 600, 1024, 0),
}
PROGRAMS = {"x86_64": {"worker": str(BIN / "worker"), "sops": str(BIN / "sops")}}


class Plan:
    """Values of a plan's resources, by type and name."""

    def __init__(self, plan):
        self.all = plan["planned_values"]["root_module"]["resources"]

    def __call__(self, kind, name="this", index=None):
        found = [r["values"] for r in self.all
                 if r["mode"] == "managed" and (r["type"], r["name"], r.get("index")) == (f"aws_{kind}", name, index)]
        assert len(found) == 1, f"{kind} {name} {index}: {len(found)}"
        return found[0]

    def indexes(self, kind, name="this"):
        return {r["index"] for r in self.all if (r["type"], r["name"]) == (f"aws_{kind}", name)}

    def kinds(self):
        return {r["type"] for r in self.all}


@pytest.fixture(scope="module")
def plan(planner):
    return Plan(planner(programs=PROGRAMS, webhook_secret="aws:::ssm:/git/webhook", github_url="https://git.example.com"))


@pytest.fixture(scope="module")
def least(planner):
    return Plan(planner())


@pytest.fixture(scope="module")
def most(planner):
    key = f"arn:aws:kms:{ARN}:key/1"
    return Plan(planner(
        prefix="team-a", architecture="arm64", kms_key_arn=key, point_in_time_recovery=True, worker_image_uri=IMAGE + "-tools",
        worker_ephemeral_storage_mb=2048, reserved_concurrency={"worker": 7}, codebuild_concurrency=5, lambda_queue_seconds=600,
        codebuild_queue_seconds=600, ssm_queue_seconds=60, programs={"aarch64": PROGRAMS["x86_64"]}, pr_comments=False,
        codebuild_commands_as_root=True, alarm_topic_arn=f"arn:aws:sns:{ARN}:ops", submit_topic_arns=[f"arn:aws:sns:{ARN}:jobs"],
        ssm_documents=["exe-sys-mine"], permissions_boundary_arn=f"arn:aws:iam::{ACCOUNT}:policy/limit", log_retention_days=7,
        function_url_principals=["arn:aws:iam::222222222222:root"]))


@pytest.mark.parametrize("program", FUNCTIONS)
def test_function(plan, program):
    name, timeout, memory, retries = FUNCTIONS[program]
    f = plan("lambda_function", index=program)
    assert (f["function_name"], f["timeout"], f["memory_size"], f["image_uri"]) == (name, timeout, memory, IMAGE)
    assert f["architectures"] == ["x86_64"] and f["package_type"] == "Image"
    assert f["image_config"][0]["command"] == [f"/opt/aws-exe-sys/bin/{program}"]
    assert f["reserved_concurrent_executions"] == -1 and f["ephemeral_storage"][0]["size"] == 512
    later = plan("lambda_function_event_invoke_config", index=program)
    assert later["maximum_retry_attempts"] == retries
    assert plan("cloudwatch_log_group", "function", program)["retention_in_days"] == 30


def test_functions_are_those_of_the_local_aws():
    """One table here, one there: the local AWS's functions, names and times."""
    text = (ROOT / "src/local/deploy.c").read_text()
    rows = re.findall(r'\{ "(\w+)", "([\w-]+)", (\d+), (\d+), (\d) \}', text)
    assert {p: ("aws-exe-sys-" + s, int(t), int(m), int(r)) for p, s, t, m, r in rows} == FUNCTIONS


def test_every_variable_of_the_engine_is_set(plan):
    text = (ROOT / "src/engine/config.c").read_text()
    read = {"AWS_EXE_SYS_" + v for v in re.findall(r'{ PREFIX "(\w+)"', text)}
    environment = plan("lambda_function", index="orchestrator")["environment"][0]["variables"]
    # An empty one is left out; this one is the build's own.
    unset = {"AWS_EXE_SYS_HOST_WORKER_AARCH64", "AWS_EXE_SYS_GITLAB_URL", "AWS_EXE_SYS_BITBUCKET_URL", "AWS_EXE_SYS_BITBUCKET_KIND",
             "AWS_EXE_SYS_CODEBUILD_COMMANDS_AS_ROOT"}
    assert read - environment.keys() == unset
    assert environment.keys() - read == {"AWS_EXE_SYS_LOG_LEVEL"}
    worker = hashlib.sha256((BIN / "worker").read_bytes()).hexdigest()
    want = {
        "ORDERS_TABLE": "aws-exe-sys-orders", "ORDER_EVENTS_TABLE": "aws-exe-sys-order-events",
        "LOCKS_TABLE": "aws-exe-sys-orchestrator-locks", "INTERNAL_BUCKET": f"aws-exe-sys-internal-{ACCOUNT}-{REGION}",
        "DONE_BUCKET": f"aws-exe-sys-done-{ACCOUNT}-{REGION}", "WORKER_LAMBDA": "aws-exe-sys-worker",
        "CODEBUILD_PROJECT": "aws-exe-sys-worker", "WATCHDOG_SFN": f"arn:aws:states:{ARN}:stateMachine:aws-exe-sys-watchdog",
        "SSM_DOCUMENT": "exe-sys-run", "SSM_PREFIX": "exe-sys", "EVENT_TTL_SECONDS": "7776000", "LAMBDA_QUEUE_SECONDS": "3600",
        "CODEBUILD_QUEUE_SECONDS": "28800", "SSM_QUEUE_SECONDS": "3600", "PR_COMMENTS": "on", "GITHUB_URL": "https://git.example.com",
        "WEBHOOK_SECRET": "aws:::ssm:/git/webhook",
        "HOST_WORKER_X86_64": f"s3://aws-exe-sys-internal-{ACCOUNT}-{REGION}/programs/worker-x86_64#{worker}",
    }
    assert {k.removeprefix("AWS_EXE_SYS_"): v for k, v in environment.items()} == {**want, "LOG_LEVEL": "info"}
    for program in ("init_job", "ssm_config", "watchdog_check"):
        assert plan("lambda_function", index=program)["environment"][0]["variables"] == environment
    assert plan("lambda_function", index="worker")["environment"][0]["variables"] == {
        "AWS_EXE_SYS_LOG_LEVEL": "info", "TMPDIR": "/tmp"}


def test_worker_dies_loudly(plan, most):
    later = plan("lambda_function_event_invoke_config", index="worker")
    assert later["maximum_event_age_in_seconds"] == 3600
    for program in FUNCTIONS:
        there = plan("lambda_function_event_invoke_config", index=program)["destination_config"]
        assert bool(there) == (program in ("worker", "orchestrator")), program
    assert most("lambda_function_event_invoke_config", index="worker")["maximum_event_age_in_seconds"] == 600
    environment = most("lambda_function", index="orchestrator")["environment"][0]["variables"]
    assert environment["AWS_EXE_SYS_LAMBDA_QUEUE_SECONDS"] == "600"
    assert plan.indexes("lambda_function_recursion_config") == {"init_job", "ssm_config", "orchestrator"}
    assert plan("lambda_function_recursion_config", index="orchestrator")["recursive_loop"] == "Allow"


def test_api(plan):
    assert plan("apigatewayv2_api")["protocol_type"] == "HTTP"
    routes = {n: plan("apigatewayv2_route", index=n) for n in plan.indexes("apigatewayv2_route")}
    assert {(r["route_key"], r["authorization_type"]) for r in routes.values()} == {
        ("POST /init", "AWS_IAM"), ("POST /ssm", "AWS_IAM"), ("POST /webhook", "NONE")}
    for program in ("init_job", "ssm_config"):
        integration = plan("apigatewayv2_integration", index=program)
        assert (integration["payload_format_version"], integration["integration_type"]) == ("2.0", "AWS_PROXY")
        assert plan("lambda_function_url", index=program)["authorization_type"] == "AWS_IAM"
    stage = plan("apigatewayv2_stage", "default")
    assert stage["name"] == "$default" and stage["auto_deploy"]
    limits = stage["default_route_settings"][0]
    assert (limits["throttling_rate_limit"], limits["throttling_burst_limit"]) == (50, 100)
    assert [r["route_key"] for r in stage["route_settings"]] == ["POST /webhook"]
    assert stage["access_log_settings"][0]["format"]


def test_function_url_asks_for_both_permissions(least, most):
    assert least.indexes("lambda_permission", "url") == set()
    for kind, action in ("url", "lambda:InvokeFunctionUrl"), ("url_function", "lambda:InvokeFunction"):
        assert most.indexes("lambda_permission", kind) == {"init_job-0", "ssm_config-0"}
        assert most("lambda_permission", kind, "init_job-0")["action"] == action


TABLES = {
    "orders": ("aws-exe-sys-orders", "pk", None, [("run_id-order_num-index", "run_id", "order_num")],
               {"pk": "S", "run_id": "S", "order_num": "S"}),
    "order_events": ("aws-exe-sys-order-events", "trace_id", "sk", [("order_name_index", "order_name", "epoch")],
                     {"trace_id": "S", "sk": "S", "order_name": "S", "epoch": "N"}),
    "orchestrator_locks": ("aws-exe-sys-orchestrator-locks", "pk", None, [], {"pk": "S"}),
}


@pytest.mark.parametrize("table", TABLES)
def test_table(plan, most, table):
    name, hash_key, range_key, indexes, attributes = TABLES[table]
    t = plan("dynamodb_table", table)
    assert (t["name"], t["hash_key"], t["range_key"], t["billing_mode"]) == (name, hash_key, range_key, "PAY_PER_REQUEST")
    assert [(i["name"], i["hash_key"], i["range_key"]) for i in t["global_secondary_index"]] == indexes
    assert {a["name"]: a["type"] for a in t["attribute"]} == attributes
    assert t["ttl"] == [{"attribute_name": "ttl", "enabled": True}]
    assert not t["point_in_time_recovery"][0]["enabled"] and not t["server_side_encryption"][0]["enabled"]
    t = most("dynamodb_table", table)
    assert t["point_in_time_recovery"][0]["enabled"] and t["server_side_encryption"][0]["kms_key_arn"]


def test_tables_are_those_of_the_local_aws():
    text = (ROOT / "src/local/deploy.c").read_text()
    for _, _, _, indexes, attributes in TABLES.values():
        for name, *_ in indexes:
            assert f'STR("{name}")' in text
        for name, kind in attributes.items():
            assert f"{{ STR(\"{name}\"), '{kind}' }}" in text


def test_buckets(plan):
    for bucket, prefix in ("internal", "tmp/"), ("done", ""):
        rules = {r["id"]: r for r in plan("s3_bucket_lifecycle_configuration", index=bucket)["rule"]}
        assert rules["a-day"]["expiration"][0]["days"] == 1 and rules["a-day"]["status"] == "Enabled"
        assert (rules["a-day"]["filter"][0]["prefix"] or "") == prefix
        assert rules["unfinished-uploads"]["abort_incomplete_multipart_upload"][0]["days_after_initiation"] == 1
        policy = json.loads(plan("s3_bucket_policy", index=bucket)["policy"])["Statement"]
        assert [(s["Effect"], s["Action"], s["Condition"]) for s in policy] == [
            ("Deny", "s3:*", {"Bool": {"aws:SecureTransport": "false"}})]
        assert all(plan("s3_bucket_public_access_block", index=bucket)[k] for k in (
            "block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"))
    news = plan("s3_bucket_notification", "internal")["lambda_function"]
    assert [(n["events"], n["filter_prefix"], n["filter_suffix"]) for n in news] == [
        (["s3:ObjectCreated:*"], "tmp/callbacks/runs/", "result.json")]


def test_programs_outlive_a_day(plan, least):
    keys = {plan("s3_object", "host_worker", "x86_64")["key"], *(plan("s3_object", "build_program", n)["key"] for n in ("worker", "sops"))}
    assert keys == {"programs/worker-x86_64", "programs/build/worker", "programs/build/sops"}
    assert "aws_s3_object" not in least.kinds()
    environment = least("lambda_function", index="orchestrator")["environment"][0]["variables"]
    assert "AWS_EXE_SYS_HOST_WORKER_X86_64" not in environment


def test_state_machine_and_document_are_the_files(plan):
    machine = plan("sfn_state_machine", "watchdog")
    assert (machine["name"], machine["type"]) == ("aws-exe-sys-watchdog", "STANDARD")
    text = (ROOT / "infra/02-deploy/watchdog.asl.json").read_text()
    check = f"arn:aws:lambda:{ARN}:function:aws-exe-sys-watchdog-check"
    assert machine["definition"] == text.replace("${watchdog_check_arn}", check)
    document = plan("ssm_document", "run")
    assert (document["name"], document["document_type"]) == ("exe-sys-run", "Command")
    assert document["content"] == (ROOT / "infra/02-deploy/ssm_document.json").read_text()


def test_signals(plan, most):
    patterns = {n: json.loads(plan("cloudwatch_event_rule", index=n)["event_pattern"]) for n in ("builds", "commands")}
    assert patterns["builds"]["source"] == ["aws.codebuild"] and patterns["commands"]["source"] == ["aws.ssm"]
    assert patterns["builds"]["detail"] == {"project-name": ["aws-exe-sys-worker"], "build-status": [{"anything-but": ["IN_PROGRESS"]}]}
    assert patterns["commands"]["detail"]["document-name"] == ["exe-sys-run"]
    # What does not tell of an end is what the engine passes over.
    under_way = re.search(r"under_way\[\] = \{(.*?)\}", (ROOT / "src/engine/signal.c").read_text())[1]
    assert patterns["commands"]["detail"]["status"] == [{"anything-but": re.findall(r'"(\w+)"', under_way)}]
    assert json.loads(most("cloudwatch_event_rule", index="commands")["event_pattern"])["detail"]["document-name"] == [
        "exe-sys-team-a-run", "exe-sys-mine"]


def test_build(plan, most, least):
    project = plan("codebuild_project", "worker")
    assert (project["name"], project["queued_timeout"], project["build_timeout"]) == ("aws-exe-sys-worker", 480, 60)
    assert project["source"][0]["type"] == "NO_SOURCE" and project["artifacts"][0]["type"] == "NO_ARTIFACTS"
    machine = project["environment"][0]
    assert (machine["image"], machine["type"], machine["privileged_mode"], machine["image_pull_credentials_type"]) == (
        IMAGE, "LINUX_CONTAINER", False, "SERVICE_ROLE")
    assert [(s["type"], s["source_identifier"], s["location"]) for s in project["secondary_sources"]] == [
        ("S3", "programs", f"aws-exe-sys-internal-{ACCOUNT}-{REGION}/programs/build/")]
    assert not least("codebuild_project", "worker")["secondary_sources"]
    other = most("codebuild_project", "worker")
    assert other["environment"][0]["type"] == "ARM_CONTAINER" and other["concurrent_build_limit"] == 5 and other["queued_timeout"] == 10
    variables = {v["name"]: v["value"] for v in other["environment"][0]["environment_variable"]}
    assert variables["AWS_EXE_SYS_CODEBUILD_COMMANDS_AS_ROOT"] == "on"


@pytest.mark.parametrize("harm, code, says", [
    (None, 0, "worker ran"),
    ("worker", 1, "the worker that came is not the one that was meant"),
    ("sops", 1, "the sops that came is not the one that was meant"),
    ("absent", 1, "this deployment has no programs for an image of your own"),
])
def test_build_checks_what_it_runs(tmp_path, plan, harm, code, says):
    """The build specification's own command, as an image without our programs would run it."""
    for name in ("worker", "sops"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {name} ran\n")
    project = plan("codebuild_project", "worker")
    sums = {f"AWS_EXE_SYS_{n.upper()}_SHA256": hashlib.sha256((tmp_path / n).read_bytes()).hexdigest() for n in ("worker", "sops")}
    assert sums.keys() < {v["name"] for v in project["environment"][0]["environment_variable"]}
    if harm in ("worker", "sops"):
        with open(tmp_path / harm, "a") as f:
            f.write("echo more\n")
    environment = {"PATH": os.environ["PATH"], **({} if harm == "absent" else {**sums, "CODEBUILD_SRC_DIR_programs": str(tmp_path)})}
    [command] = json.loads(project["source"][0]["buildspec"])["phases"]["build"]["commands"]
    done = subprocess.run(["/bin/sh", "-c", command], env=environment, capture_output=True, text=True)
    assert done.returncode == code and says in done.stdout + done.stderr


def test_deadline_lines_are_the_engines(plan):
    """The metric filters look for what the programs say."""
    assert plan.indexes("cloudwatch_log_metric_filter", "deadline") == {"watchdog_check", "init_job", "ssm_config"}
    watch, pack = (ROOT / "src/engine/watch.c").read_text(), (ROOT / "src/engine/pack.c").read_text()
    assert plan("cloudwatch_log_metric_filter", "deadline", "watchdog_check")["pattern"] == '{ $.message = "deadline: *" }'
    assert re.search(r'log_\w+\("deadline: ', watch)
    assert 'log_warn("packing ends: %s"' in pack and '"deadline: ' in (ROOT / "src/engine/pack_orders.c").read_text()


def test_alarms(plan, most):
    names = ["deadline", "orchestrator_errors", "dead_letters"]
    assert all(not plan("cloudwatch_metric_alarm", n)["alarm_actions"] for n in names)
    assert all(most("cloudwatch_metric_alarm", n)["alarm_actions"] == [f"arn:aws:sns:{ARN}:ops"] for n in names)


def test_choices(most):
    worker = most("lambda_function", index="worker")
    assert worker["image_uri"] == IMAGE + "-tools" and worker["architectures"] == ["arm64"]
    # An image that is not ours may have an entry point, which must not run.
    assert worker["image_config"][0]["entry_point"] == ["/bin/sh", "-c", 'exec "$0"']
    assert worker["ephemeral_storage"][0]["size"] == 2048 and worker["reserved_concurrent_executions"] == 7
    environment = most("lambda_function", index="init_job")["environment"][0]["variables"]
    assert environment["AWS_EXE_SYS_SSM_PREFIX"] == "exe-sys-team-a" and environment["AWS_EXE_SYS_PR_COMMENTS"] == "off"
    assert "AWS_EXE_SYS_HOST_WORKER_AARCH64" in environment and "AWS_EXE_SYS_WEBHOOK_SECRET" not in environment
    for bucket in ("internal", "done"):
        rule = most("s3_bucket_server_side_encryption_configuration", index=bucket)["rule"][0]
        assert rule["apply_server_side_encryption_by_default"][0]["sse_algorithm"] == "aws:kms"
    assert most("sqs_queue", "dead_letters")["kms_master_key_id"]
    assert {most("iam_role", index=r)["permissions_boundary"] for r in most.indexes("iam_role")} == {
        f"arn:aws:iam::{ACCOUNT}:policy/limit"}
    assert most.indexes("sns_topic_subscription", "submit") == {0}


def test_what_is_wrong_is_said(planner):
    wrong = {
        "image_uri": ("r.example.com/engine:latest", "not :latest"),
        "prefix": ("Team_A", "begins with a letter"),
        "architecture": ("sparc", "x86_64 or arm64"),
        "credential_parameters": (["/*"], "names of parameters, or such with * at their end: /teams/payments/*. Everything at once is refused"),
        "credential_secrets": (["*"], "names of secrets, or such with * at their end: teams/payments/*. Everything at once is refused"),
        "source_objects": (["*/code.zip"], "the bucket is always named"),
        "webhook_secret": ("vault:::x", "Expected aws:::ssm"),
        "codebuild_queue_seconds": (301, "whole minutes"),
        "reserved_concurrency": ({"cli": 1}, "names of programs"),
    }
    with pytest.raises(AssertionError) as refused:
        planner(**{variable: value for variable, (value, _) in wrong.items()})
    said = re.sub(r"[\s│╷╵]+", " ", str(refused.value))
    assert [says for _, says in wrong.values() if says not in said] == []
