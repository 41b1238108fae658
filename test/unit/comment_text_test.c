/* What a comment says, whatever the orders' names, reasons and logs are. */
#include "engine/comment_text.h"

#include <stdlib.h>

#include "engine/comment_markup.h"
#include "test.h"

#define ZWSP_RLO "\xe2\x80\xae"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static bool
holds(struct str text, const char *part)
{
	return str_find(text, str_z(part)) < text.n;
}

/* ---- code spans ---- */

static const struct {
	const char *name, *in, *want;
} spans[] = {
	{ "plain", "deploy-rds", "`deploy-rds`" },
	{ "empty", "", "" },
	{ "blank", " \n ", "" },
	{ "a mention", "@admin", "`@admin`" },
	{ "a reference", "org/repo#12", "`org/repo#12`" },
	{ "a link", "https://evil.example", "`https://evil.example`" },
	{ "HTML", "<img src=x onerror=alert(1)>", "`<img src=x onerror=alert(1)>`" },
	{ "the end of our comment's marker", "-->", "`-->`" },
	{ "a backtick", "a`b", "``a`b``" },
	{ "backticks at the ends", "`@admin`", "`` `@admin` ``" },
	{ "longer runs", "a```b``c", "````a```b``c````" },
	{ "a cell's end", "a|b",
	    "`a\xc2\xa6"
	    "b`" },
	{ "an escaped cell's end", "a\\|b",
	    "`a\\\xc2\xa6"
	    "b`" },
	{ "a line's end", "a\nb\r\n| c", "`a b \xc2\xa6 c`" },
	{ "control characters", "a\x1b[31mb\x07", "`a [31mb`" },
	{ "a change of direction", "a" ZWSP_RLO "b", "`ab`" },
	{ "too long", "0123456789abcdefghijklmnopqrstuvwxyz", "`0123456789abcdefghij\xe2\x80\xa6`" },
};

static void
foreign_text_in_a_line_is_nothing_but_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(spans); i++) {
		struct buf b = buf_in(&arena);

		markup_code(&b, str_z(spans[i].in), i + 1 == COUNT(spans) ? 20 : 300);
		if (!str_eqz(buf_str(&b), spans[i].want))
			fail_msg("%s: " STR_FMT, spans[i].name, STR_ARG(buf_str(&b)));
	}
}

/* ---- links ---- */

static void
only_harmless_urls_become_links(void **state)
{
	static const char *const refused[] = { "", "http://h/x", "javascript:alert(1)", "https://h/a b",
		"https://h/(x)", "https://h/x|y", "https://h/<x>", "https://h/x\ny", "https://h/`",
		"https://h/\xc3\xa4" };
	struct buf b = buf_in(&arena);

	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		markup_link(&b, "open", str_z(refused[i]));
		assert_case(refused[i], b.n == 0);
	}
	markup_link(&b, "open", STR("https://h.example/x?region=r#/functions/f"));
	assert_true(str_eqz(buf_str(&b), "[open](https://h.example/x?region=r#/functions/f)"));
}

/* ---- blocks ---- */

static const struct {
	const char *name, *in, *want;
} blocks[] = {
	{ "lines", "a\nb\n", "```text\na\nb\n```\n" },
	{ "no line's end", "a", "```text\na\n```\n" },
	{ "a fence", "```\n@admin\n```\n", "````text\n```\n@admin\n```\n````\n" },
	{ "a longer fence", "`````", "``````text\n`````\n``````\n" },
	{ "a fence of tildes", "~~~\n", "```text\n~~~\n```\n" },
	{ "HTML", "</details><script>", "```text\n</details><script>\n```\n" },
	{ "colours", "\x1b[1;31mred\x1b[0m \x1b]8;;https://x\x07link\n", "```text\nred link\n```\n" },
	{ "control characters",
	    "a\rb\x01"
	    "c\td",
	    "```text\nabc\td\n```\n" },
	{ "an unfinished sequence", "a\x1b[31", "```text\na\n```\n" },
};

static void
a_log_stays_in_its_block(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(blocks); i++) {
		struct buf b = buf_in(&arena);

		markup_block(&b, markup_plain(&arena, str_z(blocks[i].in)));
		if (!str_eqz(buf_str(&b), blocks[i].want))
			fail_msg("%s: " STR_FMT, blocks[i].name, STR_ARG(buf_str(&b)));
	}
}

/* A log that is one run of backticks would need a fence as long. */
static void
no_log_makes_its_fence_long(void **state)
{
	size_t n = 60000;
	char *ticks = arena_alloc(&arena, n);
	struct buf b = buf_in(&arena);
	struct str plain;

	(void)state;
	memset(ticks, '`', n);
	plain = markup_plain(&arena, (struct str){ ticks, n });
	markup_block(&b, plain);
	assert_true(plain.n < 100 && b.n <= plain.n + MARKUP_BLOCK_OVERHEAD);
}

