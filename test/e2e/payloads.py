"""Jobs and what is wrong with them: for whichever program is asked."""

import copy

AGE_RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"


def order(**fields):
    return {"order_name": "deploy", "cmds": ["true"], "timeout": 60, **fields}


def job(*orders, **fields):
    return {"username": "alice", "commands_only": True, "orders": list(orders) or [order()], **fields}


def without(payload, *names):
    payload = copy.deepcopy(payload)
    for name in names:
        del payload[name]
    return payload


HERE = "orders[0] (deploy)"
SAFE = (
    "must be letters, digits, '-', '_', '.' and spaces inside, and not begin with '.' or '_': "
    "it becomes part of keys and paths"
)

# name: (job, [(code, where, message), ...])
REFUSED = {
    "nothing": ({}, [("missing", "username", "required, but missing"), ("missing", "orders", "required, but missing")]),
    "list": ([], [("type", "", "the job must be an object, got a list")]),
    "no orders": (job() | {"orders": []}, [("value", "orders", "0 orders, from 1 to 10000 are allowed")]),
    "no cmds": (job(without(order(), "cmds")), [("missing", HERE, "cmds: required, but missing")]),
    "empty cmds": (job(order(cmds=[])), [("value", HERE, "cmds: must not be empty")]),
    "empty command": (job(order(cmds=["true", ""])), [("value", HERE, "cmds[1]: must not be empty")]),
    "no timeout": (job(without(order(), "timeout")), [("missing", HERE, "timeout: required, but missing")]),
    "timeout as text": (
        job(order(timeout="5m")),
        [("type", HERE, 'timeout: expected whole seconds above 0, got "5m"')],
    ),
    "too long for Lambda": (
        job(order(timeout=541, execution_target="lambda")),
        [("limit", HERE, "timeout: 541 s, at most 540 s are allowed on lambda")],
    ),
    "too long for CodeBuild": (
        job(order(timeout=28801), job_timeout=72000),
        [("limit", HERE, "timeout: 28801 s, at most 28800 s are allowed on codebuild")],
    ),
    "too long for a host": (
        job(order(timeout=39601, execution_target="ssm", ssm_targets={"instance_ids": ["i-0a"]}), job_timeout=72000),
        [("limit", HERE, "timeout: 39601 s, at most 39600 s are allowed on ssm")],
    ),
    "job_timeout": (
        job(job_timeout=72001),
        [("limit", "job_timeout", "72001 s, at most 72000 s are allowed")],
    ),
    "presign_expiry": (
        job(presign_expiry=43201),
        [("limit", "presign_expiry", "43201 s, at most 43200 s are allowed")],
    ),
    "target": (
        job(order(execution_target="ec2")),
        [("value", HERE, "execution_target: must be lambda, codebuild or ssm")],
    ),
    "no code": (
        job(commands_only=False),
        [("no_code", HERE, "has no code: give s3_location or git_repo, or the job commands_only: true")],
    ),
    "s3 URL": (
        job(order(s3_location="s3://bucket")),
        [("value", HERE, "s3_location: must be s3://bucket/key of a zip")],
    ),
    "repo as URL": (
        job(git_repo="https://github.com/o/r"),
        [("value", "git_repo", "must be org/repo, not a URL")],
    ),
    "only an SSH key": (
        job(git_ssh_key_location="aws:::ssm:/key"),
        [
            (
                "conflict",
                "git_ssh_key_location",
                "code comes over HTTPS, where an SSH key does not help: give git_token_location",
            )
        ],
    ),
    "unsafe name": (job(order(order_name="a/b")), [("value", "orders[0]", "order_name: " + SAFE)]),
    "long name": (job(order(order_name="n" * 129)), [("limit", "orders[0]", "order_name: longer than 128 bytes")]),
    "variable of the engine": (
        job(order(env_vars={"RUN_ID": "x"})),
        [("value", HERE, 'env_vars: "RUN_ID" belongs to the engine: choose another name')],
    ),
    "no variable": (
        job(order(env_vars={"A-B": "x"})),
        [
            (
                "value",
                HERE,
                'env_vars: "A-B" is no name for a variable: [A-Za-z_][A-Za-z0-9_]*, 128 bytes at most',
            )
        ],
    ),
    "large cmds": (
        job(order(cmds=["x" * 65537])),
        [("limit", HERE, "cmds: 65537 bytes, at most 65536 are allowed")],
    ),
    "large env_vars": (
        job(order(env_vars={"A": "x" * 65536})),
        [("limit", HERE, "env_vars: 65537 bytes, at most 65536 are allowed")],
    ),
    "hosts without targets": (
        job(order(execution_target="ssm")),
        [("missing", HERE, "ssm_targets: required on hosts, but missing")],
    ),
    "key without parameter": (
        job(order(sops_key=AGE_RECIPIENT)),
        [("missing", HERE, "sops_key: needs sops_key_ssm_path, the parameter that holds its private half")],
    ),
    "parameter without key": (
        job(order(sops_key_ssm_path="/k")),
        [("missing", HERE, "sops_key_ssm_path: needs sops_key, the recipient (age1...) that it belongs to")],
    ),
    "unknown store": (
        job(order(ssm_paths=["vault:::kv:x"])),
        [
            (
                "value",
                HERE,
                "ssm_paths[0]: has an unknown prefix: aws:::ssm:<path> and aws:::secretd:<path> are known",
            )
        ],
    ),
    "unknown dependency": (
        job(order(dependencies=["nobody"])),
        [("dependency", HERE, 'dependencies: no order has the queue_id or order_name "nobody"')],
    ),
    "self dependency": (
        job(order(dependencies=["deploy"])),
        [("dependency", HERE, 'dependencies: "deploy" is the order itself')],
    ),
    "same name": (
        job(order(), order()),
        [("duplicate", "orders[1] (deploy)", 'order_name: "deploy" is the name of orders[0] too')],
    ),
    "same queue_id": (
        job(order(order_name="a", queue_id=7), order(order_name="b", queue_id="7")),
        [("duplicate", "orders[1] (b)", 'queue_id: "7" is the queue_id of orders[0] too')],
    ),
    "cycle": (
        job(
            order(order_name="a", dependencies=["b"]),
            order(order_name="b", dependencies=["c"]),
            order(order_name="c", dependencies=["a"]),
        ),
        [("cycle", "orders[0] (a)", "dependencies: wait for each other: a -> b -> c -> a")],
    ),
    "several at once": (
        job(order(cmds=[]), order(order_name="x", timeout=0, dependencies=["y"]), flow_label="a:b"),
        [
            ("value", "flow_label", SAFE),
            ("value", HERE, "cmds: must not be empty"),
            ("value", "orders[1] (x)", "timeout: expected whole seconds above 0, got 0"),
            ("dependency", "orders[1] (x)", 'dependencies: no order has the queue_id or order_name "y"'),
        ],
    ),
}

