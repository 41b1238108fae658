#include "engine/ids.h"

static bool
is_lower_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct str
order_num(struct arena *a, unsigned n)
{
	return arena_printf(a, "%04u", n);
}

bool
order_num_parse(struct str text, unsigned *n)
{
	unsigned value = 0;

	if (text.n < 4 || text.n > 5 || (text.n == 5 && text.p[0] == '0'))
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		value = value * 10 + (unsigned)(text.p[i] - '0');
	}
	if (value > ORDERS_MAX)
		return false;
	*n = value;
	return true;
}

bool
run_id_valid(struct str text)
{
	if (text.n != RUN_ID_LEN)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? text.p[i] != '-' : !is_lower_hex(text.p[i]))
			return false;
	}
	return true;
}

bool
trace_id_valid(struct str text)
{
	if (text.n != TRACE_ID_LEN)
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (!is_lower_hex(text.p[i]))
			return false;
	return true;
}

struct str
run_id_new(struct world *w, struct arena *a)
{
	static const char variants[] = "89ab";
	struct str hex = world_random_hex(w, a, 16);
	char variant = variants[(unsigned char)hex.p[16] % 4];

	return arena_printf(a, "%.8s-%.4s-4%.3s-%c%.3s-%.12s", hex.p, hex.p + 8, hex.p + 13, variant, hex.p + 17,
	    hex.p + 20);
}

struct str
trace_id_new(struct world *w, struct arena *a)
{
	return world_random_hex(w, a, TRACE_ID_LEN / 2);
}

struct str
flow_id(struct arena *a, struct str username, struct str trace_id, struct str label)
{
	return arena_printf(a, STR_FMT ":" STR_FMT "-" STR_FMT, STR_ARG(username), STR_ARG(trace_id), STR_ARG(label));
}

bool
flow_id_parse(struct str id, struct str *username, struct str *trace_id, struct str *label)
{
	/* A label has no ':' (name_safe), so the last one that a trace id follows is the separator. */
	for (size_t i = id.n; i-- > 0;) {
		struct str trace = str_sub(id, i + 1, i + 1 + TRACE_ID_LEN);
		size_t dash = i + 1 + TRACE_ID_LEN;

		if (id.p[i] != ':' || dash >= id.n || id.p[dash] != '-' || !trace_id_valid(trace))
			continue;
		*username = str_sub(id, 0, i);
		*trace_id = trace;
		*label = str_sub(id, dash + 1, id.n);
		return true;
	}
	return false;
}

struct str
trace_leg(struct arena *a, struct str trace_id, int64_t now_ms)
{
	return arena_printf(a, STR_FMT ":%lld", STR_ARG(trace_id), (long long)(now_ms / 1000));
}

bool
trace_leg_parse(struct str leg, struct str *trace_id, int64_t *epoch_s)
{
	size_t colon = str_rchr(leg, ':');

	if (colon >= leg.n || !str_i64(str_sub(leg, colon + 1, leg.n), epoch_s))
		return false;
	*trace_id = str_sub(leg, 0, colon);
	return trace_id_valid(*trace_id);
}

bool
name_safe(struct str name)
{
	if (name.n == 0 || name.n > NAME_MAX_BYTES || !(is_alnum(name.p[0]) || name.p[0] == '-') ||
	    name.p[name.n - 1] == ' ')
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (!is_alnum(c) && c != '-' && c != '_' && c != '.' && c != ' ')
			return false;
	}
	return true;
}

bool
host_valid(struct str host)
{
	for (size_t i = 0; i < host.n; i++)
		if (!is_alnum(host.p[i]) && host.p[i] != '-')
			return false;
	return host.n > 0;
}

/* <area>/<run>/<num>/[hosts/<host>/]<file> */
static struct str
key_of(struct arena *a, const char *area, struct str run, unsigned num, struct str host, const char *file)
{
	return arena_printf(a, "%s/" STR_FMT "/%04u/%s" STR_FMT "%s%s", area, STR_ARG(run), num, host.n ? "hosts/" : "",
	    STR_ARG(host), host.n ? "/" : "", file);
}