/* ---- the whole ---- */

#define MARKER "<!-- aws-exe-sys: tag -->\n"

static struct comment_text
text_of(const struct comment_line *lines, size_t shown, const char *states, size_t n)
{
	return (struct comment_text){ .marker = STR(MARKER),
		.run_id = STR("0a0b0c0d-0000-4000-8000-000000000001"),
		.flow_id = STR("@ann:00000000-exec"),
		.status = STATE_RUNNING,
		.states = states,
		.n = n,
		.lines = lines,
		.line_count = shown,
		.bytes_max = 65536,
		.html = true };
}

static void
a_comment_reads_like_this(void **state)
{
	static const struct comment_line lines[] = {
		{ .num = 1,
		    .name = { "plan", 4 },
		    .state = STATE_SUCCEEDED,
		    .target = TARGET_LAMBDA,
		    .took_ms = 1499,
		    .url = { "https://h/1", 11 } },
		{ .num = 2,
		    .name = { "apply", 5 },
		    .state = STATE_FAILED,
		    .target = TARGET_CODEBUILD,
		    .took_ms = 3725000,
		    .reason = { "exit 3", 6 },
		    .message = { "see @admin", 10 },
		    .log_location = { "s3://b/k", 8 },
		    .log = { "no\n", 3 } },
		{ .num = 3, .name = { "wait", 4 }, .state = STATE_QUEUED, .target = TARGET_SSM, .took_ms = -1 },
	};
	struct comment_text t = text_of(lines, COUNT(lines), "sf.", 3);
	struct str got = comment_text(&arena, &t);

	(void)state;
	assert_true(str_eqz(got,
	    MARKER "### \xe2\x8f\xb3 Run in progress\n\n"
		   "3 orders: 1 failed, 1 queued, 1 succeeded. Run `0a0b0c0d-0000-4000-8000-000000000001`, flow "
		   "`@ann:00000000-exec`.\n\n"
		   "| # | Order | Status | Target | Duration | Build |\n|---|---|---|---|---|---|\n"
		   "| 0001 | `plan` | \xe2\x9c\x85 succeeded | lambda | 1s | [open](https://h/1) |\n"
		   "| 0002 | `apply` | \xe2\x9d\x8c failed | codebuild | 1h 02m |  |\n"
		   "| 0003 | `wait` | \xe2\x9a\xaa queued | ssm |  |  |\n\n"
		   "<details><summary>0002 <code>apply</code> failed</summary>\n\n"
		   "Reason: `exit 3`: `see @admin`; log: `s3://b/k`\n\n```text\nno\n```\n\n</details>\n"));
	t.html = false;
	t.status = STATE_TIMED_OUT;
	t.failure_reason = STR("deadline");
	got = comment_text(&arena, &t);
	assert_true(holds(got, "### \xe2\x8f\xb0 Run timed out\n\nReason: `deadline`\n\n"));
	assert_true(holds(got, "\n**0002** `apply` failed\n\nReason: `exit 3`"));
	assert_false(holds(got, "<details>"));
}

/* Where each byte of what is anybody's stands, no line that begins markup of ours may come from it. */
static void
hostile_orders_add_no_markup(void **state)
{
	static const char evil[] =
	    "`|<b>\n\n# @admin #1\n| x |\n```\n</details>\n<!-- aws-exe-sys: other -->\n[a](https://x)\n/close\n";
	struct comment_line line = { .num = 1,
		.name = str_z(evil),
		.state = STATE_FAILED,
		.took_ms = -1,
		.reason = str_z(evil),
		.message = str_z(evil),
		.url = str_z(evil),
		.log_location = str_z(evil),
		.log = str_z(evil) };
	struct comment_text t = text_of(&line, 1, "f", 1);
	struct str got, rest, outside = STR("");
	struct buf lines = buf_in(&arena);
	bool inside = false;

	(void)state;
	t.flow_id = str_z(evil);
	t.failure_reason = str_z(evil);
	got = comment_text(&arena, &t);
	for (rest = got; rest.p;) {
		struct str l = str_cut(&rest, '\n');

		if (str_starts(l, STR("````")))
			inside = !inside;
		else if (!inside)
			buf_printf(&lines, STR_FMT "\n", STR_ARG(l));
	}
	outside = buf_str(&lines);
	assert_false(inside);
	assert_false(holds(outside, "\n# "));
	assert_false(holds(outside, "\n/close"));
	assert_false(holds(outside, "\n</details>\n<!--"));
	assert_false(holds(outside, "\n[a]"));
	assert_false(holds(outside, "\n```"));
	/* The table has its one row with six cells. */
	rest = str_sub(outside, str_find(outside, STR("| 0001 |")), outside.n);
	rest = str_sub(rest, 0, str_chr(rest, '\n'));
	size_t bars = 0;
	for (size_t i = 0; i < rest.n; i++)
		bars += rest.p[i] == '|';
	assert_int_equal(bars, 7);
}

