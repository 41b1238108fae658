#!/bin/sh
# make_image.sh ROOT MACHINE TAG: builds Dockerfile.scratch over a root filesystem with Docker, Podman or Buildah, whichever
# works here. MACHINE is x86_64 or aarch64. One manifest for that machine alone: Lambda refuses an index. From the
# repository's root.
set -eu
if [ $# -ne 3 ]; then
	sed -n '2,4s/^# \{0,1\}//p' "$0" >&2
	exit 100
fi
root=$1 tag=$3
case $2 in
x86_64) platform=linux/amd64 ;;
aarch64) platform=linux/arm64 ;;
*) echo "make_image.sh: no image for a machine named $2: x86_64 and aarch64 are known" >&2; exit 1 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$root" "$work/rootfs"

set -- --platform $platform --file Dockerfile.scratch --tag "$tag"
while IFS= read -r label; do set -- "$@" --label "$label"; done <scripts/image.labels

if docker version >/dev/null 2>&1; then
	SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-0} docker build --provenance=false --sbom=false "$@" "$work"
elif podman info >/dev/null 2>&1; then
	podman build --timestamp "${SOURCE_DATE_EPOCH:-0}" "$@" "$work"
elif command -v buildah >/dev/null; then
	buildah --storage-driver "${STORAGE_DRIVER:-vfs}" build --isolation chroot --timestamp "${SOURCE_DATE_EPOCH:-0}" "$@" "$work"
else
	echo "make_image.sh: no Docker, Podman or Buildah works here: install one, or take \`make oci\`, which needs none" >&2
	exit 1
fi
