#include "base/log.h"

#include <stdarg.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fmt.h"

/* What a pipe takes in one piece, so that the lines of several processes do not mix. */
enum { LINE_BYTES = 4096 };

static const char whole_end[] = "\"}\n", cut_end[] = "...\"}\n";

static const char *const level_names[] = { "debug", "info", "warn", "error" };

static const char *log_program = "";
static enum log_level log_least = LOG_INFO;
static char log_run_id[40];

void
log_init(const char *program, enum log_level least)
{
	log_program = program;
	log_least = least;
}

void
log_context(struct str run_id)
{
	size_t n = run_id.n < sizeof(log_run_id) - 1 ? run_id.n : sizeof(log_run_id) - 1;

	if (n)
		memcpy(log_run_id, run_id.p, n);
	log_run_id[n] = 0;
}

/* Takes the first character off `text` and returns what stands for it in a JSON string. */
static struct str
escaped(struct str *text, char hex[static 8])
{
	unsigned char c = (unsigned char)text->p[0];
	struct str one = str_sub(*text, 0, c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4);
	bool good = str_utf8(one, NULL);

	*text = str_sub(*text, good ? one.n : 1, text->n);
	if (!good)
		return STR("\\ufffd");
	if (c == '"')
		return STR("\\\"");
	if (c == '\\')
		return STR("\\\\");
	if (c >= 0x20)
		return one;
	return (struct str){ hex, fmt_text(hex, 8, "\\u%04x", c) };
}

/* Appends a member; what does not fit is cut between two characters and recorded in the buffer. */
static void
member(struct buf *line, const char *key, struct str value)
{
	char hex[8];

	buf_addz(line, ",\"");
	buf_addz(line, key);
	buf_addz(line, "\":\"");
	while (value.n && !line->failed) {
		size_t n = str_json_plain(str_sub(value, 0, line->cap - line->n));

		buf_add(line, n ? str_sub(value, 0, n) : escaped(&value, hex));
		value = str_sub(value, n, value.n);
	}
}

/* `n` with at least `width` digits, `before` in front. */
static void
digits(struct buf *line, char before, int n, int width)
{
	char text[16];
	int at = sizeof(text);

	for (; n || width > 0; n /= 10, width--)
		text[--at] = (char)('0' + n % 10);
	text[--at] = before;
	buf_add(line, (struct str){ text + at, sizeof(text) - (size_t)at });
}

/* Without printf(), which would take longer than all the rest. */
static void
level_and_time(struct buf *line, enum log_level level)
{
	struct timespec now;
	struct tm utc;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	buf_addz(line, "{\"level\":\"");
	buf_addz(line, level_names[level]);
	buf_addz(line, "\",\"time\":");
	digits(line, '"', utc.tm_year + 1900, 4);
	digits(line, '-', utc.tm_mon + 1, 2);
	digits(line, '-', utc.tm_mday, 2);
	digits(line, 'T', utc.tm_hour, 2);
	digits(line, ':', utc.tm_min, 2);
	digits(line, ':', utc.tm_sec, 2);
	digits(line, '.', (int)(now.tv_nsec / 1000000), 3);
	buf_addz(line, "Z\"");
}

void
log_write(enum log_level level, const char *fmt, ...)
{
	char message[LINE_BYTES], bytes[LINE_BYTES];
	struct buf line = buf_over(bytes, sizeof(bytes) - sizeof(cut_end));
	struct str end;
	va_list ap;

	if (level < log_least)
		return;
	va_start(ap, fmt);
	fmt_vtext(message, sizeof(message), fmt, ap);
	va_end(ap);
	level_and_time(&line, level);
	member(&line, "program", str_z(log_program));
	buf_addc(&line, '"');
	if (log_run_id[0]) {
		member(&line, "run_id", str_z(log_run_id));
		buf_addc(&line, '"');
	}
	/* A message that fills its room is longer than the line's, so what is cut is always cut here. */
	member(&line, "message", str_z(message));
	end = str_z(line.failed ? cut_end : whole_end);
	memcpy(bytes + line.n, end.p, end.n);
	/* Nothing can be done about a log that takes no more. */
	if (write(STDERR_FILENO, bytes, line.n + end.n) < 0)
		return;
}
