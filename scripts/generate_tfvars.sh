#!/bin/sh
# Writes the variables of a deployment: infra/02-deploy/deploy.auto.tfvars.json and the other stages', which terraform reads by itself.
set -eu

usage() {
	cat <<'END'
usage: scripts/generate_tfvars.sh --region REGION [options]

Writes deploy.auto.tfvars.json into the folders of those stages whose variables are known: 00-bootstrap with --bucket, 01-ecr always,
02-deploy with --image. Variables of your own stand beside it, in another *.auto.tfvars file, and are left alone.

  --region REGION     otherwise AWS_REGION or AWS_DEFAULT_REGION
  --bucket NAME       the state bucket
  --image URI         the engine's image: by digest, or by a tag that is never moved
  --worker-image URI  another one for the worker function
  --arch ARCH         x86_64 or arm64 (x86_64)
  --programs DIR      a folder with worker-<machine> and sops-<machine>, or worker and sops of this machine: uploaded for hosts, and for
                      builds in images of the user's
  --prefix NAME       what names begin with (aws-exe-sys)
  --dir INFRA         the folder of the stages (infra, beside scripts)
END
}

die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 100
}

# Whether texts can stand between quotes: what none of our values has is refused, not escaped.
plain() {
	for text; do
		case $text in
		*[\"\\]* | *"
"*) die "$text: quotes, backslashes and line ends have no place here" ;;
		esac
	done
}

region=${AWS_REGION:-${AWS_DEFAULT_REGION:-}} bucket='' image='' worker_image='' arch=x86_64 programs='' prefix=aws-exe-sys
dir=$(dirname "$0")/../infra
while [ $# -gt 0 ]; do
	case $1 in
	--help | -h) usage && exit 0 ;;
	--region | --bucket | --image | --worker-image | --arch | --programs | --prefix | --dir)
		[ $# -ge 2 ] || die "$1 needs a value"
		case $1 in
		--region) region=$2 ;;
		--bucket) bucket=$2 ;;
		--image) image=$2 ;;
		--worker-image) worker_image=$2 ;;
		--arch) arch=$2 ;;
		--programs) programs=$2 ;;
		--prefix) prefix=$2 ;;
		--dir) dir=$2 ;;
		esac
		shift 2
		;;
	*) die "$1 is not known: see --help" ;;
	esac
done

LC_ALL=C
export LC_ALL
[ -n "$region" ] || die 'no region: give --region, or set AWS_REGION'
printf '%s\n' "$region" | grep -Eqx '[a-z]{2}(-[a-z]+)+-[0-9]' || die "region $region: expected one such as eu-central-1"
printf '%s\n' "$prefix" | grep -Eqx '[a-z][a-z0-9-]{0,22}[a-z0-9]' ||
	die "prefix $prefix: 2 to 24 characters, a to z, 0 to 9 and '-', a letter first and no '-' last"
[ -z "$programs" ] || programs=$(cd "$programs" 2>/dev/null && pwd) ||
	die 'programs: there is no such folder; make builds the programs into build/bin'
plain "$bucket" "$image" "$worker_image" "$programs"
case $arch in x86_64 | arm64) ;; *) die "arch $arch: expected x86_64 or arm64" ;; esac
for uri in "$image" "$worker_image"; do
	case $uri in
	'') ;;
	*:latest) die "image $uri: what runs must not change by itself: name a digest, or a tag that is never moved" ;;
	*/*@sha256:* | */*:*) ;;
	*) die "image $uri: expected <registry>/<repository>@sha256:<digest> or <registry>/<repository>:<tag>" ;;
	esac
done

# The programs of one machine as a member of `programs`, if there are any.
program_files() {
	worker=$programs/worker-$1 sops=$programs/sops-$1
	if [ ! -f "$worker" ] && [ "$(uname -m)" = "$1" ]; then
		worker=$programs/worker sops=$programs/sops
	fi
	[ -f "$worker" ] || return 0
	printf '%s"%s": {"worker": "%s"' "$sep" "$1" "$worker"
	[ ! -f "$sops" ] || printf ', "sops": "%s"' "$sops"
	printf '}'
	sep=', '
}

all_programs() {
	sep=
	[ -n "$programs" ] || return 0
	program_files x86_64
	program_files aarch64
}

# Standard input as the variables of a stage.
write() {
	[ -d "$dir/$1" ] || die "$dir/$1: there is no such folder: give --dir"
	cat >"$dir/$1/deploy.auto.tfvars.json"
	printf '%s\n' "$dir/$1/deploy.auto.tfvars.json"
}

if [ -n "$bucket" ]; then
	printf '{\n  "aws_region": "%s",\n  "state_bucket_name": "%s"\n}\n' "$region" "$bucket" | write 00-bootstrap
fi
printf '{\n  "aws_region": "%s",\n  "prefix": "%s"\n}\n' "$region" "$prefix" | write 01-ecr
[ -n "$image" ] || exit 0
members=$(all_programs)
[ -z "$programs" ] || [ -n "$members" ] || die "programs $programs: there is no worker in it; make builds one into build/bin"
write 02-deploy <<END
{
  "aws_region": "$region",
  "prefix": "$prefix",
  "image_uri": "$image",
  "worker_image_uri": $([ -n "$worker_image" ] && printf '"%s"' "$worker_image" || printf null),
  "architecture": "$arch",
  "programs": {$members}
}
END
