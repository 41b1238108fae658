"""The local AWS as tests see it: started, spoken to with boto3, set and watched through /_local/, and looked after: nothing of
it may stay."""

import base64
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import boto3
from boto3.dynamodb.types import TypeDeserializer
from botocore.config import Config

BIN = Path(os.environ.get("AES_BIN", Path(__file__).parents[2] / "build/bin")).resolve()
CLIENT = BIN / "aws-exe-sys"
PROBE = BIN.parent / "test/probe/aws_probe"  # test/probe: the client's inside, for comparison with a peer
SLOW = 4 if "asan" in BIN.parts else 1  # sanitized programs take longer

SERVICES = {
    "s3": "s3",
    "dynamodb": "dynamodb",
    "awslambda": "lambda",
    "states": "stepfunctions",
    "codebuild": "codebuild",
    "ssm": "ssm",
    "secrets": "secretsmanager",
    "sts": "sts",
}


def plain(item):
    """A DynamoDB item as a dict; whole numbers as int."""
    values = {k: TypeDeserializer().deserialize(v) for k, v in item.items()}
    return {k: int(v) if hasattr(v, "as_tuple") and v == v.to_integral_value() else v for k, v in values.items()}


def processes_with(*marks):
    """Pids of processes whose environment holds one of the marks; zombies are nobody's."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            environ = (entry / "environ").read_bytes()
        except OSError:
            continue
        if any(mark.encode() in environ for mark in marks):
            found.append(int(entry.name))
    return found


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(what, condition, timeout=20):
    """The first true value of condition(); fails with `what` after the time."""
    until = time.monotonic() + timeout * SLOW
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < until, f"not in {timeout * SLOW} s: {what}"
        time.sleep(0.02)


class LocalAws:
    def __init__(self, tmp_path, *args, secrets=None, env=None):
        self.mark = f"AES_TEST_MARK={uuid.uuid4()}"
        self.errors = tmp_path / f"errors-{uuid.uuid4()}"
        # Not below pytest's own folder: commands run as other users must be able to pass.
        self.tmp = Path(tempfile.mkdtemp(prefix="aes-test-"))
        self.tmp.chmod(0o711)
        self.abandoned = False  # killed on purpose: the test itself has looked what is left
        environment = {**os.environ, "TMPDIR": str(self.tmp), **(env or {})}
        name, value = self.mark.split("=")
        environment[name] = value
        command = [CLIENT, "local", "--keep", "--control", "--json", *map(str, args)]
        if secrets is not None:
            path = tmp_path / "secrets.json"
            path.write_text(json.dumps(secrets))
            command += ["--secrets", path]
        with open(self.errors, "wb") as errors:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment)
        line = self.process.stdout.readline()
        assert line, self.errors.read_text()
        self.about = json.loads(line)
        assert "endpoint" in self.about, line
        self.endpoint = self.about["endpoint"]
        self.directory = Path(self.about["directory"])
        self.environment = self.about["environment"]
        self.functions = self.about["resources"]
        self.internal = self.environment["AWS_EXE_SYS_INTERNAL_BUCKET"]
        self.done_bucket = self.environment["AWS_EXE_SYS_DONE_BUCKET"]
        self.orders_table = self.environment["AWS_EXE_SYS_ORDERS_TABLE"]
        self.events_table = self.environment["AWS_EXE_SYS_ORDER_EVENTS_TABLE"]
        self.locks_table = self.environment["AWS_EXE_SYS_LOCKS_TABLE"]
        self._clients = {}

    # ---- AWS

    def client(self, service, **changes):
        keys = {
            "endpoint_url": self.endpoint,
            "region_name": self.about["region"],
            "aws_access_key_id": self.about["access_key_id"],
            "aws_secret_access_key": self.about["secret_access_key"],
        }
        config = Config(signature_version="s3v4" if service == "s3" else None, retries={"max_attempts": 0},
                        read_timeout=120, max_pool_connections=50)
        return boto3.client(service, **{"config": config, **keys, **changes})

    def __getattr__(self, name):
        if name not in SERVICES:
            raise AttributeError(name)
        return self._clients.setdefault(name, self.client(SERVICES[name]))

    # ---- runs

    def submit(self, job, run_id=None, trace_id=None, path="/init", **more):
        """Through an HTTP API event. Gives (status, answer)."""
        text = job if isinstance(job, (bytes, str)) else json.dumps(job)
        body = {"job_parameters_b64": base64.b64encode(text if isinstance(text, bytes) else text.encode()).decode(), **more}
        if run_id:
            body["run_id"] = run_id
        if trace_id:
            body["trace_id"] = trace_id
        event = {
            "version": "2.0",
            "rawPath": path,
            "headers": {"content-type": "application/json"},
            "requestContext": {"http": {"method": "POST", "path": path}},
            "body": json.dumps(body),
            "isBase64Encoded": False,
        }
        function = self.functions["ssm_config" if path == "/ssm" else "init_job"]
        answer = self.awslambda.invoke(FunctionName=function, Payload=json.dumps(event))
        payload = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, (payload, self.errors.read_text())
        return payload["statusCode"], json.loads(payload["body"])

    def start(self, job, **more):
        """Submits what must be taken; gives its run_id."""
        status, answer = self.submit(job, **more)
        assert status == 200, answer
        return answer["run_id"]

    def done(self, run_id):
        try:
            return json.loads(self.s3.get_object(Bucket=self.done_bucket, Key=f"{run_id}/done")["Body"].read())
        except self.s3.exceptions.NoSuchKey:
            return None

    def wait_done(self, run_id, timeout=60):
        return wait_until(f"done of {run_id}: {self.statuses(run_id)}", lambda: self.done(run_id), timeout)

    def run(self, job, timeout=60, **more):
        """Submits and waits: (run_id, done)."""
        run_id = self.start(job, **more)
        return run_id, self.wait_done(run_id, timeout)

    def rows(self, run_id):
        """The orders' rows by name."""
        pages = self.dynamodb.get_paginator("query").paginate(
            TableName=self.orders_table, IndexName="run_id-order_num-index", KeyConditionExpression="run_id = :r",
            ExpressionAttributeValues={":r": {"S": run_id}})
        rows = [plain(item) for page in pages for item in page["Items"]]
        return {row["order_name"]: row for row in sorted(rows, key=lambda row: int(row["order_num"]))}

    def statuses(self, run_id):
        return {name: row["status"] for name, row in self.rows(run_id).items()}

    def run_row(self, run_id):
        item = self.dynamodb.get_item(TableName=self.locks_table, Key={"pk": {"S": f"lock:{run_id}"}}, ConsistentRead=True)
        return plain(item["Item"]) if "Item" in item else None

    def events(self, run_id):
        """The run's events in order of time."""
        trace_id = self.run_row(run_id)["trace_id"]
        pages = self.dynamodb.get_paginator("query").paginate(
            TableName=self.events_table, KeyConditionExpression="trace_id = :t",
            ExpressionAttributeValues={":t": {"S": trace_id}})
        events = [plain(item) for page in pages for item in page["Items"]]
        return sorted((e for e in events if e["run_id"] == run_id), key=lambda e: (e["epoch"], e["sk"]))

    def result(self, run_id, num=1):
        key = f"tmp/callbacks/runs/{run_id}/{num:04}/result.json"
        return json.loads(self.s3.get_object(Bucket=self.internal, Key=key)["Body"].read())

    def wish_end(self, run_id, by="test"):
        wish = {"status": "failed", "failure_reason": "cancelled", "by": by}
        self.s3.put_object(Bucket=self.internal, Key=f"tmp/callbacks/runs/{run_id}/0000/end/result.json",
                           Body=json.dumps(wish).encode(), IfNoneMatch="*")

    def object_keys(self, prefix="", bucket=None):
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket or self.internal, Prefix=prefix)
        keys = [o["Key"] for page in pages for o in page.get("Contents", [])]
        # What the deployment puts there is no run's.
        return keys if prefix else [key for key in keys if not key.startswith("programs/")]

    # ---- /_local/

    def control(self, path, body=None, method=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.endpoint}/_local/{path}", data=data,
                                         method=method or ("GET" if body is None else "POST"))
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as e:
            raise AssertionError(e.read().decode()) from e

    def state(self):
        return self.control("state")

    def calls(self, since=0):
        """Every call after number `since`: dicts of n, role, process, service, operation, status, error, detail."""
        calls = []
        while True:
            page = self.control(f"calls?since={since}")
            calls += page["calls"]
            if not page["calls"]:
                return calls
            since = page["last"]

    def counts(self):
        """{(role, operation): calls}; roles are programs' names, "watchdog_check:order" apart."""
        names = {function: program for program, function in self.functions.items()}
        counts = {}
        for c in self.control("counts")["counts"]:
            function, _, rest = c["role"].partition(":")
            role = names.get(function, function) + (":" + rest if rest else "")
            counts[role, c["operation"]] = counts.get((role, c["operation"]), 0) + c["calls"]
        return counts

    def clear_counts(self):
        self.control("counts", {})

    def settings(self, **settings):
        self.control("settings", settings)

    def fault(self, function, nth=1, when="before", action="kill", **more):
        return self.control("faults", {"function": function, "nth": nth, "when": when, "action": action, **more})["id"]

    def faults(self):
        return self.control("faults")["faults"]

    def clear_faults(self):
        self.control("faults", method="DELETE")

    def host(self, instance_id, tags=None, state="online"):
        """A managed host: a new one, or back ("online"), away ("away"), terminated ("gone")."""
        self.control("host", {"id": instance_id, "tags": tags or {}, "state": state})
        return instance_id

    def clock(self, **change):
        return self.control("clock", change)

    def wait_idle(self, timeout=30):
        return wait_until("nothing runs", lambda: (lambda s: s if s["idle"] else None)(self.state()), timeout)

    # ---- the end

    def pids(self):
        """Everything that the local AWS has started, and itself."""
        state = self.state()
        pids = {self.process.pid, self.about["pid"]}
        for p in state["sandboxes"] + state["builds"] + state["commands"]:
            pids |= {p["pid"], p["keeper_pid"]}
        return pids - {0}

    def left(self):
        """What is still there: processes and folders."""
        return processes_with(self.mark, str(self.directory)) + [str(path) for path in self.tmp.rglob("*")]

    def stop(self):
        """Ctrl-C, and nothing may be left."""
        if self.abandoned:
            self.process.stdout.close()
            self.tmp.rmdir()
            return
        pids = self.pids() if self.process.poll() is None else set()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(30 * SLOW)
        self.process.stdout.close()
        assert code == 0, f"ended with {code}: {self.errors.read_text()}"
        assert self.left() == []
        assert [pid for pid in pids if alive(pid)] == []
        self.tmp.rmdir()

    def kill(self):
        """For tests that leave a mess on purpose."""
        for pid in (self.process.pid, self.about["pid"]):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait(30)
        self.process.stdout.close()
        wait_until("its processes end", lambda: not processes_with(self.mark, str(self.directory)))
        shutil.rmtree(self.tmp, ignore_errors=True)
