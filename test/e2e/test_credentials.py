"""Credentials, region and endpoints, botocore as oracle: on the same machine (variables, shared files, metadata servers) both find
the same, or both find nothing."""

import json
import os
import random
import subprocess
from configparser import DuplicateOptionError, DuplicateSectionError

import botocore.session
import pytest
from botocore.configprovider import ConfiguredEndpointProvider

from localaws import PROBE
from metadata import Metadata

KEYS = "aws_access_key_id = AKIA{0}\naws_secret_access_key = secret-{0}\n"
A, B = KEYS.format("A"), KEYS.format("B") + "aws_session_token = token-b\n"
ROLE = "role_arn = arn:aws:iam::1:role/r\n"
PROCESS = """credential_process = printf '{"Version": 1, "AccessKeyId": "AKIAP", "SecretAccessKey": "s", "SessionToken": "%%s"}' "a 'b' c"\n"""
ENV = {"AWS_ACCESS_KEY_ID": "AKIAE", "AWS_SECRET_ACCESS_KEY": "secret-e", "AWS_SESSION_TOKEN": "token-e"}
WEB = {"AWS_WEB_IDENTITY_TOKEN_FILE": "{dir}/web-token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/web"}
CONTAINER = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "{url}/container", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "token"}
NO_IMDS = {"AWS_EC2_METADATA_DISABLED": "true"}

