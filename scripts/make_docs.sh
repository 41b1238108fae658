#!/bin/sh
# make_docs.sh PROGRAM [OUT]: writes what is made of the program's tables: docs/aws-exe-sys.1, and in the pages of docs/ whatever stands
# between `<!-- table: NAME -->` and `<!-- end -->`. With OUT the files go there instead (the check of `make lint`).
set -eu
program=$1
out=${2:-docs}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

"$program" help --man >"$tmp/page"
cp "$tmp/page" "$out/aws-exe-sys.1"
for page in docs/*.md; do
	grep -q '^<!-- table: ' "$page" || continue
	while IFS= read -r line; do
		case $line in
		'<!-- table: '*)
			name=${line#'<!-- table: '}
			printf '%s\n' "$line"
			"$program" help --block "${name%' -->'}"
			while IFS= read -r line && [ "$line" != '<!-- end -->' ]; do :; done
			printf '%s\n' "$line"
			;;
		*) printf '%s\n' "$line" ;;
		esac
	done <"$page" >"$tmp/page"
	cp "$tmp/page" "$out/${page#docs/}"
done
