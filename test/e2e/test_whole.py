"""A whole job as a team would have it: six orders on all three targets, code from a private repository over TLS, an order on two hosts,
submitted over the HTTP API and watched to its end."""

import pytest

from client import Client
from git_server import Repo
from runs import check_done, check_order_of_things, job, order
from test_hosts import DB, WEB1, WEB2

TOKEN = "ghp-5ecret-0f-the-tests"
CODE = {"infra/plan.sh": (b"#!/bin/sh\necho planned with $DEPLOY\n", 0o755), "tools/check.sh": (b"#!/bin/sh\necho checked\n", 0o755)}


@pytest.fixture
def place(start_aws, git, tmp_path):
    git.repos["github", "acme/shop"] = Repo({"main": CODE}, token=TOKEN)
    aws = start_aws(env=git.environment, secrets={"aws:::ssm:/git/token": {"TOKEN": TOKEN}, "aws:::ssm:/live": {"DEPLOY": "s3cr3t-deploy"}})
    for host, role in ((WEB1, "web"), (WEB2, "web"), (DB, "db")):
        aws.host(host, {"Role": role})
    return aws, Client(aws, tmp_path, AWS_EXE_SYS_API_URL=aws.endpoint)


def payload(trace, patch=""):
    hosts = {"ssm_targets": {"tags": {"Role": "web"}}}
    return job([
        order(trace, "plan", "lambda", then="./plan.sh", git_folder="infra", ssm_paths=["/live"]),
        order(trace, "build", "codebuild", ["plan"], then="./tools/check.sh"),
        order(trace, "patch", "ssm", ["build"], then=patch, **hosts),
        order(trace, "migrate", "ssm", ["build"], ssm_targets={"instance_ids": [DB]}),
        order(trace, "verify", "lambda", ["patch", "migrate"], then="tools/check.sh"),
        order(trace, "notify", "lambda", ["verify"], must_succeed=False),
    ], commands_only=False, git_repo="acme/shop", git_token_location="aws:::ssm:/git/token", commit_hash="main")


def test_all_is_well(place, trace):
    aws, client = place
    done = client("submit", client.job(payload(trace)), "--watch")
    assert done.returncode == 0, done.stdout + done.stderr
    run_id = done.stdout.split()[1]
    check_done(aws, run_id, aws.done(run_id), "succeeded", {"succeeded": 6, "failed": 0, "timed_out": 0})
    assert trace.starts(run_id) == {"plan": 1, "build": 1, "patch": 2, "migrate": 1, "verify": 1, "notify": 1}
    check_order_of_things(payload(trace), aws.rows(run_id), set(aws.rows(run_id)))
    assert "planned with ***" in done.stdout and "s3cr3t-deploy" not in done.stdout + done.stderr and TOKEN not in done.stdout
    log = client("logs", run_id, "patch").stdout
    assert f"{WEB1}: succeeded" in log and f"{WEB2}: succeeded" in log


def test_one_host_fails_and_the_log_says_which(place, trace):
    aws, client = place
    done = client("submit", client.job(payload(trace, f"mkdir {trace.folder}/first || exit 4")), "--watch")
    assert done.returncode == 1, done.stdout + done.stderr
    run_id = done.stdout.split()[1]
    check_done(aws, run_id, aws.done(run_id), "failed", {"succeeded": 4, "failed": 2, "timed_out": 0})
    log = client("logs", run_id, "patch").stdout
    failed = [host for host in (WEB1, WEB2) if f"{host}: failed" in log]
    well = [host for host in (WEB1, WEB2) if f"{host}: succeeded" in log]
    assert sorted(failed + well) == [WEB1, WEB2] and len(failed) == 1, log
    assert f"{failed[0]}: failed" in done.stdout, done.stdout
    run, orders, _ = client.explain(run_id)
    assert {n: o["code"] for n, o in orders.items()} == {"plan": "succeeded", "build": "succeeded", "patch": "failed",
                                                         "migrate": "succeeded", "verify": "dependency_failed", "notify": "succeeded"}
    assert orders["verify"]["cause"] == "patch" and failed[0] in orders["patch"]["why"]
