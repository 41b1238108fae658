#include "engine/comment_spec.h"

#include "codec/json.h"

struct str
comment_spec_of(struct arena *a, const struct job *job, const char **why_not)
{
	bool issue = !job->pr_number.n;
	struct str number = issue ? job->issue_number : job->pr_number;
	struct buf text = buf_in(a);
	struct json_writer w = json_writer(&text);

	*why_not = NULL;
	/* Without a token nobody expects one. */
	if (!number.n || !job->git_token_location.n)
		return STR("");
	if (!job->git_repo.n) {
		*why_not = "no comment is kept: it needs the job's git_repo";
		return STR("");
	}
	json_array(&w);
	json_write_str(&w, job->git_provider);
	json_write_str(&w, job->git_repo);
	json_write_str(&w, issue ? STR("issue") : STR("pr"));
	json_write_str(&w, number);
	json_write_str(&w, job->git_token_location);
	if (job->pr_search_tag.n)
		json_write_str(&w, job->pr_search_tag);
	json_close(&w);
	if (text.n <= COMMENT_SPEC_MAX)
		return buf_str(&text);
	*why_not = "no comment is kept: git_repo, git_token_location and pr_comment_search_tag are too long together";
	return STR("");
}

bool
comment_spec_read(struct arena *a, struct str text, struct str run_id, struct comment_spec *out)
{
	struct json j;

	*out = (struct comment_spec){ 0 };
	if (!text.n || json_parse(a, text, NULL, &j, NULL, NULL) < 0)
		return false;
	out->provider = json_str_or(json_at(j, 0), STR(""));
	out->repo = json_str_or(json_at(j, 1), STR(""));
	out->issue = str_eqz(json_str_or(json_at(j, 2), STR("")), "issue");
	out->number = json_str_or(json_at(j, 3), STR(""));
	out->token_location = json_str_or(json_at(j, 4), STR(""));
	out->tag = json_str_or(json_at(j, 5), run_id);
	return out->repo.n && out->number.n;
}
