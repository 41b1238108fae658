#include "cli/field_docs.h"

/* clang-format off */
const struct field_doc job_docs[] = {
	{ "username", 0, 0, "who submits it; becomes part of the flow id" },
	{ "git_repo", 0, 0, "`org/repo`, for orders that name none" },
	{ "git_provider", 0, "`github`", "`github`, `gitlab` or `bitbucket`" },
	{ "git_token_location", 0, 0, "credential location of the token; a public repository needs none" },
	{ "git_ssh_key_location", "string", 0, "taken for old payloads, beside a token; alone it is an error, since code comes over HTTPS" },
	{ "commit_hash", 0, "the default branch", "commit, tag or branch, for orders that name none" },
	{ "pr_number", 0, 0, "a comment about the run is kept on this pull request, where the job has a `git_repo` and a token" },
	{ "issue_number", 0, 0, "the same, on an issue" },
	{ "pr_comment_search_tag", 0, "the run's id", "the text by which the comment is found again" },
	{ "flow_label", 0, "`exec`; `ssm` for `/ssm`", "the last part of the flow id" },
	{ "presign_expiry", 0, "7200", "lifetime of callback URLs from the start of an order; raised where the order's timeout asks for more; at most 12 hours" },
	{ "job_timeout", 0, "3600", "for the whole run, packing included; at most 72,000" },
	{ "commands_only", 0, "false", "orders without code are allowed" },
	{ "stripped_copy", 0, "false", "keep `exec.stripped.zip` beside each bundle: the same without its secrets" },
	{ "orders", "list of orders", 0, "1 to 10,000" },
	{ "done_endpt", 0, 0, "not used, with a warning: the outcome is written to `s3://<done bucket>/<run_id>/done`" },
	{ 0 },
};

const struct field_doc order_docs[] = {
	{ "cmds", 0, 0, "commands, each run by `/bin/sh -c`, one after another; the first that fails ends the order" },
	{ "timeout", 0, 0, "for all commands together, from the moment a worker begins; at most 540 on Lambda, 28,800 on CodeBuild, 39,600 on hosts" },
	{ "order_name", "string", "from `git_folder` or the first command", "unique in the job" },
	{ "execution_target", "string", "`codebuild`; `ssm` for `/ssm`", "`lambda`, `codebuild` or `ssm` (EC2 hosts)" },
	{ "use_lambda", "boolean", 0, "old payloads' way to say `lambda` or `codebuild`" },
	{ "git_repo", 0, "the job's", "`org/repo`" },
	{ "commit_hash", 0, "the job's", "commit, tag or branch" },
	{ "git_folder", 0, "the repository's root", "the folder that is taken from the repository; the commands' working directory" },
	{ "image", 0, "the project's", "CodeBuild only: the container image to run in; it needs `/bin/sh` and curl or wget" },
	{ "s3_location", 0, 0, "`s3://bucket/key` of a zip, instead of git" },
	{ "env_vars", 0, 0, "environment variables; numbers and booleans become strings" },
	{ "ssm_paths", 0, 0, "credential locations in Parameter Store: base64 of a JSON object of strings, each pair a variable" },
	{ "secret_manager_paths", 0, 0, "credential locations in Secrets Manager (`aws:::secretd:<path>`): a JSON object likewise, or a plain string, named after the last part of the path" },
	{ "sops_key", 0, "one made for the run", "an age recipient (`age1...`) to encrypt the environment for" },
	{ "sops_key_ssm_path", 0, 0, "the parameter that holds the private key to `sops_key`" },
	{ "ssm_targets", "object", 0, "required on hosts: `{\"instance_ids\": [..]}` or `{\"tags\": {\"Key\": \"value\" or [..]}}`; tags are resolved when the order starts; 50 hosts at most" },
	{ "ssm_document_name", 0, "the deployed one", "the document that runs the order on hosts" },
	{ "queue_id", 0, "the order's number", "what `dependencies` may name it by; unique" },
	{ "dependencies", "list of strings", "none", "queue ids or names of orders that must be over first" },
	{ "must_succeed", 0, "true", "with false its failure neither fails the job nor stops its dependents, and a failure of what it depends on does not stop it" },
	{ 0 },
};
/* clang-format on */
