#!/bin/sh
set -eu
echo "to $CHANNEL: $RUN_ID ($FLOW_ID) is through, reported by order $ORDER_NUM"
