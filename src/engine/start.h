/*
 * start: what a worker is started with. Lambda: a JSON event with these members. CodeBuild: environment variables, without a
 * signed URL, since overrides show in the console; the worker there signs with its own role. A host: a file that the document
 * (infra/02-deploy/ssm_document.json) fetches. All name the same things.
 *
 * The file has lines "<name> <value>", without blanks in the value, for a shell's `read` as well; unknown names are passed over. The
 * document takes from it what it downloads, the worker the rest: what the order is, and a signed URL for each thing that it does
 * to an object, since it has no identity of ours.
 */
#ifndef ENGINE_START_H
#define ENGINE_START_H

#define START_S3_LOCATION "s3_location" /* s3://bucket/key of the bundle */
#define START_INTERNAL_BUCKET "internal_bucket"
#define START_SOPS_KEY "sops_key_ssm_path" /* the parameter with the private key */
#define START_CALLBACK_URL \
	"callback_url" /* a presigned PUT of result.json with If-None-Match: * signed; may be absent */
#define START_RUN_ID "run_id"
#define START_ORDER_NUM "order_num" /* a string: "0001" */

#define START_ENV_S3_LOCATION "AWS_EXE_SYS_S3_LOCATION"
#define START_ENV_INTERNAL_BUCKET "AWS_EXE_SYS_INTERNAL_BUCKET"
#define START_ENV_SOPS_KEY "AWS_EXE_SYS_SOPS_KEY_SSM_PATH"
#define START_ENV_RUN_ID "AWS_EXE_SYS_RUN_ID"
#define START_ENV_ORDER_NUM "AWS_EXE_SYS_ORDER_NUM"

/* A host's file. The first four are the document's; the worker's are for a machine (`uname -m`, x86_64 or aarch64). */
#define START_FILE_WORKER_URL "worker_url_"
#define START_FILE_WORKER_SHA256 "worker_sha256_"
#define START_FILE_BUNDLE_URL "bundle_url"
#define START_FILE_BUNDLE_SHA256 "bundle_sha256"
#define START_FILE_REGION "region"
#define START_FILE_HOST "host"
#define START_FILE_START_ID "start_id" /* the claim's execution_id: drawn for each attempt to start */
#define START_FILE_CLAIM_PUT "claim_put"
#define START_FILE_CLAIM_GET "claim_get"
#define START_FILE_RESULT_PUT "result_put"
#define START_FILE_WISH_GET "wish_get"
#define START_FILE_LOG_PUT "log_put"
#define START_FILE_START_DELETE "start_delete" /* the file itself, once it is claimed */
enum { START_FILE_BYTES_MAX = 64 * 1024 };

/* The user id that commands run as where the worker is root and may not lend them that (a number; 64000 when not set). */
#define START_ENV_COMMANDS_UID "AWS_EXE_SYS_COMMANDS_UID"

/* Set for commands: where they may leave events. */
#define START_ENV_EVENTS_DIR "AWS_EXE_SYS_EVENTS_DIR"

#endif
