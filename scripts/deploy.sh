#!/bin/sh
# Deploys the engine into the account of the current credentials: state bucket, repository, and all the rest. Again and again.
set -eu

usage() {
	cat <<'END'
usage: scripts/deploy.sh --region REGION --image URI [options]

Applies the stages of infra/ one after another: 00-bootstrap (the state bucket, unless it is there), 01-ecr, 02-deploy. What is there
already is changed where it differs, so the same command deploys, upgrades and mends.

  --region REGION     otherwise AWS_REGION or AWS_DEFAULT_REGION
  --image URI         the engine's image, pushed to the repository that 01-ecr makes; without it the command ends after 01-ecr and
                      prints where to push
  --bucket NAME       the state bucket; otherwise scripts/generate_bucket_name.sh names it
  --yes               applies without asking; otherwise terraform shows each plan and asks
  --worker-image, --arch, --programs, --prefix, --dir    as in scripts/generate_tfvars.sh

Needs terraform 1.10 or later and the aws command. Variables of your own (infra/02-deploy/variables.tf) go into a file
infra/02-deploy/mine.auto.tfvars.
END
}

die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 100
}

here=$(cd "$(dirname "$0")" && pwd)
region=${AWS_REGION:-${AWS_DEFAULT_REGION:-}} bucket='' prefix=aws-exe-sys dir=$here/../infra image='' yes='' arch='' programs='' worker_image=''
while [ $# -gt 0 ]; do
	case $1 in
	--help | -h) usage && exit 0 ;;
	--yes) yes=-auto-approve && shift ;;
	--region | --image | --bucket | --prefix | --dir | --arch | --programs | --worker-image)
		[ $# -ge 2 ] || die "$1 needs a value"
		case $1 in
		--region) region=$2 ;;
		--image) image=$2 ;;
		--bucket) bucket=$2 ;;
		--prefix) prefix=$2 ;;
		--dir) dir=$2 ;;
		--arch) arch=$2 ;;
		--programs) programs=$2 ;;
		--worker-image) worker_image=$2 ;;
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
set -- --region "$region" --bucket "$bucket" --prefix "$prefix" --dir "$dir"
[ -z "$image" ] || set -- "$@" --image "$image"
[ -z "$worker_image" ] || set -- "$@" --worker-image "$worker_image"
[ -z "$arch" ] || set -- "$@" --arch "$arch"
[ -z "$programs" ] || set -- "$@" --programs "$programs"
"$here/generate_tfvars.sh" "$@" >/dev/null
"$here/generate_backend.sh" --region "$region" --bucket "$bucket" --prefix "$prefix" --dir "$dir" >/dev/null

apply() {
	stage=$1
	shift
	echo "== $stage"
	terraform -chdir="$dir/$stage" init -input=false -reconfigure "$@"
	# shellcheck disable=SC2086
	terraform -chdir="$dir/$stage" apply -compact-warnings $yes
}

# The bucket is made once. Its state may lie on another machine, so that AWS is asked, not the state.
if aws s3api head-bucket --bucket "$bucket" >/dev/null 2>&1; then
	echo "== 00-bootstrap: the bucket $bucket is there"
else
	apply 00-bootstrap
fi
apply 01-ecr -backend-config=backend.hcl
if [ -z "$image" ]; then
	printf '\nPush the image to %s, then deploy again with --image.\n' "$(terraform -chdir="$dir/01-ecr" output -raw repository_url)"
	exit 0
fi
apply 02-deploy -backend-config=backend.hcl
