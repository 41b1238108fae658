#!/bin/sh
# make_oci.sh ROOT MACHINE OUT: the image of a root filesystem as an OCI archive (image-spec 1.1), without a container
# tool. MACHINE is x86_64 or aarch64. One manifest, no index of several: Lambda takes nothing else. The same files give
# the same bytes. Prints the manifest's digest. From the repository's root.
set -eu
if [ $# -ne 3 ]; then
	sed -n '2,4s/^# \{0,1\}//p' "$0" >&2
	exit 100
fi
root=$1 out=$3
case $2 in
x86_64) arch=amd64 ;;
aarch64) arch=arm64 ;;
*) echo "make_oci.sh: no image for a machine named $2: x86_64 and aarch64 are known" >&2; exit 1 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
blobs=$work/layout/blobs/sha256
mkdir -p "$blobs"

sum() { sha256sum "$1" | cut -c1-64; }
size() { echo $(($(wc -c <"$1"))); }

# blob FILE: puts a file under its digest, and says which that is.
blob() {
	digest=$(sum "$1")
	mv "$1" "$blobs/$digest"
	echo "$digest"
}

# labels: the pairs of image.labels, as JSON.
labels() { sed 's/^\([^=]*\)=\(.*\)/"\1":"\2"/' scripts/image.labels | paste -s -d , -; }

created=$(date -u -d "@${SOURCE_DATE_EPOCH:-0}" +%Y-%m-%dT%H:%M:%SZ)
scripts/make_tar.sh "$root" >"$work/layer"
diff_id=$(sum "$work/layer")
gzip -9n "$work/layer"
layer=$(blob "$work/layer.gz")
layer_size=$(size "$blobs/$layer")

printf '{"created":"%s","architecture":"%s","os":"linux","config":{"Env":["PATH=%s"],"Entrypoint":null,"WorkingDir":"/","Labels":{%s}},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[{"created":"%s","created_by":"COPY rootfs /"}]}' \
	"$created" $arch /usr/local/bin:/bin "$(labels)" "$diff_id" "$created" >"$work/config"
config_size=$(size "$work/config")
config=$(blob "$work/config")

printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:%s","size":%s}]}' \
	"$config" "$config_size" "$layer" "$layer_size" >"$work/manifest"
manifest_size=$(size "$work/manifest")
manifest=$(blob "$work/manifest")

printf '{"imageLayoutVersion":"1.0.0"}' >"$work/layout/oci-layout"
printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s,"platform":{"architecture":"%s","os":"linux"},"annotations":{"org.opencontainers.image.ref.name":"latest"}}]}' \
	"$manifest" "$manifest_size" $arch >"$work/layout/index.json"

scripts/make_tar.sh "$work/layout" >"$out.new"
mv "$out.new" "$out"
echo "sha256:$manifest"
