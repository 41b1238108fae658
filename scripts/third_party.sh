#!/bin/sh
# third_party.sh: what third_party/README.md lists, a line each: name, version, licence (SPDX), its file, home page;
# between them tabs. From the repository's root.
set -eu
awk -F ' *[|] *' '$2 ~ /^\[/ && $3 ~ /^[0-9]/ {
	name = home = $2
	sub(/^\[/, "", name); sub(/\].*/, "", name)
	sub(/.*\(/, "", home); sub(/\).*/, "", home)
	licence = file = $4
	sub(/ .*/, "", licence)
	gsub(/.*\(`|`\).*/, "", file)
	printf "%s\t%s\t%s\t%s\t%s\n", tolower(name), $3, licence, file, home
}' third_party/README.md
