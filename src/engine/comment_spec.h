/*
 * comment_spec: where a run's comment goes: a member of the run row, written by init_job, read by the orchestrator.
 */
#ifndef ENGINE_COMMENT_SPEC_H
#define ENGINE_COMMENT_SPEC_H

#include "engine/job.h"

/* JSON bytes: the run row stays small. */
enum { COMMENT_SPEC_MAX = 400 };

struct comment_spec {
	struct str provider, repo, number, tag, token_location;
	bool issue;
};

/* What a job asks for, as JSON in `a`: [provider, repo, "pr" or "issue", number, token location, tag where it is not the run's id].
 * Empty when it asks for none. Where it asks but cannot be given, *why_not says so. */
struct str comment_spec_of(struct arena *a, const struct job *job, const char **why_not);
/* False for an empty text. Views into `a`. */
bool comment_spec_read(struct arena *a, struct str text, struct str run_id, struct comment_spec *out);

#endif
