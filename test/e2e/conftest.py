"""Fixtures: `aws` is a fresh local AWS for each test; `start_aws` starts one the way the test wants it. Both look that no process
and no folder stays."""

import json
import os
import re
import uuid
from pathlib import Path

import pytest

# Their assertions, too, say what they saw.
pytest.register_assert_rewrite("localaws", "runs", "on_hosts")

from comment_server import CommentServer
from git_server import GitServer
from localaws import LocalAws
from on_hosts import TAGS
from runs import Trace


def pytest_configure(config):
    config.addinivalue_line("markers", "heavy: memory, crash and 1,000-order cases; not under sanitizers")
    config.addinivalue_line("markers", "image: the image and other machines; `make image-test`, which takes its time")


RUN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def keep_calls(aws):
    """Who called what on which resource, for test/peer/test_permissions.py: one of each kind, into the folder AES_CALLS."""
    folder = os.environ.get("AES_CALLS")
    if not folder or aws.process.poll() is not None:
        return
    kinds = {}
    for call in aws.calls():
        kind = {name: call[name] for name in ("role", "service", "operation", "detail")}
        kinds.setdefault(RUN_ID.sub("", "|".join(kind.values())), kind)
    Path(folder).mkdir(parents=True, exist_ok=True)
    (Path(folder) / f"{uuid.uuid4()}.json").write_text(json.dumps(list(kinds.values())))


@pytest.fixture
def start_aws(tmp_path):
    started = []

    def start(*args, **kwargs):
        started.append(LocalAws(tmp_path, *args, **kwargs))
        return started[-1]

    yield start
    problems = []
    for aws in started:
        try:
            keep_calls(aws)
            aws.stop()
        except AssertionError as e:
            problems.append(str(e))
            aws.kill()
    assert problems == []


@pytest.fixture
def aws(start_aws):
    return start_aws()


@pytest.fixture
def hosts(aws):
    """With three hosts (on_hosts.py)."""
    for host, tags in TAGS.items():
        aws.host(host, tags)
    return aws


def serving(kind, tmp_path):
    folder = tmp_path / "git"
    folder.mkdir()
    server = kind(folder)
    yield server
    server.stop()


@pytest.fixture
def git(tmp_path):
    """A git provider over TLS; `git.environment` is what a local AWS must be started with to know it."""
    yield from serving(GitServer, tmp_path)


@pytest.fixture
def comments(tmp_path):
    """One that keeps comments too."""
    yield from serving(CommentServer, tmp_path)


@pytest.fixture
def trace():
    """Where commands leave a line each time they start."""
    trace = Trace()
    yield trace
    trace.remove()
