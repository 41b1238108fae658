"""Least privilege: what the end-to-end tests were seen to call is allowed to who called it; what nobody should is denied; no statement
is there for nothing. The roles' policies are those of the plan."""

import json
import os
import re
from pathlib import Path

import pytest

from iam import allowing
from terraform import ACCOUNT, REGION, ROOT

CALLS = Path(os.environ.get("AES_CALLS", ROOT / "build/calls"))
ARN = f"{REGION}:{ACCOUNT}"
RUN = "0a1b2c3d-0000-4000-8000-000000000001"
BUCKETS = {"aws-exe-sys-internal": f"aws-exe-sys-internal-{ACCOUNT}-{REGION}", "aws-exe-sys-done": f"aws-exe-sys-done-{ACCOUNT}-{REGION}"}
INTERNAL, DONE = (f"arn:aws:s3:::{b}" for b in BUCKETS.values())
# The roles of the local AWS are called after their functions.
ROLES = {"aws-exe-sys-init-job": "init_job", "aws-exe-sys-ssm-config": "ssm_config", "aws-exe-sys-orchestrator": "orchestrator",
         "aws-exe-sys-watchdog-check": "watchdog_check", "aws-exe-sys-worker": "worker", "codebuild": "codebuild",
         "host": "orchestrator"}  # whoever holds a signed URL may do what its signer may

# Statements that no call of the tests stands for.
UNSEEN = {
    "WatchdogLook": "asked about a run_id that comes again when its row has expired",
    "Logs": "AWS writes logs on the function's behalf",
    "OnFailure": "Lambda calls the destination on the function's behalf",
    "DeadLetters": "Lambda sends on the function's behalf",
    "Programs": "CodeBuild fetches sources on the build's behalf",
    "ProgramsBucket": "CodeBuild asks on the build's behalf",
    "Images": "CodeBuild pulls on the build's behalf",
    "Registry": "CodeBuild pulls on the build's behalf",
}


def told_calls():
    calls = [json.loads(p.read_text()) for p in sorted(CALLS.glob("*.json"))]
    return {tuple(c[k] for k in ("role", "service", "operation", "detail")) for part in calls for c in part
            # One that was refused before anybody read it names nothing.
            if c["role"].partition(":")[0] in ROLES and c["detail"]}


def is_ours(name):
    return re.match(r"/exe-sys/sops-keys/", name)


@pytest.fixture(scope="module")
def calls():
    found = told_calls()
    if not found:
        pytest.skip("no record of the end-to-end tests' calls: run make e2e first")
    return found


@pytest.fixture(scope="module")
def policies(planner):
    seen = told_calls()
    reads = {(ROLES[role.partition(":")[0]], service, detail) for role, service, operation, detail in seen
             if operation in ("GetParameter", "GetSecretValue") and not is_ours(detail)}
    # What jobs name lies outside of the engine's: the deployment's variables say which of it may be read.
    names = lambda roles, service: sorted({d for r, s, d in reads if r in roles and s == service})
    sources = sorted({d for _, s, o, d in seen if s == "s3" and o == "GetObject" and not re.match("aws-exe-sys-(internal|done)/(tmp|programs|[0-9a-f-]{36})", d)})
    plan = planner(
        credential_parameters=names(("init_job", "ssm_config"), "ssm") or ["/team/db"],
        credential_secrets=names(("init_job", "ssm_config"), "secretsmanager"),
        git_token_parameters=names(("orchestrator",), "ssm"), git_token_secrets=names(("orchestrator",), "secretsmanager"),
        sops_key_parameters=names(("worker", "codebuild"), "ssm") or ["/keys/mine"],
        source_objects=[f"{BUCKETS.get(d.split('/')[0], d.split('/')[0])}/{d.partition('/')[2]}" for d in sources])
    return {r["index"]: json.loads(r["values"]["policy"]) for r in plan["planned_values"]["root_module"]["resources"]
            if r["type"] == "aws_iam_role_policy"}


def table(name):
    return f"arn:aws:dynamodb:{ARN}:table/{name}"


