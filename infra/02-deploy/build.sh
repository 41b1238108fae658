#!/bin/sh
# Runs the order of a build: with the worker of the image, where the image is ours; else with the one that CodeBuild brought beside it
# as the source "programs", if it is the one that was meant.
set -u

die() {
	printf 'aws-exe-sys: %s\n' "$*" >&2
	exit 1
}

# What it is, file, SHA-256.
check() {
	if command -v sha256sum >/dev/null 2>&1; then
		is=$(sha256sum <"$2")
	else
		is=$(openssl dgst -sha256 -r <"$2") || die 'neither sha256sum nor openssl is in this image'
	fi
	[ "${is%% *}" = "$3" ] || die "the $1 that came is not the one that was meant: its SHA-256 differs"
	chmod 755 "$2" || die "the $1 cannot be made a program"
}

worker=/opt/aws-exe-sys/bin/worker
if [ ! -x "$worker" ]; then
	[ -n "${AWS_EXE_SYS_WORKER_SHA256-}" ] && [ -f "${CODEBUILD_SRC_DIR_programs-}/worker" ] ||
		die 'this deployment has no programs for an image of your own: set the variable programs'
	worker=$CODEBUILD_SRC_DIR_programs/worker
	check worker "$worker" "$AWS_EXE_SYS_WORKER_SHA256"
	check sops "$CODEBUILD_SRC_DIR_programs/sops" "${AWS_EXE_SYS_SOPS_SHA256-}"
fi
"$worker"
