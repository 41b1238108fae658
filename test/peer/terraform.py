"""Terraform as the tests see it: a copy of infra/, its three stages, and an account on a moto server."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import boto3

import authority

ROOT = Path(__file__).parents[2]
BIN = Path(os.environ.get("AES_BIN", ROOT / "build/bin")).resolve()
REGION, ACCOUNT = "eu-central-1", "123456789012"
IMAGE = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/aws-exe-sys:1.0"
STATE_BUCKET = "state-of-the-tests"
STAGES = ("00-bootstrap", "01-ecr", "02-deploy")


def mirror():
    """A folder with providers laid out as Terraform's filesystem mirrors are, where this machine has one."""
    usual = [Path.home() / ".terraform.d/plugins", Path("/usr/local/share/terraform/plugins"),
             Path("/usr/share/terraform/plugins"), *sorted(Path("/opt").glob("*"))]
    named = os.environ.get("TERRAFORM_MIRROR")
    for folder in [Path(named)] if named else usual:
        if (folder / "registry.terraform.io/hashicorp/aws").is_dir():
            return folder
    return None


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Account:
    """An account of a moto server that is started here."""

    def __init__(self, folder):
        folder.mkdir()
        authority.make(folder)
        self.ca = folder / "ca.pem"
        self.port = free_port()
        self.log = folder / "moto.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([sys.executable, Path(__file__).parent / "moto_starter.py", str(self.port),
                                             folder / "server.pem", folder / "server.key"], stdout=log, stderr=log)
        # Terraform addresses buckets by path where the host is an address; our client finds no addresses in certificates.
        self.by_address, self.by_name = f"https://127.0.0.1:{self.port}", f"https://localhost:{self.port}"
        until = time.monotonic() + 60
        while not self._answers():
            assert self.process.poll() is None and time.monotonic() < until, self.log.read_text()
            time.sleep(0.1)

    def _answers(self):
        with socket.socket() as s:
            return s.connect_ex(("127.0.0.1", self.port)) == 0

    @property
    def environment(self):
        """What says to any SDK where this account is, and nothing of the account that the tests may run in."""
        return {"AWS_ENDPOINT_URL": self.by_address, "AWS_CA_BUNDLE": str(self.ca), "AWS_REGION": REGION,
                "AWS_ACCESS_KEY_ID": "AKIDOFTHETESTS", "AWS_SECRET_ACCESS_KEY": "secret",
                "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}

    def client(self, service):
        return boto3.client(service, endpoint_url=self.by_address, verify=str(self.ca), region_name=REGION,
                            aws_access_key_id="AKIDOFTHETESTS", aws_secret_access_key="secret")

    def missing(self):
        """What somebody asked moto for that it does not have."""
        text = self.log.read_text()
        return sorted({line for line in text.splitlines() if line.startswith("NotImplementedError")})

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


class Terraform:
    """A copy of infra/ in which Terraform works on an account."""

    def __init__(self, folder, account, local=False):
        self.folder, self.local = folder, local
        self.account = account
        shutil.copytree(ROOT / "infra", folder / "infra", ignore=shutil.ignore_patterns(".terraform", "*.tfstate*"))
        self.config = folder / "terraform.rc"
        found = mirror()
        self.config.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{found}"\n  }}\n}}\n' if found else "")
        for stage in STAGES:
            # What is wrong is said at once, not after 25 attempts.
            (folder / "infra" / stage / "test_override.tf").write_text('provider "aws" {\n  max_retries = 2\n}\n'
                                                                           + ('terraform {\n  backend "local" {}\n}\n' if local else ""))

    @property
    def environment(self):
        own = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TF_"))}
        # The venv's aws command, for the scripts.
        path = f"{Path(sys.executable).parent}:{own['PATH']}"
        return {**own, **self.account.environment, "PATH": path, "TF_CLI_CONFIG_FILE": str(self.config), "TF_IN_AUTOMATION": "1",
                "CHECKPOINT_DISABLE": "1"}

    def call(self, command, ok):
        done = subprocess.run(["nice", *map(str, command)], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=600)
        assert done.returncode in ok, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-9000:]}\n{self.account.missing()}"
        return done

    def run(self, stage, *words, ok=(0,)):
        return self.call(["terraform", f"-chdir={self.folder / 'infra' / stage}", *words], ok)

    def script(self, name, *words, ok=(0,)):
        return self.call([ROOT / "scripts" / name, *words, "--region", REGION, "--dir", self.folder / "infra"], ok)

    def init(self, stage, backend=True):
        """Where the account's buckets are not wanted, without them."""
        return self.run(stage, "init", "-input=false", "-no-color", "-lockfile=readonly", *([] if backend else ["-backend=false"]))

    def variables(self, stage, values):
        (self.folder / "infra" / stage / "test.auto.tfvars.json").write_text(json.dumps({"aws_region": REGION, **values}))

    def plan(self, stage, values):
        """The plan's JSON, of a stage whose state lies in its folder."""
        self.variables(stage, values)
        self.run(stage, "plan", "-input=false", "-no-color", "-out=test.plan")
        return json.loads(self.run(stage, "show", "-json", "test.plan").stdout)

    def outputs(self, stage):
        return {k: v["value"] for k, v in json.loads(self.run(stage, "output", "-json").stdout).items()}
