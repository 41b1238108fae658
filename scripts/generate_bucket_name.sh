#!/bin/sh
# Prints the name of the state bucket of an account and region: always the same one, and nobody else's.
set -eu

usage() {
	cat <<'END'
usage: scripts/generate_bucket_name.sh [--prefix NAME] [--region REGION] [--account ID]

Prints the name of the bucket that Terraform's state is kept in: <prefix>-state-<account>-<region>. The same account, region and
prefix give the same name, so that whoever deploys again finds the bucket again.

  --prefix NAME     what names begin with (aws-exe-sys)
  --region REGION   otherwise AWS_REGION or AWS_DEFAULT_REGION
  --account ID      otherwise the account of the current credentials, as the aws command knows it
END
}

die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 100
}

prefix=aws-exe-sys region=${AWS_REGION:-${AWS_DEFAULT_REGION:-}} account=
while [ $# -gt 0 ]; do
	case $1 in
	--help | -h) usage && exit 0 ;;
	--prefix | --region | --account)
		[ $# -ge 2 ] || die "$1 needs a value"
		case $1 in
		--prefix) prefix=$2 ;;
		--region) region=$2 ;;
		--account) account=$2 ;;
		esac
		shift 2
		;;
	*) die "$1 is not known: see --help" ;;
	esac
done

[ -n "$region" ] || die 'no region: give --region, or set AWS_REGION'
LC_ALL=C
export LC_ALL
printf '%s\n' "$prefix" | grep -Eqx '[a-z][a-z0-9-]{0,22}[a-z0-9]' ||
	die "prefix $prefix: 2 to 24 characters, a to z, 0 to 9 and '-', a letter first and no '-' last"
printf '%s\n' "$region" | grep -Eqx '[a-z]{2}(-[a-z]+)+-[0-9]' || die "region $region: expected one such as eu-central-1"
if [ -z "$account" ]; then
	command -v aws >/dev/null 2>&1 || die 'no aws command to ask for the account: give --account'
	account=$(aws sts get-caller-identity --query Account --output text) ||
		die 'AWS does not say whose account this is: are there credentials? Or give --account'
fi

printf '%s\n' "$account" | grep -Eqx '[0-9]{12}' || die "account $account: expected its 12 digits"

printf '%s-state-%s-%s\n' "$prefix" "$account" "$region"
