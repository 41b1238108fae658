#include <stdarg.h>

#include "engine/job_read.h"

enum { SHOWN_MAX = 60 };

struct job_issues
job_issues_in(struct arena *a)
{
	return (struct job_issues){ .arena = a };
}

/* Appends, unless there are more than anybody will read: then the last one says so. */
static void
append(struct job_issues *is, bool error, struct job_issue issue)
{
	struct job_issue ***end = error ? &is->errors_end : &is->warnings_end;
	size_t count = error ? ++is->error_count : ++is->warning_count;

	if (count > JOB_ISSUES_MAX + 1)
		return;
	if (count == JOB_ISSUES_MAX + 1)
		issue = (struct job_issue){ .code = "limit", .message = STR("there are more than are listed here") };
	if (count == 1)
		*end = error ? &is->errors : &is->warnings;
	struct job_issue *i = arena_new(is->arena, struct job_issue);
	*i = issue;
	**end = i;
	*end = &i->next;
}

static struct str
message_of(struct arena *a, const char *fmt, va_list ap)
{
	struct buf b = buf_in(a);

	buf_vprintf(&b, fmt, ap);
	return buf_str(&b);
}

static void
add(struct job_issues *is, bool error, const char *code, struct str where, struct json_place place, const char *fmt,
    va_list ap)
{
	append(is, error,
	    (struct job_issue){ .code = code,
		.where = where,
		.line = place.line,
		.column = place.column,
		.message = message_of(is->arena, fmt, ap) });
}

void
job_error(struct job_issues *is, const char *code, struct str where, struct json_place place, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(is, true, code, where, place, fmt, ap);
	va_end(ap);
}

void
job_warning(struct job_issues *is, const char *code, struct str where, struct json_place place, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(is, false, code, where, place, fmt, ap);
	va_end(ap);
}

struct str
job_issue_text(struct arena *a, const struct job_issue *i)
{
	return arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(i->where), i->where.n ? ": " : "", STR_ARG(i->message));
}

static struct str
where_of(struct arena *a, const struct order *o)
{
	if (o->name.n == 0)
		return arena_printf(a, "orders[%u]", o->num - 1);
	return arena_printf(a, "orders[%u] (" STR_FMT ")", o->num - 1, STR_ARG(o->name));
}

static void
report(struct job_read *r, bool error, const char *code, const char *field, struct json at, const char *fmt, va_list ap)
{
	struct str message = message_of(r->a, fmt, ap);
	struct json_place place = json_where(at);
	struct str where = r->order ? where_of(r->a, r->order) : arena_str(r->a, str_z(field));

	/* Of the job itself the field is the place; of an order it begins the message. */
	if (r->order && field[0])
		message = arena_printf(r->a, "%s: " STR_FMT, field, STR_ARG(message));
	append(r->is, error,
	    (struct job_issue){ .code = code,
		.where = where,
		.line = place.line,
		.column = place.column,
		.message = message });
}

void
job_wrong(struct job_read *r, const char *code, const char *field, struct json at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(r, true, code, field, at, fmt, ap);
	va_end(ap);
}

void
job_warn(struct job_read *r, const char *code, const char *field, struct json at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(r, false, code, field, at, fmt, ap);
	va_end(ap);
}

struct str
job_shown(struct str s)
{
	return str_head(s, SHOWN_MAX);
}

const char *
job_type_name(struct json j)
{
	static const char *const type_names[] = { [JSON_MISSING] = "nothing",
		[JSON_NULL] = "null",
		[JSON_BOOL] = "true or false",
		[JSON_NUMBER] = "a number",
		[JSON_STRING] = "a string",
		[JSON_ARRAY] = "a list",
		[JSON_OBJECT] = "an object" };

	return type_names[json_type(j)];
}
