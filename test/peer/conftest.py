import json
import shutil

import pytest

from terraform import BIN, IMAGE, STATE_BUCKET, Account, Terraform


@pytest.fixture(scope="session")
def account(tmp_path_factory):
    if not shutil.which("terraform"):
        pytest.skip("no terraform on PATH")
    account = Account(tmp_path_factory.mktemp("moto") / "account")
    yield account
    account.stop()


def start(folder, account, **how):
    terraform = Terraform(folder, account, **how)
    try:
        terraform.init("02-deploy", backend=how.get("local", False))
    except AssertionError as e:
        pytest.skip(f"terraform finds no provider: {str(e)[-300:]}")
    return terraform


@pytest.fixture(scope="session")
def terraform(tmp_path_factory, account):
    return start(tmp_path_factory.mktemp("terraform"), account)


@pytest.fixture(scope="session")
def planner(tmp_path_factory, account):
    """Plans of the last stage by variables: nothing is applied."""
    terraform = start(tmp_path_factory.mktemp("planner"), account, local=True)
    return lambda **values: terraform.plan("02-deploy", {"image_uri": IMAGE, **values})


@pytest.fixture(scope="session")
def applied(terraform):
    """All three stages, by the script that people deploy with; what it said."""
    (terraform.folder / "infra/02-deploy/mine.auto.tfvars.json").write_text(json.dumps({
        "credential_parameters": ["/teams/payments/*"],
        "function_url_principals": ["arn:aws:iam::222222222222:root"],
        "webhook_secret": "aws:::ssm:/git/webhook",
    }))
    return terraform.script("deploy.sh", "--image", IMAGE, "--programs", BIN, "--bucket", STATE_BUCKET, "--yes")
