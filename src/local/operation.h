/*
 * operation: what the services of the local AWS have in common: tables of operations with the parameters they know, refusals
 * with AWS's code, and answers.
 */
#ifndef LOCAL_OPERATION_H
#define LOCAL_OPERATION_H

#include "codec/json.h"
#include "local/cloud.h"

/* A call while it is performed. */
struct op {
	struct cloud *cloud;
	struct arena *arena; /* of the answer */
	int64_t now_ms;
	const struct cloud_request *req;
	const struct cloud_call *call;
	struct json in;         /* JSON services: the request, its parameters checked */
	struct json_writer out; /* JSON services: the answer, inside its outermost object */
	struct cloud_answer *answer;
	struct str detail;     /* what it is about, for the records */
	struct str more;       /* JSON services: members of an error answer beside type and message, `,"Item":{..}` */
	bool kept_body;        /* the request's body handle was stored */
	struct str request_id; /* where the operation makes it; empty: cloud_perform() does */
};

enum param_type { PARAM_STR, PARAM_INT, PARAM_NUMBER, PARAM_BOOL, PARAM_OBJECT, PARAM_ARRAY };

struct param {
	const char *name;
	enum param_type type;
	bool required;
};

struct operation {
	const char *name;
	int (*run)(struct op *o, struct err *e);
	const struct param *params; /* JSON services: all there are */
	size_t param_count;
};

#define OPERATION(name, run, params) { name, run, params, sizeof(params) / sizeof((params)[0]) }

struct operations {
	const struct operation *list;
	size_t n;
};

extern const struct operations dyn_operations, s3d_operations, lambdad_operations, statesd_operations,
    buildd_operations, ssmd_operations, commandd_operations, secretsd_operations, stsd_operations, apid_operations;

const struct operation *operation_find(enum cloud_service s, struct str name);

/* ERR_AWS with HTTP status and AWS's code. Returns -1. */
int fault(struct err *e, int status, const char *code, const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* The two most frequent, status 400. */
int fault_validation(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Members of `in` (an object) are among `params`, of their types, and the required ones are there. `where` names the object in
 * messages ("" for the request itself). Unknown: ValidationException; another type: SerializationException. */
int params_check(struct json in, const struct param *params, size_t n, const char *where, struct err *e);

/* Strings that may be missing. */
struct str param_str(struct json in, const char *name);

/* A header of the answer; its value is copied. */
void answer_header(struct arena *a, struct cloud_answer *ans, const char *name, struct str value);
/* Fills in the error answer of a service. `more`: see struct op. */
void answer_error(struct arena *a, enum cloud_service s, const struct err *e, struct str more, struct str resource,
    struct cloud_answer *ans);

/* Times as JSON numbers of seconds, with milliseconds. */
void write_time(struct json_writer *w, const char *key, int64_t ms);

#endif
