#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE_BYTES = 4096 };

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

/* Escapes what JSON wants escaped; cuts the text so that the line always closes. */
static size_t
escape(char *to, size_t cap, const char *text)
{
	size_t n = 0;

	for (; *text && n + 8 < cap; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\')
			to[n++] = '\\';
		if (c < 0x20)
			n += (size_t)snprintf(to + n, cap - n, "\\u%04x", c);
		else
			to[n++] = (char)c;
	}
	return n;
}

void
log_write(enum log_level level, const char *fmt, ...)
{
	char message[LINE_BYTES / 2], line[LINE_BYTES];
	struct timespec now;
	struct tm utc;
	size_t n;
	va_list ap;

	if (level < log_least)
		return;
	va_start(ap, fmt);
	vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	n = (size_t)snprintf(line, sizeof(line),
	    "{\"level\":\"%s\",\"time\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03dZ\",\"program\":\"%s\"%s%s%s,\"message\":\"",
	    level_names[level], utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec,
	    (int)(now.tv_nsec / 1000000), log_program, log_run_id[0] ? ",\"run_id\":\"" : "", log_run_id,
	    log_run_id[0] ? "\"" : "");
	n += escape(line + n, sizeof(line) - n - 4, message);
	n += (size_t)snprintf(line + n, sizeof(line) - n, "\"}\n");
	/* Nothing can be done about a log that takes no more. */
	if (write(STDERR_FILENO, line, n) < 0)
		return;
}
