"""Secrets leave the bundle nowhere: not in logs, rows, events, errors, comments, core files or temporary files, however commands
print them and whoever dies."""

import base64
import io
import json
import os
import random
import resource
import signal
import urllib.parse
import zipfile
from pathlib import Path

import pytest

from comment_server import TOKEN
from localaws import SLOW, plain, wait_until
from payloads import job, order

TARGETS = ["lambda", "codebuild", "ssm"]
HOST = "i-0123456789abcdef0"
PYTHON = next((p for p in ("/usr/bin/python3", "/usr/local/bin/python3") if os.path.exists(p)), "python3")

# ---- a thousand awkward values

PIECES = list("\"'\\\n\t $`%+/=&<>{}[]()#;|~^*?!-_.,:@") + [
    "\r\n", "é", "ß", "漢字", "😀", "\u0301", "\u200b", "\\n", "\\u0041", "%41", "%2F", "&amp;", "${HOME}", "$(id)", "***", "0", "a",
    "Z", "==", "AKIA", "http://", "\x7f", "\x1b[0m", "\x01"]


def awkward(rng, n):
    """n values, no two alike: short, long, in one another, beginning with one another, looking like their own encodings."""
    base = "".join(rng.choice("abcdefgh\"\\ \n") for _ in range(4096))
    values = [base[:k] for k in (8, 9, 10, 16, 64, 500, 2000, 4095, 4096)] + [base[k:] for k in (1, 2, 3, 700, 4080)]
    values += ["".join(rng.choice(PIECES) for _ in range(900))[:4096] for _ in range(20)]
    values += ["0" * 64, "ab" * 40, "-----BEGIN AN AWKWARD KEY-----\n" + "\n".join(
        base64.b64encode(rng.randbytes(48)).decode() for _ in range(12)) + "\n-----END AN AWKWARD KEY-----\n"]
    values += [base64.b64encode(rng.randbytes(40)).decode(), urllib.parse.quote(base[:40], safe=""), json.dumps({"k": base[:50]})]
    while len(values) < n:
        values.append("".join(rng.choice(PIECES) for _ in range(rng.randrange(4, 40))) + f"{rng.randrange(10**6):06}")
    assert len(set(values)) == n
    return values


