"""A git provider over TLS that behaves as the documentation of each says, on 127.0.0.1 with a CA of its own: GitHub Enterprise,
GitLab, Bitbucket Cloud and Bitbucket Data Center side by side, their paths being different. Archives come from another host,
`codeload.localhost`, by a signed URL, as GitHub's do. Every request is recorded.

A test adds routes of its own with `server.route(method, pattern, handler)`; the last one added that fits answers."""

import base64
import gzip
import http.server
import io
import json
import re
import secrets
import ssl
import subprocess
import tarfile
import threading
import urllib.parse
from dataclasses import dataclass, field

HOST, ARCHIVES = "git.localhost", "codeload.localhost"

EXTENSIONS = f"""[ca]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
[server]
basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature
subjectAltName=DNS:{HOST},DNS:{ARCHIVES},DNS:localhost
"""


def make_certificate(folder):
    """A CA (ca.pem) and a server's certificate with its key (server.pem)."""
    (folder / "x.cnf").write_text(EXTENSIONS)
    script = """
    set -e
    for name in ca server; do openssl ecparam -name prime256v1 -genkey -noout -out $name.key; done
    openssl req -new -key ca.key -subj /CN=ca -out ca.csr
    openssl x509 -req -in ca.csr -signkey ca.key -days 3650 -extfile x.cnf -extensions ca -out ca.pem
    openssl req -new -key server.key -subj /CN=server -out server.csr
    openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 -extfile x.cnf \
        -extensions server -out leaf.pem
    cat leaf.pem server.key >server.pem
    """
    done = subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def tarball(entries, top="", comment=None):
    """A tar.gz as `git archive` makes it. `entries`: path to content (bytes), or to (content, mode), None (a folder),
    ("symlink", target) or ("link", target)."""
    out = io.BytesIO()
    pax = {"comment": comment} if comment else {}
    with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.PAX_FORMAT, pax_headers=pax, compresslevel=1) as tar:
        if top:
            add_entry(tar, top, None)
        for path, what in entries.items():
            target = what[1] if isinstance(what, tuple) and what[0] == "link" else None
            add_entry(tar, f"{top}/{path}" if top else path, ("link", f"{top}/{target}") if target and top else what)
    return out.getvalue()


def add_entry(tar, path, what):
    info = tarfile.TarInfo(path)
    content = b""
    if what is None:
        info.type, info.mode = tarfile.DIRTYPE, 0o775
    elif isinstance(what, bytes):
        content, info.mode = what, 0o664
    elif what[0] == "symlink":
        info.type, info.linkname, info.mode = tarfile.SYMTYPE, what[1], 0o777
    elif what[0] == "link":
        info.type, info.linkname = tarfile.LNKTYPE, what[1]
    else:
        content, info.mode = what
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


@dataclass
class Repo:
    """`refs`: name to the tree's entries, or to a whole archive (bytes). `token`: what may read it; None: everybody."""

    refs: dict
    default: str = "main"
    token: str = None
    top: str = None  # the archive's folder; None: as the provider names it


@dataclass
class Request:
    method: str
    host: str  # with the port
    path: str
    query: dict
    headers: dict  # names in lower case
    body: bytes = b""

    @property
    def token(self):
        """What it was authorized with: a token, or user:password."""
        scheme, _, value = self.headers.get("authorization", "").partition(" ")
        if scheme == "Basic":
            return base64.b64decode(value).decode()
        return value or self.headers.get("private-token", "")


@dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    hang_s: float = 0
    cut: bool = False  # the connection ends in the middle of the body

    @staticmethod
    def json(status, value, **headers):
        return Answer(status, json.dumps(value).encode(),
                      {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}})


NO_AGENT = Answer(403, b"Request forbidden by administrative rules. Please make sure your request has a User-Agent header\n")


