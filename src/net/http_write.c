#include "net/http.h"
#include "net/http_head.h"

static const struct {
	int status;
	const char *reason;
} reasons[] = {
	{ 200, "OK" },
	{ 201, "Created" },
	{ 202, "Accepted" },
	{ 204, "No Content" },
	{ 206, "Partial Content" },
	{ 301, "Moved Permanently" },
	{ 302, "Found" },
	{ 304, "Not Modified" },
	{ 307, "Temporary Redirect" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 408, "Request Timeout" },
	{ 409, "Conflict" },
	{ 410, "Gone" },
	{ 411, "Length Required" },
	{ 412, "Precondition Failed" },
	{ 413, "Content Too Large" },
	{ 416, "Range Not Satisfiable" },
	{ 429, "Too Many Requests" },
	{ 431, "Request Header Fields Too Large" },
	{ 500, "Internal Server Error" },
	{ 501, "Not Implemented" },
	{ 502, "Bad Gateway" },
	{ 503, "Service Unavailable" },
	{ 504, "Gateway Timeout" },
};

static const char *
reason_of(int status)
{
	for (size_t i = 0; i < COUNT(reasons); i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Unknown";
}

struct str
http_header_get(const struct http_header *headers, size_t n, const char *name)
{
	struct str wanted = str_z(name);

	for (size_t i = 0; i < n; i++)
		if (str_eq_nocase(headers[i].name, wanted))
			return headers[i].value;
	return (struct str){ 0 };
}

static void
add_decimal(struct buf *out, uint64_t n)
{
	char digits[20];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(out, (struct str){ digits + at, sizeof(digits) - at });
}

void
http_host(struct buf *out, bool tls, struct str host, uint16_t port)
{
	bool v6 = str_chr(host, ':') < host.n;

	if (v6)
		buf_addc(out, '[');
	buf_add(out, host);
	if (v6)
		buf_addc(out, ']');
	if (port != (tls ? 443 : 80)) {
		buf_addc(out, ':');
		add_decimal(out, port);
	}
}

static int
add_header(struct buf *out, struct str name, struct str value, struct err *e)
{
	if (!http_is_token(name))
		return err_set(e, ERR_INPUT, "HTTP header name is not a token");
	if (!http_is_field_value(value))
		return err_set(e, ERR_INPUT, "HTTP header " STR_FMT ": control character in its value", STR_ARG(name));
	buf_add(out, name);
	buf_add(out, STR(": "));
	buf_add(out, value);
	buf_add(out, STR("\r\n"));
	return 0;
}

static int
add_headers(struct buf *out, const struct http_header *headers, size_t n, int64_t content_length, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (add_header(out, headers[i].name, headers[i].value, e) < 0)
			return -1;
	if (content_length >= 0) {
		buf_add(out, STR("Content-Length: "));
		add_decimal(out, (uint64_t)content_length);
		buf_add(out, STR("\r\n"));
	}
	return 0;
}

static int
finish_head(struct buf *out, struct err *e)
{
	buf_add(out, STR("\r\n"));
	return out->failed ? err_set(e, ERR_LIMIT, "HTTP head does not fit") : 0;
}

/* A space or a control character would end the request line early. */
static bool
is_target(struct str s)
{
	return s.n && http_is_field_value(s) && str_chr(s, ' ') == s.n && str_chr(s, '\t') == s.n;
}

int
http_write_request(struct buf *out, const struct http_request *req, int64_t content_length, struct err *e)
{
	if (!http_is_token(req->method))
		return err_set(e, ERR_INPUT, "HTTP method is not a token");
	if (!is_target(req->target))
		return err_set(e, ERR_INPUT, "HTTP request target is empty or holds a space or a control character");
	if (!is_target(req->host))
		return err_set(e, ERR_INPUT, "HTTP host is empty or holds a space or a control character");
	buf_add(out, req->method);
	buf_addc(out, ' ');
	buf_add(out, req->target);
	buf_add(out, STR(" HTTP/1.1\r\nHost: "));
	http_host(out, req->tls, req->host, req->port);
	buf_add(out, STR("\r\n"));
	if (add_headers(out, req->headers, req->header_count, content_length, e) < 0)
		return -1;
	return finish_head(out, e);
}

int
http_write_response(struct buf *out, int status, const struct http_header *headers, size_t n, int64_t content_length,
    bool keep_alive, struct err *e)
{
	buf_add(out, STR("HTTP/1.1 "));
	add_decimal(out, (uint64_t)status);
	buf_addc(out, ' ');
	buf_addz(out, reason_of(status));
	buf_add(out, STR("\r\n"));
	if (add_headers(out, headers, n, content_length, e) < 0)
		return -1;
	if (!keep_alive)
		buf_add(out, STR("Connection: close\r\n"));
	return finish_head(out, e);
}
