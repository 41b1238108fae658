"""Jobs of random dependencies: every order ends as the contract says, and so does the run."""

import pytest

from localaws import wait_until
from runs import FAST, check_model, job, order, random_job


@pytest.mark.parametrize("seed", range(100, 124, 3))
def test_random_graphs_end_right(aws, trace, seed):
    """Three runs side by side, so that orchestrators change between runs too."""
    aws.clock(rate=FAST)
    payloads = [random_job(trace, s, 40, timeouts=2) for s in range(seed, seed + 3)]
    run_ids = [aws.start(payload) for payload in payloads]
    for payload, run_id in zip(payloads, run_ids):
        done = aws.wait_done(run_id, 120)
        check_model(aws, trace, payload, run_id, done)


@pytest.mark.heavy
def test_a_thousand_orders_end_right(aws, trace):
    payload = random_job(trace, 2024, 1000)
    run_id = aws.start(payload)
    done = aws.wait_done(run_id, 600)
    check_model(aws, trace, payload, run_id, done)


@pytest.mark.heavy
def test_fifty_that_finish_in_one_instant(aws, trace):
    """Twenty times over, and the run's watchdog would not help: what waits for all of them starts, and `done` is written once."""
    aws.settings(watchdog_runs=False, concurrency={"worker": 50}, build_concurrency=50)
    for turn in range(20):
        gate = trace.gate(turn)
        names = [f"o{i}" for i in range(50)]
        orders = [order(trace, name, "codebuild" if i % 10 == 0 else "lambda", then=f"read x <{gate} || :")
                  for i, name in enumerate(names)]
        payload = job([*orders, order(trace, "join", deps=names)])
        run_id = aws.start(payload)
        wait_until("all fifty wait", lambda: len(trace.starts(run_id)) == 50, 60)

        def over():
            trace.open_gate(gate)
            return aws.done(run_id)

        check_model(aws, trace, payload, run_id, wait_until("the run ends", over, 30))
