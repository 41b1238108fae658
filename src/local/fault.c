#include "local/fault.h"

#include <string.h>

struct fault {
	struct fault *next;
	unsigned serial;
	char role[128], operation[64]; /* empty operation: any */
	int64_t nth, times, seen, fired;
	enum fault_when when;
	enum fault_action action;
};

static const char *const actions[FAULT_ACTIONS] = {
	[FAULT_NONE] = "none",
	[FAULT_KILL] = "kill",
	[FAULT_DROP_ANSWER] = "drop-answer",
	[FAULT_THROTTLE] = "throttle",
	[FAULT_ERROR] = "error",
	[FAULT_REFUSE] = "refuse",
};

static bool
matches(const struct fault *f, const struct cloud_call *call)
{
	/* "<function>:order" is the function too. */
	struct str rest = call->role, role = str_cut(&rest, ':');

	return str_eqz(role, f->role) && (!f->operation[0] || strcmp(f->operation, call->operation) == 0);
}

enum fault_action
fault_check(struct local *l, const struct cloud_call *call, enum fault_when *when)
{
	enum fault_action action = FAULT_NONE;

	for (struct fault *f = l->faults; f; f = f->next) {
		if (!matches(f, call))
			continue;
		f->seen++;
		if (action || f->seen < f->nth || f->seen >= f->nth + f->times)
			continue;
		f->fired++;
		*when = f->when;
		action = f->action;
	}
	return action;
}

/* A program's name stands for its function's. */
static struct str
role_of(const struct local *l, struct str name)
{
	for (size_t i = 0; i < DEPLOY_FUNCTIONS; i++)
		if (str_eqz(name, deploy_functions[i].program))
			return l->names.functions[i];
	return name;
}

static int
read_text(char *to, size_t room, struct str from, const char *what, struct err *e)
{
	if (from.n >= room)
		return err_set(e, ERR_INPUT, "%s: too long", what);
	memcpy(to, from.p, from.n);
	to[from.n] = 0;
	return 0;
}

static int
read_words(struct fault *f, struct json fault, struct err *e)
{
	struct str action = json_str_or(json_get(fault, "action"), STR("kill"));
	struct str when = json_str_or(json_get(fault, "when"), STR("before"));

	while (f->action < FAULT_ACTIONS && !str_eqz(action, actions[f->action]))
		f->action++;
	if (f->action == FAULT_ACTIONS)
		return err_set(e, ERR_INPUT,
		    "action: \"kill\", \"drop-answer\", \"throttle\", \"error\" or \"refuse\" is expected");
	if (!str_eqz(when, "before") && !str_eqz(when, "after"))
		return err_set(e, ERR_INPUT, "when: \"before\" or \"after\" is expected");
	f->when = str_eqz(when, "after") ? FAULT_AFTER : FAULT_BEFORE;
	if (f->when == FAULT_AFTER && f->action >= FAULT_THROTTLE)
		return err_set(e, ERR_INPUT, "when: a request cannot be refused after it took effect");
	return 0;
}

int
fault_arm(struct local *l, struct json fault, unsigned *serial, struct err *e)
{
	struct fault *f = l->faults_free, read = { .times = json_i64_or(json_get(fault, "times"), 1) };
	struct str function;

	if (json_str(json_get(fault, "function"), &function, e) < 0 ||
	    json_i64(json_get(fault, "nth"), &read.nth, e) < 0)
		return -1;
	if (read.nth < 1 || read.times < 1)
		return err_set(e, ERR_INPUT, "nth, times: they count from 1");
	if (read_words(&read, fault, e) < 0 ||
	    read_text(read.role, sizeof(read.role), role_of(l, function), "function", e) < 0 ||
	    read_text(read.operation, sizeof(read.operation), json_str_or(json_get(fault, "operation"), STR("")),
		"operation", e) < 0)
		return -1;
	if (f)
		l->faults_free = f->next;
	else
		f = arena_new(l->arena, struct fault);
	read.serial = *serial = ++l->fault_serial;
	read.next = l->faults;
	*f = read;
	l->faults = f;
	return 0;
}

void
fault_list(struct local *l, struct json_writer *w)
{
	json_array(w);
	for (const struct fault *f = l->faults; f; f = f->next) {
		json_object(w);
		json_put_i64(w, "id", f->serial);
		json_put_str(w, "function", str_z(f->role));
		json_put_str(w, "action", str_z(actions[f->action]));
		json_put_i64(w, "nth", f->nth);
		json_put_i64(w, "seen", f->seen);
		json_put_i64(w, "fired", f->fired);
		json_close(w);
	}
	json_close(w);
}

void
fault_clear(struct local *l)
{
	while (l->faults) {
		struct fault *f = l->faults;

		l->faults = f->next;
		f->next = l->faults_free;
		l->faults_free = f;
	}
}
