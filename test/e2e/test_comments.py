"""SPEC section 9: the one comment that tells of a run on its pull request or issue."""

import json
import time
import uuid

import pytest

from comment_server import TOKEN
from git_server import Answer
from localaws import SLOW, wait_until

LOCATION = "/git/token"
SECRETS = {LOCATION: {"TOKEN": TOKEN}}


@pytest.fixture
def server(comments):
    return comments


@pytest.fixture
def start(start_aws, server):
    def start(**env):
        return start_aws(secrets=SECRETS, env={**server.environment, **env})
    return start


def order(name, cmds, **fields):
    return {"order_name": name, "cmds": [cmds], "timeout": 100, "execution_target": "lambda", **fields}


def job(orders, number=("pr_number", 7), **fields):
    return {"username": "u", "commands_only": True, "git_repo": "org/repo", "git_token_location": LOCATION,
            number[0]: number[1], "orders": orders, **fields}


def marker(tag):
    return f"<!-- aws-exe-sys: {tag} -->"


def failures(aws, run_id):
    return [e for e in aws.events(run_id) if e["event_type"] == "comment_failed"]


def test_the_comment_tells_what_became_of_the_run(start, server):
    aws = start()
    run_id, done = aws.run(job([order("plan", "echo planning"), order("apply", "echo 'no such role @admin #12'; exit 3"),
                                order("after", "true", dependencies=["apply"])]))
    assert done["status"] == "failed"
    assert [e["message"] for e in failures(aws, run_id)] == []
    (comment,) = server.thread_of("github", "org/repo", "pr", 7)
    text = comment.text
    assert text.startswith(marker(run_id) + "\n### \u274c Run failed\n")
    assert "3 orders: 2 failed, 1 succeeded. Run `" + run_id in text
    rows = [line for line in text.splitlines() if line.startswith("| 000")]
    assert [r.split(" | ")[1:4] for r in rows] == [["`plan`", "\u2705 succeeded", "lambda"], ["`apply`", "\u274c failed", "lambda"],
                                                    ["`after`", "\u274c failed", "lambda"]]
    assert "[open](https://" in rows[0]
    assert "<details><summary>0002 <code>apply</code> failed</summary>" in text
    assert "```text\n" in text and "no such role @admin #12\n" in text
    assert "`dependency_failed`" in text
    assert TOKEN not in text


@pytest.mark.parametrize("provider,kind,number,env", [
    ("github", "pr", ("pr_number", 7), {}),
    ("github", "pr", ("issue_number", 7), {}),  # to GitHub they are one
    ("gitlab", "pr", ("pr_number", 7), {}),
    ("gitlab", "issue", ("issue_number", 8), {}),
    ("bitbucket-cloud", "pr", ("pr_number", 7), {"AWS_EXE_SYS_BITBUCKET_KIND": "cloud"}),
    ("bitbucket-cloud", "issue", ("issue_number", 9), {"AWS_EXE_SYS_BITBUCKET_KIND": "cloud"}),
    ("bitbucket-server", "pr", ("pr_number", 7), {}),
])
def test_each_provider_has_one_comment_found_on_page_seven_and_updated(start, server, provider, kind, number, env):
    aws = start(**env)
    server.page = 10
    job_of = lambda: job([order("a", "exit 1")], number, git_provider=provider.split("-")[0], pr_comment_search_tag="deploy--live")
    for n in range(31):
        server.add(provider, "org/repo", kind, number[1], f"deploy--live: a word of mine, {n}")
    run_id, _ = aws.run(job_of())
    thread = server.thread_of(provider, "org/repo", kind, number[1])
    assert len(thread) == 32
    first = thread[-1]
    assert run_id in first.text
    # Page seven from either end.
    for n in range(32):
        server.add(provider, "org/repo", kind, number[1], f"> {first.text.splitlines()[0]} they say, {n}")
    thread[:] = thread[:31] * 2 + [first] + thread[32:] * 2
    before = [c.text for c in thread if c is not first]
    again, _ = aws.run(job_of())
    assert again in first.text and run_id not in first.text
    assert [c.text for c in thread if c is not first] == before
    assert {m for m, _ in server.writes()} == {"POST", "PATCH" if provider == "github" else "PUT"}
    assert [m for m, _ in server.writes()].count("POST") == 1
    assert len([r for r in server.seen("comments|notes|activities") if r.method == "GET"]) >= 7
    assert failures(aws, again) == []


