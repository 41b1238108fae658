"""The script of the SSM document by itself, as an agent runs it, against a small HTTP server."""

import hashlib
import http.server
import json
import os
import platform
import shutil
import signal
import subprocess
import threading
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[2] / "infra/02-deploy/ssm_document.json"
SCRIPT = "\n".join(json.loads(DOCUMENT.read_text())["mainSteps"][0]["inputs"]["runCommand"])
TOKEN = "X-Amz-Signature=5ec7e7"

# A worker that tells what it was given, and holds on when it is told to.
WORKER = b"""#!/bin/sh
echo "worker: $#, start has $(grep -c . "$1") lines, bundle is $(cat "$2"), StartUrl is ${SSM_StartUrl-unset}, TMPDIR is $TMPDIR"
[ -z "${HOLD-}" ] || { trap 'echo told to stop; exit 9' TERM; echo here; while :; do sleep 0.1; done; }
exit "${EXIT-0}"
"""
BUNDLE = b"the bundle"


def sha256(content):
    return hashlib.sha256(content).hexdigest()


class Files(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.split("?")[0].strip("/")
        self.server.arguments += b"".join(p.read_bytes() for p in Path("/proc").glob("[0-9]*/cmdline") if readable(p))
        content = self.server.files.get(name)
        how = self.server.broken.pop(name, None)
        if how == "no answer":
            return
        self.send_response(200 if content is not None else 403)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write((content or b"")[: 5 if how == "half an answer" else None])

    def log_message(self, *args):
        pass


def readable(path):
    try:
        path.read_bytes()
        return True
    except OSError:
        return False


@pytest.fixture
def server():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Files)
    server.files = {"worker": WORKER, "bundle": BUNDLE}
    server.arguments = b""
    server.broken = {}
    server.url = f"http://127.0.0.1:{server.server_port}"
    server.files["start"] = start_file(server).encode()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def start_file(server, **changes):
    machine = {"arm64": "aarch64", "amd64": "x86_64"}.get(platform.machine(), platform.machine())
    lines = {
        f"worker_sha256_{machine}": sha256(WORKER),
        f"worker_url_{machine}": f"{server.url}/worker?{TOKEN}",
        "bundle_sha256": sha256(BUNDLE),
        "bundle_url": f"{server.url}/bundle?{TOKEN}",
        "run_id": "x",
        **changes,
    }
    return "".join(f"{name} {value}\n" for name, value in lines.items() if value is not None)


class Host:
    """A folder for temporary files, and a PATH that holds just the tools that it has."""

    def __init__(self, folder, *without):
        self.temp, self.bin = folder / "tmp", folder / "bin"
        self.temp.mkdir()
        self.bin.mkdir()
        for tool in ("sh", "curl", "wget", "mktemp", "chmod", "rm", "uname", "sha256sum", "openssl", "cat", "grep", "sleep"):
            path = shutil.which(tool)
            if path and tool not in without:
                (self.bin / tool).symlink_to(path)

    def start(self, url, **env):
        env = {"PATH": str(self.bin), "TMPDIR": str(self.temp), **env}
        if url is not None:
            env["SSM_StartUrl"] = url
        return subprocess.Popen(["/bin/sh", "-c", SCRIPT], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, url, **env):
        process = self.start(url, **env)
        out, errors = process.communicate(timeout=60)
        assert list(self.temp.iterdir()) == []
        assert TOKEN not in errors
        return process.returncode, out, errors


@pytest.fixture
def host(tmp_path):
    return Host(tmp_path)


@pytest.mark.parametrize("without", [(), ("curl",), ("wget", "sha256sum")], ids=["all", "wget", "openssl"])
def test_it_fetches_checks_and_runs(server, tmp_path, without):
    """With either of the tools for each step; nobody on the host sees a URL; the worker's exit code is the command's."""
    host = Host(tmp_path, *without)
    for wanted in 0, 3:
        code, out, errors = host.run(f"{server.url}/start?{TOKEN}", EXIT=str(wanted))
        assert (code, errors) == (wanted, "")
        assert out.startswith("worker: 2, start has 5 lines, bundle is the bundle, StartUrl is unset, TMPDIR is " + str(host.temp))
    assert TOKEN.encode() not in server.arguments


