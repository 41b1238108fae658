"""Code from git: each provider by a server that behaves as its documentation says, through the real functions over real TLS."""

import base64
import io
import json
import os
import time
import zipfile

import pytest

from git_server import Answer, Repo, tarball
from localaws import SLOW, wait_until

TOKEN = "ghp-5ecret-0f-the-tests"

TREE = {
    "README": b"read me\n",
    "infra/run.sh": (b"#!/bin/sh\necho ran\n", 0o755),
    "infra/" + "long-" * 50 + "/" + "name-" * 30: b"a long name",
    "infra/grün/ünï": "content ✓".encode(),
    "infra/link": ("symlink", "run.sh"),
    "docs/up": ("symlink", "../README"),
    "infra/twin": ("link", "infra/run.sh"),
    "infra/empty": None,
    "infra/big": os.urandom(200_000),
}
# provider, repository; what the deployment is told besides the URL
PROVIDERS = [
    ("github", "acme/shop", {}),
    ("gitlab", "acme/sub/group/shop", {}),
    ("bitbucket", "acme/shop", {"AWS_EXE_SYS_BITBUCKET_KIND": "cloud"}),
    ("bitbucket-server", "ACME/shop", {}),
]


@pytest.fixture
def packer(start_aws, git):
    """A local AWS whose functions know the git server; it starts no workers."""

    def start(token=TOKEN, **more):
        aws = start_aws(env={**git.environment, **more}, secrets={"aws:::ssm:/git/token": {"TOKEN": token}})
        aws.settings(start_workers=False)
        return aws

    return start


def order(i=0, **fields):
    return {"order_name": f"o{i}", "cmds": [f"echo {i}"], "timeout": 60, "execution_target": "lambda", **fields}


def job(provider, repo, orders=1, **fields):
    orders = [order(i) for i in range(orders)] if isinstance(orders, int) else orders
    return {"username": "ann", "git_provider": provider.partition("-")[0], "git_repo": repo,
            "git_token_location": "aws:::ssm:/git/token", "orders": orders, **fields}


def code(aws, run_id, num=1):
    """The bundle's code: path to (mode, content); folders end in '/'."""
    key = f"tmp/exec/{run_id}/{num:04}/exec.zip"
    bundle = zipfile.ZipFile(io.BytesIO(aws.s3.get_object(Bucket=aws.internal, Key=key)["Body"].read()))
    assert bundle.testzip() is None
    return {i.filename.removeprefix("code/"): (i.external_attr >> 16, bundle.read(i)) for i in bundle.infolist()
            if i.filename.startswith("code/") and i.filename != "code/"}


def refused(aws, payload, status=400):
    got, answer = aws.submit(payload)
    assert got == status, answer
    assert TOKEN not in json.dumps(answer) and "SIGNATURE" not in json.dumps(answer)
    return answer["error"]


# ---- what is fetched


@pytest.mark.parametrize("provider, repo, settings", PROVIDERS, ids=[p[0] for p in PROVIDERS])
def test_a_private_repository_is_fetched_as_it_is(packer, git, provider, repo, settings):
    aws = packer(**settings)
    git.repos[provider, repo] = Repo({"main": {"only": b"main"}, "feature/x": TREE, "v1.0": {"only": b"v1"}}, token=TOKEN)
    orders = [order(0, commit_hash="feature/x"), order(1, commit_hash="feature/x", git_folder="infra"), order(2),
              order(3, commit_hash="v1.0")]
    orders[0]["git_folder"] = "."
    run_id = aws.start(job(provider, repo, orders))
    whole = code(aws, run_id, 1)
    assert whole["README"] == (0o100664, b"read me\n")
    assert whole["infra/run.sh"] == whole["infra/twin"] == (0o100755, b"#!/bin/sh\necho ran\n")
    assert whole["infra/link"] == (0o120777, b"run.sh") and whole["docs/up"] == (0o120777, b"../README")
    assert whole["infra/empty/"][0] == 0o040775 and whole["infra/big"][1] == TREE["infra/big"]
    assert set(TREE) == {name.rstrip("/") for name in whole}
    assert code(aws, run_id, 2) == {name.removeprefix("infra/"): what for name, what in whole.items() if name.startswith("infra/")}
    assert code(aws, run_id, 3) == {"only": (0o100664, b"main")} and code(aws, run_id, 4) == {"only": (0o100664, b"v1")}


