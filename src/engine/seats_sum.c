/* What came of several hosts, as one result: for people who look for what went wrong. */
#include "engine/ids.h"
#include "engine/seats.h"

enum {
	HEADING_MAX = 640,  /* lines of ours about one host */
	LOG_LEAST = 256,    /* of a host that succeeded, where others did not */
	MESSAGE_MAX = 1500, /* a result's message may have 2 KiB */
	WHY_SHOWN_MAX = 120,
};

static bool
is_bad(const struct host_result *h)
{
	return h->result.status != STATE_SUCCEEDED;
}

/* Those that did not succeed come first; else as they were. Returns how many did not. */
static size_t
bad_first(struct arena *a, struct host_result *hosts, size_t n, struct host_result **out)
{
	size_t bad = 0, at = 0;

	*out = arena_new_n(a, struct host_result, n);
	for (size_t i = 0; i < n; i++)
		if (is_bad(&hosts[i]))
			(*out)[at++] = hosts[i];
	bad = at;
	for (size_t i = 0; i < n; i++)
		if (!is_bad(&hosts[i]))
			(*out)[at++] = hosts[i];
	return bad;
}

static void
put_verdict(struct buf *out, const struct result *r, size_t why_max)
{
	const struct str why[] = { r->failure_reason, r->message };

	buf_addz(out, state_name(r->status));
	if (r->has_exit_code)
		buf_printf(out, ", exit code %d", r->exit_code);
	for (size_t i = 0; i < COUNT(why); i++) {
		struct str shown = str_head(why[i], why_max);

		if (shown.n)
			buf_printf(out, ": " STR_FMT, STR_ARG(shown));
	}
}

/* One host's part of the log, `room` bytes at most. */
static void
put_log(struct buf *out, const struct host_result *h, size_t room, bool *cut)
{
	struct str log = h->result.log, part = str_tail(log, room > HEADING_MAX ? room - HEADING_MAX : 0);

	buf_printf(out, "==== " STR_FMT ": ", STR_ARG(h->host));
	put_verdict(out, &h->result, WHY_SHOWN_MAX);
	buf_addz(out, " ====\n");
	if (part.n < h->log_bytes || h->result.log_truncated) {
		*cut = true;
		buf_printf(out, "[the last %zu bytes; all of it: " STR_FMT "]\n", part.n, STR_ARG(h->log_place));
	}
	buf_add(out, part);
	if (part.n && part.p[part.n - 1] != '\n')
		buf_addc(out, '\n');
}

/* The room goes to those that failed, but for a little; what one does not need is the next one's. */
static struct str
sum_logs(struct arena *a, const struct host_result *hosts, size_t n, size_t bad, bool *cut)
{
	struct buf out = buf_in(a);

	for (size_t i = 0; i < n; i++) {
		size_t left = ROW_LOG_MAX - out.n, later = i < bad ? (n - bad) * (HEADING_MAX + LOG_LEAST) : 0;
		size_t sharers = (i < bad ? bad : n) - i;

		put_log(&out, &hosts[i], (left > later ? left - later : left) / sharers, cut);
	}
	return buf_str(&out);
}

/* One word for all of them. What ended the run is the order's reason too, since the job's status goes by it. */
static struct str
common_reason(const struct host_result *hosts, size_t bad)
{
	static const char *const ending[] = { "deadline", "cancelled" };

	for (size_t k = 0; k < COUNT(ending); k++)
		for (size_t i = 0; i < bad; i++)
			if (str_eqz(hosts[i].result.failure_reason, ending[k]))
				return hosts[i].result.failure_reason;
	for (size_t i = 1; i < bad; i++)
		if (!str_eq(hosts[i].result.failure_reason, hosts[0].result.failure_reason))
			return STR("hosts_failed");
	return hosts[0].result.failure_reason;
}

static struct str
name_bad(struct arena *a, const struct host_result *hosts, size_t n, size_t bad)
{
	size_t share = MESSAGE_MAX / bad / 2;
	struct buf out = buf_in(a);

	buf_printf(&out, "%zu of %zu hosts did not succeed: ", bad, n);
	for (size_t i = 0; i < bad; i++) {
		if (out.n > MESSAGE_MAX) {
			buf_printf(&out, " and %zu more", bad - i);
			break;
		}
		buf_printf(&out, "%s" STR_FMT " (", i ? ", " : "", STR_ARG(hosts[i].host));
		put_verdict(&out, &hosts[i].result, share > WHY_SHOWN_MAX ? share : WHY_SHOWN_MAX);
		buf_addc(&out, ')');
	}
	return buf_str(&out);
}

static void
sum_times(const struct host_result *hosts, size_t n, struct result *out)
{
	out->started_at_ms = hosts[0].result.started_at_ms;
	for (size_t i = 0; i < n; i++) {
		const struct result *r = &hosts[i].result;

		if (r->started_at_ms < out->started_at_ms)
			out->started_at_ms = r->started_at_ms;
		if (r->finished_at_ms > out->finished_at_ms)
			out->finished_at_ms = r->finished_at_ms;
	}
}

void
seats_sum(struct arena *a, struct host_result *hosts, size_t n, struct result *out)
{
	struct host_result *sorted;
	size_t bad = bad_first(a, hosts, n, &sorted);

	*out = (struct result){ .status = bad ? STATE_FAILED : STATE_SUCCEEDED, .by = STR("orchestrator") };
	sum_times(hosts, n, out);
	out->log = sum_logs(a, sorted, n, bad, &out->log_truncated);
	out->has_exit_code = sorted[0].result.has_exit_code;
	out->exit_code = sorted[0].result.exit_code;
	if (!bad)
		return;
	for (size_t i = 0; i < bad; i++)
		if (sorted[i].result.status == STATE_TIMED_OUT)
			out->status = STATE_TIMED_OUT;
	out->failure_reason = common_reason(sorted, bad);
	out->message = name_bad(a, sorted, n, bad);
}
