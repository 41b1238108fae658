"""Orders on hosts as tests see them: three hosts, jobs for them, and what Systems Manager says."""

import json

from localaws import wait_until

WEB1, WEB2, DB = "i-0aaaaaaaaaaaaaaa1", "i-0aaaaaaaaaaaaaaa2", "i-0bbbbbbbbbbbbbbb3"
TAGS = {
    WEB1: {"Role": "web", "Stage": "live"},
    WEB2: {"Role": "web", "Stage": "test"},
    DB: {"Role": "db", "Stage": "live"},
}


def on(name, *instances, cmds=("true",), timeout=60, **fields):
    targets = {"ssm_targets": {"instance_ids": list(instances)}} if instances else {}
    return {"order_name": name, "cmds": list(cmds), "timeout": timeout, "execution_target": "ssm", **targets, **fields}


def fate(aws, run_id, name="o"):
    row = aws.rows(run_id)[name]
    return row["status"], row.get("failure_reason")


def commands(aws, host=None):
    """Run Command's own list, the last first: of one host, or of all."""
    return aws.ssm.list_commands(**({"InstanceId": host} if host else {}))["Commands"]


def host_result(aws, run_id, host, num=1):
    key = f"tmp/callbacks/runs/{run_id}/{num:04}/hosts/{host}/result.json"
    return json.loads(aws.s3.get_object(Bucket=aws.internal, Key=key)["Body"].read())


def claim(aws, run_id, host, num=1):
    key = f"tmp/exec/{run_id}/{num:04}/hosts/{host}/claim.json"
    return json.loads(aws.s3.get_object(Bucket=aws.internal, Key=key)["Body"].read())


def counts(**changes):
    return {"succeeded": 0, "failed": 0, "timed_out": 0, **changes}


def order_behind(name):
    return {"order_name": "behind", "cmds": ["true"], "timeout": 60, "execution_target": "lambda", "dependencies": [name]}


def worker_of(aws, host):
    """The worker's process on a host."""
    for c in aws.state()["commands"]:
        stack = [c["pid"]] if c.get("instance_id", host) == host else []
        while stack:
            pid = stack.pop()
            try:
                if open(f"/proc/{pid}/comm").read() == "worker\n":
                    return pid
                stack += map(int, open(f"/proc/{pid}/task/{pid}/children").read().split())
            except OSError:
                pass
    return None


def held(gate, name, *instances, timeout=3000, **fields):
    """Its commands wait at the gate; they have time, also when the clock is fast."""
    return on(name, *instances, cmds=[f"echo here; cat <{gate} >/dev/null"], timeout=timeout, **fields)


def release(aws, trace, gate, run_id):
    """Also those that have a claim and are not at the gate yet."""
    return wait_until(f"done of {run_id}: {aws.statuses(run_id)}", lambda: trace.open_gate(gate) or aws.done(run_id), 60)


def running(aws, run_id, *on_hosts):
    def all_claimed():
        keys = aws.object_keys(f"tmp/exec/{run_id}/0001/hosts/")
        return aws.statuses(run_id)["o"] == "running" and all(any(f"/{h}/claim.json" in k for k in keys) for h in on_hosts)
    wait_until("the hosts work", all_claimed)
