#!/bin/sh
# Writes where the state of a stage is kept: infra/<stage>/backend.hcl, which `terraform init -backend-config=backend.hcl` reads.
set -eu

usage() {
	cat <<'END'
usage: scripts/generate_backend.sh --bucket NAME --region REGION [--prefix NAME] [--dir INFRA] [STAGE...]

Writes backend.hcl into the folders of the stages that keep their state in S3: 01-ecr and 02-deploy, or those named. The bucket is the
one that 00-bootstrap makes.

  --bucket NAME     the state bucket
  --region REGION   its region; otherwise AWS_REGION or AWS_DEFAULT_REGION
  --prefix NAME     the deployment's prefix, which the state's key begins with (aws-exe-sys)
  --dir INFRA       the folder of the stages (infra, beside scripts)
END
}

die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 100
}

bucket='' region=${AWS_REGION:-${AWS_DEFAULT_REGION:-}} prefix=aws-exe-sys dir=$(dirname "$0")/../infra stages=
while [ $# -gt 0 ]; do
	case $1 in
	--help | -h) usage && exit 0 ;;
	--bucket | --region | --prefix | --dir)
		[ $# -ge 2 ] || die "$1 needs a value"
		case $1 in
		--bucket) bucket=$2 ;;
		--region) region=$2 ;;
		--prefix) prefix=$2 ;;
		--dir) dir=$2 ;;
		esac
		shift 2
		;;
	01-ecr | 02-deploy) stages="$stages $1" && shift ;;
	00-bootstrap) die '00-bootstrap keeps its state in its own folder: there is no bucket yet when it runs' ;;
	*) die "$1 is not known: see --help" ;;
	esac
done

LC_ALL=C
export LC_ALL
[ -n "$bucket" ] || die 'no bucket: give --bucket; scripts/generate_bucket_name.sh makes a name, infra/00-bootstrap the bucket'
[ -n "$region" ] || die 'no region: give --region, or set AWS_REGION'
printf '%s\n' "$bucket" | grep -Eqx '[a-z0-9][a-z0-9-]{1,61}[a-z0-9]' ||
	die "bucket $bucket: 3 to 63 characters, a to z, 0 to 9 and '-', no '-' at its ends"
printf '%s\n' "$region" | grep -Eqx '[a-z]{2}(-[a-z]+)+-[0-9]' || die "region $region: expected one such as eu-central-1"
printf '%s\n' "$prefix" | grep -Eqx '[a-z][a-z0-9-]{0,22}[a-z0-9]' ||
	die "prefix $prefix: 2 to 24 characters, a to z, 0 to 9 and '-', a letter first and no '-' last"

for stage in ${stages:-01-ecr 02-deploy}; do
	[ -d "$dir/$stage" ] || die "$dir/$stage: there is no such folder: give --dir"
	cat >"$dir/$stage/backend.hcl" <<END
bucket       = "$bucket"
key          = "$prefix/$stage.tfstate"
region       = "$region"
encrypt      = true
use_lockfile = true
END
	printf '%s\n' "$dir/$stage/backend.hcl"
done
