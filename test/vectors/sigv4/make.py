"""Writes cases.json with botocore as the oracle; its first cases are those of AWS's own suite for Signature Version 4.

Run it with botocore installed: python3 make.py >cases.json
"""

import calendar
import datetime
import hashlib
import json
from urllib.parse import urlsplit

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

SUITE = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", None)
SESSION = ("ASIAEXAMPLE", "secret/with+signs", "token/with+signs==and/more")
SUITE_TIME = datetime.datetime(2015, 8, 30, 12, 36, 0)
OTHER_TIME = datetime.datetime(2026, 12, 31, 23, 59, 59)

# name, service, region, credentials, time, method, URL, headers, body, expires
CASES = [
    ("get-vanilla", "service", "us-east-1", SUITE, SUITE_TIME, "GET", "https://example.amazonaws.com/", {}, b"", 0),
    ("post-vanilla", "service", "us-east-1", SUITE, SUITE_TIME, "POST", "https://example.amazonaws.com/", {}, b"", 0),
    ("get-vanilla-query-order-key-case", "service", "us-east-1", SUITE, SUITE_TIME, "GET",
     "https://example.amazonaws.com/?Param2=value2&Param1=value1", {}, b"", 0),
    ("get-vanilla-query-order-value", "service", "us-east-1", SUITE, SUITE_TIME, "GET",
     "https://example.amazonaws.com/?Param1=value2&Param1=value1", {}, b"", 0),
    ("get-vanilla-query-unreserved", "service", "us-east-1", SUITE, SUITE_TIME, "GET",
     "https://example.amazonaws.com/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz="
     "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", {}, b"", 0),
    ("post-header-key-sort", "service", "us-east-1", SUITE, SUITE_TIME, "POST", "https://example.amazonaws.com/",
     {"My-Header1": "value1"}, b"", 0),
    ("get-header-value-trim", "service", "us-east-1", SUITE, SUITE_TIME, "GET", "https://example.amazonaws.com/",
     {"My-Header1": " value1", "My-Header2": ' "a   b   c"'}, b"", 0),
    ("query-without-value", "service", "us-east-1", SUITE, SUITE_TIME, "GET",
     "https://example.amazonaws.com/?b&a=1&c=", {}, b"", 0),
    ("dynamodb", "dynamodb", "eu-central-1", SESSION, OTHER_TIME, "POST", "https://dynamodb.eu-central-1.amazonaws.com/",
     {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "DynamoDB_20120810.PutItem"},
     '{"TableName":"t","Item":{"a":{"S":"\u00e9"}}}'.encode(), 0),
    ("lambda-arn-in-the-path", "lambda", "us-west-2", SESSION, OTHER_TIME, "POST",
     "https://lambda.us-west-2.amazonaws.com/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-west-2%3A1%3Afunction%3Af/invocations",
     {"X-Amz-Invocation-Type": "Event"}, b"{}", 0),
    ("dots-and-slashes", "execute-api", "us-east-1", SUITE, OTHER_TIME, "GET",
     "https://id.execute-api.us-east-1.amazonaws.com/../a//./b%20c/../d/.hidden/", {}, b"", 0),
    ("dots-at-the-end", "execute-api", "us-east-1", SUITE, OTHER_TIME, "GET",
     "https://id.execute-api.us-east-1.amazonaws.com/a/b/..", {}, b"", 0),
    ("endpoint-with-a-port", "ssm", "us-east-1", SUITE, OTHER_TIME, "POST", "http://127.0.0.1:4566/", {}, b"{}", 0),
    ("s3-get", "s3", "us-east-1", SUITE, OTHER_TIME, "GET", "https://b.s3.us-east-1.amazonaws.com/key", {}, b"", 0),
    ("s3-put", "s3", "us-east-1", SESSION, OTHER_TIME, "PUT",
     "https://b.s3.us-east-1.amazonaws.com/tmp/a%20b/%C3%A9%2B%25.json",
     {"If-None-Match": "*", "Content-Type": "application/json"}, b"hello", 0),
    ("s3-list", "s3", "us-east-1", SUITE, OTHER_TIME, "GET",
     "http://127.0.0.1:9000/bucket/?list-type=2&prefix=tmp%2Fcallbacks%2F&encoding-type=url&start-after=x%20y", {}, b"", 0),
    ("s3-dots-and-slashes", "s3", "us-east-1", SUITE, OTHER_TIME, "GET",
     "https://b.s3.us-east-1.amazonaws.com/a/../b//c/./d", {}, b"", 0),
    ("presign-get", "s3", "us-east-1", SUITE, OTHER_TIME, "GET", "https://b.s3.us-east-1.amazonaws.com/k", {}, b"", 3600),
    ("presign-put-if-absent", "s3", "eu-west-1", SESSION, OTHER_TIME, "PUT",
     "https://b.s3.eu-west-1.amazonaws.com/tmp/a%20b.json", {"If-None-Match": "*"}, b"", 7200),
    ("presign-with-a-query", "s3", "us-east-1", SUITE, OTHER_TIME, "GET",
     "http://127.0.0.1:9000/b/k?response-content-type=text%2Fplain", {}, b"", 60),
]


def signer(service, region, credentials, expires):
    c = Credentials(*credentials)
    if expires:
        return botocore.auth.S3SigV4QueryAuth(c, service, region, expires)
    kind = botocore.auth.S3SigV4Auth if service == "s3" else botocore.auth.SigV4Auth
    return kind(c, service, region)


def case(name, service, region, credentials, time, method, url, headers, body, expires):
    botocore.auth.get_current_datetime = lambda: time
    auth = signer(service, region, credentials, expires)
    request = AWSRequest(method=method, url=url, headers=dict(headers), data=body)
    request.context["payload_signing_enabled"] = True
    seen = {}
    real_canonical, real_text = auth.canonical_request, auth.string_to_sign
    auth.canonical_request = lambda r: seen.setdefault("canonical", real_canonical(r))
    auth.string_to_sign = lambda r, c: seen.setdefault("string_to_sign", real_text(r, c))
    real_signature = auth.signature
    auth.signature = lambda t, r: seen.setdefault("signature", real_signature(t, r))
    auth.add_auth(request)
    parts = urlsplit(url)
    sent = {n: v for n, v in request.headers.items() if n != "Authorization"}
    sent["Host"] = parts.netloc
    return {
        "name": name, "method": method, "path": parts.path, "query": parts.query,
        "headers": [[n, v] for n, v in sent.items()],
        "payload_hash": "UNSIGNED-PAYLOAD" if expires else hashlib.sha256(body).hexdigest(),
        "s3": service == "s3", "service": service, "region": region, "time_ms": calendar.timegm(time.timetuple()) * 1000,
        "access_key_id": credentials[0], "secret": credentials[1], "token": credentials[2] or "", "expires_s": expires,
        "authorization": request.headers.get("Authorization", ""), **seen,
    }


print(json.dumps([case(*c) for c in CASES], indent=1))
