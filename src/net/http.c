/*
 * The parser's states. A head is collected whole (it is small) and read in http_head.c; bodies pass through without a
 * copy. The framing of chunks (RFC 9112, section 7.1) is read byte by byte:
 *
 *	CHUNK_SIZE 1a2b [;extension] CR LF   CHUNK_DATA   CR LF   ... 0 CR LF   trailer lines   CR LF
 */
#include <string.h>

#include "codec/hex.h"
#include "net/http.h"
#include "net/http_head.h"

enum { CHUNK_DIGITS_MAX = 15, CHUNK_LINE_MAX = 1024, TRAILER_BYTES_MAX = 8192 };

enum state {
	STATE_HEAD,
	STATE_LENGTH,
	STATE_UNTIL_CLOSE,
	STATE_CHUNK_DATA,
	STATE_CHUNK_SIZE,
	STATE_CHUNK_EXTENSION,
	STATE_CHUNK_SIZE_LF,
	STATE_CHUNK_CR,
	STATE_CHUNK_LF,
	STATE_TRAILER,
	STATE_TRAILER_LF,
	STATE_DONE,
};

void
http_parser_init(struct http_parser *p, struct arena *a, bool request, uint64_t body_max)
{
	*p =
	    (struct http_parser){ .request = request, .body_max = body_max, .content_length = -1, .state = STATE_HEAD };
	p->head = buf_in(a);
	p->head.limit = HTTP_HEAD_BYTES_MAX;
}

static bool
over_limit(const struct http_parser *p, uint64_t bytes)
{
	return p->body_max && bytes > p->body_max;
}

static int
refuse_size(const struct http_parser *p, struct err *e)
{
	return err_set(e, ERR_LIMIT, "HTTP body is over the limit of %llu bytes", (unsigned long long)p->body_max);
}

/* What follows the head: RFC 9112, section 6.3. */
static int
begin_body(struct http_parser *p, struct err *e)
{
	bool none = !p->request && (p->head_request || p->status < 200 || p->status == 204 || p->status == 304);

	if (none || (p->content_length == 0 && !p->chunked)) {
		p->state = STATE_DONE;
	} else if (p->chunked) {
		p->state = STATE_CHUNK_SIZE;
	} else if (p->content_length > 0) {
		if (over_limit(p, (uint64_t)p->content_length))
			return refuse_size(p, e);
		p->left = (uint64_t)p->content_length;
		p->state = STATE_LENGTH;
	} else if (p->request) {
		p->state = STATE_DONE;
	} else {
		p->until_close = true;
		p->keep_alive = false;
		p->state = STATE_UNTIL_CLOSE;
	}
	return 0;
}

static bool
head_complete(const struct buf *head)
{
	return head->n >= 4 && memcmp(head->p + head->n - 4, "\r\n\r\n", 4) == 0;
}

/* Collects one line of the head; *complete with its last. */
static int
take_head_line(struct http_parser *p, struct str *in, bool *complete, struct err *e)
{
	size_t n = str_chr(*in, '\n');
	bool whole = n < in->n;

	buf_add(&p->head, str_sub(*in, 0, n + whole));
	*in = str_sub(*in, n + whole, in->n);
	if (p->head.failed)
		return err_set(e, ERR_LIMIT, "HTTP head is over the limit of %d bytes", HTTP_HEAD_BYTES_MAX);
	if (!whole)
		return 0;
	if (p->head.n < 2 || p->head.p[p->head.n - 2] != '\r')
		return err_set(e, ERR_PROTO, "HTTP head: a line ends without CR");
	/* RFC 9112, section 2.2: an empty line before a request is skipped. */
	if (p->head.n == 2 && p->request)
		buf_clear(&p->head);
	else if (p->head.n == 2)
		return err_set(e, ERR_PROTO, "HTTP head: empty status line");
	*complete = head_complete(&p->head);
	return 0;
}

static int
take_head(struct http_parser *p, struct str *in, enum http_event *event, struct err *e)
{
	bool complete = false;

	while (in->n && !complete)
		if (take_head_line(p, in, &complete, e) < 0)
			return -1;
	*event = HTTP_MORE;
	if (!complete)
		return 0;
	if (http_head_read(p, e) < 0)
		return -1;
	if (!p->request && p->status < 200 && p->status != 101) {
		buf_clear(&p->head);
		p->header_count = 0;
		return 0;
	}
	if (begin_body(p, e) < 0)
		return -1;
	*event = HTTP_HEAD;
	return 0;
}

static int
take_data(struct http_parser *p, struct str *in, enum http_event *event, struct err *e)
{
	size_t n = in->n;

	if (p->state != STATE_UNTIL_CLOSE && p->left < n)
		n = (size_t)p->left;
	p->data = str_sub(*in, 0, n);
	*in = str_sub(*in, n, in->n);
	p->body_bytes += n;
	if (over_limit(p, p->body_bytes))
		return refuse_size(p, e);
	if (p->state != STATE_UNTIL_CLOSE) {
		p->left -= n;
		if (p->left == 0)
			p->state = p->state == STATE_LENGTH ? STATE_DONE : STATE_CHUNK_CR;
	}
	*event = HTTP_BODY;
	return 0;
}

