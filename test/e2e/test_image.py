"""The image's root filesystem at work: each function, and the worker of a build as PID 1, run in it on the local AWS, with nothing
else of this machine in sight. And what `make oci` makes of it, read by the image specification."""

import gzip
import hashlib
import http.server
import io
import json
import os
import shutil
import subprocess
import tarfile
import threading
from pathlib import Path

import pytest

import localaws
from building import BUILD, ROOT, make
from localaws import BIN
from payloads import job, order

pytestmark = pytest.mark.image

FUNCTIONS = ["init_job", "ssm_config", "orchestrator", "watchdog_check", "worker"]
LIMIT_BYTES, OURS_LIMIT_BYTES = 60_000_000, 3_000_000
FUNCTION_UID = 993

# Runs a program of the image in its root: read-only, with 512 MB of /tmp, /proc and /dev, and the PATH of the image. A
# function is an unprivileged user; what is not a function is PID 1 and root, as in a build.
INSIDE = """#!/bin/sh
root={root}
if [ -n "$AWS_LAMBDA_RUNTIME_API" ]; then who={uid}:{uid}; else who=0:0; fi
export root who
exec unshare --mount --pid --fork --kill-child /bin/sh -c '
	mount --bind "$root" "$root" && mount -o remount,bind,ro "$root" &&
	mount -t tmpfs -o size=512m,mode=1777 tmpfs "$root/tmp" && mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" &&
	exec chroot --userspec=$who "$root" /bin/env -u TMPDIR -u AWS_EXE_SYS_CLOCK -u root -u who PATH=/usr/local/bin:/bin "$@"
' sh /opt/aws-exe-sys/bin/{name} "$@"
"""


def run(*command, **more):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def rootfs(tmp_path_factory):
    """As `make rootfs` assembles it, with one tool more."""
    if os.uname().machine not in run(os.environ.get("CC", "cc"), "-dumpmachine"):
        pytest.skip("built for another machine")
    folder = tmp_path_factory.mktemp("image")
    for up in folder.parents:  # commands of other users pass
        if up.is_relative_to("/tmp") and up != Path("/tmp"):
            up.chmod(up.stat().st_mode | 0o011)
    folder.chmod(0o755)
    extra = folder / "extra"
    extra.mkdir()
    (extra / "greet").write_text("#!/bin/sh\necho greetings from a tool\n")
    (extra / "greet").chmod(0o755)
    make("busybox")
    run("scripts/make_rootfs.sh", folder / "root", BIN, BUILD / "busybox", extra)
    yield folder / "root"
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def nothing_stays(tmp_path):
    """Images are large."""
    yield
    shutil.rmtree(tmp_path)


@pytest.fixture(scope="module")
def inside(rootfs):
    """A folder of programs that run the image's in the image, and the client, which finds them beside itself."""
    if os.geteuid() != 0 or subprocess.run(["unshare", "-m", "-p", "-f", "true"], capture_output=True).returncode:
        pytest.skip("needs root and namespaces of its own")
    folder = rootfs.parent / "bin"
    folder.mkdir()
    for name in ["aws-exe-sys", "sops", "age-keygen"]:
        shutil.copy(BIN / name, folder)
    for name in FUNCTIONS:
        (folder / name).write_text(INSIDE.format(root=rootfs, uid=FUNCTION_UID, name=name))
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def image_aws(inside, start_aws, monkeypatch):
    """A local AWS whose functions and builds are the image's."""
    monkeypatch.setattr(localaws, "CLIENT", inside / "aws-exe-sys")
    return start_aws()


LOOK = [
    "echo id $(id -u) pid1 $(tr '\\0' ' ' </proc/1/cmdline)",
    "echo hello | sed s/h/j/ | awk '{ print $1 \" \" 6 * 7 }'",
    "f=$(mktemp) && seq 3 | tac | tr '\\n' ' ' >$f && cat $f && tar czf $f.tgz -C / bin/sh && tar tzf $f.tgz",
    "touch /x 2>&1; greet; ls / | tr '\\n' ' '; echo; df -m /tmp | awk 'END { print $(NF - 4) }'",
]


