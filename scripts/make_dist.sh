#!/bin/sh
# make_dist.sh OUT BUILD...: the air-gapped distribution, as a compressed archive: this repository's files, and of each
# build folder its sops and age-keygen and its OCI archives, all with their SHA-256. From the repository's root.
set -eu
if [ $# -lt 2 ]; then
	sed -n '2,3s/^# \{0,1\}//p' "$0" >&2
	exit 100
fi
out=$1
shift
name=aws-execution-engine
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
to=$work/root/$name
mkdir -p "$to/prebuilt"

# What git has, or, where there is no git, all but what was built.
if git rev-parse --git-dir >/dev/null 2>&1; then
	git ls-files
else
	find . -type f ! -path './build*' ! -path './prebuilt/*' | sed 's:^\./::'
fi >"$work/files"
tar -cf - -T "$work/files" | (cd "$to" && tar -xf -)

for build; do
	for image in "$build"/aws-exe-sys-*.oci.tar; do
		[ -f "$image" ] || { echo "make_dist.sh: $build has no image: make oci first" >&2; exit 1; }
		machine=${image##*/aws-exe-sys-}
		machine=${machine%.oci.tar}
		mkdir -p "$to/prebuilt/$machine"
		cp "$image" "$build/bin/sops" "$build/bin/age-keygen" "$to/prebuilt/$machine/"
	done
done
(cd "$to" && find . -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum) >"$work/sums"
mv "$work/sums" "$to/SHA256SUMS"

scripts/make_tar.sh "$work/root" | gzip -9n >"$out.new"
mv "$out.new" "$out"
sha256sum "$out"
