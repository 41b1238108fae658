"""Signatures, botocore as oracle: what the client sends is signed again by botocore, and must come out the same."""

import calendar
import datetime
import json
import random
import subprocess
from urllib.parse import parse_qsl, quote, urlsplit

import botocore.auth
import pytest
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from localaws import PROBE

REQUESTS = 500
SERVICES = ["s3", "dynamodb", "lambda", "codebuild", "states", "ssm", "secretsmanager", "sts", "execute-api", "url"]
ALPHABET = "abcxyzABCXYZ0189-_.~ !\"#$%&'()*+,:;<=>?@[]^`{|}äß€漢🙂"


class Requests:
    """Random ones, the same every time."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, most, alphabet=ALPHABET):
        return "".join(self.random.choice(alphabet) for _ in range(self.random.randint(1, most)))

    def path(self):
        parts = [self.random.choice(["", ".", "..", self.text(12), self.text(40)]) for _ in range(self.random.randint(0, 6))]
        return "/" + "/".join(quote(p, safe="-_.~") for p in parts)

    def query(self):
        names = {self.text(12) for _ in range(self.random.randint(0, 5))}
        return "&".join(f"{quote(n, safe='-_.~')}={quote(self.random.choice(['', self.text(30)]), safe='-_.~')}" for n in names)

    def headers(self):
        names = {"x-" + self.text(10, "abcdefgXYZ-0") for _ in range(self.random.randint(0, 4))}
        values = ["plain", "  two   spaces  ", "a,b", '"quoted  text"', self.text(20, "abc =;,/+0")]
        return [[n, self.random.choice(values)] for n in sorted(names, key=str.lower) if not n.lower().startswith("x-amz")]

    def one(self):
        r = self.random
        time = datetime.datetime(2020, 1, 1) + datetime.timedelta(seconds=r.randrange(10**9))
        service = r.choice(SERVICES)
        request = {
            "mode": "call", "service": "lambda" if service == "url" else service, "time_ms": calendar.timegm(time.timetuple()) * 1000,
            "region": r.choice(["us-east-1", "eu-central-1", "ap-southeast-2", "cn-north-1", "us-gov-west-1"]),
            "access_key_id": "AKIA" + self.text(16, "ABCDEFGH2345"), "secret_access_key": self.text(40, "abcXYZ019+/="),
            "session_token": r.choice(["", self.text(400, "abcXYZ019+/=")]),
            "method": r.choice(["GET", "PUT", "POST", "DELETE", "HEAD"]), "path": self.path(), "query": self.query(),
            "headers": self.headers(), "body": r.choice(["", "{}", self.text(2000)]),
            "endpoint": r.choice(["", "", "http://127.0.0.1:4566", "https://example.com:443", "https://h.example.com:8443/pre/fix"]),
        }
        if service == "s3":
            request["bucket"] = r.choice(["", "a-bucket", "with.dots"])
        if service in ("execute-api", "url"):
            host = f"id.{'execute-api' if service == 'execute-api' else 'lambda-url'}.{request['region']}.amazonaws.com"
            query = "?" + request["query"] if request["query"] else ""
            request["at"] = f"https://{r.choice([host, 'jobs.example.com:8443'])}{request['path']}{query}"
        return request

    def presigned(self):
        request = self.one()
        request.pop("at", None)
        request.update(mode="presign", body="", expires_s=self.random.randint(1, 604800))
        request["headers"] += [["Host", self.random.choice(["b.s3.amazonaws.com", "127.0.0.1:4566"])]]
        return request


def probe(requests):
    """What the client makes of each."""
    lines = "".join(json.dumps(r) + "\n" for r in requests)
    out = subprocess.run([PROBE, "sign"], input=lines.encode(), stdout=subprocess.PIPE, check=True, timeout=120).stdout
    answers = [json.loads(line) for line in out.splitlines()]
    assert len(answers) == len(requests)
    return answers


def at(monkeypatch, request):
    time = datetime.datetime.fromtimestamp(request["time_ms"] / 1000, datetime.timezone.utc).replace(tzinfo=None)
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda: time)
    return Credentials(request["access_key_id"], request["secret_access_key"], request["session_token"] or None)


def test_what_goes_out_is_signed_as_botocore_signs_it(monkeypatch):
    make = Requests(20260102)
    requests = [make.one() for _ in range(REQUESTS)]
    for request, sent in zip(requests, probe(requests)):
        assert "error" not in sent, (request, sent)
        headers = dict(sent["headers"])
        assert headers.pop("User-Agent") == "aws-exe-sys"
        ours = headers.pop("Authorization")
        assert sent["body"] == request["body"] and sent["method"] == request["method"]
        kind = botocore.auth.S3SigV4Auth if request["service"] == "s3" else botocore.auth.SigV4Auth
        wire = AWSRequest(method=sent["method"], url=sent["url"], headers=headers, data=sent["body"].encode())
        wire.context["payload_signing_enabled"] = True
        kind(at(monkeypatch, request), request["service"], request["region"]).add_auth(wire)
        assert ours == wire.headers["Authorization"], request
        assert {n.lower() for n in headers} == {n.lower() for n in wire.headers} - {"authorization"}, request


def test_urls_are_presigned_as_botocore_presigns_them(monkeypatch):
    make = Requests(20260103)
    requests = [make.presigned() for _ in range(REQUESTS)]
    for request, sent in zip(requests, probe(requests)):
        assert "error" not in sent, (request, sent)
        headers = dict(request["headers"])
        kind = botocore.auth.S3SigV4QueryAuth if request["service"] == "s3" else botocore.auth.SigV4QueryAuth
        url = f"https://{headers['Host']}{request['path']}{'?' if request['query'] else ''}{request['query']}"
        wire = AWSRequest(method=request["method"], url=url, headers=headers)
        kind(at(monkeypatch, request), request["service"], request["region"], request["expires_s"]).add_auth(wire)
        pairs = parse_qsl(urlsplit(wire.url).query, keep_blank_values=True)
        assert sorted(parse_qsl(sent["query"], keep_blank_values=True)) == sorted(pairs), request


@pytest.mark.parametrize("if_absent", [False, True])
def test_urls_of_objects_are_presigned_as_botocore_presigns_them(monkeypatch, if_absent):
    make = Requests(20260104)
    requests = []
    for _ in range(50):
        request = make.presigned()
        requests.append({**request, "mode": "presign_object", "bucket": "a-bucket", "if_absent": if_absent, "endpoint": "",
                         "method": "PUT", "expires_s": make.random.randint(1, 43200), "key": make.text(60).strip("/")})
    for request, sent in zip(requests, probe(requests)):
        assert "error" not in sent, (request, sent)
        url, _, query = sent["url"].partition("?")
        china = ".cn" if request["region"].startswith("cn-") else ""
        assert url == f"https://a-bucket.s3.{request['region']}.amazonaws.com{china}/{quote(request['key'], safe='/-_.~')}"
        wire = AWSRequest(method="PUT", url=url, headers={"If-None-Match": "*"} if if_absent else {})
        kind = botocore.auth.S3SigV4QueryAuth(at(monkeypatch, request), "s3", request["region"], request["expires_s"])
        kind.add_auth(wire)
        assert dict(parse_qsl(query)) == dict(parse_qsl(urlsplit(wire.url).query))
