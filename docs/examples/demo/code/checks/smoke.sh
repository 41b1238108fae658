#!/bin/sh
# SMOKE_TOKEN comes from Secrets Manager.
set -eu
echo "GET /health  Authorization: Bearer $SMOKE_TOKEN"
echo "200 OK"
