/*
 * job: a job as it is submitted: reading, defaults, validation. Pure: no I/O and no clock. One table of fields drives parsing,
 * validation and the payload's reference. All mistakes are found in one go; each says where and what.
 */
#ifndef ENGINE_JOB_H
#define ENGINE_JOB_H

#include "codec/json.h"

enum target { TARGET_LAMBDA, TARGET_CODEBUILD, TARGET_SSM, TARGETS };
/* "lambda", "codebuild", "ssm" */
extern const char *const target_names[TARGETS];

enum job_limits {
	JOB_BYTES_MAX = 4 * 1024 * 1024,
	ORDER_TEXT_MAX = 64 * 1024, /* cmds, and env_vars, of an order, each */
	JOB_TIMEOUT_MAX_S = 72000,
	HOSTS_MAX = 50, /* of one order */
	PRESIGN_MAX_S = 12 * 3600,
	PRESIGN_MARGIN_S = 900, /* on top of an order's timeout */
	JOB_ISSUES_MAX = 20000, /* mistakes, and warnings, that are listed; what is more is only counted */
};

/* The warning for whoever asks for another place. */
#define JOB_DONE_ENDPT_NOTE "not used: the outcome is written to s3://<done bucket>/<run_id>/done"

struct pair {
	struct str name, value;
};

struct order {
	unsigned num; /* 1 for the first */
	struct str name, queue_id;
	enum target target;
	int timeout_s;
	struct str *cmds;
	size_t cmd_count;
	struct pair *env;
	size_t env_count;
	struct str *ssm_paths;
	size_t ssm_path_count; /* locations: aws:::ssm:<path> or a bare path */
	struct str *secret_paths;
	size_t secret_path_count; /* locations: aws:::secretd:<path>, always written out */
	uint32_t *deps;
	size_t dep_count; /* indices into orders, ascending, each once */
	bool must_succeed;
	struct str git_repo, commit_hash; /* the job's where the order has none; empty with an s3_location */
	struct str git_folder;            /* without ".", ".." and slashes around it; empty: the root */
	struct str
	    code; /* what its code has in common with others': s3_location, or "org/repo at ref"; empty: it has none */
	struct str s3_location, image;
	struct str sops_key, sops_key_ssm_path; /* the latter a plain path */
	struct str ssm_targets;                 /* the JSON as it was written; empty when absent */
	struct str ssm_document;
	struct json_place place; /* of the order in the text */
};

struct job {
	struct str username, git_repo, git_provider, git_token_location, commit_hash;
	struct str pr_number, issue_number, pr_search_tag,
	    flow_label; /* the tag is empty when not given: the run's id */
	int presign_expiry_s, job_timeout_s;
	bool commands_only, stripped_copy;
	struct order *orders;
	size_t order_count;
};

/* One mistake or warning. */
struct job_issue {
	const char *code; /* "json", "utf8", "surrogate", "duplicate_key", "type", "missing", "value", "cycle", ... */
	struct str where; /* "orders[3] (deploy-rds)", "username", "" for the text as a whole */
	uint32_t line, column; /* 0: not known */
	struct str message;
	struct job_issue *next;
};

struct job_issues {
	struct arena *arena;
	struct job_issue *errors, *warnings; /* in the order they were found */
	struct job_issue **errors_end, **warnings_end;
	size_t error_count, warning_count;
};

enum job_entry { JOB_INIT, JOB_SSM /* /ssm: every order runs on hosts, flow_label `ssm` */ };

struct job_issues job_issues_in(struct arena *a);
void job_error(struct job_issues *is, const char *code, struct str where, struct json_place place, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
void job_warning(struct job_issues *is, const char *code, struct str where, struct json_place place, const char *fmt,
    ...) __attribute__((format(printf, 5, 6)));

/* Reads and checks the job's JSON into `a`; -1 when there are errors, which are in `is` (all of them, "where: message"). */
int job_parse(struct arena *a, struct str text, enum job_entry entry, struct job *job, struct job_issues *is);

/* Calls `each` with every field of a job, or of an order: its type for people (NULL: read by code of its own), and whether it is
 * required. For the payload's reference. */
void job_fields_each(bool of_order, void (*each)(void *ctx, const char *name, const char *type, bool required),
    void *ctx);

/* "orders[3] (deploy-rds): what is wrong" in `a`. */
struct str job_issue_text(struct arena *a, const struct job_issue *i);

/* What is wrong with the name of an environment variable that a job or a credential brings (its form, or that it is one of the
 * engine's own): a text to follow the name; NULL when it is fine. */
const char *env_name_fault(struct str name);

/* The URL's lifetime for an order: presign_expiry, raised to cover the timeout and a margin. */
int job_presign_s(const struct job *job, const struct order *o);

#endif
