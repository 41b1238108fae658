#!/bin/sh
# make_rootfs.sh ROOT BIN BUSYBOX [EXTRA]: the image's root filesystem, in the new folder ROOT. From the repository's root.
#
# BIN holds our programs, sops and age-keygen; BUSYBOX is the folder that busybox was built in; what is in EXTRA comes
# into /usr/local/bin. Modes are set here; owner and times are the archive's to set (make_tar.sh).
set -eu
if [ $# -lt 3 ]; then
	sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
	exit 100
fi
root=$1 bin=$2 busybox=$3 extra=${4:-}
ours=opt/aws-exe-sys
umask 022

if [ -n "$extra" ] && [ ! -d "$extra" ]; then
	echo "make_rootfs.sh: EXTRA=$extra is not a folder: name the one that holds your static tools" >&2
	exit 1
fi
rm -rf "$root"
mkdir -p "$root"
for d in bin dev etc/ssl/certs etc/pki/tls/certs $ours/bin $ours/licences proc root run sys tmp usr/local/bin var; do
	mkdir -p "$root/$d"
done
for d in sbin usr/bin usr/sbin; do
	case $d in
	usr/*) ln -s ../bin "$root/$d" ;;
	*) ln -s bin "$root/$d" ;;
	esac
done
ln -s ../tmp "$root/var/tmp"

for program in init_job ssm_config orchestrator watchdog_check worker aws-exe-sys sops age-keygen; do
	cp "$bin/$program" "$root/$ours/bin/"
done

cp "$busybox/busybox" "$root/bin/"
sed 's:.*/::' "$busybox/busybox.links" | while read -r applet; do ln -s busybox "$root/bin/$applet"; done

# Where Go, Debian, Alpine and OpenSSL's own build, and where Fedora and Amazon Linux look.
cp third_party/certifi-*/cacert.pem "$root/etc/ssl/certs/ca-certificates.crt"
ln -s certs/ca-certificates.crt "$root/etc/ssl/cert.pem"
ln -s ../../../ssl/certs/ca-certificates.crt "$root/etc/pki/tls/certs/ca-bundle.crt"

cat >"$root/etc/passwd" <<'END'
root:x:0:0:root:/root:/bin/sh
nobody:x:65534:65534:nobody:/tmp:/bin/sh
END
cat >"$root/etc/group" <<'END'
root:x:0:
nobody:x:65534:
END

# Every licence that third_party/README.md names, by what it is of.
cp LICENSE "$root/$ours/licences/aws-execution-engine"
scripts/third_party.sh | grep -v "^cmocka	" | while IFS='	' read -r name version _ file _; do
	cp "third_party/$name-$version/$file" "$root/$ours/licences/$name"
done

if [ -n "$extra" ]; then cp -R "$extra/." "$root/usr/local/bin/"; fi
scripts/make_sbom.sh "$root" >"$root/$ours/sbom.spdx.json"

find "$root" -type f -perm -u+x -exec chmod 755 {} +
find "$root" -type f ! -perm -u+x -exec chmod 644 {} +
find "$root" -type d -exec chmod 755 {} +
chmod 1777 "$root/tmp"
