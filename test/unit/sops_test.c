/* The real sops and age-keygen, where `make tools` has put them; skipped elsewhere. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "engine/secrets.h"
#include "test.h"

static struct tools {
	struct arena arena;
	struct world world;
	struct engine engine;
	bool there;
	char home[4096];
	char folder[64];
} tools;

/* In a folder with a .sops.yaml that would leave values as they are. */
static int
open_tools(void **state)
{
	const char *build = getenv("BUILD");
	const char *path;
	struct err e;

	(void)state;
	tools.engine.world = &tools.world;
	if (world_os_init(&tools.world, &e) < 0 || !getcwd(tools.home, sizeof(tools.home)))
		return -1;
	setenv("PATH",
	    arena_printf(&tools.arena, "%s/%s/bin", build && build[0] == '/' ? "" : tools.home, build ? build : "build")
		.p,
	    1);
	tools.there = world_program(&tools.arena, "sops", &path, NULL) == 0 &&
	    world_program(&tools.arena, "age-keygen", &path, NULL) == 0;
	strcpy(tools.folder, "/tmp/sops_test.XXXXXX");
	if (!mkdtemp(tools.folder) || chdir(tools.folder) < 0)
		return -1;
	return io_write_file(".sops.yaml", STR("creation_rules:\n  - encrypted_regex: ^nothing$\n"), 0644, &e);
}

static int
close_tools(void **state)
{
	(void)state;
	if (chdir(tools.home) < 0)
		return -1;
	io_remove_tree(tools.folder, NULL);
	arena_release(&tools.arena);
	return 0;
}

static struct age_key
make_key(void)
{
	struct age_key key;
	struct err e;

	if (!tools.there)
		skip();
	if (age_key_make(&tools.engine, &tools.arena, &key, &e) < 0)
		fail_msg("%s", e.msg);
	return key;
}

static void
a_stored_key_gives_its_recipient(void **state)
{
	struct age_key key = make_key();
	struct str recipient;
	struct err e;

	(void)state;
	assert_true(str_starts(key.secret, STR("AGE-SECRET-KEY-1")));
	assert_int_equal(age_key_recipient(&tools.engine, &tools.arena, key.secret, &recipient, &e), 0);
	assert_true(str_eq(recipient, key.recipient));
	assert_int_equal(age_key_recipient(&tools.engine, &tools.arena, STR("AGE-SECRET-KEY-1TANGO"), &recipient, &e),
	    -1);
	assert_null(strstr(e.msg, "TANGO"));
}

static void
every_value_is_encrypted_whatever_its_name(void **state)
{
	struct str plain = STR("{\"A\":\"tango-1\",\"B_unencrypted\":\"tango-2\",\"CMDS\":\"[\\\"echo tango-3\\\"]\"}"),
		   sealed, back;
	struct age_key key = make_key();
	struct json j;
	struct err e;

	(void)state;
	assert_int_equal(sops_encrypt(&tools.engine, &tools.arena, key.recipient, plain, &sealed, &e), 0);
	assert_true(str_find(sealed, STR("tango")) == sealed.n);
	assert_true(str_find(sealed, key.recipient) < sealed.n);
	assert_int_equal(sops_decrypt(&tools.engine, &tools.arena, key.secret, sealed, &back, &e), 0);
	assert_int_equal(json_parse(&tools.arena, back, NULL, &j, NULL, &e), 0);
	assert_int_equal(json_len(j), 3);
	assert_true(str_eqz(json_str_or(json_get(j, "A"), STR("")), "tango-1"));
	assert_true(str_eqz(json_str_or(json_get(j, "B_unencrypted"), STR("")), "tango-2"));
	assert_true(str_eqz(json_str_or(json_get(j, "CMDS"), STR("")), "[\"echo tango-3\"]"));
}

static void
what_sops_refuses_is_said_without_its_input(void **state)
{
	struct age_key key = make_key(), other = make_key();
	struct str sealed, out;
	struct err e;

	(void)state;
	assert_int_equal(sops_encrypt(&tools.engine, &tools.arena, STR("age1tango"), STR("{\"A\":\"tango\"}"), &out,
			     &e),
	    -1);
	assert_int_equal(e.code, ERR_CHILD);
	assert_non_null(strstr(e.msg, "the recipient is no age key"));
	assert_null(strstr(e.msg, "tango"));
	assert_int_equal(sops_encrypt(&tools.engine, &tools.arena, key.recipient, STR("{\"A\":\"x\"}"), &sealed, &e),
	    0);
	assert_int_equal(sops_decrypt(&tools.engine, &tools.arena, other.secret, sealed, &out, &e), -1);
	assert_non_null(strstr(e.msg, "the key does not fit"));
	assert_int_equal(sops_decrypt(&tools.engine, &tools.arena, key.secret, STR("{\"A\":\"tango\"}"), &out, &e), -1);
	assert_non_null(strstr(e.msg, "not encrypted by sops"));
}

static void
a_large_environment_fits(void **state)
{
	struct buf plain = buf_in(&tools.arena);
	struct age_key key = make_key();
	struct str sealed, back;
	struct err e;

	(void)state;
	buf_addz(&plain, "{\"A\":\"");
	for (int i = 0; i < 200000; i++)
		buf_addc(&plain, (char)('a' + i % 26));
	buf_addz(&plain, "\"}");
	assert_int_equal(sops_encrypt(&tools.engine, &tools.arena, key.recipient, buf_str(&plain), &sealed, &e), 0);
	assert_int_equal(sops_decrypt(&tools.engine, &tools.arena, key.secret, sealed, &back, &e), 0);
	assert_true(back.n > 200000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stored_key_gives_its_recipient),
		cmocka_unit_test(every_value_is_encrypted_whatever_its_name),
		cmocka_unit_test(what_sops_refuses_is_said_without_its_input),
		cmocka_unit_test(a_large_environment_fits),
	};

	return cmocka_run_group_tests_name(__FILE__, tests, open_tools, close_tools);
}
