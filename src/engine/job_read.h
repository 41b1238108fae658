/*
 * job_read: what the parts of job.c share while one job is read. Not for others: job_parse() is.
 *
 *   job.c         the order of things
 *   job_issue.c   mistakes and warnings
 *   job_value.c   what a single text may be
 *   job_fields.c  the tables of fields and their reading
 *   job_names.c   names and queue_ids: derived, unique, and what dependencies mean
 *   job_check.c   the rules that concern several fields
 *   job_targets.c the hosts of an order
 */
#ifndef ENGINE_JOB_READ_H
#define ENGINE_JOB_READ_H

#include "engine/job.h"
#include "engine/names.h"

struct job_read {
	struct arena *a;
	struct job_issues *is;
	struct job *job;
	enum job_entry entry;
	struct json root;
	struct json *order_json;   /* of each order */
	const struct order *order; /* the one that is looked at; NULL: the job itself */
	struct names names;        /* order_name to index */
	struct names queue_ids;    /* those that were given, to index */
};

/* A mistake in `field` of what is looked at; `field` may be "". `at` gives the place. */
void job_wrong(struct job_read *r, const char *code, const char *field, struct json at, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
void job_warn(struct job_read *r, const char *code, const char *field, struct json at, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* Parses JSON of the caller's, strictly: -1 with one mistake (codes json, utf8, surrogate, duplicate_key, limit). */
int job_json(struct arena *a, struct str text, size_t max, struct str where, struct json *out, struct job_issues *is);
/* The beginning of a text, to be quoted in a message. */
struct str job_shown(struct str s);
/* "a string", "a list", ... */
const char *job_type_name(struct json j);

/* The code of what one of the following says: `limit` for "longer than ...", else `value`. */
const char *job_code_of(const char *wrong);

/* What is wrong with a text that is not empty, or NULL: to follow the field's name in a message. */
const char *value_line(struct str s); /* anything of 128 bytes without control characters */
const char *value_name(struct str s);
const char *value_provider(struct str s);
const char *value_repo(struct str s);
const char *value_ref(struct str s);
const char *value_number(struct str s);
const char *value_folder(struct str s);
const char *value_s3(struct str s);
const char *value_image(struct str s);
const char *value_recipient(struct str s);
const char *value_document(struct str s);
const char *value_instance(struct str s);
const char *value_location(struct str s);        /* a credential of either store */
const char *value_ssm_location(struct str s);    /* Parameter Store, or a bare path */
const char *value_secret_location(struct str s); /* Secrets Manager, or a bare name */

/* Reads all fields of the job (without its orders), or of the order at index i. Missing and unknown ones are reported. */
void job_read_job(struct job_read *r);
void job_read_order(struct job_read *r, size_t i);
/* A string, or a whole number as text: false for anything else, or when it holds a NUL. */
bool job_read_label(struct job_read *r, struct json j, struct str *out);

/* Gives every order its name; and its queue_id and dependencies, once the orders are read. */
void job_name_orders(struct job_read *r);
void job_link_orders(struct job_read *r);

void job_check_job(struct job_read *r);
void job_check_order(struct job_read *r, size_t i);
void job_check_targets(struct job_read *r, size_t i); /* of an order for hosts */
void job_check_cycles(struct job_read *r);

#endif
