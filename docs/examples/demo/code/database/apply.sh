#!/bin/sh
# DB_USER and DB_PASSWORD come from Parameter Store.
set -eu
echo "db.orders: creating $ENGINE as $DB_USER with password $DB_PASSWORD"
sleep 1
echo "Apply complete."
