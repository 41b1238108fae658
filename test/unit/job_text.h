/* job_text: jobs as tests write them: JSON with ' for ", and mistakes as text. */
#ifndef JOB_TEXT_H
#define JOB_TEXT_H

#include "engine/job.h"

#define AGE_KEY "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"

/* A job of orders that need no code, and an order with nothing but what it must have. */
#define JOB(fields, orders) "{'username':'a','commands_only':true" fields ",'orders':[" orders "]}"
#define ORDER(fields) "{'cmds':['true'],'timeout':60" fields "}"

static inline struct str
quoted(struct arena *a, const char *text)
{
	struct str s = arena_str(a, str_z(text));

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\'')
			((char *)(uintptr_t)s.p)[i] = '"';
	return s;
}

static inline const char *
job_of(struct arena *a, struct str order)
{
	return arena_printf(a, "{'username':'a','commands_only':true,'orders':[" STR_FMT "]}", STR_ARG(order)).p;
}

/* One a line. */
static inline const char *
listed(struct arena *a, const struct job_issue *i)
{
	struct buf b = buf_in(a);

	for (; i; i = i->next) {
		if (b.n)
			buf_addc(&b, '\n');
		buf_add(&b, job_issue_text(a, i));
	}
	return buf_z(&b);
}

#endif