#define EXEC_AREA "tmp/exec"
#define CALLBACK_AREA "tmp/callbacks/runs"
#define LOG_AREA "tmp/logs"

static const struct str no_host = { "", 0 };

struct str
key_bundle(struct arena *a, struct str run, unsigned num)
{
	return key_of(a, EXEC_AREA, run, num, no_host, "exec.zip");
}

struct str
key_stripped(struct arena *a, struct str run, unsigned num)
{
	return key_of(a, EXEC_AREA, run, num, no_host, "exec.stripped.zip");
}

struct str
key_claim(struct arena *a, struct str run, unsigned num, struct str host)
{
	return key_of(a, EXEC_AREA, run, num, host, "claim.json");
}

struct str
key_result(struct arena *a, struct str run, unsigned num, struct str host)
{
	return key_of(a, CALLBACK_AREA, run, num, host, "result.json");
}

struct str
key_end(struct arena *a, struct str run)
{
	return key_of(a, CALLBACK_AREA, run, 0, no_host, "end/result.json");
}

struct str
key_plan(struct arena *a, struct str run)
{
	return arena_printf(a, EXEC_AREA "/" STR_FMT "/plan.json", STR_ARG(run));
}

struct str
key_log(struct arena *a, struct str run, unsigned num, struct str host)
{
	return key_of(a, LOG_AREA, run, num, host, "output.log");
}

struct str
key_start(struct arena *a, struct str run, unsigned num, struct str host, struct str start_id)
{
	return key_of(a, EXEC_AREA, run, num, host, arena_printf(a, "start/" STR_FMT, STR_ARG(start_id)).p);
}

struct str
key_done(struct arena *a, struct str run)
{
	return arena_printf(a, STR_FMT "/done", STR_ARG(run));
}

struct str
key_results(struct arena *a, struct str run)
{
	return arena_printf(a, CALLBACK_AREA "/" STR_FMT "/", STR_ARG(run));
}

bool
key_result_parse(struct str key, struct str *run, unsigned *num)
{
	const struct str area = STR(CALLBACK_AREA "/"), hosts = STR("hosts/"), file = STR("result.json");

	if (!str_starts(key, area))
		return false;
	struct str rest = str_sub(key, area.n, key.n);
	struct str run_text = str_cut(&rest, '/');
	struct str num_text = str_cut(&rest, '/');
	if (!run_id_valid(run_text) || !order_num_parse(num_text, num))
		return false;
	*run = run_text;
	if (str_eq(rest, file) || (*num == 0 && str_eqz(rest, "end/result.json")))
		return true;
	if (*num == 0 || !str_starts(rest, hosts))
		return false;
	rest = str_sub(rest, hosts.n, rest.n);
	struct str host = str_cut(&rest, '/');
	return host_valid(host) && str_eq(rest, file);
}

struct str
key_results_of(struct arena *a, struct str run, unsigned num)
{
	return key_of(a, CALLBACK_AREA, run, num, no_host, "");
}

struct str
pk_run(struct arena *a, struct str run)
{
	return arena_printf(a, "lock:" STR_FMT, STR_ARG(run));
}

struct str
pk_board(struct arena *a, struct str run)
{
	return arena_printf(a, "board:" STR_FMT, STR_ARG(run));
}

struct str
pk_order(struct arena *a, struct str run, unsigned num)
{
	return arena_printf(a, STR_FMT ":%04u", STR_ARG(run), num);
}

struct str
command_comment(struct arena *a, struct str run, unsigned num, struct str start_id)
{
	return arena_printf(a, STR_FMT "/%04u/" STR_FMT, STR_ARG(run), num, STR_ARG(start_id));
}

bool
command_comment_parse(struct str comment, struct str *run, unsigned *num, struct str *start_id)
{
	*run = str_cut(&comment, '/');
	if (!run_id_valid(*run) || !order_num_parse(str_cut(&comment, '/'), num) || *num == 0)
		return false;
	*start_id = comment;
	return comment.n > 0;
}

struct str
key_sops(struct arena *a, struct str prefix, struct str run)
{
	return arena_printf(a, "/" STR_FMT "/sops-keys/" STR_FMT "/0000", STR_ARG(prefix), STR_ARG(run));
}
