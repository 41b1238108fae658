"""What stands around an AWS client on its machine: the instance metadata service, a container's credential endpoint and STS, in one
server. Keys tell who asked for them, so that two clients got the same only if they asked the same."""

import hashlib
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

EXPIRATION = "2099-01-01T00:00:00Z"
SESSION_NAME = re.compile(r"(botocore-session|aws-exe-sys)-\d+")  # drawn where none is configured


def keys_of(*parts):
    text = hashlib.sha256("|".join(parts).encode()).hexdigest()
    return {"AccessKeyId": "ASIA" + text[:16].upper(), "SecretAccessKey": text, "Token": "token-" + text}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, text, kind="text/plain"):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def keys(self, *parts, **changes):
        self.answer(200, json.dumps({"Code": "Success", **keys_of(*parts), "Expiration": EXPIRATION, **changes}), "application/json")

    def do_PUT(self):
        if self.path != "/latest/api/token" or not self.headers["X-aws-ec2-metadata-token-ttl-seconds"]:
            return self.answer(400, "")
        return self.answer(200, "metadata-token")

    def do_GET(self):
        if self.path == "/container":
            return self.keys("container", self.headers["Authorization"] or "")
        if self.path == "/broken":
            return self.answer(500, "broken")
        if self.headers["X-aws-ec2-metadata-token"] != "metadata-token":
            return self.answer(401, "")
        prefix = "/latest/meta-data/iam/security-credentials/"
        if self.path == prefix:
            return self.answer(200, "the-role")
        if self.path == prefix + "the-role":
            return self.keys("instance", **self.server.instance)
        return self.answer(404, "")

    def do_POST(self):
        form = {k: v[0] for k, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
        name = form.get("Action", "")
        source = re.search("Credential=([^/]*)/[0-9]*/([^/]*)/", self.headers["Authorization"] or "")
        if form.get("RoleArn", "").endswith("refused"):
            return self.answer(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>")
        form["RoleSessionName"] = SESSION_NAME.sub("drawn", form["RoleSessionName"])
        keys = keys_of(*(f"{k}={v}" for k, v in sorted(form.items())), *(source.groups() if source else ()))
        return self.answer(200, f"""<{name}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{name}Result><Credentials>
            <AccessKeyId>{keys["AccessKeyId"]}</AccessKeyId><SecretAccessKey>{keys["SecretAccessKey"]}</SecretAccessKey>
            <SessionToken>{keys["Token"]}</SessionToken><Expiration>{EXPIRATION}</Expiration></Credentials></{name}Result>
            <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></{name}Response>""", "text/xml")

    def log_message(self, *_):
        pass


class Metadata:
    def __init__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.instance = {}  # what its credentials are, instead of made-up ones
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
