"""Identity policies as IAM evaluates them (IAM User Guide, "Policy evaluation logic"), as far as ours go: allow statements with
actions, resources and conditions. What is unknown is refused, so that a policy that grows beyond this fails loudly."""

import re


def matches(pattern, text, flags=0):
    """`*` any characters, `?` one."""
    return re.fullmatch("".join(".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern), text, flags | re.S) is not None


def holds(condition, context):
    for operator, tests in condition.items():
        for key, wanted in tests.items():
            if operator == "Null":
                ok = (key not in context) == (wanted == "true")
            elif operator == "StringEquals":
                ok = context.get(key) in ([wanted] if isinstance(wanted, str) else wanted)
            else:
                raise ValueError(f"condition operator {operator}")
            if not ok:
                return False
    return True


def allowing(policy, action, resource, context=None):
    """Sids of the statements that allow it: none, and it is denied."""
    found = []
    for s in policy["Statement"]:
        assert s["Effect"] == "Allow" and s.keys() <= {"Sid", "Effect", "Action", "Resource", "Condition"}, s
        if (any(matches(a, action, re.I) for a in s["Action"]) and any(matches(r, resource) for r in s["Resource"])
                and holds(s.get("Condition", {}), context or {})):
            found.append(s["Sid"])
    return found
