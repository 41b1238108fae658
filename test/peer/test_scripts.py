"""The scripts: help, wrong input refused with what to do, twice in a row harmless. Deploying and tearing down is test_terraform.py's."""

import json
import os
import subprocess

import pytest

from terraform import ROOT, STAGES

SCRIPTS = ("generate_bucket_name.sh", "generate_backend.sh", "generate_tfvars.sh", "deploy.sh", "teardown.sh")
IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/aws-exe-sys@sha256:" + "0" * 64


def run(script, *words, **environment):
    own = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    return subprocess.run([ROOT / "scripts" / script, *map(str, words)], env={**own, **environment}, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=60)


@pytest.fixture
def infra(tmp_path):
    for stage in STAGES:
        (tmp_path / "infra" / stage).mkdir(parents=True)
    return tmp_path / "infra"


def files(folder):
    return {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("script", SCRIPTS)
def test_help(script):
    done = run(script, "--help")
    assert done.returncode == 0 and done.stdout.startswith(f"usage: scripts/{script} ") and done.stderr == ""


@pytest.mark.parametrize("script, words, says", [
    *[(s, ["--colour", "red"], "--colour is not known") for s in SCRIPTS],
    *[(s, ["--prefix"], "--prefix needs a value") for s in SCRIPTS],
    ("generate_bucket_name.sh", [], "no region: give --region"),
    ("generate_bucket_name.sh", ["--region", "mars"], "expected one such as eu-central-1"),
    ("generate_bucket_name.sh", ["--region", "eu-central-1", "--account", "12"], "expected its 12 digits"),
    ("generate_bucket_name.sh", ["--region", "eu-central-1", "--account", "123456789012", "--prefix", "A"], "a letter first"),
    ("generate_backend.sh", ["--region", "eu-central-1"], "no bucket: give --bucket"),
    ("generate_backend.sh", ["--bucket", "abc"], "no region"),
    ("generate_backend.sh", ["--region", "eu-central-1", "--bucket", "A_b"], "3 to 63 characters"),
    ("generate_backend.sh", ["--region", "eu-central-1", "--bucket", "abc", "00-bootstrap"], "keeps its state in its own folder"),
    ("generate_backend.sh", ["--region", "eu-central-1", "--bucket", "abc", "--dir", "/nowhere"], "there is no such folder"),
    ("generate_tfvars.sh", [], "no region"),
    ("generate_tfvars.sh", ["--region", "eu-central-1", "--image", "r/engine:latest"], "never moved"),
    ("generate_tfvars.sh", ["--region", "eu-central-1", "--image", "engine"], "expected <registry>/<repository>"),
    ("generate_tfvars.sh", ["--region", "eu-central-1", "--arch", "sparc"], "expected x86_64 or arm64"),
    ("generate_tfvars.sh", ["--region", "eu-central-1", "--programs", "/nowhere"], "make builds the programs"),
    ("deploy.sh", [], "no region"),
    ("teardown.sh", [], "no region"),
])
def test_wrong_input_is_refused(script, words, says):
    done = run(script, *words)
    assert done.returncode == 100 and says in done.stderr and done.stdout == ""


def test_bucket_name_is_the_same_again():
    words = ["--region", "eu-central-1", "--account", "123456789012"]
    names = {run("generate_bucket_name.sh", *words).stdout for _ in range(2)}
    assert names == {"aws-exe-sys-state-123456789012-eu-central-1\n"}
    # The longest prefix and region make no more than a name may have.
    words = ["--region", "ap-southeast-1", "--account", "123456789012", "--prefix", "a" * 24]
    assert len(run("generate_bucket_name.sh", *words).stdout.strip()) <= 63


def test_backends(infra):
    words = ["--bucket", "the-bucket", "--region", "eu-central-1", "--dir", infra]
    assert run("generate_backend.sh", *words).returncode == 0
    first = files(infra)
    assert set(first) == {"01-ecr/backend.hcl", "02-deploy/backend.hcl"}
    assert 'key          = "aws-exe-sys/02-deploy.tfstate"' in first["02-deploy/backend.hcl"]
    assert "use_lockfile = true" in first["02-deploy/backend.hcl"]
    assert run("generate_backend.sh", *words).returncode == 0 and files(infra) == first
    assert run("generate_backend.sh", *words, "--prefix", "other", "01-ecr").returncode == 0
    assert 'other/01-ecr' in files(infra)["01-ecr/backend.hcl"] and files(infra)["02-deploy/backend.hcl"] == first["02-deploy/backend.hcl"]


def test_variables(infra, tmp_path):
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("worker-x86_64", "sops-x86_64", "worker-aarch64"):
        (programs / name).write_text(name)
    words = ["--region", "eu-central-1", "--bucket", "the-bucket", "--image", IMAGE, "--programs", programs, "--dir", infra]
    assert run("generate_tfvars.sh", *words).returncode == 0
    first = files(infra)
    values = {name: json.loads(text) for name, text in first.items()}
    assert values["00-bootstrap/deploy.auto.tfvars.json"] == {"aws_region": "eu-central-1", "state_bucket_name": "the-bucket"}
    assert values["01-ecr/deploy.auto.tfvars.json"] == {"aws_region": "eu-central-1", "prefix": "aws-exe-sys"}
    assert values["02-deploy/deploy.auto.tfvars.json"] == {
        "aws_region": "eu-central-1", "prefix": "aws-exe-sys", "image_uri": IMAGE, "worker_image_uri": None, "architecture": "x86_64",
        "programs": {"x86_64": {"worker": f"{programs}/worker-x86_64", "sops": f"{programs}/sops-x86_64"},
                     "aarch64": {"worker": f"{programs}/worker-aarch64"}}}
    assert run("generate_tfvars.sh", *words).returncode == 0 and files(infra) == first


def test_programs_without_a_worker_are_refused(infra, tmp_path):
    (tmp_path / "programs").mkdir()
    done = run("generate_tfvars.sh", "--region", "eu-central-1", "--image", IMAGE, "--programs", tmp_path / "programs", "--dir", infra)
    assert done.returncode == 100 and "there is no worker in it" in done.stderr
    assert "02-deploy/deploy.auto.tfvars.json" not in files(infra)


def test_quotes_are_refused(infra):
    done = run("generate_tfvars.sh", "--region", "eu-central-1", "--image", 'r/e:1", "x": "', "--dir", infra)
    assert done.returncode == 100 and "02-deploy/deploy.auto.tfvars.json" not in files(infra)