@pytest.mark.parametrize("top", ["x", "acme-shop-1234567", "wörk tree", "a" * 250])
def test_the_folder_around_everything_has_any_name(packer, git, top):
    git.repos["gitlab", "acme/shop"] = Repo({"main": {"a/b": b"1", "c": b"2"}}, token=TOKEN, top=top)
    aws = packer()
    run_id = aws.start(job("gitlab", "acme/shop"))
    assert set(code(aws, run_id)) == {"a/b", "c"}


def test_a_public_repository_needs_no_token(packer, git):
    git.repos["github", "acme/open"] = Repo({"main": {"a": b"1"}})
    aws = packer()
    payload = job("github", "acme/open")
    del payload["git_token_location"]
    assert set(code(aws, aws.start(payload))) == {"a"}
    assert [r.token for r in git.requests] == ["", ""]


def test_two_hundred_orders_make_one_download_and_two_commits_two(packer, git):
    git.repos["github", "acme/shop"] = Repo({"main": {f"d{i}/f": b"%d" % i for i in range(10)}, "v1": {"d0/f": b"v1"}},
                                            token=TOKEN)
    aws = packer()
    orders = [order(i, git_folder=f"d{i % 10}") for i in range(200)] + [order(200, commit_hash="v1"), order(201, commit_hash="v1")]
    run_id = aws.start(job("github", "acme/shop", orders))
    wait_until("it is packed", lambda: (aws.run_row(run_id) or {}).get("status") == "active")
    assert [code(aws, run_id, n)["f"][1] for n in (1, 8, 200)] == [b"0", b"7", b"9"]
    assert code(aws, run_id, 202) == {"d0/f": (0o100664, b"v1")}
    assert sorted(r.path.rsplit("/", 1)[1] for r in git.seen("tarball")) == ["tarball", "v1"]
    assert len(git.seen("^/signed/")) == 2
    # The token of all of them is asked for once.
    assert aws.counts()["init_job", "GetParameter"] == 1


def test_a_job_of_commands_fetches_code_for_those_who_ask(packer, git):
    """The job's repository alone may be there for a comment."""
    git.repos["github", "acme/shop"] = Repo({"main": {"d/f": b"1"}}, token=TOKEN)
    aws = packer()
    run_id = aws.start(job("github", "acme/shop", [order(0), order(1, git_folder="d")], commands_only=True))
    assert code(aws, run_id, 1) == {} and set(code(aws, run_id, 2)) == {"f"}


# ---- the token


def test_the_token_goes_nowhere_else(packer, git):
    git.repos["github", "acme/shop"] = Repo({"main": {"a": b"1"}}, token=TOKEN)
    aws = packer()
    aws.start(job("github", "acme/shop"))
    home, away = [[r for r in git.requests if r.host.startswith(host)] for host in ("git.", "codeload.")]
    assert [r.token for r in home] == [TOKEN] and len(away) == 1
    assert TOKEN not in str(away) and base64.b64encode(TOKEN.encode()).decode() not in str(away)
    assert all("user-agent" in r.headers for r in git.requests)
    assert TOKEN not in aws.errors.read_text() and "SIGNATURE" not in aws.errors.read_text()


@pytest.mark.parametrize("token, sent", [("me@example.com:s3cret", "Basic "), ("s3cret\n", "Bearer ")])
def test_a_token_may_be_user_and_password(packer, git, token, sent):
    git.repos["bitbucket", "acme/shop"] = Repo({"main": {"a": b"1"}}, token=token.strip())
    aws = packer(token=token, AWS_EXE_SYS_BITBUCKET_KIND="cloud")
    assert set(code(aws, aws.start(job("bitbucket", "acme/shop")))) == {"a"}
    assert git.requests[0].headers["authorization"].startswith(sent)


