"""`aws-exe-sys local` and its company, as a person has them: on a terminal and in a pipe, interrupted and killed."""

import errno
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

import pytest

from localaws import CLIENT, SLOW, alive, processes_with, wait_until
from test_local_aws import Hosts, sleeper

DEMO = Path(__file__).parents[2] / "docs/examples/demo"
LONG = {"username": "u", "commands_only": True, "orders": [
    {"order_name": "long", "cmds": ["echo begun; setsid sleep 1000 & sleep 1000"], "timeout": 300, "execution_target": "lambda"},
    {"order_name": "built", "cmds": ["sleep 1000"], "timeout": 300, "execution_target": "codebuild"},
    {"order_name": "after", "cmds": ["true"], "timeout": 60, "execution_target": "lambda", "dependencies": ["long"]}]}


class Place:
    """Where a client runs: a folder for all that is temporary, and a mark in the environment of all that comes of it."""

    def __init__(self):
        self.mark = f"AES_TEST_MARK={uuid.uuid4()}"
        self.tmp = Path(tempfile.mkdtemp(prefix="aes-test-"))
        self.tmp.chmod(0o711)
        name, value = self.mark.split("=")
        self.environment = {**os.environ, "TMPDIR": str(self.tmp), name: value, "USER": "tester", "TERM": "xterm"}
        self.environment.pop("NO_COLOR", None)

    def left(self):
        return processes_with(self.mark, str(self.tmp)) + [str(p) for p in self.tmp.rglob("*")]

    def job(self, job):
        path = self.tmp.with_suffix(".json")
        path.write_text(json.dumps(job))
        return path

    def run(self, *args, stdin=None, **env):
        return subprocess.run([CLIENT, *map(str, args)], input=stdin, capture_output=True, text=True, timeout=120 * SLOW,
                              env={**self.environment, **env})

    def remove(self):
        for pid in processes_with(self.mark, str(self.tmp)):
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(self.tmp, ignore_errors=True)
        self.tmp.with_suffix(".json").unlink(missing_ok=True)


@pytest.fixture
def place():
    place = Place()
    yield place
    left = place.left()
    place.remove()
    assert left == []


class Terminal:
    """A client on a pseudo terminal."""

    def __init__(self, place, *args, **env):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen([CLIENT, *map(str, args)], stdin=slave, stdout=slave, stderr=slave,
                                        env={**place.environment, **env}, preexec_fn=lambda: self.own(slave), pass_fds=[slave])
        os.close(slave)
        self.output = b""

    @staticmethod
    def own(slave):
        import fcntl
        import termios

        os.setsid()
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

    def read(self, seconds):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not select.select([self.master], [], [], 0.05)[0]:
                continue
            try:
                piece = os.read(self.master, 65536)
            except OSError as e:
                assert e.errno == errno.EIO
                return
            self.output += piece

    def wait_for(self, text, seconds=30):
        until = time.monotonic() + seconds * SLOW
        while text.encode() not in self.output:
            assert time.monotonic() < until, self.output.decode(errors="replace")
            self.read(0.1)

    def press_ctrl_c(self):
        os.write(self.master, b"\x03")

    def end(self, seconds=60):
        until = time.monotonic() + seconds * SLOW
        while self.process.poll() is None:
            assert time.monotonic() < until, self.output.decode(errors="replace")
            self.read(0.1)
        self.read(0.2)
        os.close(self.master)
        return self.process.returncode


def test_the_demo_runs(place):
    done = place.run("local", DEMO / "job.json", "--dir", DEMO / "code", "--secrets", DEMO / "secrets.json")
    assert done.returncode == 0, done.stdout + done.stderr
    for order in json.loads((DEMO / "job.json").read_text())["orders"]:
        assert re.search(rf"^  \d+  {order['order_name']} .*(succeeded|allowed to fail)", done.stdout, re.M), done.stdout
    assert "job succeeded" in done.stdout and "\033" not in done.stdout
    assert "***" in done.stdout
    for secret in re.findall(r'": "([^"]{8,})"', (DEMO / "secrets.json").read_text()):
        assert secret not in done.stdout + done.stderr