@pytest.mark.parametrize("how", ["no answer", "half an answer"])
@pytest.mark.parametrize("without", ["wget", "curl"])
def test_it_asks_again_where_an_answer_was_lost(server, tmp_path, without, how):
    server.broken = {"start": how, "bundle": how}
    code, out, _ = Host(tmp_path, without).run(f"{server.url}/start?{TOKEN}")
    assert (code, out.split(",")[0], server.broken) == (0, "worker: 2", {})


def changed(**changes):
    return lambda server: server.files.update(start=start_file(server, **changes).encode())


MACHINE = platform.machine()
TROUBLE = {
    "an old agent": (None, None, "SSM_StartUrl is not set: this host needs SSM Agent 3.3.2746.0 or later"),
    "an empty URL": ("", None, "SSM_StartUrl is not set"),
    "another scheme": ("file:///etc/passwd", None, "what to start could not be fetched"),
    "an option": ("-o/etc/passwd", None, "what to start could not be fetched"),
    "quotes": ('{url}/start"\noutput = "/tmp/x', None, "what to start could not be fetched"),
    "a refused URL": ("{url}/gone", None, "what to start could not be fetched: is the URL too old, or S3 out of reach?"),
    "no worker for it": ("{url}/start", changed(**{f"worker_url_{MACHINE}": None}), f"this deployment has no worker for {MACHINE}"),
    "a worker that is gone": ("{url}/start", lambda s: s.files.pop("worker"), "the worker could not be fetched"),
    "another worker": ("{url}/start", lambda s: s.files.update(worker=WORKER + b" "), "the worker that came is not the one"),
    "a bundle that is gone": ("{url}/start", lambda s: s.files.pop("bundle"), "the bundle could not be fetched"),
    "another bundle": ("{url}/start", lambda s: s.files.update(bundle=b"other"), "the bundle that came is not the one"),
    "no sum": ("{url}/start", changed(bundle_sha256=None), "the bundle that came is not the one that was meant"),
    "a hostile URL": ("{url}/start", changed(bundle_url='http://x/"\toutput=x'), "the bundle could not be fetched"),
    "nothing": ("{url}/start", lambda s: s.files.update(start=b""), "this deployment has no worker"),
}


@pytest.mark.parametrize("name", TROUBLE)
def test_it_says_what_is_wrong_and_leaves_nothing(server, host, name):
    url, change, says = TROUBLE[name]
    if change:
        change(server)
    code, out, errors = host.run(url.replace("{url}", server.url) if url else url)
    assert code == 1 and "worker:" not in out
    assert f"aws-exe-sys: {says}" in errors, errors


def test_it_needs_a_tool_to_fetch_with(server, tmp_path):
    code, _, errors = Host(tmp_path, "curl", "wget").run(f"{server.url}/start")
    assert code == 1 and "aws-exe-sys: neither curl nor wget is on this host" in errors


def test_it_needs_a_folder_where_programs_run(server, tmp_path):
    """mktemp fails everywhere: no folder is left that is not there."""
    host = Host(tmp_path, "mktemp")
    (host.bin / "mktemp").write_text("#!/bin/sh\nexit 1\n")
    (host.bin / "mktemp").chmod(0o755)
    code, _, errors = host.run(f"{server.url}/start")
    assert code == 1 and "no folder from which programs may be run" in errors


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_passes_on_a_signal_and_cleans_up(server, host, how):
    process = host.start(f"{server.url}/start", HOLD="1")
    assert "worker: 2" in process.stdout.readline() and process.stdout.readline() == "here\n"
    process.send_signal(how)
    out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors) == (9, "told to stop\n", "")
    assert list(host.temp.iterdir()) == []


def test_it_cleans_up_behind_a_worker_that_was_killed(server, host):
    process = host.start(f"{server.url}/start", HOLD="1")
    process.stdout.readline()
    assert process.stdout.readline() == "here\n"
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGKILL
    assert list(host.temp.iterdir()) == []
