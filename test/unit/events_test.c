/* events: what commands leave becomes masked events; what is malformed or leads elsewhere is said and skipped. */
#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#undef COUNT
#include "base/io.h"
#include "codec/json.h"
#include "engine/result.h"
#include "exec/events.h"

struct rig {
	struct arena arena;
	struct world world;
	struct mask mask;
	struct spool spool;
	struct output output;
	char dir[64];
	int fd;
};

static int
set_up(void **state)
{
	struct rig *r = calloc(1, sizeof(*r));
	struct err e;

	snprintf(r->dir, sizeof(r->dir), "/tmp/aes-events-XXXXXX");
	if (!mkdtemp(r->dir) || world_os_init(&r->world, &e) < 0)
		return -1;
	r->fd = open(r->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	mask_init(&r->mask, &r->arena);
	mask_add(&r->mask, STR("hunter\"2"));
	mask_add(&r->mask, STR("123456"));
	mask_seal(&r->mask);
	spool_open(&r->spool, &r->world, &r->arena);
	*state = r;
	return output_open(&r->output, &r->arena, &r->mask, &r->spool, -1, &e);
}

static int
tear_down(void **state)
{
	struct rig *r = *state;

	output_close(&r->output, 0);
	spool_close(&r->spool);
	io_close(&r->fd);
	io_remove_tree(r->dir, NULL);
	arena_release(&r->arena);
	free(r);
	return 0;
}

static void
leave(struct rig *r, const char *name, struct str content)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", r->dir, name);
	assert_int_equal(io_write_file(path, content, 0644, NULL), 0);
}

/* The events; what was said of them goes into *log. */
static const char *
collect(struct rig *r, const char **log)
{
	struct buf out = buf_in(&r->arena);
	struct str text;

	events_collect(r->fd, geteuid(), &r->mask, &r->arena, &r->output, &out);
	output_close(&r->output, 0);
	assert_true(spool_whole(&r->spool, &r->arena, 1 << 20, &text));
	*log = arena_z(&r->arena, text);
	return buf_z(&out);
}

static const struct {
	const char *name, *file, *in, *want, *log;
} cases[] = {
	{ "defaults", "plan.json", "{\"n\":1.50}",
	    "[{\"event_type\":\"plan\",\"status\":\"info\",\"data\":{\"n\":1.50}}]", "" },
	{ "given", "x.json", " {\"status\":\"ok\",\"a\":[null],\"event_type\":\"t\"}\n",
	    "[{\"event_type\":\"t\",\"status\":\"ok\",\"data\":{\"a\":[null]}}]", "" },
	{ "masked", "hunter\"2.json", "{\"k\":\"is hunter\\\"2\",\"status\":\"x123456\"}",
	    "[{\"event_type\":\"***\",\"status\":\"x***\",\"data\":{\"k\":\"is ***\"}}]", "" },
	{ "other files", "x.txt", "{}", "", "" },
	{ "no JSON", "x.json", "{\"a\":}", "",
	    "[aws-exe-sys: event x.json is skipped: line 1, column 6: expected a value, got '}']\n" },
	{ "no object", "x.json", "[1]", "", "[aws-exe-sys: event x.json is skipped: expected an object]\n" },
	{ "nothing", "x.json", "", "", NULL },
	{ "a type that is none", "x.json", "{\"event_type\":7}", "", NULL },
	{ "an empty type", "x.json", "{\"event_type\":\"\"}", "",
	    "[aws-exe-sys: event x.json is skipped: event_type: expected 1 to 128 bytes]\n" },
	{ "a secret number", "x.json", "{\"a\":1234567}", "", NULL },
};

static void
files_become_events(void **state)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct rig *r = *state;
		const char *log, *got;

		leave(r, cases[i].file, str_z(cases[i].in));
		got = collect(r, &log);
		if (cases[i].log && strcmp(log, cases[i].log) != 0)
			fail_msg("%s: said \"%s\"", cases[i].name, log);
		/* Where the log is not given, the file is refused, in whatever words. */
		if (!cases[i].log)
			assert_case(cases[i].name, *got == 0 && strstr(log, "x.json is skipped: "));
		else if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: got \"%s\"", cases[i].name, got);
		assert_null(strstr(log, "hunter"));
		tear_down(state);
		assert_int_equal(set_up(state), 0);
	}
}

static void
what_leads_elsewhere_is_skipped(void **state)
{
	struct rig *r = *state;
	char path[256], other[256];
	const char *log;

	snprintf(path, sizeof(path), "%s/a.json", r->dir);
	assert_int_equal(symlink("/proc/self/environ", path), 0);
	snprintf(path, sizeof(path), "%s/b.json", r->dir);
	assert_int_equal(mkfifo(path, 0644), 0);
	snprintf(path, sizeof(path), "%s/c.json", r->dir);
	assert_int_equal(mkdir(path, 0755), 0);
	leave(r, "plain.txt", STR("{}"));
	snprintf(path, sizeof(path), "%s/plain.txt", r->dir);
	snprintf(other, sizeof(other), "%s/d.json", r->dir);
	assert_int_equal(link(path, other), 0);
	assert_string_equal(collect(r, &log), "");
	for (const char *const *name = (const char *[]){ "a", "b", "c", "d", NULL }; *name; name++) {
		snprintf(path, sizeof(path), "event %s.json is skipped: not a plain file", *name);
		assert_case(*name, strstr(log, path));
	}
}

static void
sizes_are_bounded(void **state)
{
	struct rig *r = *state;
	char *large = arena_alloc(&r->arena, EVENT_BYTES_MAX + 1), name[32];
	const char *log, *got;
	struct json events;

	memset(large, ' ', EVENT_BYTES_MAX + 1);
	memcpy(large, "{}", 2);
	leave(r, "0fits.json", (struct str){ large, EVENT_BYTES_MAX });
	leave(r, "1over.json", (struct str){ large, EVENT_BYTES_MAX + 1 });
	large[EVENT_BYTES_MAX - 1] = '}';
	memcpy(large, "{\"a\":[0", 7);
	for (size_t i = 0; i < EVENT_VALUES_MAX; i++)
		memcpy(large + 7 + 2 * i, ",0", 2);
	large[7 + 2 * EVENT_VALUES_MAX] = ']';
	leave(r, "2many.json", (struct str){ large, EVENT_BYTES_MAX });
	for (int i = 0; i < 110; i++) {
		snprintf(name, sizeof(name), "e%03d.json", i);
		leave(r, name, STR("{}"));
	}
	got = collect(r, &log);
	assert_int_equal(json_parse(&r->arena, str_z(got), NULL, &events, NULL, NULL), 0);
	assert_int_equal(json_len(events), 98);
	assert_true(str_eqz(json_str_or(json_get(json_at(events, 97), "event_type"), STR("")), "e096"));
	assert_non_null(strstr(log, "event 1over.json is skipped: over 65536 bytes"));
	assert_non_null(strstr(log, "event 2many.json is skipped: JSON of 2504 values: at most 2500 are allowed"));
	assert_non_null(strstr(log, "13 more events are skipped: only 100 count"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(files_become_events, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_leads_elsewhere_is_skipped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sizes_are_bounded, set_up, tear_down),
	};

	return RUN(tests);
}