static int
chunk_size_byte(struct http_parser *p, char c, struct err *e)
{
	int digit = hex_digit(c);

	if (digit >= 0 && p->line_bytes++ < CHUNK_DIGITS_MAX) {
		p->left = p->left * 16 + (unsigned)digit;
		return 0;
	}
	if (digit >= 0)
		return err_set(e, ERR_PROTO, "HTTP chunk size has more than %d digits", CHUNK_DIGITS_MAX);
	if (p->line_bytes == 0 || (c != '\r' && c != ';'))
		return err_set(e, ERR_PROTO, "HTTP chunk size is not a hexadecimal number");
	if (over_limit(p, p->body_bytes + p->left))
		return refuse_size(p, e);
	p->state = c == ';' ? STATE_CHUNK_EXTENSION : STATE_CHUNK_SIZE_LF;
	return 0;
}

static int
extension_byte(struct http_parser *p, char c, struct err *e)
{
	if (++p->line_bytes > CHUNK_LINE_MAX)
		return err_set(e, ERR_LIMIT, "HTTP chunk extension is over the limit of %d bytes", CHUNK_LINE_MAX);
	if (c == '\r')
		p->state = STATE_CHUNK_SIZE_LF;
	else if ((unsigned char)c < ' ' && c != '\t')
		return err_set(e, ERR_PROTO, "HTTP chunk extension holds a control character");
	return 0;
}

/* Trailers are checked for size and dropped; `left` is the length of the line so far. */
static int
trailer_byte(struct http_parser *p, char c, struct err *e)
{
	if (++p->line_bytes > TRAILER_BYTES_MAX)
		return err_set(e, ERR_LIMIT, "HTTP trailer is over the limit of %d bytes", TRAILER_BYTES_MAX);
	if (c == '\r')
		p->state = STATE_TRAILER_LF;
	else if (c == '\n')
		return err_set(e, ERR_PROTO, "HTTP trailer: a line ends without CR");
	else
		p->left++;
	return 0;
}

static void
line_ended(struct http_parser *p)
{
	switch (p->state) {
	case STATE_CHUNK_SIZE_LF:
		p->state = p->left ? STATE_CHUNK_DATA : STATE_TRAILER;
		break;
	case STATE_CHUNK_LF:
		p->state = STATE_CHUNK_SIZE;
		break;
	default:
		p->state = p->left ? STATE_TRAILER : STATE_DONE;
		p->left = 0;
		return; /* the trailer's bytes are counted together */
	}
	p->line_bytes = 0;
}

static int
frame_byte(struct http_parser *p, char c, struct err *e)
{
	switch (p->state) {
	case STATE_CHUNK_SIZE:
		return chunk_size_byte(p, c, e);
	case STATE_CHUNK_EXTENSION:
		return extension_byte(p, c, e);
	case STATE_TRAILER:
		return trailer_byte(p, c, e);
	case STATE_CHUNK_CR:
		p->state = STATE_CHUNK_LF;
		return c == '\r' ? 0 : err_set(e, ERR_PROTO, "HTTP chunk is longer than its size says");
	default:
		if (c != '\n')
			return err_set(e, ERR_PROTO, "HTTP chunk: CR without LF");
		line_ended(p);
		return 0;
	}
}

int
http_parse(struct http_parser *p, struct str *in, enum http_event *event, struct err *e)
{
	p->data = (struct str){ 0 };
	for (;;) {
		if (p->state == STATE_DONE) {
			*event = HTTP_DONE;
			return 0;
		}
		if (in->n == 0) {
			*event = HTTP_MORE;
			return 0;
		}
		if (p->state == STATE_HEAD) {
			if (take_head(p, in, event, e) < 0)
				return -1;
			if (*event == HTTP_HEAD)
				return 0;
		} else if (p->state <= STATE_CHUNK_DATA) {
			return take_data(p, in, event, e);
		} else {
			char c = *in->p;

			*in = str_sub(*in, 1, in->n);
			if (frame_byte(p, c, e) < 0)
				return -1;
		}
	}
}

int
http_parse_eof(struct http_parser *p, enum http_event *event, struct err *e)
{
	if (p->state == STATE_HEAD && p->head.n == 0)
		return err_set(e, ERR_PROTO, "connection closed before an HTTP message began");
	if (p->state == STATE_HEAD)
		return err_set(e, ERR_PROTO, "connection closed within an HTTP head");
	if (p->state != STATE_UNTIL_CLOSE && p->state != STATE_DONE)
		return err_set(e, ERR_PROTO, "connection closed within an HTTP body, after %llu bytes",
		    (unsigned long long)p->body_bytes);
	p->state = STATE_DONE;
	*event = HTTP_DONE;
	return 0;
}
