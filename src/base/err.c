#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "base/fmt.h"

/* Shows that something is missing when a message was longer than its room. */
static void
mark_cut(struct err *e, size_t wanted)
{
	if (wanted >= sizeof(e->msg))
		memcpy(e->msg + sizeof(e->msg) - 4, "...", 4);
}

int
err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	if (!e)
		return -1;
	*e = (struct err){ .code = code, .retryable = code == ERR_NET || code == ERR_TIMEOUT };
	va_start(ap, fmt);
	mark_cut(e, fmt_vtext(e->msg, sizeof(e->msg), fmt, ap));
	va_end(ap);
	return -1;
}

int
err_sys(struct err *e, const char *fmt, ...)
{
	int number = errno;
	va_list ap;
	size_t n;

	if (!e)
		return -1;
	*e = (struct err){ .code = ERR_SYS, .status = number };
	va_start(ap, fmt);
	mark_cut(e, fmt_vtext(e->msg, sizeof(e->msg), fmt, ap));
	va_end(ap);
	n = strlen(e->msg);
	mark_cut(e, n + fmt_text(e->msg + n, sizeof(e->msg) - n, ": %s", strerror(number)));
	return -1;
}

int
err_wrap(struct err *e, const char *fmt, ...)
{
	char inner[sizeof(e->msg)];
	va_list ap;
	size_t n;

	if (!e)
		return -1;
	memcpy(inner, e->msg, sizeof(inner));
	va_start(ap, fmt);
	n = fmt_vtext(e->msg, sizeof(e->msg), fmt, ap);
	va_end(ap);
	if (n < sizeof(e->msg))
		n += fmt_text(e->msg + n, sizeof(e->msg) - n, ": %s", inner);
	mark_cut(e, n);
	return -1;
}

void
err_clear(struct err *e)
{
	if (e)
		*e = (struct err){ 0 };
}

bool
err_is_aws(const struct err *e, const char *code)
{
	return e && strcmp(e->aws, code) == 0;
}

bool
err_is_final(const struct err *e)
{
	return e->code == ERR_AWS && e->status >= 400 && e->status < 500 && !e->retryable;
}
