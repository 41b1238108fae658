#include "aws/services.h"

static void
read_build(struct json build, struct codebuild_build *out)
{
	*out = (struct codebuild_build){
		.id = json_str_or(json_get(build, "id"), STR("")),
		.arn = json_str_or(json_get(build, "arn"), STR("")),
		.status = json_str_or(json_get(build, "buildStatus"), STR("")),
		.url = json_str_or(json_get(json_get(build, "logs"), "deepLink"), STR("")),
	};
}

static void
write_environment(struct json_writer *w, const struct codebuild_start *s)
{
	json_put_array(w, "environmentVariablesOverride");
	for (size_t i = 0; i < s->environment_count; i++) {
		json_object(w);
		json_put_str(w, "name", s->environment[i].name);
		json_put_str(w, "value", s->environment[i].value);
		json_put_str(w, "type", STR("PLAINTEXT"));
		json_close(w);
	}
	json_close(w);
}

int
codebuild_start(struct aws *aws, struct arena *a, const struct codebuild_start *s, struct codebuild_build *out,
    struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct json doc;

	json_object(&w);
	json_put_str(&w, "projectName", s->project);
	if (s->token.n)
		json_put_str(&w, "idempotencyToken", s->token);
	if (s->image.n)
		json_put_str(&w, "imageOverride", s->image);
	if (s->timeout_minutes > 0)
		json_put_i64(&w, "timeoutInMinutesOverride", s->timeout_minutes);
	if (s->queued_timeout_minutes > 0)
		json_put_i64(&w, "queuedTimeoutInMinutesOverride", s->queued_timeout_minutes);
	write_environment(&w, s);
	json_close(&w);
	if (aws_json(aws, a, AWS_CODEBUILD, "StartBuild", buf_str(&body), NULL, &doc, e) < 0)
		return -1;
	read_build(json_get(doc, "build"), out);
	return out->id.n ? 0 : err_set(e, ERR_PROTO, "CodeBuild StartBuild: the answer has no build id");
}

int
codebuild_get(struct aws *aws, struct arena *a, struct str id, struct codebuild_build *out, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct json doc, build;

	json_object(&w);
	json_put_array(&w, "ids");
	json_write_str(&w, id);
	json_close(&w);
	json_close(&w);
	if (aws_json(aws, a, AWS_CODEBUILD, "BatchGetBuilds", buf_str(&body), NULL, &doc, e) < 0)
		return -1;
	build = json_at(json_get(doc, "builds"), 0);
	if (!json_exists(build))
		return err_set(e, ERR_NOT_FOUND, "CodeBuild BatchGetBuilds: no build " STR_FMT, STR_ARG(id));
	read_build(build, out);
	return 0;
}

int
codebuild_stop(struct aws *aws, struct arena *a, struct str id, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);

	json_object(&w);
	json_put_str(&w, "id", id);
	json_close(&w);
	return aws_json(aws, a, AWS_CODEBUILD, "StopBuild", buf_str(&body), NULL, NULL, e);
}
