/* `aws-exe-sys validate`: a job checked offline. */
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/job_file.h"

static void
write_issues(struct json_writer *w, const char *key, const struct job_issue *list)
{
	json_put_array(w, key);
	for (const struct job_issue *i = list; i; i = i->next) {
		json_object(w);
		json_put_str(w, "code", str_z(i->code));
		json_put_str(w, "where", i->where);
		json_put_i64(w, "line", i->line);
		json_put_i64(w, "column", i->column);
		json_put_str(w, "message", i->message);
		json_close(w);
	}
	json_close(w);
}

static void
print_issues(struct arena *a, FILE *f, const char *file, const char *kind, const struct job_issue *list)
{
	for (const struct job_issue *i = list; i; i = i->next) {
		struct str text = job_issue_text(a, i);

		if (i->line)
			fprintf(f, "%s:%u:%u: %s" STR_FMT "\n", file, i->line, i->column, kind, STR_ARG(text));
		else
			fprintf(f, "%s: %s" STR_FMT "\n", file, kind, STR_ARG(text));
	}
}

int
job_file_report(const struct cli *cli, const char *file, const struct job_issues *is, const struct job *job)
{
	struct buf out = buf_in(cli->arena);
	struct json_writer w = json_writer(&out);
	bool ok = is->error_count == 0;

	if (!cli->json) {
		print_issues(cli->arena, stdout, file, "", is->errors);
		print_issues(cli->arena, stdout, file, "warning: ", is->warnings);
		if (ok)
			printf("%s: ok, %zu order%s\n", file, job->order_count, job->order_count == 1 ? "" : "s");
		return ok ? CLI_OK : CLI_JOB_FAILED;
	}
	json_object(&w);
	json_put_str(&w, "status", ok ? STR("ok") : STR("error"));
	write_issues(&w, "errors", is->errors);
	write_issues(&w, "warnings", is->warnings);
	json_close(&w);
	puts(buf_z(&out));
	return ok ? CLI_OK : CLI_JOB_FAILED;
}

static int
run(struct cli *cli)
{
	const char *file = cli->words[0];
	struct job_issues issues = job_issues_in(cli->arena);
	struct job job = { 0 };
	struct str text;
	struct err e;

	if (job_file_read(cli->arena, file, &text, &e) < 0)
		return cli_fail(cli, CLI_SYSTEM, "%s", e.msg);
	job_parse(cli->arena, text, cli_value(cli, "--ssm") ? JOB_SSM : JOB_INIT, &job, &issues);
	return job_file_report(cli, file, &issues, &job);
}

const struct cli_command cli_validate = {
	.name = "validate",
	.summary = "checks a job file offline and says all that is wrong with it",
	.words = "job.json",
	.words_min = 1,
	.words_max = 1,
	.options = { { "--ssm", NULL, "as /ssm takes it: every order runs on hosts" } },
	.run = run,
	.example = "aws-exe-sys validate job.json",
};