def forms(value):
    """The value as commands may print it (bytes), and its lines."""
    raw = value.encode()
    lines = [line.strip() for line in value.split("\n")]
    for text in {value, *(line for line in lines if len(line.encode()) >= 4)}:
        yield text.encode()
    yield urllib.parse.quote(value, safe="").encode()
    yield urllib.parse.quote(value).encode()
    yield urllib.parse.quote_plus(value).encode()
    yield "".join(f"%{b:02x}" for b in raw).encode()
    yield "".join(f"%{b:02X}" for b in raw).encode()
    yield json.dumps(value)[1:-1].encode()
    yield json.dumps(value, ensure_ascii=False)[1:-1].encode()
    for shift in range(3):
        coded = base64.b64encode(b"x" * shift + raw + b"y" * (2 - shift))
        # The characters that are the value's alone.
        core = coded[(shift * 8 + 5) // 6:(shift * 8 + len(raw) * 8) // 6]
        yield core
        yield core.translate(bytes.maketrans(b"+/", b"-_"))


PRINT = r'''
import base64, json, os, random, sys, urllib.parse
rng, out = random.Random(5), os.fdopen(1, "wb", 0)
names = sorted(n for n in os.environ if n.startswith("S_"))
for name in names:
    raw = os.environb[name.encode()]
    value = raw.decode()
    lines = [value, urllib.parse.quote(value, safe=""), urllib.parse.quote(value), urllib.parse.quote_plus(value),
        "".join("%%%02x" % b for b in raw), "".join("%%%02X" % b for b in raw), json.dumps(value), json.dumps(value, ensure_ascii=False)]
    for shift in range(3):
        text = b"x" * shift + raw + b"y" * (2 - shift)
        lines += [base64.b64encode(text).decode(), base64.urlsafe_b64encode(text).decode()]
        lines.append(base64.encodebytes(b"x" * (57 + shift) + raw + b"y" * 60).decode())
    if name != "S_0000":
        lines += value.split("\n") + ["    " + line for line in value.split("\n")]
    out.write(("<" + name + ">\n" + "\n".join(lines) + "\n").encode())
    # Split over writes, and over the two streams.
    at = 0
    while at < len(raw):
        n = rng.randrange(1, len(raw) - at + 1)
        os.write(rng.choice([1, 2]), raw[at:at + n])
        at += n
    out.write(b"\n")
for i, name in enumerate(names[:20]):
    with open(os.environ["AWS_EXE_SYS_EVENTS_DIR"] + "/e%d.json" % i, "w") as f:
        json.dump({"message": "m " + os.environ[name], "n": [os.environ[name]], "status": "s"}, f)
out.write(b"all is printed\n")
'''


class Haystack:
    """Bytes from everywhere, and where they are from."""

    def __init__(self):
        self.texts = {}

    def add(self, where, text):
        self.texts[where] = text if isinstance(text, bytes) else text.encode()

    def add_tree(self, folder):
        for path in [folder, *Path(folder).rglob("*")]:
            try:
                if path.is_file() and not path.is_symlink():
                    self.add(str(path), path.read_bytes())
            except OSError:
                continue  # it has gone meanwhile

    def check(self, needles):
        """None of these anywhere. Those of under 8 bytes are looked for in a log alone: in a zip they may come about."""
        long = {}
        for needle in needles:
            if len(needle) >= 8:
                long.setdefault(needle[:8], set()).add(needle)
        for where, text in self.texts.items():
            for at in range(len(text) - 7):
                for needle in long.get(text[at:at + 8], ()):
                    assert not text.startswith(needle, at), (where, needle[:100], text[max(0, at - 200):at + 200])

    def check_short(self, where, values):
        for value in values:
            assert value.encode() not in self.texts[where], (where, value)


def gather(aws, run_id, temporary):
    """All that is stored, told or left; the stores of secrets themselves apart."""
    hay = Haystack()
    for bucket in (aws.internal, aws.done_bucket):
        for key in aws.object_keys(bucket=bucket):
            body = aws.s3.get_object(Bucket=bucket, Key=key)["Body"].read()
            hay.add(f"s3://{bucket}/{key}", body)
            if key.endswith(".zip"):
                with zipfile.ZipFile(io.BytesIO(body)) as z:
                    for name in z.namelist():
                        hay.add(f"{key}:{name}", z.read(name))
    for table in (aws.orders_table, aws.events_table, aws.locks_table):
        for page in aws.dynamodb.get_paginator("scan").paginate(TableName=table):
            for item in page["Items"]:
                hay.add(f"{table}:{item.get('pk') or item.get('sk')}", json.dumps(plain(item), default=str, ensure_ascii=False))
    hay.add("calls", json.dumps(aws.calls(), ensure_ascii=False))
    hay.add("state", json.dumps(aws.state(), ensure_ascii=False))
    machine = aws.environment["AWS_EXE_SYS_WATCHDOG_SFN"]
    for e in aws.states.list_executions(stateMachineArn=machine)["executions"]:
        hay.add(e["name"], json.dumps(aws.states.describe_execution(executionArn=e["executionArn"]), default=str))
    rows = aws.rows(run_id).values() if run_id else []
    builds = [r["execution_id"] for r in rows if r["execution_target"] == "codebuild" and "execution_id" in r]
    if builds:
        hay.add("builds", json.dumps(aws.codebuild.batch_get_builds(ids=builds)["builds"], default=str))
    hay.add("errors", aws.errors.read_bytes())
    hay.add_tree(aws.directory)
    hay.add_tree(aws.tmp)
    for name in new_in_tmp(temporary):
        hay.add_tree(Path("/tmp") / name)
    return hay


def in_tmp():
    return set(os.listdir("/tmp"))


def new_in_tmp(before):
    """But for pytest's own, in which the test keeps the secrets that it seeds, and what belongs to other tests or a compiler."""
    return [name for name in in_tmp() - before if not name.startswith(("pytest-", "aes-t", "cc"))]


def seeds(values):
    """In stores of both kinds, as large as each takes: (locations to seed, ssm_paths, secret_manager_paths)."""
    named = {f"S_{i:04}": value for i, value in enumerate(values)}
    found, group, size, small = {}, {}, 0, list(named.items())[-60:]
    for name, value in list(named.items())[:-60]:
        n = len(json.dumps(value)) + 12
        if size + n > 60_000:
            found[f"aws:::secretd:many/{len(found)}"] = group
            group, size = {}, 0
        group[name], size = value, size + n
    found[f"aws:::secretd:many/{len(found)}"] = group
    for i in range(0, len(small), 10):
        found[f"aws:::ssm:/many/{i}"] = dict(small[i:i + 10])
    return found, [k for k in found if ":ssm:" in k], [k for k in found if ":secretd:" in k]


@pytest.mark.heavy
@pytest.mark.parametrize("target", TARGETS)
def test_a_thousand_secrets_show_nowhere(start_aws, target, comments):
    before = in_tmp()
    values = awkward(random.Random(1), 1000)
    stores, ssm, manager = seeds(values)
    aws = start_aws(secrets={**stores, "aws:::ssm:/git/token": {"TOKEN": TOKEN}}, env=comments.environment)
    aws.host(HOST, {})
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as z:
        z.writestr("print.py", PRINT)
    aws.s3.put_object(Bucket=aws.internal, Key="code.zip", Body=code.getvalue())
    run_id, done = aws.run(job(order(
        cmds=[f"{PYTHON} print.py", 'printf "%s" "$S_0014" | while read -r line; do printf "%s\\n" "$line"; done; echo "$S_0016"', "exit 3"],
        timeout=500, s3_location=f"s3://{aws.internal}/code.zip", ssm_paths=ssm, secret_manager_paths=manager,
        execution_target=target, **({"ssm_targets": {"instance_ids": [HOST]}} if target == "ssm" else {})),
        git_repo="org/repo", git_token_location="/git/token", pr_number=7), timeout=120)
    aws.wait_idle()
    for p in aws.state()["sandboxes"] if SLOW == 1 else []:
        if p["function"] == "worker":
            assert int(Path(f"/proc/{p['pid']}/status").read_text().split("VmHWM:")[1].split()[0]) < 32 * 1024
    result = aws.result(run_id)
    assert result["exit_code"] == 3, (result["log"][-2000:], result["failure_reason"])
    row = aws.rows(run_id)["deploy"]
    assert "all is printed" in row["log"]
    if target == "ssm":
        # A host has no key: its bundle is what it is, and lives a day.
        aws.s3.delete_object(Bucket=aws.internal, Key=f"tmp/exec/{run_id}/0001/exec.zip")
    hay = gather(aws, run_id, before)
    (comment,) = comments.thread_of("github", "org/repo", "pr", 7)
    assert "deploy" in comment.text and "***" in comment.text.replace("\\", "")
    hay.add("comment", "\n".join(text for _, text in comment.texts))
    # Everything was printed, and each was masked in each way at least once.
    logs = {w: t for w, t in hay.texts.items() if "/tmp/logs/" in w or w.endswith("result.json")}
    log = max(logs.values(), key=lambda t: t.count(b"***"))
    assert log.count(b"***") > 15 * len(values)
    hay.check({form for value in values for form in forms(value)})
    for where in logs:
        hay.check_short(where, [v for v in values if len(v.encode()) < 8])
    identity = b"AGE-SECRET-KEY-"
    assert [w for w, t in hay.texts.items() if identity in t] == []
    events = [e for e in aws.events(run_id) if e["event_type"].startswith("e") and e["status"] == "s"]
    # One that would not be JSON any more is left out.
    assert len(events) + row["log"].count("json is skipped: ") == 20 and len(events) > 15
    assert all("***" in e["data"]["message"] for e in events)


# ---- errors

SECRET = "s3cr3t-\"é\\-word"
ENCODED = json.dumps(SECRET)[1:-1]


def b64(text):
    return base64.b64encode(text.encode()).decode()


# name: (location, value as it is stored, what the answer says)
MALFORMED = {
    "no base64": ("aws:::ssm:/bad/plain", SECRET, "is not base64"),
    "base64 of no JSON": ("aws:::ssm:/bad/text", b64(f'{{"A": "{SECRET}'), "is not base64 of a JSON object"),
    "a list": ("aws:::ssm:/bad/list", b64(json.dumps([SECRET])), "is not base64 of a JSON object"),
    "an object in it": ("aws:::ssm:/bad/deep", b64(json.dumps({"A": {"B": SECRET}})), "member 1 is none of the strings"),
    "a name that is none": ("aws:::ssm:/bad/name", b64(json.dumps({SECRET: "x"})), "the name of member 1"),
    "a zero byte": ("aws:::secretd:bad/zero", json.dumps({"A": SECRET + "\0"}), "member 1 has a NUL byte"),
    "a list as value": ("aws:::secretd:bad/list", json.dumps({"A": [SECRET]}), "member 1 is none of the strings"),
    "plain, and no name": ("aws:::secretd:bad/2.x", SECRET, "cannot be an environment variable's name"),
}


def check_untold(aws, hay, *secrets):
    hay.check({form for secret in secrets for form in forms(secret)})
    assert [w for w, t in hay.texts.items() if b"AGE-SECRET-KEY-" in t] == []


def test_what_is_wrong_with_a_secret_is_said_without_it(start_aws):
    before = in_tmp()
    aws = start_aws(secrets={location: value for location, value, _ in MALFORMED.values()})
    for name, (location, _, want) in MALFORMED.items():
        paths = {"ssm_paths" if ":ssm:" in location else "secret_manager_paths": [location]}
        status, answer = aws.submit(job(order(**paths)))
        assert status == 400 and want in answer["error"] and location in answer["error"], (name, status, answer)
        assert SECRET not in str(answer) and ENCODED not in json.dumps(answer), name
        wait_until("its run has ended", lambda: aws.done(answer["run_id"]))
    aws.wait_idle()
    check_untold(aws, gather(aws, None, before), SECRET)


def started_late(aws, run_id):
    """Invokes the worker for the run's first order, as late as it may be."""
    where = f"tmp/callbacks/runs/{run_id}/0001/result.json"
    url = aws.s3.generate_presigned_url("put_object", Params={"Bucket": aws.internal, "Key": where, "IfNoneMatch": "*"})
    row = next(iter(aws.rows(run_id).values()))
    aws.settings(start_workers=True)
    aws.control("invoke", {"function": "worker", "payload": {
        "s3_location": row["s3_location"], "internal_bucket": aws.internal, "sops_key_ssm_path": row["sops_key_ssm_path"],
        "callback_url": url, "run_id": run_id, "order_num": "0001"}})


def alter(aws, run_id, change):
    """Changes secrets.enc.json in the bundle."""
    key = f"tmp/exec/{run_id}/0001/exec.zip"
    with zipfile.ZipFile(io.BytesIO(aws.s3.get_object(Bucket=aws.internal, Key=key)["Body"].read())) as z:
        entries = {name: z.read(name) for name in z.namelist()}
    entries["secrets.enc.json"] = change(entries["secrets.enc.json"])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, body in entries.items():
            z.writestr(name, body)
    aws.s3.put_object(Bucket=aws.internal, Key=key, Body=out.getvalue())


def swap(sealed):
    """Two values change places: each decrypts no more."""
    doc = json.loads(sealed)
    doc["RUN_ID"], doc["APP_KEY"] = doc["APP_KEY"], doc["RUN_ID"]
    return json.dumps(doc).encode()


def left_out(sealed):
    """What is left decrypts, but the whole has another MAC."""
    doc = json.loads(sealed)
    del doc["TRACE_ID"]
    return json.dumps(doc).encode()


BUNDLES = {
    "values that were exchanged": (swap, "decrypt the bundle: sops --decrypt: it ended with "),
    "a value that is gone": (left_out, "decrypt the bundle: sops --decrypt: it ended with "),
    "no JSON": (lambda sealed: b"{" + sealed, "decrypt the bundle: sops --decrypt: it ended with "),
    "plaintext": (lambda _: json.dumps({"APP_KEY": SECRET}).encode(),
                  "decrypt the bundle: sops --decrypt: it ended with "),
}


@pytest.mark.parametrize("name", BUNDLES)
def test_a_sops_that_fails_tells_nothing(start_aws, name):
    before = in_tmp()
    change, want = BUNDLES[name]
    aws = start_aws(secrets={"aws:::secretd:app/key": json.dumps({"APP_KEY": SECRET})})
    aws.settings(start_workers=False)
    run_id = aws.start(job(order(secret_manager_paths=["aws:::secretd:app/key"], execution_target="lambda")))
    wait_until("it is started", lambda: aws.statuses(run_id)["deploy"] == "running")
    alter(aws, run_id, change)
    started_late(aws, run_id)
    assert aws.wait_done(run_id)["status"] == "failed"
    assert aws.rows(run_id)["deploy"]["failure_reason"].startswith(want)
    aws.wait_idle()
    if name == "plaintext":
        aws.s3.delete_object(Bucket=aws.internal, Key=f"tmp/exec/{run_id}/0001/exec.zip")
    check_untold(aws, gather(aws, run_id, before), SECRET)


# ---- core files


@pytest.fixture
def cores_wanted():
    """Programs that are started now may leave core files of any size."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    if before[1] != resource.RLIM_INFINITY:
        pytest.skip("core files are forbidden here")
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


def core_files(aws, temporary):
    places = [aws.directory, aws.tmp, Path.cwd(), *(Path("/tmp") / name for name in new_in_tmp(temporary))]
    return [path for place in places for path in (place.rglob("core*") if place != Path.cwd() else place.glob("core*"))
            if path.is_file() and path.read_bytes()[:4] == b"\x7fELF"]


def working(aws, function, run_id=None):
    """Pids of a function's processes, or of a build's worker."""
    return [p["pid"] for p in aws.state()["sandboxes"] if p["function"] == function and (not run_id or p.get("run_id") == run_id)]


@pytest.mark.parametrize("how", [signal.SIGSEGV, signal.SIGABRT])
def test_who_crashes_leaves_no_core_file(start_aws, cores_wanted, how):
    """Commands, the worker that holds the plaintext, and the programs that held it."""
    before = in_tmp()
    aws = start_aws(secrets={"aws:::secretd:app/key": json.dumps({"APP_KEY": SECRET})})
    one = {"secret_manager_paths": ["aws:::secretd:app/key"], "execution_target": "lambda"}
    run_id, _ = aws.run(job(order(cmds=[f"kill -{how.value} $$"], **one)))
    assert aws.result(run_id)["exit_code"] == 128 + how.value
    run_id = aws.start(job(order(cmds=["echo $APP_KEY; sleep 1000"], **one)))
    wait_until("it runs", lambda: aws.statuses(run_id)["deploy"] == "running" and working(aws, "worker", run_id))
    wait_until("it prints", lambda: any("***" in p.read_text(errors="replace") for p in aws.directory.rglob("*.log*")))
    victims = working(aws, "worker", run_id) + working(aws, "init_job") + working(aws, "orchestrator")
    assert len(victims) >= 3
    for pid in victims:
        # One byte: a limit of 0 would not keep the kernel from handing the core to a program.
        limit = next(x for x in Path(f"/proc/{pid}/limits").read_text().splitlines() if x.startswith("Max core"))
        assert limit.split()[4:6] == ["1", "1"], limit
    for pid in victims:
        os.kill(pid, how)
    assert aws.wait_done(run_id)["status"] == "failed"
    assert core_files(aws, before) == []
    check_untold(aws, gather(aws, run_id, before), SECRET)
