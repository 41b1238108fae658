/* When a limited rate allows more: GitHub REST API, "Rate limits" and "Best practices"; GitLab, "User and IP rate limits",
 * "Response headers"; RFC 9110, section 10.2.3 (Retry-After). */
#include "codec/date.h"
#include "vcs/vcs.h"

enum { UNSAID_MS = 60000, LONGEST_S = 7 * 86400 };

static struct str
header(const struct http_response *res, const char *name)
{
	return http_header_get(res->headers, res->header_count, name);
}

/* Seconds from now, or an HTTP date. 0: neither. */
static int64_t
retry_after(struct str value, int64_t now_ms)
{
	int64_t n;

	if (str_i64(value, &n))
		return n >= 0 && n <= LONGEST_S ? now_ms + n * 1000 : 0;
	return date_read(value, DATE_HTTP, &n, NULL) == 0 ? n : 0;
}

/* The end of the period, in seconds of the epoch; some proxies count from now. 0: none. */
static int64_t
reset(struct str value, int64_t now_ms)
{
	int64_t n;

	if (!str_i64(value, &n) || n < 0 || n > now_ms / 1000 + LONGEST_S)
		return 0;
	return n <= LONGEST_S ? now_ms + n * 1000 : n * 1000;
}

static bool
says_limit(struct str message)
{
	return str_find(message, STR("rate limit")) < message.n ||
	    str_find(message, STR("abuse detection")) < message.n;
}

int64_t
vcs_again_at_ms(const struct http_response *res, struct str message, int64_t now_ms)
{
	static const char *const remaining[] = { "x-ratelimit-remaining", "ratelimit-remaining" };
	static const char *const resets[] = { "x-ratelimit-reset", "ratelimit-reset" };
	struct str after = header(res, "retry-after");
	bool limited = res->status == 429 || (res->status == 403 && (after.p || says_limit(message)));
	int64_t at = after.p ? retry_after(after, now_ms) : 0;
	bool used_up = false;

	for (size_t i = 0; i < COUNT(remaining); i++)
		used_up = used_up || str_eqz(header(res, remaining[i]), "0");
	limited = limited || (res->status == 403 && used_up);
	if (!limited && !(res->status == 503 && at))
		return 0;
	for (size_t i = 0; i < COUNT(resets) && used_up && !at; i++)
		at = reset(header(res, resets[i]), now_ms);
	if (!at)
		return now_ms + UNSAID_MS;
	return at < now_ms ? now_ms : at;
}
