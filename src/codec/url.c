#include "codec/url.h"

#include "codec/hex.h"

static bool
unreserved(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
	    c == '_' || c == '~';
}

void
url_encode(struct buf *out, struct str in, enum url_part part)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < in.n; i++) {
		uint8_t c = (uint8_t)in.p[i];

		if (unreserved(in.p[i]) || (c == '/' && part == URL_PATH)) {
			buf_addc(out, in.p[i]);
			continue;
		}
		buf_add(out, (struct str){ (char[]){ '%', digits[c >> 4], digits[c & 15] }, 3 });
	}
}

int
url_decode(struct buf *out, struct str in, enum url_part part, struct err *e)
{
	size_t before = out->n;

	for (size_t i = 0; i < in.n; i++) {
		char c = in.p[i];

		if (c == '%') {
			int high = in.n - i > 2 ? hex_digit(in.p[i + 1]) : -1;
			int low = in.n - i > 2 ? hex_digit(in.p[i + 2]) : -1;

			if (high < 0 || low < 0) {
				out->n = before;
				return err_set(e, ERR_INPUT, "offset %zu: '%%' needs two hex digits", i);
			}
			c = (char)(high << 4 | low);
			i += 2;
		} else if (c == '+' && part == URL_QUERY) {
			c = ' ';
		}
		buf_addc(out, c);
	}
	return 0;
}

static int
take_scheme(struct str *rest, struct url *out, struct err *e)
{
	static const struct {
		struct str prefix;
		bool tls;
		uint16_t port;
	} schemes[] = {
		{ { "https://", 8 }, true, 443 },
		{ { "http://", 7 }, false, 80 },
	};

	for (size_t i = 0; i < COUNT(schemes); i++) {
		if (!str_eq_nocase(str_sub(*rest, 0, schemes[i].prefix.n), schemes[i].prefix))
			continue;
		out->tls = schemes[i].tls;
		out->port = schemes[i].port;
		*rest = str_sub(*rest, schemes[i].prefix.n, rest->n);
		return 0;
	}
	return err_set(e, ERR_INPUT, "URL does not start with https:// or http://");
}

static int
take_port(struct str digits, struct url *out, struct err *e)
{
	int64_t port = 0;

	if (digits.n > 5 || !str_i64(digits, &port) || port < 1 || port > UINT16_MAX)
		return err_set(e, ERR_INPUT, "URL has a bad port: expected 1 to 65535 behind ':'");
	out->port = (uint16_t)port;
	return 0;
}

static bool
host_is_good(struct str host, bool bracketed)
{
	for (size_t i = 0; i < host.n; i++)
		if (bracketed ? hex_digit(host.p[i]) < 0 && host.p[i] != ':' && host.p[i] != '.' :
				!unreserved(host.p[i]))
			return false;
	return true;
}

/* host, host:port, [v6], [v6]:port */
static int
take_authority(struct str text, struct url *out, struct err *e)
{
	bool bracketed = str_starts(text, STR("["));
	size_t end = bracketed ? str_chr(text, ']') : str_chr(text, ':');

	if (str_chr(text, '@') < text.n)
		return err_set(e, ERR_INPUT, "URL has a user name or password before '@': not supported");
	if (bracketed && end == text.n)
		return err_set(e, ERR_INPUT, "URL has a '[' without ']' in its host");
	out->host = str_sub(text, bracketed, end);
	if (!out->host.n)
		return err_set(e, ERR_INPUT, "URL has no host");
	if (!host_is_good(out->host, bracketed))
		return err_set(e, ERR_INPUT, "URL has a host with a character that no host name has");

	struct str rest = str_sub(text, end + bracketed, text.n);
	if (!rest.n)
		return 0;
	if (rest.p[0] != ':')
		return err_set(e, ERR_INPUT, "URL has something other than a port behind ']'");
	return take_port(str_sub(rest, 1, rest.n), out, e);
}

int
url_parse(struct str text, struct url *out, struct err *e)
{
	struct str rest = text;
	size_t end = 0;

	*out = (struct url){ 0 };
	for (size_t i = 0; i < text.n; i++)
		if ((uint8_t)text.p[i] <= ' ' || text.p[i] == 0x7f)
			return err_set(e, ERR_INPUT, "URL has a space or control character at offset %zu", i);
	if (take_scheme(&rest, out, e) < 0)
		return -1;
	while (end < rest.n && rest.p[end] != '/' && rest.p[end] != '?' && rest.p[end] != '#')
		end++;
	if (take_authority(str_sub(rest, 0, end), out, e) < 0)
		return -1;

	rest = str_sub(rest, end, rest.n);
	rest = str_sub(rest, 0, str_chr(rest, '#'));
	size_t mark = str_chr(rest, '?');
	out->path = mark ? str_sub(rest, 0, mark) : STR("/");
	out->query = str_sub(rest, mark + 1, rest.n);
	return 0;
}

bool
url_query_get(struct str query, struct str name, struct str *value)
{
	struct str rest = query;

	while (rest.p) {
		struct str pair = str_cut(&rest, '&');
		struct str key = str_sub(pair, 0, str_chr(pair, '='));

		if (!pair.n || !str_eq(key, name))
			continue;
		*value = str_sub(pair, key.n + 1, pair.n);
		return true;
	}
	return false;
}
