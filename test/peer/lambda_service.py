"""Lambda as far as a job needs it: functions are processes that speak to a Runtime API of their own; Invoke queues for them, or waits
for their answer; objects that appear in a bucket become S3's events. What the functions are started with is what the account says of
them, and nothing else but where the account is."""

import http.server
import json
import os
import queue
import subprocess
import threading
import time
import urllib.parse
import uuid

API = "/2018-06-01/runtime"
TIMEOUT_S = 120


class Invocation:
    def __init__(self, event):
        self.id, self.event = str(uuid.uuid4()), event
        self.done = threading.Event()
        self.answer, self.failed = b"", False


class Function:
    """One function: a queue of invocations, and one process that works them off."""

    def __init__(self, service, name, program, environment):
        self.service, self.name = service, name
        self.queue, self.running, self.failures = queue.Queue(), {}, []
        self.errors = service.folder / f"{name}.log"
        self.temporary = service.folder / f"{name}.tmp"
        self.temporary.mkdir(mode=0o711)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        whole = {"PATH": os.environ["PATH"], **environment, "TMPDIR": str(self.temporary),
                 "AWS_LAMBDA_FUNCTION_NAME": name, "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{self.server.server_port}"}
        with open(self.errors, "wb") as errors:
            self.process = subprocess.Popen([program], env=whole, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors)

    def invoke(self, event):
        invocation = Invocation(event)
        self.queue.put(invocation)
        return invocation

    def _next(self):
        while True:
            try:
                return self.queue.get(timeout=0.2)
            except queue.Empty:
                if self.service.stopping:
                    return None

    def _finish(self, request_id, answer, failed):
        invocation = self.running.pop(request_id)
        invocation.answer, invocation.failed = answer, failed
        if failed:
            self.failures.append(answer.decode())
        invocation.done.set()

    def _handler(function):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args):
                pass

            def reply(self, status, body=b"", headers=()):
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                assert self.path == API + "/invocation/next", self.path
                invocation = function._next()
                if invocation is None:
                    self.close_connection = True
                    return
                function.running[invocation.id] = invocation
                self.reply(200, invocation.event, [
                    ("Lambda-Runtime-Aws-Request-Id", invocation.id),
                    ("Lambda-Runtime-Deadline-Ms", str(int((time.time() + TIMEOUT_S) * 1000))),
                    ("Lambda-Runtime-Invoked-Function-Arn", f"arn:aws:lambda:::function:{function.name}")])

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.path == API + "/init/error":
                    function.failures.append(body.decode())
                else:
                    what, request_id = self.path.rsplit("/", 2)[-1], self.path.rsplit("/", 2)[-2]
                    function._finish(request_id, body, what == "error")
                self.reply(202)

        return Handler

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.server.shutdown()


class LambdaService:
    """The service that AWS_ENDPOINT_URL_LAMBDA points at."""

    def __init__(self, folder):
        folder.mkdir()
        self.folder, self.functions, self.stopping, self.invoked = folder, {}, False, []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def add(self, name, program, environment):
        self.functions[name] = Function(self, name, program, environment)

    def _handler(service):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args):
                pass

            def do_POST(self):
                name = urllib.parse.unquote(self.path).split("/")[3].split(":")[-1]
                event = self.rfile.read(int(self.headers["Content-Length"]))
                kind = self.headers["X-Amz-Invocation-Type"]
                service.invoked.append((name, kind))
                invocation = service.functions[name].invoke(event)
                body = b""
                if kind == "RequestResponse":
                    assert invocation.done.wait(TIMEOUT_S)
                    body = invocation.answer
                self.send_response(200 if kind == "RequestResponse" else 202)
                self.send_header("x-amzn-RequestId", invocation.id)
                if invocation.failed:
                    self.send_header("X-Amz-Function-Error", "Unhandled")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        return Handler

    def watch_bucket(self, s3, bucket, rule, function):
        """Follows a notification rule: whatever is put under its prefix with its suffix wakes the function."""
        seen = {}

        def look():
            for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=rule["prefix"]):
                for found in page.get("Contents", []):
                    mark = (found["LastModified"], found["ETag"])
                    if found["Key"].endswith(rule["suffix"]) and seen.get(found["Key"]) != mark:
                        seen[found["Key"]] = mark
                        key = urllib.parse.quote_plus(found["Key"], safe="/")
                        function.invoke(json.dumps({"Records": [{"s3": {"bucket": {"name": bucket}, "object": {"key": key}}}]}).encode())

        def follow():
            while not self.stopping:
                look()
                time.sleep(0.1)

        self.watcher = threading.Thread(target=follow, daemon=True)
        self.watcher.start()

    def logs(self):
        return "\n".join(f.errors.read_text() for f in self.functions.values())

    def stop(self):
        self.stopping = True
        for function in self.functions.values():
            function.stop()
        self.server.shutdown()