def asks(role, service, operation, detail):
    """[(action, resource, context)] that IAM is asked for a call."""
    if service == "dynamodb":
        if operation == "TransactWriteItems":
            # Packing: rows on condition of the run's; the orchestrator: a row and its event.
            if role == "orchestrator":
                return [("dynamodb:UpdateItem", table("aws-exe-sys-orders"), {}), ("dynamodb:PutItem", table("aws-exe-sys-order-events"), {})]
            return [("dynamodb:ConditionCheckItem", table("aws-exe-sys-orchestrator-locks"), {}),
                    ("dynamodb:PutItem", table("aws-exe-sys-orders"), {})]
        return [(f"dynamodb:{operation}", table(detail), {})]
    if service == "s3":
        # A call that a fault ended early is told without its bucket.
        bucket, _, key = (f"aws-exe-sys-internal/{detail}" if detail.startswith("tmp/") else detail).partition("/")
        bucket = BUCKETS.get(bucket, bucket)
        if operation == "ListObjectsV2":
            return [("s3:ListBucket", f"arn:aws:s3:::{bucket}", {})]
        # Whoever claims or reports says: only where there is nothing yet.
        once = {"s3:if-none-match": "*"} if re.search(r"(claim|result)\.json$", key) and operation == "PutObject" else {}
        return [(f"s3:{operation.replace('Head', 'Get')}", f"arn:aws:s3:::{bucket}/{key}", once)]
    if service == "ssm":
        if operation == "SendCommand":
            return [("ssm:SendCommand", f"arn:aws:ssm:{ARN}:document/exe-sys-run", {}),
                    ("ssm:SendCommand", f"arn:aws:ec2:{ARN}:instance/{detail}", {})]
        named = operation.endswith("Parameter")
        return [(f"ssm:{operation}", f"arn:aws:ssm:{ARN}:parameter/{detail.lstrip('/')}" if named else "*", {})]
    if service == "secretsmanager":
        return [("secretsmanager:GetSecretValue", f"arn:aws:secretsmanager:{ARN}:secret:{detail}-a1B2c3", {})]
    if service == "lambda":
        return [("lambda:InvokeFunction", f"arn:aws:lambda:{ARN}:function:{detail}", {})]
    if service == "states":
        machine = f"arn:aws:states:{ARN}:stateMachine:aws-exe-sys-watchdog"
        execution = f"arn:aws:states:{ARN}:execution:aws-exe-sys-watchdog:{detail.split(':')[-1]}"
        return [(f"states:{operation}", machine if operation == "StartExecution" else execution, {})]
    if service == "codebuild":
        return [(f"codebuild:{operation}", f"arn:aws:codebuild:{ARN}:project/{detail.split(':')[0]}", {})]
    raise ValueError((role, service, operation, detail))


def test_every_call_is_allowed(calls, policies):
    denied = set()
    for role, service, operation, detail in calls:
        # What the tests make a role ask for to see it refused.
        if detail.startswith("nowhere/"):
            continue
        program = ROLES[role.partition(":")[0]]
        for action, resource, context in asks(program, service, operation, detail):
            if not allowing(policies[program], action, resource, context):
                denied.add(f"{program}: {action} on {resource}")
    assert sorted(denied) == []


def test_no_statement_is_there_for_nothing(calls, policies):
    used = set()
    for role, service, operation, detail in calls:
        program = ROLES[role.partition(":")[0]]
        for action, resource, context in asks(program, service, operation, detail):
            used |= {(program, sid) for sid in allowing(policies[program], action, resource, context)}
    # That an object is absent is asked by GetObject, and answered by s3:ListBucket.
    used |= {(ROLES[role.partition(":")[0]], "AbsentObjects") for role, _, operation, _ in calls if operation in ("GetObject", "HeadObject")}
    # One program each, in two places.
    for twins in (("init_job", "ssm_config"), ("worker", "codebuild")):
        used |= {(twin, sid) for program, sid in used if program in twins for twin in twins}
    unused = {(program, s["Sid"]) for program in set(ROLES.values()) for s in policies[program]["Statement"]} - used
    unused = sorted(f"{program} {sid}" for program, sid in unused if sid not in UNSEEN)
    assert not unused, ", ".join(unused)