/* ---- limits ---- */

enum { LOG_BYTES = 1024 * 1024, ORDERS = 10000, SHOWN = 400 };

static struct str
large_log(void)
{
	struct buf b = buf_in(&arena);

	for (int i = 0; b.n < LOG_BYTES; i++)
		buf_printf(&b, "line %d of a log that goes on for long, `with` @mentions\n", i);
	return buf_str(&b);
}

static struct comment_line *
many_lines(size_t n, const char *states, struct str log)
{
	struct comment_line *lines = arena_new_n(&arena, struct comment_line, n);

	for (size_t i = 0; i < n; i++)
		lines[i] = (struct comment_line){ .num = (unsigned)i + 1,
			.name = arena_printf(&arena, "order-%zu-%0100d", i, 0),
			.state = (enum state)states[i],
			.took_ms = 1000,
			.url = STR("https://console.example/build"),
			.reason = states[i] == STATE_FAILED ? STR("command 1 of 1 ended with exit code 1") : STR(""),
			.log = states[i] == STATE_FAILED ? log : STR("") };
	return lines;
}

static void
ten_thousand_orders_with_large_logs_fit(void **state)
{
	static const size_t limits[] = { 4096, 32768, 65536 };
	char *states = arena_alloc(&arena, ORDERS);
	struct comment_line *lines;

	(void)state;
	for (size_t f = 0; f < 3; f++) {
		/* All failed; half of them; the last one alone. */
		for (size_t i = 0; i < ORDERS; i++)
			states[i] = f == 0 || (f == 1 && i % 2) || (f == 2 && i == SHOWN - 1) ? STATE_FAILED :
												STATE_SUCCEEDED;
		lines = many_lines(SHOWN, states, large_log());
		for (size_t k = 0; k < 2 * COUNT(limits); k++) {
			struct comment_text t = text_of(lines, SHOWN, states, ORDERS);
			struct str got;

			t.bytes_max = limits[k / 2];
			t.html = k % 2;
			got = comment_text(&arena, &t);
			assert_true(got.n <= t.bytes_max && str_utf8(got, NULL));
			assert_true(got.n > t.bytes_max / 2 || f == 2);
			assert_true(holds(got, "10000 orders: ") && holds(got, "Not in the table: "));
			assert_true(holds(got, "```text\n"));
		}
		/* What failed is in the table, wherever it stands. */
		if (f == 2) {
			struct comment_text t = text_of(lines, SHOWN, states, ORDERS);

			assert_true(holds(comment_text(&arena, &t), "| 0400 | `order-399-"));
		}
	}
}

/* The short log stays whole while the long ones are cut to one length. */
static void
the_longest_ends_are_shortened_first(void **state)
{
	static const char states[] = "fffff";
	struct comment_line *lines = many_lines(5, states, large_log());
	struct comment_text t = text_of(lines, 5, states, 5);
	struct str got;
	size_t cut = 0;

	(void)state;
	lines[2].log = STR("short and whole\n");
	t.bytes_max = 20000;
	got = comment_text(&arena, &t);
	assert_true(got.n <= t.bytes_max && got.n > t.bytes_max - 2000);
	assert_true(holds(got, "```text\nshort and whole\n```\n"));
	for (struct str rest = got; rest.n;) {
		size_t at = str_find(rest, STR("The end of the log:"));

		cut += at < rest.n;
		rest = str_sub(rest, at + 1, rest.n);
	}
	assert_int_equal(cut, 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(foreign_text_in_a_line_is_nothing_but_text, release),
		cmocka_unit_test_teardown(only_harmless_urls_become_links, release),
		cmocka_unit_test_teardown(a_log_stays_in_its_block, release),
		cmocka_unit_test_teardown(no_log_makes_its_fence_long, release),
		cmocka_unit_test_teardown(a_comment_reads_like_this, release),
		cmocka_unit_test_teardown(hostile_orders_add_no_markup, release),
		cmocka_unit_test_teardown(ten_thousand_orders_with_large_logs_fit, release),
		cmocka_unit_test_teardown(the_longest_ends_are_shortened_first, release),
	};

	return RUN(tests);
}