def test_it_is_written_at_most_every_five_seconds_and_once_at_the_end(start, server, trace):
    aws = start()
    gate = trace.gate("go")
    orders = [order(f"o{i:02}", "true") for i in range(30)] + [order("last", f"read x <{gate}; true")]
    began = time.monotonic()
    run_id = aws.start(job(orders))
    wait_until("all but the last are over", lambda: list(aws.statuses(run_id).values()).count("succeeded") == 30)
    # The state that came too soon is told by the watchdog's next look, whose minute is skipped to.
    wait_until("it says so", lambda: aws.clock(skip_ms=20000) and server.thread_of("github", "org/repo", "pr", 7)
               and "30 succeeded" in server.thread_of("github", "org/repo", "pr", 7)[0].text)
    trace.open_gate(gate)
    assert aws.wait_done(run_id)["status"] == "succeeded"
    (comment,) = server.thread_of("github", "org/repo", "pr", 7)
    assert "31 orders: 31 succeeded" in comment.text
    assert len(comment.texts) <= 8, time.monotonic() - began
    assert [m for m, _ in server.writes()].count("POST") == 1


def test_thirty_callbacks_make_one_comment(start, server, trace):
    aws = start()
    gate = trace.gate("go")
    orders = [order(f"o{i:02}", f"read x <{gate}; true") for i in range(30)]
    run_ids = [aws.start(job(orders, number=("pr_number", n))) for n in (1, 2)]
    for run_id in run_ids:
        wait_until("they run", lambda r=run_id: set(aws.statuses(r).values()) <= {"running", "dispatching"})
    deadline = time.monotonic() + 60 * SLOW
    while not all(aws.done(r) for r in run_ids) and time.monotonic() < deadline:
        trace.open_gate(gate)
        # As if every event came twice, to a second orchestrator at the same time.
        for run_id in run_ids:
            aws.s3.put_object(Bucket=aws.internal, Key=f"tmp/callbacks/runs/{run_id}/0000/result.json", Body=b"{}")
        time.sleep(0.1)
    for n, run_id in zip((1, 2), run_ids):
        assert aws.done(run_id)["status"] == "succeeded"
        (comment,) = server.thread_of("github", "org/repo", "pr", n)
        assert "30 orders: 30 succeeded" in comment.text


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("nth", range(2, 6))
def test_a_holder_that_dies_around_the_creation_leaves_one_comment(start, server, nth, when):
    """Killed at each of the writes to its row that surround the request to create."""
    aws = start()
    aws.fault("orchestrator", service="dynamodb", operation="UpdateItem", nth=nth, when=when, action="kill")
    aws.clock(auto_skip=True)
    run_id, done = aws.run(job([order("a", "sleep 1")]), timeout=120)
    assert done["status"] == "succeeded"
    assert aws.faults()[0]["fired"] == 1
    (comment,) = server.thread_of("github", "org/repo", "pr", 7)
    assert "1 order: 1 succeeded" in comment.text, failures(aws, run_id)


def trouble(kind):
    def answer(request):
        if kind == "hang":
            return Answer(hang_s=30)
        if kind == "limit":
            return Answer.json(403, {"message": "You have exceeded a secondary rate limit"}, Retry_After="60")
        return Answer.json(int(kind), {"message": f"this is {kind}"})
    return answer


@pytest.mark.parametrize("kind", ["500", "403", "hang", "limit"])
def test_a_service_in_trouble_costs_a_bounded_time_and_is_told_once(start, server, kind):
    aws = start()
    orders = [order("a", "sleep 1"), order("b", "sleep 1", dependencies=["a"]), order("c", "true", dependencies=["b"])]
    began = time.monotonic()
    aws.run(job(orders))
    usual = time.monotonic() - began
    server.trouble = trouble(kind)
    tried = len(server.seen("comments"))
    began = time.monotonic()
    run_id, done = aws.run(job(orders))
    took = time.monotonic() - began
    assert done["status"] == "succeeded"
    print(f"{kind}: {took:.1f} s, else {usual:.1f} s")
    assert took < usual + 5 * SLOW
    (event,) = failures(aws, run_id)
    assert event["order_name"] == "_job"
    want = {"500": "this is 500", "403": "may not do this", "hang": "", "limit": "rate limit: again from"}[kind]
    assert want in event["message"], event
    assert TOKEN not in json.dumps(event, default=str)
    # Not at every pass.
    assert len(server.seen("comments")) - tried <= (1 if kind == "limit" else 4)