OTHER = "arn:aws:s3:::somebody-elses"
END = f"{INTERNAL}/tmp/callbacks/runs/{RUN}/0000/end/result.json"
KEY = f"arn:aws:ssm:{ARN}:parameter/exe-sys/sops-keys/{RUN}/0000"
ONCE = {"s3:if-none-match": "*"}
DENIED = [
    # A worker runs what others wrote.
    ("worker", "s3:PutObject", END, ONCE),
    ("worker", "s3:PutObject", f"{INTERNAL}/tmp/callbacks/runs/{RUN}/0001/result.json", {}),
    ("worker", "s3:PutObject", f"{INTERNAL}/tmp/exec/{RUN}/0001/claim.json", {}),
    ("worker", "s3:PutObject", f"{INTERNAL}/tmp/exec/{RUN}/0001/exec.zip", ONCE),
    ("worker", "s3:PutObject", f"{INTERNAL}/tmp/exec/{RUN}/plan.json", ONCE),
    ("worker", "s3:GetObject", f"{INTERNAL}/tmp/exec/{RUN}/plan.json", {}),
    ("worker", "s3:GetObject", f"{INTERNAL}/tmp/exec/{RUN}/pending-00.json", {}),
    ("worker", "s3:GetObject", f"{INTERNAL}/tmp/callbacks/runs/{RUN}/0001/result.json", {}),
    ("worker", "s3:GetObject", f"{INTERNAL}/tmp/logs/{RUN}/0001/output.log", {}),
    ("worker", "s3:DeleteObject", f"{INTERNAL}/tmp/exec/{RUN}/0001/exec.zip", {}),
    ("worker", "s3:PutObject", f"{INTERNAL}/programs/worker-x86_64", ONCE),
    ("worker", "s3:PutObject", f"{DONE}/{RUN}/done", ONCE),
    ("worker", "s3:GetObject", f"{OTHER}/code.zip", {}),
    ("worker", "s3:ListBucket", OTHER, {}),
    ("worker", "dynamodb:GetItem", table("aws-exe-sys-orders"), {}),
    ("worker", "dynamodb:UpdateItem", table("aws-exe-sys-orders"), {}),
    ("worker", "dynamodb:PutItem", table("aws-exe-sys-order-events"), {}),
    ("worker", "dynamodb:UpdateItem", table("aws-exe-sys-orchestrator-locks"), {}),
    ("worker", "ssm:GetParameter", f"arn:aws:ssm:{ARN}:parameter/team/db", {}),
    ("worker", "ssm:PutParameter", KEY, {}),
    ("worker", "ssm:DeleteParameter", KEY, {}),
    ("worker", "ssm:SendCommand", "*", {}),
    ("worker", "lambda:InvokeFunction", f"arn:aws:lambda:{ARN}:function:aws-exe-sys-init-job", {}),
    ("worker", "lambda:InvokeFunction", f"arn:aws:lambda:{ARN}:function:aws-exe-sys-worker", {}),
    ("worker", "states:StartExecution", f"arn:aws:states:{ARN}:stateMachine:aws-exe-sys-watchdog", {}),
    ("worker", "iam:PassRole", f"arn:aws:iam::{ACCOUNT}:role/aws-exe-sys-init-job", {}),
    ("worker", "sts:AssumeRole", f"arn:aws:iam::{ACCOUNT}:role/anything", {}),
    # A build is a worker.
    ("codebuild", "s3:PutObject", END, ONCE),
    ("codebuild", "s3:PutObject", f"{INTERNAL}/programs/build/worker", ONCE),
    ("codebuild", "s3:GetObject", f"{INTERNAL}/tmp/exec/{RUN}/plan.json", {}),
    ("codebuild", "dynamodb:Query", table("aws-exe-sys-orders") + "/index/run_id-order_num-index", {}),
    ("codebuild", "codebuild:StartBuild", f"arn:aws:codebuild:{ARN}:project/aws-exe-sys-worker", {}),
    ("codebuild", "lambda:InvokeFunction", f"arn:aws:lambda:{ARN}:function:aws-exe-sys-watchdog-check", {}),
    ("codebuild", "ecr:PutImage", f"arn:aws:ecr:{ARN}:repository/aws-exe-sys", {}),
    # Packing starts nothing and ends nothing.
    ("init_job", "ssm:GetParameter", f"arn:aws:ssm:{ARN}:parameter/somebody/else", {}),
    ("init_job", "ssm:DeleteParameter", KEY, {}),
    ("init_job", "secretsmanager:GetSecretValue", f"arn:aws:secretsmanager:{ARN}:secret:somebody/else-a1B2c3", {}),
    ("init_job", "secretsmanager:ListSecrets", "*", {}),
    ("init_job", "s3:PutObject", f"{DONE}/{RUN}/done", ONCE),
    ("init_job", "s3:GetObject", f"{OTHER}/code.zip", {}),
    ("init_job", "lambda:InvokeFunction", f"arn:aws:lambda:{ARN}:function:aws-exe-sys-worker", {}),
    ("init_job", "codebuild:StartBuild", f"arn:aws:codebuild:{ARN}:project/aws-exe-sys-worker", {}),
    ("ssm_config", "ssm:PutParameter", KEY, {}),
    ("ssm_config", "ssm:GetParameter", KEY, {}),
    ("ssm_config", "ssm:SendCommand", f"arn:aws:ssm:{ARN}:document/exe-sys-run", {}),
    # The orchestrator sees no secret of a job's.
    ("orchestrator", "ssm:GetParameter", KEY, {}),
    ("orchestrator", "ssm:GetParameter", f"arn:aws:ssm:{ARN}:parameter/team/db", {}),
    ("orchestrator", "ssm:SendCommand", f"arn:aws:ssm:{REGION}::document/AWS-RunShellScript", {}),
    ("orchestrator", "codebuild:StartBuild", f"arn:aws:codebuild:{ARN}:project/another", {}),
    ("orchestrator", "codebuild:UpdateProject", f"arn:aws:codebuild:{ARN}:project/aws-exe-sys-worker", {}),
    ("orchestrator", "dynamodb:DeleteItem", table("aws-exe-sys-orders"), {}),
    ("orchestrator", "dynamodb:UpdateItem", table("another"), {}),
    ("orchestrator", "s3:PutObject", f"{INTERNAL}/programs/worker-x86_64", {}),
    ("orchestrator", "s3:PutObject", f"{INTERNAL}/tmp/exec/{RUN}/0001/exec.zip", {}),
    ("orchestrator", "iam:PassRole", f"arn:aws:iam::{ACCOUNT}:role/aws-exe-sys-codebuild", {}),
    # The watchdog's check moves no row and starts nothing.
    ("watchdog_check", "dynamodb:UpdateItem", table("aws-exe-sys-orders"), {}),
    ("watchdog_check", "dynamodb:UpdateItem", table("aws-exe-sys-orchestrator-locks"), {}),
    ("watchdog_check", "s3:PutObject", f"{DONE}/{RUN}/done", ONCE),
    ("watchdog_check", "ssm:SendCommand", "*", {}),
    ("watchdog", "lambda:InvokeFunction", f"arn:aws:lambda:{ARN}:function:aws-exe-sys-worker", {}),
]


@pytest.mark.parametrize("role, action, resource, context", DENIED, ids=[f"{r} {a} {i}" for i, (r, a, *_) in enumerate(DENIED)])
def test_is_denied(policies, role, action, resource, context):
    assert allowing(policies[role], action, resource, context) == []


def test_whole_account_is_named_only_where_aws_knows_no_resource(policies):
    known = {"ssm:CancelCommand", "ssm:ListCommands", "ssm:DescribeInstanceInformation", "ssm:GetCommandInvocation", "ecr:GetAuthorizationToken"}
    for policy in policies.values():
        for s in policy["Statement"]:
            assert "*" not in s["Resource"] or set(s["Action"]) <= known, s
            assert not any("*" in a for a in s["Action"]), s


def test_every_permission_has_a_reason():
    for role, statements in json.loads((ROOT / "infra/02-deploy/permissions.json").read_text()).items():
        assert all(len(s["reason"]) > 10 for s in statements)
        assert len({s["sid"] for s in statements}) == len(statements), role
