#!/bin/sh
# Fails: the budget is only a wish, and its order may fail.
set -eu
estimate=412
echo "estimate: $estimate a month, budget: $BUDGET"
[ "$estimate" -le "$BUDGET" ] || {
	echo "over budget by $((estimate - BUDGET))" >&2
	exit 3
}