@pytest.mark.parametrize("target", ["lambda", "codebuild"])
def test_a_job_runs_in_the_image(image_aws, target):
    run_id, done = image_aws.run(job(order(cmds=LOOK, execution_target=target)), timeout=120)
    result = image_aws.result(run_id)
    assert done["status"] == "succeeded", result
    lines = result["log"].splitlines()
    who, _, pid1 = lines[0].partition(" pid1 ")
    assert who == f"id {FUNCTION_UID}" if target == "lambda" else who not in ("id 0", f"id {FUNCTION_UID}")
    assert pid1.strip() == "/opt/aws-exe-sys/bin/worker"
    assert lines[1:4] == ["jello 42", "3 2 1 bin/sh", "touch: /x: Read-only file system"]
    assert lines[4] == "greetings from a tool"
    assert set(lines[5].split()) == {"bin", "dev", "etc", "opt", "proc", "root", "run", "sbin", "sys", "tmp", "usr", "var"}
    assert lines[6] == "512"


class RuntimeApi(http.server.BaseHTTPRequestHandler):
    """Notes what is asked, and has no invocation for anybody."""

    def answer(self):
        self.server.asked.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.told.set()
        self.send_response(500)
        self.end_headers()

    do_GET = do_POST = answer

    def log_message(self, *args):
        pass


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_reaches_next(inside, aws, name):
    with http.server.HTTPServer(("127.0.0.1", 0), RuntimeApi) as server:
        server.asked, server.told = [], threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        environment = {**aws.environment, "PATH": os.environ["PATH"], "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}",
                       "AWS_LAMBDA_FUNCTION_NAME": name}
        function = subprocess.Popen([inside / name], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        told = server.told.wait(20)
        function.kill()
        said = function.communicate()[0]
        server.shutdown()
    assert told and server.asked[0] == "/2018-06-01/runtime/invocation/next", said


def test_sizes(rootfs):
    sizes = {f: f.lstat().st_size for f in rootfs.rglob("*") if f.is_file() and not f.is_symlink()}
    assert sum(sizes.values()) < LIMIT_BYTES
    ours = [rootfs / "opt/aws-exe-sys/bin" / name for name in [*FUNCTIONS, "aws-exe-sys"]] + [rootfs / "bin/busybox"]
    assert sum(sizes[f] for f in ours) < OURS_LIMIT_BYTES


def test_what_is_in_it_is_listed(rootfs):
    bill = json.loads((rootfs / "opt/aws-exe-sys/sbom.spdx.json").read_text())
    assert bill["spdxVersion"] == "SPDX-2.3"
    for listed in bill["files"]:
        content = (rootfs / listed["fileName"]).read_bytes()
        assert listed["checksums"][0]["checksumValue"] == hashlib.sha256(content).hexdigest(), listed["fileName"]
    names = {p["name"] for p in bill["packages"]}
    assert names >= {"musl", "bearssl", "zlib", "jsmn", "busybox", "certifi", "filippo.io/age", "github.com/getsops/sops/v3"}
    on_disk = sum(f.is_file() and not f.is_symlink() for f in rootfs.rglob("*"))
    assert len(bill["files"]) == on_disk - 1  # but itself
    ids = [it["SPDXID"] for it in bill["files"] + bill["packages"]]
    assert len(ids) == len(set(ids))


def oci(rootfs, out):
    return run("scripts/make_oci.sh", rootfs, os.uname().machine, out).strip()


def test_the_same_files_have_the_same_digest(rootfs, tmp_path):
    other = tmp_path / "of another name"
    first = oci(rootfs, tmp_path / "1.tar")
    shutil.copytree(rootfs, other, symlinks=True)  # other times, other order in the folder
    for f in other.rglob("*"):
        os.utime(f, (1e9, 1e9), follow_symlinks=False)
        if os.geteuid() == 0:
            os.lchown(f, 1234, 1234)
    assert oci(other, tmp_path / "2.tar") == first
    assert (tmp_path / "1.tar").read_bytes() == (tmp_path / "2.tar").read_bytes()


def test_the_archive_is_an_oci_image(rootfs, tmp_path):
    """image-spec 1.1: layout, index, one manifest, config, one layer, each with its digest and size."""
    digest = oci(rootfs, tmp_path / "image.tar")
    with tarfile.open(tmp_path / "image.tar") as archive:
        files = {m.name: archive.extractfile(m).read() for m in archive if m.isfile()}

    def blob(descriptor, media_type):
        content = files["blobs/" + descriptor["digest"].replace(":", "/")]
        assert descriptor["mediaType"] == f"application/vnd.oci.image.{media_type}"
        assert descriptor["size"] == len(content)
        assert descriptor["digest"] == "sha256:" + hashlib.sha256(content).hexdigest()
        return content

    assert json.loads(files["oci-layout"]) == {"imageLayoutVersion": "1.0.0"}
    (described,) = json.loads(files["index.json"])["manifests"]
    assert described["digest"] == digest
    manifest = json.loads(blob(described, "manifest.v1+json"))
    config = json.loads(blob(manifest["config"], "config.v1+json"))
    (layer,) = manifest["layers"]
    content = gzip.decompress(blob(layer, "layer.v1.tar+gzip"))
    assert config["rootfs"]["diff_ids"] == ["sha256:" + hashlib.sha256(content).hexdigest()]
    assert config["architecture"] == {"x86_64": "amd64", "aarch64": "arm64"}[os.uname().machine]
    assert config["config"]["Labels"]["org.opencontainers.image.title"] == "aws-execution-engine"
    assert len(files) == 5

    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        members = archive.getmembers()
        assert {(m.uid, m.gid, m.mtime) for m in members} == {(0, 0, 0)}
        assert [m.name for m in members] == sorted(m.name for m in members)
        modes = {m.name: m.mode for m in members}
        assert (modes["tmp"], modes["bin/busybox"], modes["etc/passwd"], modes["opt"]) == (0o1777, 0o755, 0o644, 0o755)
        for m in members:
            if m.isfile():
                assert archive.extractfile(m).read() == (rootfs / m.name).read_bytes(), m.name
            elif m.issym():
                assert m.linkname == os.readlink(rootfs / m.name)
        assert {m.name for m in members} == {str(f.relative_to(rootfs)) for f in rootfs.rglob("*")}


def test_other_tools_read_the_archive(rootfs, tmp_path):
    if not shutil.which("skopeo"):
        pytest.skip("no skopeo")
    digest = oci(rootfs, tmp_path / "image.tar")
    run("skopeo", "copy", "--insecure-policy", f"oci-archive:{tmp_path}/image.tar", f"dir:{tmp_path}/copy")
    manifest = (tmp_path / "copy/manifest.json").read_bytes()
    assert "sha256:" + hashlib.sha256(manifest).hexdigest() == digest


def test_an_image_by_a_container_tool(rootfs, tmp_path):
    if not shutil.which("buildah") or os.geteuid() != 0:
        pytest.skip("no buildah, or not root")
    tag = "localhost/aws-exe-sys-test:latest"
    run("scripts/make_image.sh", rootfs, os.uname().machine, tag)
    buildah = ["buildah", "--storage-driver", "vfs"]
    try:
        about = json.loads(run(*buildah, "inspect", "--type", "image", tag))
        assert about["OCIv1"]["config"]["Labels"]["org.opencontainers.image.title"] == "aws-execution-engine"
        container = run(*buildah, "from", tag).strip()
        said = run(*buildah, "run", "--isolation", "chroot", container, "/bin/sh", "-c", "greet; command -v awk").splitlines()
        run(*buildah, "rm", container)
        assert said == ["greetings from a tool", "/bin/awk"]
    finally:
        run(*buildah, "rmi", "--force", tag)