# name: (job, [(where, message), ...])
WARNED = {
    "unknown fields": (
        job(order(timout=5), usrname="x"),
        [
            ("usrname", "unknown field: it has no effect"),
            (HERE, "timout: unknown field: it has no effect"),
        ],
    ),
    "timeout over the job's": (
        job(order(timeout=90), job_timeout=60),
        [(HERE, "timeout: 90 s, but the job ends after 60 s (job_timeout)")],
    ),
    "image on Lambda": (
        job(order(image="alpine:3", use_lambda=True)),
        [(HERE, "image: not used: only CodeBuild runs an order in an image")],
    ),
    "over an hour on a host": (
        job(order(timeout=3601, execution_target="ssm", ssm_targets={"tags": {"Role": ["db"]}}), job_timeout=7200),
        [
            (
                HERE,
                "timeout: over an hour on hosts: the result's URL may expire before; give the instances the policy to "
                "write it themselves",
            )
        ],
    ),
}

# What a comment needs besides the number of its place.
COMMENTED = {"git_repo": "o/r", "git_token_location": "aws:::ssm:/t"}

# name: job, as they come from the field
ACCEPTED = {
    "the least": {"username": "a", "git_repo": "o/r", "orders": [{"cmds": ["true"], "timeout": 5}]},
    "numbers for texts": job(
        order(env_vars={"A": 1, "B": True, "C": 1.5}, queue_id=1),
        order(order_name="b", dependencies=[1, "1", "deploy"]),
        pr_number=12, **COMMENTED,
    ),
    "texts for numbers": job(pr_number="12", issue_number=None, **COMMENTED),
    "use_lambda": job(order(use_lambda=True, timeout=540), order(order_name="b", use_lambda=False, timeout=3600)),
    "order numbers": job(order(), order(order_name="b", dependencies=["0001"]), order(order_name="c", dependencies=[2])),
    "a repository and its token": job(
        order(git_folder="infra/net", commit_hash="v1"),
        commands_only=False,
        git_repo="org/repo",
        git_token_location="aws:::secretd:git/token",
    ),
    "a zip": job(order(s3_location="s3://bucket/code.zip"), commands_only=False),
}

# name: (text, code, line, column)
BROKEN = {
    "empty": (b"", "json", 1, 1),
    "comma at the end": (b'{\n  "username": "a",\n}', "json", 3, 1),
    "two documents": (b"{} {}", "json", 1, 4),
    "half a surrogate pair": (b'{"a": "\\ud800"}', "surrogate", 1, 8),
    "a key twice": (b'{"a": 1,\n "a": 2}', "duplicate_key", 2, 2),
    "no UTF-8": (b'{"a": "\xff"}', "utf8", 1, 8),
    "too large": (b" " * (4 * 1024 * 1024 + 1), "limit", 1, 1),
}