# name: (variables, config, credentials); {dir} and {url} are filled in
ARRANGEMENTS = {
    "environment": (ENV, "", ""),
    "environment without a token": ({k: v for k, v in ENV.items() if "TOKEN" not in k}, "", ""),
    "environment before profile": (ENV, f"[default]\n{A}", f"[default]\n{B}"),
    "environment beside a role": ({**ENV, "AWS_PROFILE": "p"}, f"[profile p]\n{ROLE}source_profile = s\n", f"[s]\n{A}"),
    "half of the environment": ({"AWS_ACCESS_KEY_ID": "AKIAE"}, "", f"[default]\n{A}"),
    "the other half of the environment": ({"AWS_SECRET_ACCESS_KEY": "x"}, "", f"[default]\n{A}"),
    "unknown profile beside the environment": ({**ENV, "AWS_PROFILE": "nobody"}, "", f"[default]\n{A}"),
    "credentials file": ({}, "", f"[default]\n{A}\n[other]\n{B}"),
    "config file": ({}, f"[default]\nregion=eu-west-3\n{B}", ""),
    "credentials before config": ({}, f"[default]\n{A}", f"[default]\n{B}"),
    "profile by AWS_PROFILE": ({"AWS_PROFILE": "other"}, "[profile other]\nregion = us-west-1\n", f"[default]\n{A}\n[other]\n{B}"),
    "profile by AWS_DEFAULT_PROFILE": ({"AWS_DEFAULT_PROFILE": "other", "AWS_PROFILE": "default"}, "", f"[default]\n{A}[other]\n{B}"),
    "quoted profile": ({"AWS_PROFILE": "a b"}, f"[profile \"a b\"]\n{B}", ""),
    "profile without its prefix": ({"AWS_PROFILE": "other"}, f"[other]\n{A}", ""),
    "half a profile": ({}, "[default]\naws_access_key_id = x\n", ""),
    "malformed": ({}, "nothing\n", f"[default]\n{A}"),
    "comments, blanks and colons": ({}, "# one\n; two\n\n[default]\nREGION: sa-east-1\n\n" + A.replace(" = ", ":   "), ""),
    "nested settings": ({}, f"[default]\ns3 =\n  addressing_style = path\n  region = no\nregion = us-east-2\n{A}", ""),
    "a line goes on": ({}, f"[default]\nregion = us-east-2\ndescription = one\n  two = three\n{A}", ""),
    "role": ({}, f"[default]\n{ROLE}source_profile = s\n[profile s]\nregion = x-1\n{A}", ""),
    "role with all": ({}, f"[default]\n{ROLE}source_profile = s\nexternal_id = e/&id\nrole_session_name = me@x\nduration_seconds = 900\n",
                      f"[s]\n{B}"),
    "role of a role": ({}, f"[default]\n{ROLE}source_profile = m\n[profile m]\nrole_arn = arn:aws:iam::1:role/m\nsource_profile = s\n",
                       f"[s]\n{A}"),
    "role of itself": ({}, f"[default]\n{ROLE}source_profile = default\n{A}", ""),
    "role before keys": ({}, f"[default]\n{ROLE}source_profile = s\n", f"[default]\n{A}[s]\n{B}"),
    "role of a process": ({}, f"[default]\n{ROLE}source_profile = s\n[profile s]\n{PROCESS}", ""),
    "role of web identity": ({}, f"[default]\n{ROLE}source_profile = s\n[profile s]\nrole_arn = arn:aws:iam::1:role/w\nweb_identity_token_file = {{dir}}/web-token\n", ""),
    "role in a circle": ({}, f"[default]\n{ROLE}source_profile = a\n[profile a]\n{ROLE}source_profile = default\n", ""),
    "role without a source": ({}, f"[default]\n{ROLE}", f"[default]\n{A}"),
    "role with two sources": (ENV | {"AWS_ACCESS_KEY_ID": ""}, f"[default]\n{ROLE}source_profile = s\ncredential_source = Environment\n", f"[s]\n{A}"),
    "role of a profile that is not there": ({}, f"[default]\n{ROLE}source_profile = nobody\n", f"[default]\n{A}"),
    "role refused": ({}, "[default]\nrole_arn = arn:aws:iam::1:role/refused\nsource_profile = s\n", f"[s]\n{A}"),
    "role by the container": (CONTAINER, f"[default]\n{ROLE}credential_source = EcsContainer\n", ""),
    "role by the instance": ({}, f"[default]\n{ROLE}credential_source = Ec2InstanceMetadata\n", ""),
    "role by nothing": ({}, f"[default]\n{ROLE}credential_source = Moon\n", ""),
    "web identity": (WEB, "", ""),
    "web identity with a name": ({**WEB, "AWS_ROLE_SESSION_NAME": "pod"}, "", f"[default]\n{A}"),
    "web identity without a role": ({"AWS_WEB_IDENTITY_TOKEN_FILE": "{dir}/web-token"}, "", ""),
    "web identity without its file": ({**WEB, "AWS_WEB_IDENTITY_TOKEN_FILE": "{dir}/nothing"}, "", f"[default]\n{A}"),
    "web identity in a profile": ({}, f"[default]\n{ROLE}web_identity_token_file = {{dir}}/web-token\nrole_session_name = me\n", ""),
    "web identity after a role": (WEB, f"[default]\n{ROLE}source_profile = s\n", f"[s]\n{A}"),
    "process": ({}, f"[default]\n{PROCESS}", ""),
    "process before config keys": ({}, f"[default]\n{PROCESS}{A}", ""),
    "process after keys": ({}, f"[default]\n{PROCESS}", f"[default]\n{A}"),
    "process that fails": ({}, "[default]\ncredential_process = false\n", ""),
    "process of another version": ({}, "[default]\ncredential_process = echo '{\"Version\": 2}'\n", ""),
    "container": (CONTAINER, "", ""),
    "container with a token file": ({**CONTAINER, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "{dir}/web-token"}, "", ""),
    "container after keys": (CONTAINER, f"[default]\n{A}", ""),
    "container elsewhere": ({"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com/x"}, "", ""),
    "instance": ({}, "", ""),
    "instance by the profile": ({"AWS_EC2_METADATA_SERVICE_ENDPOINT": ""}, "[default]\nec2_metadata_service_endpoint = {url}/\n", ""),
    "instance turned off": (NO_IMDS, "", ""),
    "instance that does not answer": ({"AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1"}, "", ""),
    "region by variable": ({**ENV, "AWS_DEFAULT_REGION": "ap-east-1"}, "[default]\nregion = eu-west-1\n", ""),
    "region by profile": ({**ENV, "AWS_PROFILE": "p", "AWS_DEFAULT_REGION": ""}, "[profile p]\nregion = eu-west-1\n[default]\nregion = x\n", ""),
    "region in the credentials file": ({"AWS_DEFAULT_REGION": ""}, "[default]\nregion = eu-west-1\n", f"[default]\nregion = eu-west-2\n{A}"),
}


@pytest.fixture(scope="module")
def metadata():
    server = Metadata()
    yield server
    server.stop()


def arrange(tmp_path, url, variables, config, credentials):
    """The whole environment of such a machine."""
    def fill(text):
        return text.replace("{dir}", str(tmp_path)).replace("{url}", url)

    (tmp_path / "web-token").write_text("a-web-token")
    (tmp_path / "config").write_text(fill(config))
    (tmp_path / "credentials").write_text(fill(credentials))
    defaults = {
        "AWS_DEFAULT_REGION": "eu-central-1", "AWS_ENDPOINT_URL_STS": url, "AWS_EC2_METADATA_SERVICE_ENDPOINT": url,
        "AWS_CONFIG_FILE": str(tmp_path / "config"), "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
    }
    kept = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    wanted = {**kept, "HOME": str(tmp_path), **defaults, **{k: fill(v) for k, v in variables.items()}}
    return {k: v for k, v in wanted.items() if v}


