#include "exec/events.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "codec/json.h"
#include "engine/result.h"

enum { NAMES_MAX = 10000 };

#define SUFFIX ".json"

struct names {
	struct str list[RESULT_EVENTS_MAX + 1];
	size_t n, more;
};

/* Keeps the first by name, whatever order the folder gives them in. */
static void
names_add(struct names *names, struct str name)
{
	size_t at = names->n;

	while (at > 0 && str_cmp(names->list[at - 1], name) > 0)
		at--;
	memmove(names->list + at + 1, names->list + at, (names->n - at) * sizeof(name));
	names->list[at] = name;
	if (names->n < RESULT_EVENTS_MAX)
		names->n++;
	else
		names->more++;
}

static void
names_read(struct names *names, int dir_fd, struct arena *a)
{
	int fd = openat(dir_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	while (dir && names->n + names->more < NAMES_MAX && (entry = readdir(dir)) != NULL) {
		struct str name = str_z(entry->d_name);

		if (str_ends(name, STR(SUFFIX)))
			names_add(names, arena_str(a, name));
	}
	if (dir)
		closedir(dir);
	else
		io_close(&fd);
}

/* Neither a link nor a pipe leads anywhere, and nothing that another user owns is read on the commands' behalf. */
static int
read_event(int dir_fd, const char *name, uid_t uid, struct arena *a, struct str *text, struct err *e)
{
	int fd = openat(dir_fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct buf content = buf_in(a);
	struct stat st;
	int result;

	if (fd < 0 && errno == ELOOP)
		return err_set(e, ERR_INPUT, "not a plain file");
	if (fd < 0)
		return err_sys(e, "open");
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_nlink != 1 || st.st_uid != uid)
		result = err_set(e, ERR_INPUT, "not a plain file of its own");
	else if (st.st_size > EVENT_BYTES_MAX || io_read_all(fd, &content, EVENT_BYTES_MAX, e) < 0)
		result = err_set(e, ERR_LIMIT, "over %d bytes", EVENT_BYTES_MAX);
	else
		result = 0;
	io_close(&fd);
	*text = buf_str(&content);
	return result;
}

static int
word(struct json j, const char *key, struct str otherwise, struct str *out, struct err *e)
{
	struct json member = json_get(j, key);

	*out = otherwise;
	if (json_exists(member) && json_str(member, out, e) < 0)
		return -1;
	if (out->n == 0 || out->n > EVENT_TYPE_MAX)
		return err_set(e, ERR_INPUT, "%s: expected 1 to %d bytes", key, EVENT_TYPE_MAX);
	return 0;
}

static void
write_data(struct json_writer *w, struct json j)
{
	json_put_object(w, "data");
	for (struct json m = json_first(j); json_exists(m); m = json_next(m)) {
		if (str_eqz(json_key(m), "event_type") || str_eqz(json_key(m), "status"))
			continue;
		json_key_write(w, json_key(m));
		json_write_copy(w, m);
	}
	json_close(w);
}

/* One file's event as it goes into the result, masked. */
static int
convert(const struct mask *m, struct arena *a, struct str name, struct str text, struct str *out, struct err *e)
{
	static const struct json_limits limits = { .values = EVENT_VALUES_MAX };
	struct buf event = buf_in(a);
	struct json_writer w = json_writer(&event);
	struct str type, status;
	struct json j;

	if (json_parse(a, text, &limits, &j, NULL, e) < 0)
		return -1;
	if (json_type(j) != JSON_OBJECT)
		return err_set(e, ERR_INPUT, "expected an object");
	if (word(j, "event_type", str_sub(name, 0, name.n - (sizeof(SUFFIX) - 1)), &type, e) < 0 ||
	    word(j, "status", STR("info"), &status, e) < 0)
		return -1;
	json_object(&w);
	json_put_str(&w, "event_type", type);
	json_put_str(&w, "status", status);
	write_data(&w, j);
	json_close(&w);
	*out = mask_text(m, a, buf_str(&event));
	/* A secret that was no string took a piece of the syntax with it. */
	if (!json_done(&w) || json_parse(a, *out, NULL, &j, NULL, NULL) < 0)
		return err_set(e, ERR_INPUT, "a secret stands outside of its strings");
	return 0;
}

void
events_collect(int dir_fd, uid_t uid, const struct mask *m, struct arena *a, struct output *log, struct buf *out)
{
	struct names *names = arena_new(a, struct names);
	struct str text, event;
	struct err e;

	names_read(names, dir_fd, a);
	for (size_t i = 0; i < names->n; i++) {
		struct str name = names->list[i];

		err_clear(&e);
		if (read_event(dir_fd, name.p, uid, a, &text, &e) < 0 || convert(m, a, name, text, &event, &e) < 0) {
			output_say(log, "event " STR_FMT " is skipped: %s", STR_ARG(name), e.msg);
			continue;
		}
		if (out->n + event.n > EVENTS_BYTES_MAX) {
			output_say(log, "event " STR_FMT " is skipped: over %d bytes of events", STR_ARG(name),
			    EVENTS_BYTES_MAX);
			continue;
		}
		buf_addc(out, out->n ? ',' : '[');
		buf_add(out, event);
	}
	if (out->n)
		buf_addc(out, ']');
	if (names->more)
		output_say(log, "%zu more events are skipped: only %d count", names->more, RESULT_EVENTS_MAX);
}