def test_a_creation_that_is_answered_too_late_is_not_repeated(start, server):
    """The engine gives up after 2.5 s; the provider creates the comment all the same, a second later."""
    aws = start()
    server.trouble = lambda request: Answer(hang_s=3.5) if request.method == "POST" else None
    run_id, done = aws.run(job([order("a", "sleep 6")]))
    assert done["status"] == "succeeded"
    (comment,) = server.thread_of("github", "org/repo", "pr", 7)
    assert "1 order: 1 succeeded" in comment.text
    assert [m for m, _ in server.writes()].count("POST") == 1
    assert "time" in failures(aws, run_id)[0]["message"]


@pytest.mark.parametrize("secrets,says", [({}, LOCATION), ({LOCATION: {"TOKEN": "wrong"}}, "the token is wrong or has expired")])
def test_a_token_that_is_no_good_is_told(start_aws, server, secrets, says):
    aws = start_aws(secrets=secrets, env=server.environment)
    run_id, done = aws.run(job([order("a", "true")]))
    assert done["status"] == "succeeded"
    (event,) = failures(aws, run_id)
    assert says in event["message"]


def test_the_last_state_comes_through_after_trouble(start, server, trace):
    aws = start()
    gate = trace.gate("go")
    server.trouble = trouble("500")
    run_id = aws.start(job([order("a", f"read x <{gate}; true")]))
    wait_until("it was tried", lambda: failures(aws, run_id))
    server.trouble = None
    trace.open_gate(gate)
    assert aws.wait_done(run_id)["status"] == "succeeded"
    (comment,) = server.thread_of("github", "org/repo", "pr", 7)
    assert "1 order: 1 succeeded" in comment.text


def test_large_logs_of_many_orders_fit(start, server):
    aws = start()
    noise = "head -c 1000000 /dev/zero | tr '\\0' '@'; echo; echo '```'; echo the end; exit 1"
    run_id, done = aws.run(job([order(f"o{i:02}", noise) for i in range(30)]), timeout=120)
    assert done["summary"]["failed"] == 30
    (comment,) = server.thread_of("github", "org/repo", "pr", 7)
    assert 60000 < len(comment.text.encode()) <= 65536
    assert comment.text.count("<details>") == comment.text.count("\nthe end\n````\n") == 30
    assert failures(aws, run_id) == []


def test_a_comment_that_was_removed_comes_back(start, server, trace):
    aws = start()
    gate = trace.gate("go")
    run_id = aws.start(job([order("a", f"read x <{gate}; true")]))
    thread = server.thread_of("github", "org/repo", "pr", 7)
    wait_until("it is there", lambda: thread)
    wait_until("the holder has gone", lambda: "orchestrator_id" not in aws.run_row(run_id))
    thread.clear()
    trace.open_gate(gate)
    aws.wait_done(run_id)
    (comment,) = thread
    assert "1 order: 1 succeeded" in comment.text


def test_a_packing_that_fails_is_told(start, server):
    aws = start()
    status, answer = aws.submit(job([order("a", "true", ssm_paths=["/absent"])]), run_id=str(uuid.uuid4()))
    assert status >= 400
    aws.wait_done(answer["run_id"])
    (comment,) = server.thread_of("github", "org/repo", "pr", 7)
    assert "Run failed" in comment.text and "packing failed" in comment.text and "/absent" in comment.text


@pytest.mark.parametrize("change", [{"pr_number": None}, {"git_token_location": None}, {"git_repo": None}, {"off": True}])
def test_who_wants_no_comment_pays_for_none(start, server, change):
    aws = start(**({"AWS_EXE_SYS_PR_COMMENTS": "off"} if change.pop("off", False) else {}))
    payload = {k: v for k, v in {**job([order("a", "true"), order("b", "exit 1")]), **change}.items() if v is not None}
    status, answer = aws.submit(payload)
    assert status == 200
    assert any("no comment is kept" in w for w in answer["warnings"]) == ("git_repo" in change)
    aws.wait_done(answer["run_id"])
    assert server.requests == []
    assert "pr_comment" not in aws.run_row(answer["run_id"])
    assert ("orchestrator", "GetParameter") not in aws.counts()


def test_the_run_row_stays_small(start, server):
    aws = start()
    run_id, _ = aws.run(job([order(f"o{i}", "true") for i in range(20)], pr_comment_search_tag="t" * 128))
    row = aws.run_row(run_id)
    assert row["pr_comment"] and row["pr_comment_state"]
    assert sum(len(name) + len(str(value)) for name, value in row.items()) < 1024
