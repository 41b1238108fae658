"""`aws-exe-sys validate --json`: every rule says what is wrong, where, and all at once."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import payloads

PROGRAM = Path(os.environ.get("AES_BIN", "build/bin")) / "aws-exe-sys"
DEMO = Path(__file__).parents[2] / "docs/examples/demo/job.json"


def validate(path):
    done = subprocess.run([PROGRAM, "validate", "--json", path], capture_output=True, timeout=60)
    answer = json.loads(done.stdout)
    assert (done.returncode == 0) == (answer["status"] == "ok"), done.stderr
    return answer


@pytest.fixture
def check(tmp_path):
    """Validates an object, or bytes as they are."""

    def check(payload):
        path = tmp_path / "job.json"
        path.write_bytes(payload if isinstance(payload, bytes) else json.dumps(payload, indent=1).encode())
        return validate(path)

    return check


@pytest.mark.parametrize("name", payloads.REFUSED)
def test_mistakes_come_back_together(check, name):
    payload, want = payloads.REFUSED[name]
    answer = check(payload)
    assert answer["status"] == "error"
    assert [(e["code"], e["where"], e["message"]) for e in answer["errors"]] == want
    assert all(e["line"] >= 1 and e["column"] >= 1 for e in answer["errors"])


@pytest.mark.parametrize("name", payloads.WARNED)
def test_what_has_no_effect_is_a_warning(check, name):
    payload, want = payloads.WARNED[name]
    answer = check(payload)
    assert answer["status"] == "ok" and answer["errors"] == []
    assert [(w["where"], w["message"]) for w in answer["warnings"]] == want


@pytest.mark.parametrize("name", payloads.ACCEPTED)
def test_payloads_of_the_field_are_accepted(check, name):
    answer = check(payloads.ACCEPTED[name])
    assert (answer["status"], answer["errors"], answer["warnings"]) == ("ok", [], [])


@pytest.mark.parametrize("name", payloads.BROKEN)
def test_broken_text_is_one_mistake_with_its_place(check, name):
    text, code, line, column = payloads.BROKEN[name]
    answer = check(text)
    assert [(e["code"], e["line"], e["column"]) for e in answer["errors"]] == [(code, line, column)]


def test_a_mistake_has_the_place_of_its_value(check):
    text = '{"username": "a", "commands_only": true, "orders": [\n  {"cmds": ["true"],\n   "timeout": -1}\n]}'
    (error,) = check(text.encode())["errors"]
    assert (error["line"], error["column"]) == (3, 15)


def test_each_group_of_cycles_is_reported_once(check):
    orders = [payloads.order(order_name=f"o{i}", dependencies=[f"o{i ^ 1}"]) for i in range(6)]
    errors = check(payloads.job(*orders))["errors"]
    assert [e["message"] for e in errors] == [
        f"dependencies: wait for each other: o{i} -> o{i + 1} -> o{i}" for i in (0, 2, 4)
    ]


def test_ten_thousand_orders_are_looked_at(check):
    orders = [payloads.order(order_name=f"o{i}", dependencies=[f"o{i - 1}"] if i else []) for i in range(10000)]
    assert check(payloads.job(*orders))["status"] == "ok"
    orders.append(payloads.order(order_name="one-too-many"))
    (error,) = check(payloads.job(*orders))["errors"]
    assert error["message"] == "10001 orders, from 1 to 10000 are allowed"


def test_the_demo_is_valid():
    answer = validate(DEMO)
    assert (answer["status"], answer["warnings"]) == ("ok", [])