def ours(environment):
    out = subprocess.run([PROBE, "identity"], env=environment, stdout=subprocess.PIPE, check=True, timeout=60).stdout
    return json.loads(out)


@pytest.fixture
def session(monkeypatch):
    """botocore on that machine."""
    def open_session(environment):
        for name in list(os.environ):
            if name not in environment:
                monkeypatch.delenv(name)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return botocore.session.Session()

    return open_session


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_credentials_and_region_are_those_that_botocore_finds(tmp_path, metadata, session, name):
    environment = arrange(tmp_path, metadata.url, *ARRANGEMENTS[name])
    found = ours(environment)
    theirs = None
    try:
        peer = session(environment)
        credentials = peer.get_credentials()
        theirs = credentials and credentials.get_frozen_credentials()
        region = peer.get_config_variable("region")
    except Exception as e:  # its errors have no common class
        assert "error" in found, (found, e)
    if theirs:
        assert "error" not in found, found
        keys = (found["access_key_id"], found["secret_access_key"], found["session_token"])
        assert keys == (theirs.access_key, theirs.secret_key, theirs.token or "")
        assert found["region"] == region
    else:
        assert found.get("error") and "access_key_id" not in found


def test_arrangements_are_enough_of_both_kinds(tmp_path, metadata):
    """The comparison would pass if nothing were ever found."""
    found = {}
    for i, name in enumerate(ARRANGEMENTS):
        folder = tmp_path / str(i)
        folder.mkdir()
        found[name] = ours(arrange(folder, metadata.url, *ARRANGEMENTS[name]))
    with_keys = {f["access_key_id"] for f in found.values() if "access_key_id" in f}
    assert len(ARRANGEMENTS) >= 30 and len(with_keys) >= 15
    assert sum("error" in f for f in found.values()) >= 12


# Ways to write the same line, of which a section has one or none; a deeper line belongs to what stands before it.
HEADERS = [["[default]", "[default]", "[default]", "[ default ]", "\t[default]"], ["[profile p]", '[profile "p"]', "[p]", "[profile p]]"], ["[services s]"]]
LINES = [
    ["region = r-1", "region: r-2", "REGION=r-3", "  region = r-4"], ["s3 =", "s3 =\n  addressing_style = path"],
    ["# comment", "  ; comment", "", "   "], ["x =", "x = 1\n  y = 2\n\n  # comment\n\tz"],
    ["aws_access_key_id = AKIA1", "aws_access_key_id=AKIA2 # kept", "AWS_ACCESS_KEY_ID : AKIA3"],
    ["aws_secret_access_key : s = 1", "aws_secret_access_key=s2", "  aws_secret_access_key = s3"], ["aws_session_token=t", "\taws_session_token = u"],
]
BAD = ["nonsense", "  nonsense", "s3 =\n  bad", "=", "[", "[]", "[default]", "region = twice"]


def random_file(r):
    lines = []
    for headers in r.sample(HEADERS, r.randint(1, len(HEADERS))):
        lines += [r.choice(headers), *(r.choice(ways) for ways in r.sample(LINES, r.randint(5, len(LINES))))]
    if r.random() < 0.1:
        lines.insert(r.randint(0, len(lines)), r.choice(BAD))
    return "\n".join(lines) + "\n"


def test_random_files_are_read_as_botocore_reads_them(tmp_path, session):
    """Malformed for one, malformed for the other; but what is said twice, which botocore refuses, is taken."""
    r = random.Random(20260102)
    seen = {"nothing": 0, "keys": 0, "twice": 0}
    for _ in range(300):
        files = [random_file(r), random_file(r)]
        environment = arrange(tmp_path, "", {**NO_IMDS, "AWS_DEFAULT_REGION": r.choice(["", "eu-west-1"]), "AWS_PROFILE": r.choice(["", "", "p"])}, *files)
        peer = session(environment)
        credentials = region = None
        try:
            region = peer.get_config_variable("region")
            credentials = peer.get_credentials()
        except Exception as e:  # its errors have no common class
            if isinstance(getattr(e, "kwargs", {}).get("error"), (DuplicateOptionError, DuplicateSectionError)):
                seen["twice"] += 1
                continue
        found = ours(environment)
        if region and "\n" not in region and credentials:  # no host has such a name
            seen["keys"] += 1
            keys = (found.get("access_key_id"), found.get("secret_access_key"), found.get("session_token"))
            assert keys == (credentials.access_key, credentials.secret_key, credentials.token or ""), (files, found)
            assert found["region"] == region, files
        else:
            seen["nothing"] += 1
            assert "error" in found, (files, found)
    assert min(seen.values()) >= 10, seen


