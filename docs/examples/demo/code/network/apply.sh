#!/bin/sh
set -eu
while read -r kind name detail; do
	echo "$kind.$name: creating $detail"
done <resources
sleep 1
echo "Apply complete in $REGION."
