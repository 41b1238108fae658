/*
 * Start lines (RFC 9112, sections 3 and 4):
 *	GET /path?query HTTP/1.1
 *	HTTP/1.1 200 OK
 * and headers `Name: value`, one a line.
 */
#include <string.h>

#include "net/http_head.h"

bool
http_is_token(struct str s)
{
	static const char others[] = "!#$%&'*+-.^_`|~";

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool alnum = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');

		if (!alnum && (c == 0 || !strchr(others, c)))
			return false;
	}
	return s.n > 0;
}

bool
http_is_field_value(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < ' ' && c != '\t') || c == 127)
			return false;
	}
	return true;
}

static bool
is_visible(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 127)
			return false;
	return s.n > 0;
}

/* "HTTP/1.0" or "HTTP/1.1" */
static int
read_version(struct http_parser *p, struct str version, struct err *e)
{
	if (version.n != 8 || !str_starts(version, STR("HTTP/1.")) || (version.p[7] != '0' && version.p[7] != '1'))
		return err_set(e, ERR_PROTO, "HTTP start line: not HTTP/1.0 or HTTP/1.1");
	p->minor_version = version.p[7] - '0';
	p->keep_alive = p->minor_version == 1;
	return 0;
}

static int
read_request_line(struct http_parser *p, struct str line, struct err *e)
{
	p->method = str_cut(&line, ' ');
	p->target = str_cut(&line, ' ');
	if (!http_is_token(p->method))
		return err_set(e, ERR_PROTO, "HTTP request line: bad method");
	if (!is_visible(p->target))
		return err_set(e, ERR_PROTO, "HTTP request line: bad target");
	return read_version(p, line, e);
}

static int
read_status_line(struct http_parser *p, struct str line, struct err *e)
{
	struct str version = str_cut(&line, ' '), status = str_cut(&line, ' ');
	int64_t number = 0;

	if (read_version(p, version, e) < 0)
		return -1;
	if (status.n != 3 || !str_i64(status, &number) || number < 100 || number > 599)
		return err_set(e, ERR_PROTO, "HTTP status line: the status is not a number from 100 to 599");
	if (!http_is_field_value(line))
		return err_set(e, ERR_PROTO, "HTTP status line: control character");
	p->status = (int)number;
	return 0;
}

static int
read_header(struct http_parser *p, struct str line, struct err *e)
{
	size_t colon = str_chr(line, ':');
	struct str value = str_sub(line, colon + 1, line.n);
	struct http_header h = { str_sub(line, 0, colon), str_trim(value) };

	if (p->header_count == HTTP_HEADERS_MAX)
		return err_set(e, ERR_LIMIT, "HTTP head has more than %d headers", HTTP_HEADERS_MAX);
	if (line.p[0] == ' ' || line.p[0] == '\t')
		return err_set(e, ERR_PROTO, "HTTP header: folded lines are not accepted");
	if (colon == line.n || !http_is_token(h.name))
		return err_set(e, ERR_PROTO, "HTTP header %zu: not `name: value`", p->header_count + 1);
	if (!http_is_field_value(value))
		return err_set(e, ERR_PROTO, "HTTP header %zu: control character in its value", p->header_count + 1);
	p->headers[p->header_count++] = h;
	return 0;
}

static int
set_length(struct http_parser *p, struct str value, struct err *e)
{
	int64_t n = 0;

	if (p->content_length >= 0)
		return err_set(e, ERR_PROTO, "HTTP head has two Content-Length headers");
	if (value.n == 0 || value.p[0] == '-' || !str_i64(value, &n))
		return err_set(e, ERR_PROTO, "HTTP header Content-Length: not a number of bytes");
	p->content_length = n;
	return 0;
}

static int
set_chunked(struct http_parser *p, struct str value, struct err *e)
{
	if (p->chunked || p->minor_version == 0 || !str_eq_nocase(value, STR("chunked")))
		return err_set(e, ERR_PROTO, "HTTP header Transfer-Encoding: only `chunked`, once, in HTTP/1.1");
	p->chunked = true;
	return 0;
}

static int
set_connection(struct http_parser *p, struct str value, struct err *e)
{
	(void)e;
	while (value.p) {
		struct str option = str_trim(str_cut(&value, ','));

		if (str_eq_nocase(option, STR("close")))
			p->keep_alive = false;
		else if (str_eq_nocase(option, STR("keep-alive")) && p->minor_version == 0)
			p->keep_alive = true;
	}
	return 0;
}

static const struct {
	struct str name;
	int (*set)(struct http_parser *p, struct str value, struct err *e);
} framing[] = {
	{ { "content-length", 14 }, set_length },
	{ { "transfer-encoding", 17 }, set_chunked },
	{ { "connection", 10 }, set_connection },
};

static int
read_framing(struct http_parser *p, struct err *e)
{
	size_t hosts = 0;

	for (size_t i = 0; i < p->header_count; i++) {
		hosts += str_eq_nocase(p->headers[i].name, STR("host"));
		for (size_t k = 0; k < COUNT(framing); k++)
			if (str_eq_nocase(p->headers[i].name, framing[k].name) &&
			    framing[k].set(p, p->headers[i].value, e) < 0)
				return -1;
	}
	if (p->chunked && p->content_length >= 0)
		return err_set(e, ERR_PROTO, "HTTP head has both Content-Length and Transfer-Encoding");
	if (p->request && (hosts > 1 || (hosts == 0 && p->minor_version == 1)))
		return err_set(e, ERR_PROTO, "HTTP request has %s Host header", hosts ? "more than one" : "no");
	return 0;
}

int
http_head_read(struct http_parser *p, struct err *e)
{
	struct str rest = buf_str(&p->head);
	struct str line = str_cut(&rest, '\n');

	p->header_count = 0;
	p->content_length = -1;
	p->chunked = false;
	line.n--; /* each line ends with CR: http.c has seen to that */
	if ((p->request ? read_request_line : read_status_line)(p, line, e) < 0)
		return -1;
	for (line = str_cut(&rest, '\n'); line.n > 1; line = str_cut(&rest, '\n')) {
		line.n--;
		if (read_header(p, line, e) < 0)
			return -1;
	}
	return read_framing(p, e);
}