SERVICES = {"s3": "s3", "dynamodb": "dynamodb", "lambda": "lambda", "codebuild": "codebuild", "states": "stepfunctions", "ssm": "ssm",
            "secretsmanager": "secretsmanager", "sts": "sts"}
URLS = "[default]\nservices = mine\nendpoint_url = http://profile:81\n{0}[services mine]\nsfn =\n  endpoint_url = http://sfn/p\nsecrets_manager =\n  endpoint_url = https://secrets\n"

# name: (variables, config)
ENDPOINTS = {
    "none": ({}, ""),
    "all by variable": ({"AWS_ENDPOINT_URL": "http://all:80"}, URLS.format("")),
    "one by variable": ({"AWS_ENDPOINT_URL_SECRETS_MANAGER": "http://one", "AWS_ENDPOINT_URL_SFN": "http://two"}, ""),
    "one before all": ({"AWS_ENDPOINT_URL": "http://all", "AWS_ENDPOINT_URL_DYNAMODB": "http://one"}, ""),
    "by the profile": ({}, URLS.format("")),
    "services of another profile": ({"AWS_PROFILE": "p"}, URLS.format("") + "[profile p]\nregion = x\n"),
    "ignored by variable": ({"AWS_ENDPOINT_URL": "http://all", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "True"}, URLS.format("")),
    "ignored by the profile": ({"AWS_ENDPOINT_URL_S3": "http://s3"}, URLS.format("ignore_configured_endpoint_urls = true\n")),
    "not ignored": ({"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "false"}, URLS.format("ignore_configured_endpoint_urls = true\n")),
    "no such services": ({}, "[default]\nservices = nowhere\n"),
}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_endpoints_are_those_that_botocore_finds(tmp_path, session, name):
    variables, config = ENDPOINTS[name]
    environment = arrange(tmp_path, "", {**ENV, **variables}, config, "")
    found = ours(environment)
    peer = session(environment)
    if name == "no such services":
        assert "mine" not in found and "nowhere" in found["error"]
        return
    for service, client in SERVICES.items():
        url = None
        if not peer.get_config_variable("ignore_configured_endpoint_urls"):
            url = ConfiguredEndpointProvider(peer.full_config, peer.get_scoped_config(), client).provide()
        usual = f"https://{service}.{found['region']}.amazonaws.com"
        want = (url or usual).rstrip("/")
        assert found["endpoints"][service].replace(":80", "").replace(":443", "") == want.replace(":80", ""), service


def test_the_region_that_all_other_sdks_know_comes_first(tmp_path):
    environment = arrange(tmp_path, "", {**ENV, "AWS_REGION": "eu-north-1"}, "[default]\nregion = x\n", "")
    assert ours(environment)["region"] == "eu-north-1"


@pytest.mark.parametrize("setting", ["sso_account_id = 1\nsso_role_name = r\nsso_session = s\n", "login_session = s\n",
                                     f"{ROLE}source_profile = s\nmfa_serial = m\n"])
def test_what_needs_a_person_says_how_it_is_brought_in(tmp_path, metadata, setting):
    profile = f"[profile dev]\n{setting}[profile s]\n{A}"
    environment = arrange(tmp_path, metadata.url, {"AWS_PROFILE": "dev"}, profile, "")
    advice = "credential_process = aws configure export-credentials --profile dev --format process"
    assert advice in ours(environment)["error"]
    # The AWS CLI, as far as this goes.
    (tmp_path / "aws").write_text("#!/bin/sh\necho \"$*\" >>$0.seen\necho '{\"Version\":1,\"AccessKeyId\":\"CLI\",\"SecretAccessKey\":\"s\","
                                  "\"Expiration\":\"2099-01-01T00:00:00+00:00\"}'\n")
    (tmp_path / "aws").chmod(0o755)
    (tmp_path / "config").write_text(profile.replace(setting, setting + advice + "\n"))
    environment["PATH"] = f"{tmp_path}:{environment['PATH']}"
    assert ours(environment)["access_key_id"] == "CLI"
    assert (tmp_path / "aws.seen").read_text() == "configure export-credentials --profile dev --format process\n"