class GitServer:
    """`repos`: (provider, name) to Repo, provider being github, gitlab, bitbucket or bitbucket-server. `answers`: what is
    given instead, in turn, to requests whose path fits the key (a regular expression)."""

    def __init__(self, folder):
        self.folder = folder
        make_certificate(folder)
        self.ca = folder / "ca.pem"
        self.repos, self.answers, self.requests, self.signed, self.routes = {}, {}, [], {}, []
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "server.pem")
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self.server.server_address[1]
        self.url = f"https://{HOST}:{self.port}"
        self.route("GET", r"/api/v3/repos/([^/]+/[^/]+)/tarball(?:/(.*))?", self.github)
        self.route("GET", r"/api/v4/projects/([^/]+)/repository/archive\.tar\.gz", self.gitlab)
        self.route("GET", r"/([^/]+/[^/]+)/get/(.+)\.tar\.gz", self.bitbucket)
        self.route("GET", r"/rest/api/latest/projects/([^/]+)/repos/([^/]+)/archive", self.bitbucket_server)
        self.route("GET", r"/signed/([^/]+)", self.archive)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    @property
    def environment(self):
        """What a deployment that uses it is given."""
        return {"SSL_CERT_FILE": str(self.ca), "AWS_CA_BUNDLE": "", "AWS_EXE_SYS_GITHUB_URL": self.url, "AWS_EXE_SYS_GITLAB_URL": self.url,
                "AWS_EXE_SYS_BITBUCKET_URL": self.url}

    def stop(self):
        self.stopping.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def route(self, method, pattern, handler):
        """`handler(request, *groups)` gives an Answer."""
        self.routes.insert(0, (method, re.compile(pattern), handler))

    def seen(self, pattern):
        """The requests so far whose path fits."""
        with self.lock:
            return [r for r in self.requests if re.search(pattern, r.path)]

    # ---- requests

    def answer(self, request):
        with self.lock:
            self.requests.append(request)
            for pattern, queue in self.answers.items():
                if queue and re.search(pattern, request.path):
                    return queue.pop(0)
        if "user-agent" not in request.headers:
            return NO_AGENT
        for method, pattern, handler in self.routes:
            match = pattern.fullmatch(request.path)
            if match and method == request.method:
                return handler(request, *match.groups())
        return Answer.json(404, {"message": "Not Found"})

    def find(self, provider, name, request):
        """The repository, or None where it is not there or may not be seen."""
        repo = self.repos.get((provider, name))
        return repo if repo and (repo.token is None or request.token == repo.token) else None

    def packed(self, repo, ref, top, query=None):
        what = repo.refs[ref]
        return what if isinstance(what, bytes) else tarball(what, repo.top if repo.top is not None else top, comment="a" * 40)

    def bad_token(self, request):
        return bool(request.token) and request.token not in {r.token for r in self.repos.values()}

    # ---- GitHub

    def github(self, request, name, ref):
        if self.bad_token(request):
            return Answer.json(401, {"message": "Bad credentials", "status": "401"})
        repo = self.find("github", name, request)
        ref = urllib.parse.unquote(ref or "") or (repo.default if repo else "")
        if not repo or ref not in repo.refs:
            return Answer.json(404, {"message": "Not Found", "status": "404"})
        key = secrets.token_hex(8)
        self.signed[key] = self.packed(repo, ref, f"{name.replace('/', '-')}-{'a' * 7}")
        place = f"https://{ARCHIVES}:{self.port}/signed/{key}?token=SIGNATURE"
        return Answer(302, b"", {"Location": place})

    def archive(self, request, key):
        content = self.signed.pop(key, None)
        if content is None or request.query.get("token") != "SIGNATURE" or request.host.split(":")[0] != ARCHIVES:
            return Answer(404, b"404: Not Found")
        return Answer(200, content, {"Content-Type": "application/x-gzip"})

    # ---- GitLab

    def gitlab(self, request, name):
        if self.bad_token(request):
            return Answer.json(401, {"message": "401 Unauthorized"})
        name = urllib.parse.unquote(name)
        repo = self.find("gitlab", name, request)
        if not repo:
            return Answer.json(404, {"message": "404 Project Not Found"})
        ref = request.query.get("sha", repo.default)
        if ref not in repo.refs:
            return Answer.json(404, {"message": "404 File Not Found"})
        return Answer(200, self.packed(repo, ref, f"{name.split('/')[-1]}-{ref.replace('/', '-')}"),
                      {"Content-Type": "application/octet-stream"})

    # ---- Bitbucket

    def bitbucket(self, request, name, ref):
        repo = self.find("bitbucket", name, request)
        ref = urllib.parse.unquote(ref)
        ref = repo.default if repo and ref == "HEAD" else ref
        if not repo or ref not in repo.refs:
            return Answer(404, b"<!DOCTYPE html><title>Repository not found</title>", {"Content-Type": "text/html"})
        return Answer(200, self.packed(repo, ref, f"{name.replace('/', '-')}-{'a' * 12}"),
                      {"Content-Type": "application/x-tar-gz"})

    def bitbucket_server(self, request, project, slug):
        if self.bad_token(request):
            return Answer.json(401, {"errors": [{"message": "Authentication failed. Please check your credentials."}]})
        repo = self.find("bitbucket-server", f"{project}/{slug}", request)
        if not repo:
            return Answer.json(404, {"errors": [{"message": f"Repository {project}/{slug} does not exist."}]})
        ref = request.query.get("at", repo.default)
        if request.query.get("format") not in ("tgz", "tar.gz"):
            return Answer.json(400, {"errors": [{"message": "The format is not supported."}]})
        if ref not in repo.refs:
            return Answer.json(404, {"errors": [{"message": f"Commit '{ref}' does not exist in this repository."}]})
        return Answer(200, self.packed(repo, ref, ""), {"Content-Type": "application/octet-stream"})


def handler_of(git):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self):
            try:
                super().handle()
            except (ssl.SSLError, ConnectionError):
                pass  # who does not trust us, or has gone

        def version_string(self):
            return "git-server"

        def log_message(self, *args):
            pass

        def respond(self):
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            request = Request(self.command, self.headers["host"], path,
                              dict(urllib.parse.parse_qsl(query, keep_blank_values=True)),
                              {k.lower(): v for k, v in self.headers.items()}, body)
            answer = git.answer(request)
            if answer.hang_s:
                git.stopping.wait(answer.hang_s)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, str(value))
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)
            if answer.cut:
                self.close_connection = True

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = respond

    return Handler


def zeros(n, top="top"):
    """A tar.gz of one file of `n` zeros, made without holding them: members of a gzip file may follow each other."""
    info = tarfile.TarInfo(f"{top}/zeros")
    info.size = n
    piece = gzip.compress(bytes(1 << 24), 9)
    whole, rest = divmod(n, 1 << 24)
    tail = bytes(rest + (-n % 512) + 1024)
    return gzip.compress(info.tobuf(tarfile.PAX_FORMAT)) + piece * whole + gzip.compress(tail)
