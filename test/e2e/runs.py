"""Jobs whose commands leave a trace outside of their sandbox, random ones among them, and what must come of them by the
contract."""

import os
import random
import shutil
import tempfile
from pathlib import Path

from localaws import wait_until

# Time-outs that no run meets by itself, also when the clock is fast.
LONG_S = 500
FAST = 20


class Trace:
    """A folder where each command that starts leaves a line, in a file of its run and order. Commands run as other users."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="aes-trace-"))
        self.folder.chmod(0o777)

    def command(self, then=""):
        return f"umask 0; echo $ORDER_ID >>{self.folder}/$RUN_ID:$ORDER_ID" + (f"; {then}" if then else "")

    def starts(self, run_id):
        """How often each order's commands have started, by name."""
        names = os.listdir(self.folder)
        return {n.partition(":")[2]: len((self.folder / n).read_text().splitlines()) for n in names if n.startswith(run_id + ":")}

    def gate(self, name):
        """A pipe that commands wait at with `read x <path`, until it is opened: all go on in the same instant."""
        path = self.folder / f"gate-{name}"
        os.mkfifo(path)
        path.chmod(0o666)
        return path

    @staticmethod
    def open_gate(path):
        """Lets all go that wait now; whoever comes later waits for the next time."""
        os.close(os.open(path, os.O_RDWR | os.O_NONBLOCK))

    def remove(self):
        shutil.rmtree(self.folder)


def order(trace, name, target="lambda", deps=(), then="", **fields):
    return {"order_name": name, "cmds": [trace.command(then)], "timeout": LONG_S, "execution_target": target,
            "dependencies": list(deps), **fields}


def job(orders, **fields):
    return {"username": "u", "commands_only": True, "orders": orders, **fields}


# ---- random jobs


def random_job(trace, seed, n, timeouts=0):
    """n orders of random shape and order, some of which fail; `timeouts` of them run over their time."""
    rng = random.Random(seed)
    width = rng.choice([3, 8, n])  # how far back an order depends: a small one makes long chains
    late = set(rng.sample(range(n), timeouts))
    orders = []
    for i in range(n):
        back = range(max(0, i - width), i)
        deps = rng.sample(back, min(len(back), rng.choice([0, 1, 1, 1, 2, 2, 3, 5])))
        fails = rng.random() < 0.12
        orders.append(order(trace, f"o{i}", rng.choice(["lambda", "lambda", "codebuild"]),
                            # Any of the three ways to name one.
                            [rng.choice([f"o{d}", f"q{d}"]) for d in deps],
                            then="sleep 300" if i in late else f"exit {i % 250 + 1}" if fails else "",
                            queue_id=f"q{i}", must_succeed=rng.random() < 0.75))
        if i in late:
            orders[i]["timeout"] = 5
    rng.shuffle(orders)
    return job(orders)


def fate(one):
    """(status, failure_reason) of an order whose commands run."""
    command = one["cmds"][0]
    if "sleep" in command:
        return "timed_out", "timeout"
    if "exit" in command:
        return "failed", f"command 1 of 1 ended with exit code {command.split()[-1]}"
    return "succeeded", None


def dependencies(payload):
    """{name: names of what it depends on}."""
    names = {key: o["order_name"] for o in payload["orders"] for key in (o["order_name"], o.get("queue_id")) if key}
    return {o["order_name"]: [names[d] for d in o["dependencies"]] for o in payload["orders"]}


def model(payload, surprises=None):
    """What the contract says of a run in which nothing but the commands decides, and those orders whose (status, reason) are
    given: ({name: (status, reason)}, {name: those that stop it})."""
    deps, by_name = dependencies(payload), {o["order_name"]: o for o in payload["orders"]}
    fates, blockers = {}, {}

    def must(name):
        return by_name[name].get("must_succeed", True)

    def settle(first):
        stack = [first]
        while stack:
            name = stack[-1]
            missing = [d for d in deps[name] if d not in fates]
            if missing:
                stack += missing
                continue
            stack.pop()
            blockers[name] = [d for d in deps[name] if fates[d][0] != "succeeded" and must(d) and must(name)]
            fates[name] = ("failed", "dependency_failed") if blockers[name] else \
                (surprises or {}).get(name) or fate(by_name[name])

    for name in by_name:
        settle(name)
    return fates, blockers


def summary(payload, fates):
    """What `done` must say."""
    must = {o["order_name"]: o.get("must_succeed", True) for o in payload["orders"]}
    ended = [status for name, (status, _) in fates.items() if must[name]]
    status = "timed_out" if "timed_out" in ended else "failed" if "failed" in ended else "succeeded"
    every = [status for status, _ in fates.values()]
    return status, {s: every.count(s) for s in ("succeeded", "failed", "timed_out")}


# ---- what must be true of a run


def check_once(trace, run_id, names):
    """Each of these orders' commands ran once, and no other's."""
    assert trace.starts(run_id) == {name: 1 for name in names}


def check_order_of_things(payload, rows, ran):
    """No order started before all that it depends on was over."""
    for name, deps in dependencies(payload).items():
        for dep in deps if name in ran else []:
            assert rows[dep]["finished_at"] <= rows[name]["started_at"], (dep, name)


def check_done(aws, run_id, done, status, counts):
    """`done` says so and was written once; the run's row, which is closed after it, holds nothing more."""
    assert (done["status"], done["summary"]) == (status, counts), done
    row = wait_until(f"{run_id} is completed", lambda: (lambda r: r if r["status"] == "completed" else None)(aws.run_row(run_id)))
    assert "orchestrator_id" not in row and "inbox" not in row, row
    key = f"{aws.done_bucket}/{run_id}/done"
    written = [c["status"] for c in aws.calls() if c["operation"] == "PutObject" and c["detail"] == key]
    assert written.count(200) == 1, written
    told = [e["event_type"] for e in aws.events(run_id) if e["order_name"] == "_job"]
    assert sorted(told) == ["job_completed", "job_started"], told


def check_model(aws, trace, payload, run_id, done):
    """Everything of a run against the model."""
    fates, blockers = model(payload)
    rows = aws.rows(run_id)
    assert {n: (r["status"], r.get("failure_reason")) for n, r in rows.items()} == fates
    told_of_orders = [e for e in aws.events(run_id) if e["order_name"] != "_job"]
    check_done(aws, run_id, done, *summary(payload, fates))
    ran = {name for name in fates if not blockers[name]}
    check_once(trace, run_id, ran)
    check_order_of_things(payload, rows, ran)
    told = sorted((e["order_name"], e["event_type"]) for e in told_of_orders)
    # Who confirms a start may come after its result: then there is no event of it.
    running = [n for n, kind in told if kind == "running"]
    assert len(running) == len(set(running)) and ran >= set(running), told
    assert sorted(t for t in told if t[1] != "running") == sorted(
        [(n, "dispatched") for n in ran] + [(n, s) for n, (s, _) in fates.items()])
    for e in told_of_orders:
        if e["event_type"] == "failed" and blockers[e["order_name"]]:
            reason, _, who = e["message"].partition(": ")
            assert reason == "dependency_failed" and who in blockers[e["order_name"]], e


def drain(aws, timeout=60):
    """Nothing runs, waits or sleeps: no watchdog of a run before will disturb the next. Time must skip or be fast."""
    def empty():
        state = aws.state()
        return state["idle"] and not state["load"]["executions"]

    wait_until("nothing is left of the runs", empty, timeout)
