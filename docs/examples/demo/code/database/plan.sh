#!/bin/sh
set -eu
echo "  + db.orders  $ENGINE, $STORAGE_GB GB"
echo "Plan: 1 to add, 0 to change, 0 to destroy."
printf '{"status":"planned","add":1}\n' >"$AWS_EXE_SYS_EVENTS_DIR/plan.json"