@pytest.mark.parametrize(
    "secrets, says",
    [({}, "git token: /git/token: SSM GetParameter"), ({"aws:::ssm:/git/token": {}}, "git token: aws:::ssm:/git/token: it holds no value"),
     ({"aws:::ssm:/git/token": {"T": "a b"}}, "aws:::ssm:/git/token: GitHub: the token is too long, or has characters")],
)
def test_a_token_that_is_none_is_told_by_its_location(start_aws, git, secrets, says):
    aws = start_aws(env=git.environment, secrets=secrets)
    status, answer = aws.submit(job("github", "acme/shop"))
    assert status == 400 and says in answer["error"] and "a b" not in json.dumps(answer)
    assert git.requests == []


# ---- refusals: repository, ref and cause

HTML = Answer(200, b"<!DOCTYPE html><title>Sign in</title>", {"Content-Type": "text/html"})
REFUSALS = {
    "no such ref": ("github", {"commit_hash": "gone"}, None,
                    ["acme/shop at gone", "GitHub", "404", "does not exist, or the token may not see it"]),
    "no such ref, GitLab": ("gitlab", {"commit_hash": "gone"}, None, ["acme/shop at gone", "GitLab", "404 File Not Found"]),
    "no such ref, Data Center": ("bitbucket-server", {"commit_hash": "gone"}, None,
                                 ["acme/shop at gone", "Bitbucket Data Center", "Commit 'gone' does not exist"]),
    "no such repository": ("github", {"git_repo": "acme/gone"}, None, ["acme/gone (default branch)", "404"]),
    "a wrong token": ("github", {}, Answer.json(401, {"message": "Bad credentials"}),
                      ["acme/shop (default branch)", "401", "Bad credentials", "the token is wrong or has expired"]),
    "forbidden": ("github", {}, Answer.json(403, {"message": "Resource not accessible by personal access token"}),
                  ["acme/shop (default branch)", "403", "not accessible", "the token may not do this"]),
    "a login page": ("bitbucket-server", {}, HTML, ["acme/shop (default branch)", "no tar.gz archive"]),
    "no archive": ("gitlab", {}, Answer(200, b"\x1f\x8b\x08junk and more junk"), ["acme/shop (default branch)", "broken"]),
    "a cut archive": ("gitlab", {}, Answer(200, tarball({"a": os.urandom(9000)}, "t")[:-2000]), ["(default branch)", "cut off"]),
    "a redirect without TLS": ("github", {}, Answer(302, b"", {"Location": "http://codeload.localhost/x?token=SIGNATURE"}),
                               ["acme/shop", "redirected from https to http: refused"]),
    "an hour's limit": ("github", {},
                        Answer.json(403, {"message": "API rate limit exceeded"}, X_RateLimit_Remaining=0,
                                    X_RateLimit_Reset=int(time.time()) + 3000),
                        ["acme/shop (default branch)", "403", "rate limit: again from 20"]),
    "a file for a folder": ("gitlab", {"git_folder": "a"}, None, ["acme/shop (default branch)", "git_folder a is a file"]),
    "no such folder": ("gitlab", {"git_folder": "b"}, None, ["acme/shop (default branch)", "it has no folder b"]),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_names_repository_ref_and_cause(packer, git, case):
    provider, fields, answer, says = REFUSALS[case]
    git.repos[provider, "acme/shop"] = Repo({"main": {"a": b"1"}}, token=TOKEN)
    aws = packer()
    if answer:
        git.answers["tarball|archive"] = [answer] * 9
    others = case in ("a redirect without TLS", "an hour's limit")  # no mistake of the caller's
    error = refused(aws, job(provider, "acme/shop", [order(0, **fields)]), 502 if others else 400)
    assert [part for part in says if part not in error] == [], error
    assert len(git.seen("tarball|archive")) == 1  # what is refused for good is not asked for again


def test_what_is_broken_for_a_moment_is_tried_again(packer, git):
    git.repos["gitlab", "acme/shop"] = Repo({"main": {"a": os.urandom(50000)}}, token=TOKEN)
    whole = tarball({"a": b"1"}, "t")
    git.answers["archive"] = [Answer(500), Answer(200, whole, cut=True)]
    aws = packer()
    assert set(code(aws, aws.start(job("gitlab", "acme/shop")))) == {"a"}
    assert len(git.seen("archive")) == 3


# ---- limited rates


def limited(seconds):
    return Answer.json(429, {"message": {"error": "This endpoint has been requested too many times."}}, Retry_After=seconds)


def test_a_limited_rate_is_waited_for(packer, git):
    git.repos["gitlab", "acme/shop"] = Repo({"main": {"a": b"1"}}, token=TOKEN)
    git.answers["archive"] = [limited(2)]
    aws = packer()
    before = time.monotonic()
    assert set(code(aws, aws.start(job("gitlab", "acme/shop", 3)))) == {"a"}
    assert time.monotonic() - before > 1.5 and len(git.seen("archive")) == 2


def test_an_answer_does_not_wait_for_a_rate(packer, git):
    """The job is taken at once, and another invocation waits, as long as it takes; time is skipped here."""
    git.repos["gitlab", "acme/shop"] = Repo({"main": {"a": b"1"}}, token=TOKEN)
    git.answers["archive"] = [limited(60), limited(60)]
    aws = packer()
    before = time.monotonic()
    run_id = aws.start(job("gitlab", "acme/shop"))
    assert time.monotonic() - before < 15 * SLOW and aws.run_row(run_id)["status"] == "packing"
    aws.clock(rate=30)
    wait_until("it is packed", lambda: aws.run_row(run_id)["status"] == "active", 60)
    assert set(code(aws, run_id)) == {"a"} and len(git.seen("archive")) == 3


# ---- what an archive does not have


def test_submodules_and_lfs_pointers_are_told(packer, git):
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12345\n"
    modules = b'[submodule "lib"]\n\tpath = vendor/lib\n\turl = ../lib\n[submodule "x"]\n  path=vendor/x y\n'
    git.repos["github", "acme/shop"] = Repo(
        {"main": {".gitmodules": modules, "vendor/lib": None, "big.bin": pointer, "big.txt": pointer + b"x" * 2000}}, token=TOKEN)
    aws = packer()
    status, answer = aws.submit(job("github", "acme/shop", 2))
    told = ("acme/shop (default branch): submodules are not in it (2): vendor/lib, vendor/x y; "
            "files of Git LFS are only pointers in it (1): big.bin")
    assert status == 200 and answer["warnings"] == [told]
    events = [e for e in aws.events(answer["run_id"]) if e["event_type"] == "code_warning"]
    assert [(e["order_name"], e["status"], e["message"]) for e in events] == [("_job", "warning", told)]
    assert code(aws, answer["run_id"])["big.bin"][1] == pointer


@pytest.mark.heavy
def test_a_provider_that_says_nothing_does_not_keep_the_answer(packer, git):
    """The answer is out in time though the provider hangs, and another invocation gets what it asks for."""
    git.repos["gitlab", "acme/shop"] = Repo({"main": {"a": b"1"}}, token=TOKEN)
    git.answers["archive"] = [Answer(hang_s=60)]
    aws = packer()
    before = time.monotonic()
    run_id = aws.start(job("gitlab", "acme/shop"))
    assert time.monotonic() - before < 28 and aws.run_row(run_id)["status"] == "packing"
    wait_until("it is packed", lambda: aws.run_row(run_id)["status"] == "active", 60)
    assert set(code(aws, run_id)) == {"a"} and len(git.seen("archive")) == 2
