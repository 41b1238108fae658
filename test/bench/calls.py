"""Jobs on the local AWS: how many API calls they make, and how long they take.

Run alone it prints one JSON object a job: calls.py BIN [SHAPE:ORDERS]... where SHAPE is `wide` (independent orders) or
`chain` (each depends on the one before).
"""

import base64
import json
import os
import subprocess
import sys
import time
import urllib.request

TIMEOUT_S = 900


class LocalAws:
    """`aws-exe-sys local --keep --control` for as long as the block lasts."""

    def __init__(self, bin_dir):
        self.program = os.path.join(bin_dir, "aws-exe-sys")

    def __enter__(self):
        env = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        self.process = subprocess.Popen(
            [self.program, "local", "--keep", "--control", "--json"], stdout=subprocess.PIPE, env=env, text=True
        )
        self.about = json.loads(self.process.stdout.readline())
        return self

    def __exit__(self, *exception):
        self.process.terminate()
        self.process.wait(60)

    def control(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.about['endpoint']}/_local/{path}", method=method, data=data)
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
            return json.load(answer)

    def run(self, job):
        """Submits a job and waits for `done`: the seconds it took, and the calls up to there.

        Both come from the record of calls, which is read when nothing runs any more: looking takes time from the run.
        """
        last = self.control("GET", "calls?since=0")["last"]
        payload = {"job_parameters_b64": base64.b64encode(json.dumps(job).encode()).decode()}
        began_ms = self.control("GET", "state")["time_ms"]
        self.control("POST", "invoke", {"function": self.about["resources"]["init_job"], "payload": payload})
        calls = []
        give_up = time.monotonic() + TIMEOUT_S
        while time.monotonic() < give_up:
            time.sleep(0.1)
            if not self.control("GET", "state")["idle"]:
                continue
            seen = self.control("GET", f"calls?since={last}")
            last = seen["last"]
            for call in seen["calls"]:
                calls.append(call)
                if is_done(call, self.about):
                    return (call["at_ms"] - began_ms) / 1000, calls
        raise TimeoutError(f"a job of {len(job['orders'])} orders is not done after {TIMEOUT_S} s")


def is_done(call, about):
    bucket = about["environment"]["AWS_EXE_SYS_DONE_BUCKET"]
    detail = call["detail"]
    put = call["operation"] == "PutObject" and call["status"] == 200
    return put and detail.startswith(bucket + "/") and detail.endswith("/done")


def job_of(shape, n):
    orders = [
        {"order_name": f"order-{i}", "cmds": ["true"], "timeout": 60, "execution_target": "lambda"} for i in range(n)
    ]
    if shape == "chain":
        for i in range(1, n):
            orders[i]["dependencies"] = [f"order-{i - 1}"]
    return {"username": "bench", "commands_only": True, "orders": orders}


def measure(aws, shape, n):
    seconds, calls = aws.run(job_of(shape, n))
    roles = {}
    for call in calls:
        roles[call["role"]] = roles.get(call["role"], 0) + 1
    watchdogs = sum(count for role, count in roles.items() if role.endswith(":order"))
    return {
        "shape": shape,
        "orders": n,
        "seconds": round(seconds, 3),
        "calls": len(calls) - watchdogs,
        "order_watchdog_calls": watchdogs,
        "roles": roles,
    }


if __name__ == "__main__":
    with LocalAws(sys.argv[1]) as local:
        for wanted in sys.argv[2:] or ["wide:10", "wide:100"]:
            name, _, count = wanted.partition(":")
            print(json.dumps(measure(local, name, int(count))), flush=True)
