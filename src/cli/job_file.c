#include "cli/job_file.h"

#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "codec/json.h"

enum { READ_MAX = JOB_BYTES_MAX + 64 * 1024 };

int
job_file_read(struct arena *a, const char *file, struct str *text, struct err *e)
{
	struct buf in = buf_in(a);

	if (strcmp(file, "-") != 0)
		return io_read_file(a, file, READ_MAX, text, e);
	in.limit = READ_MAX + 32 * 1024;
	if (io_read_all(STDIN_FILENO, &in, READ_MAX, e) < 0)
		return err_wrap(e, "standard input");
	*text = buf_str(&in);
	return 0;
}

/* Where code would come from; `git_folder` says where in it to work and stays. */
static const char *const sources[] = { "git_repo", "git_provider", "git_token_location", "git_ssh_key_location",
	"commit_hash" };

static bool
is_source(struct str key)
{
	for (size_t i = 0; i < COUNT(sources); i++)
		if (str_eqz(key, sources[i]))
			return true;
	return false;
}

static void
copy_member(struct json_writer *w, struct json m)
{
	json_key_write(w, json_key(m));
	json_write_copy(w, m);
}

static void
write_order(struct json_writer *w, struct json order, struct str location)
{
	if (json_type(order) != JSON_OBJECT || json_exists(json_get(order, "s3_location"))) {
		json_write_copy(w, order);
		return;
	}
	json_object(w);
	for (struct json m = json_first(order); json_exists(m); m = json_next(m))
		if (!is_source(json_key(m)))
			copy_member(w, m);
	json_put_str(w, "s3_location", location);
	json_close(w);
}

static void
write_job(struct json_writer *w, struct json job, struct str location)
{
	json_object(w);
	for (struct json m = json_first(job); json_exists(m); m = json_next(m)) {
		if (!str_eqz(json_key(m), "orders") || json_type(m) != JSON_ARRAY) {
			if (!is_source(json_key(m)))
				copy_member(w, m);
			continue;
		}
		json_put_array(w, "orders");
		for (struct json o = json_first(m); json_exists(o); o = json_next(o))
			write_order(w, o, location);
		json_close(w);
	}
	json_close(w);
}

int
job_file_with_code(struct arena *a, struct str text, struct str location, struct str *out, struct err *e)
{
	struct buf written = buf_in(a);
	struct json_writer w = json_writer(&written);
	struct json job;

	if (json_parse(a, text, NULL, &job, NULL, e) < 0)
		return -1;
	if (json_type(job) != JSON_OBJECT)
		return err_set(e, ERR_INPUT, "an object is expected");
	write_job(&w, job, location);
	*out = buf_str(&written);
	return written.failed || !json_done(&w) ? err_set(e, ERR_LIMIT, "the job is too large") : 0;
}