def test_json_is_one_object(place):
    done = place.run("local", DEMO / "job.json", "--dir", DEMO / "code", "--secrets", DEMO / "secrets.json", "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0 and answer["status"] == "succeeded"
    assert {o["order_name"] for o in answer["orders"]} == {o["order_name"] for o in json.loads((DEMO / "job.json").read_text())["orders"]}


@pytest.mark.parametrize("cmd, timeout, code, status", [("exit 3", 60, 1, "failed"), ("sleep 100", 1, 2, "timed_out")])
def test_the_exit_code_says_how_it_ended(place, cmd, timeout, code, status):
    job = {"username": "u", "commands_only": True,
           "orders": [{"order_name": "a", "cmds": [cmd], "timeout": timeout, "execution_target": "lambda"}]}
    done = place.run("local", place.job(job), "--json")
    assert done.returncode == code and json.loads(done.stdout)["status"] == status


def test_colours_are_for_terminals_that_want_them(place):
    job = place.job({"username": "u", "commands_only": True, "orders": [
        {"order_name": "a", "cmds": ["echo hello"], "timeout": 60, "execution_target": "lambda"}]})
    colourful = Terminal(place, "local", job)
    assert colourful.end() == 0
    assert b"\033[32msucceeded\033[0m" in colourful.output
    plain = Terminal(place, "local", job, NO_COLOR="1")
    assert plain.end() == 0
    assert b"\033[32m" not in plain.output and b"succeeded" in plain.output


def test_the_picture_shows_the_last_line_of_what_runs(place):
    job = {"username": "u", "commands_only": True, "orders": [
        {"order_name": "talks", "cmds": ["echo something to see; sleep 2"], "timeout": 60, "execution_target": "lambda"}]}
    terminal = Terminal(place, "local", place.job(job))
    terminal.wait_for("something to see")
    assert terminal.end() == 0


def test_ctrl_c_cancels_the_run(place):
    terminal = Terminal(place, "local", place.job(LONG))
    terminal.wait_for("begun")
    terminal.press_ctrl_c()
    terminal.wait_for("cancelling")
    assert terminal.end(90) == 1
    text = terminal.output.decode()
    assert "cancelled" in text and "job" in text
    assert place.left() == []


def test_a_second_ctrl_c_kills_at_once(place):
    terminal = Terminal(place, "local", place.job(LONG))
    terminal.wait_for("begun")
    terminal.press_ctrl_c()
    terminal.wait_for("cancelling")
    terminal.press_ctrl_c()
    assert terminal.end(8) == 1
    assert place.left() == []


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_nothing_outlives_the_client(place, signal_number):
    client = subprocess.Popen([CLIENT, "local", place.job(LONG)], env=place.environment, stdout=subprocess.PIPE)
    wait_until("commands run", lambda: len(processes_with(str(place.tmp))) >= 2)
    client.send_signal(signal_number)
    client.wait(30 * SLOW)
    client.stdout.close()
    wait_until("nothing is left", lambda: place.left() == [])


def test_a_killed_local_aws_leaves_no_process_and_the_next_start_sweeps(place, start_aws):
    aws = start_aws(env={"TMPDIR": str(place.tmp)})
    run_id = aws.start(LONG)
    wait_until("both run", lambda: list(aws.statuses(run_id).values()).count("running") == 2)
    Hosts(aws).send(sleeper(aws.mark))
    wait_until("a host's command runs", lambda: len(processes_with(f"AES_MARK={aws.mark}")) >= 3)
    pids = aws.pids()
    aws.abandoned = True
    # Both at once, so that nobody can tidy up.
    aws.process.send_signal(signal.SIGSTOP)
    os.kill(aws.about["pid"], signal.SIGKILL)
    aws.process.kill()
    aws.process.wait()
    wait_until("no process is left", lambda: not [pid for pid in pids if alive(pid)] and not processes_with(aws.mark, str(aws.directory)))
    assert aws.directory.exists()
    assert place.run("local", place.job({"username": "u", "commands_only": True, "orders": [
        {"order_name": "a", "cmds": ["true"], "timeout": 60, "execution_target": "lambda"}]})).returncode == 0
    assert not aws.directory.exists() and place.left() == []


def test_the_hosts_that_a_job_names_are_pretended(place):
    """By id, by a tag, and one for each of a list's values; from standard input too, which is read once."""
    job = {"username": "u", "commands_only": True, "orders": [
        {"order_name": name, "cmds": ["true"], "timeout": 60, "execution_target": "ssm", "ssm_targets": targets}
        for name, targets in {"id": {"instance_ids": ["i-0123456789abcdef0"]}, "tag": {"tags": {"Fleet": "a"}},
                              "list": {"tags": {"Role": ["web", "db", "cache"]}}}.items()]}
    done = place.run("local", "-", stdin=json.dumps(job))
    assert done.returncode == 0, done.stderr + done.stdout
    named = re.findall(r"==== (i-[0-9a-f]{17}): succeeded, exit code 0 ====", done.stdout)
    assert len(set(named)) == len(named) == 1 + 2 + 3 and "i-0123456789abcdef0" in named


def test_status_events_and_logs_tell_of_a_run(place, aws):
    job = {"username": "u", "commands_only": True, "orders": [
        {"order_name": "good", "cmds": ["echo fine"], "timeout": 60, "execution_target": "lambda"},
        {"order_name": "bad", "cmds": ["echo oh no; exit 4"], "timeout": 60, "execution_target": "lambda"}]}
    run_id, _ = aws.run(job)
    aws.wait_idle()

    def say(*args):
        return place.run(*args, **aws.environment)

    status = say("status", run_id, "--json")
    told = json.loads(status.stdout)
    assert status.returncode == 1 and told["status"] == "failed" and told["done"]["summary"] == aws.done(run_id)["summary"]
    assert [(o["order_name"], o["status"]) for o in told["orders"]] == [("good", "succeeded"), ("bad", "failed")]
    assert told["orders"][1]["exit_code"] == 4
    assert re.search(r"0002  bad +lambda +failed", say("status", run_id).stdout)

    events = json.loads(say("events", run_id, "--json").stdout)["events"]
    assert [(e["order_name"], e["event_type"], e["epoch"]) for e in events] == [
        (e["order_name"], e["event_type"], e["epoch"]) for e in aws.events(run_id)]
    only = json.loads(say("events", run_id, "--order", "bad", "--json").stdout)["events"]
    assert only and {e["order_name"] for e in only} == {"bad"}
    assert "job_completed" in say("events", run_id).stdout

    assert say("logs", run_id, "bad").stdout == "oh no\n"
    assert say("logs", run_id, "1").stdout == "fine\n"
    assert [(o["order_name"], o["log"]) for o in json.loads(say("logs", run_id, "--json").stdout)["orders"]] == [
        ("good", "fine\n"), ("bad", "oh no\n")]

    unknown = say("status", str(uuid.uuid4()))
    assert unknown.returncode == 111 and "there is none of this id" in unknown.stderr


@pytest.mark.parametrize("args, code, text", [
    ([], 100, "usage"),
    (["nonsense"], 100, "there is no command nonsense"),
    (["local"], 100, "name a job file"),
    (["local", "--nonsense"], 100, "there is no option --nonsense"),
    (["local", "--dir"], 100, "--dir needs a value"),
    (["local", "--port", "x", "--keep"], 100, "--port"),
    (["local", "a", "b"], 100, "one word too many"),
    (["status"], 100, "usage: aws-exe-sys status RUN"),
    (["status", "not-a-run"], 100, "a run's id is expected"),
    (["validate", "/nonexistent.json"], 111, "/nonexistent.json"),
    (["local", "/nonexistent.json"], 111, "/nonexistent.json"),
    (["local", "--keep", "--secrets", "/nonexistent.json"], 111, "/nonexistent.json"),
])
def test_mistakes_are_explained(place, args, code, text):
    done = place.run(*args)
    assert done.returncode == code and text in done.stderr and done.stdout == ""
    if args and args[0] != "nonsense":
        done = place.run(*args, "--json")
        assert done.returncode == code
        if code == 111:
            assert text in json.loads(done.stdout)["error"]


def test_help_is_for_everyone(place):
    assert "validate" in place.run("--help").stdout
    for command in ("local", "validate", "status", "events", "logs"):
        done = place.run(command, "--help")
        assert done.returncode == 0 and "--json" in done.stdout and "example: aws-exe-sys " + command in done.stdout


def test_a_job_that_is_wrong_is_refused_before_anything_starts(place):
    done = place.run("local", place.job({"username": "u", "commands_only": True, "orders": [{"cmds": [], "timeout": 1}]}))
    assert done.returncode == 1 and "cmds: must not be empty" in done.stdout


def test_validate_reads_standard_input(place):
    job = json.dumps({"username": "u", "commands_only": True, "orders": [{"cmds": ["true"], "timeout": 1}]})
    assert place.run("validate", "-", stdin=job).returncode == 0
    broken = place.run("validate", "-", "--json", stdin="{\n  \"username\": }")
    assert broken.returncode == 1
    (error,) = json.loads(broken.stdout)["errors"]
    assert (error["code"], error["line"]) == ("json", 2)
