#!/bin/sh
# Takes a deployment away again. The state bucket stays, with what it says of the deployment last.
set -eu

usage() {
	cat <<'END'
usage: scripts/teardown.sh --region REGION --yes [options]

Destroys 02-deploy and then 01-ecr: functions, tables, buckets with all that is in them, the repository with its images. Before that,
the states and the last outputs are copied to s3://<state bucket>/teardown/<time>/. Without --yes it says what it would do, and
touches nothing.

  --region REGION   otherwise AWS_REGION or AWS_DEFAULT_REGION
  --bucket NAME     the state bucket; otherwise scripts/generate_bucket_name.sh names it
  --prefix NAME     what names begin with (aws-exe-sys)
  --dir INFRA       the folder of the stages (infra, beside scripts)
  --keep-images     leaves the repository

The state bucket stays: it is the archive. Whoever wants it gone empties it and destroys 00-bootstrap by hand (docs/deploy.md).
END
}

die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 100
}

here=$(cd "$(dirname "$0")" && pwd)
region=${AWS_REGION:-${AWS_DEFAULT_REGION:-}} bucket='' prefix=aws-exe-sys dir=$here/../infra yes='' stages='02-deploy 01-ecr'
while [ $# -gt 0 ]; do
	case $1 in
	--help | -h) usage && exit 0 ;;
	--yes) yes=1 && shift ;;
	--keep-images) stages=02-deploy && shift ;;
	--region | --bucket | --prefix | --dir)
		[ $# -ge 2 ] || die "$1 needs a value"
		case $1 in
		--region) region=$2 ;;
		--bucket) bucket=$2 ;;
		--prefix) prefix=$2 ;;
		--dir) dir=$2 ;;
		esac
		shift 2
		;;
	*) die "$1 is not known: see --help" ;;
	esac
done
[ -n "$region" ] || die 'no region: give --region, or set AWS_REGION'
for command in terraform aws; do
	command -v "$command" >/dev/null 2>&1 || die "there is no $command on PATH: install it first"
done
AWS_REGION=$region
export AWS_REGION
[ -n "$bucket" ] || bucket=$("$here/generate_bucket_name.sh" --prefix "$prefix" --region "$region")

if [ -z "$yes" ]; then
	printf 'This would archive the states in s3://%s/teardown/ and destroy, of %s in %s: %s.\nSay --yes to do it.\n' \
		"$bucket" "$prefix" "$region" "$stages"
	exit 0
fi

aws s3api head-bucket --bucket "$bucket" >/dev/null 2>&1 || die "there is no state bucket $bucket: nothing was deployed from it; or give --bucket"
"$here/generate_backend.sh" --region "$region" --bucket "$bucket" --prefix "$prefix" --dir "$dir" >/dev/null
archive=teardown/$(date -u +%Y%m%dT%H%M%SZ)
for stage in $stages; do
	echo "== $stage"
	terraform -chdir="$dir/$stage" init -input=false -reconfigure -backend-config=backend.hcl
	if [ -z "$(terraform -chdir="$dir/$stage" state list)" ]; then
		echo 'nothing there'
		continue
	fi
	terraform -chdir="$dir/$stage" state pull | aws s3 cp - "s3://$bucket/$archive/$stage.tfstate"
	terraform -chdir="$dir/$stage" output -json | aws s3 cp - "s3://$bucket/$archive/$stage.outputs.json"
	# The variables are those of the deployment; where their files are gone, the least that the stage needs is said here.
	set -- -var "aws_region=$region" -var "prefix=$prefix"
	case $stage in
	01-ecr)
		# A repository with images is only destroyed if it was told so before.
		terraform -chdir="$dir/$stage" apply -auto-approve -input=false -compact-warnings "$@" -var force_delete=true
		set -- "$@" -var force_delete=true
		;;
	02-deploy) set -- "$@" -var image_uri=gone/gone:gone -var 'programs={}' ;;
	esac
	terraform -chdir="$dir/$stage" destroy -auto-approve -input=false -compact-warnings "$@"
done
printf 'The states are in s3://%s/%s/; the bucket stays.\n' "$bucket" "$archive"
