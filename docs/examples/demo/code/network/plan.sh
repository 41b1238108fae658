#!/bin/sh
# What would change, as a line for each resource, and as an event of the order.
set -eu
count=0
while read -r kind name detail; do
	echo "  + $kind.$name  $detail"
	count=$((count + 1))
done <resources
echo "Plan: $count to add, 0 to change, 0 to destroy."
printf '{"status":"planned","add":%d}\n' "$count" >"$AWS_EXE_SYS_EVENTS_DIR/plan.json"
