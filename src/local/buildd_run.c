/* buildd_run: the life of a build: queued, running, ended, and who is told (EventBridge's "CodeBuild Build State Change"). */
#include "local/buildd.h"
#include "local/delivery.h"

static const char *const status_names[] = {
	[BUILDD_IN_PROGRESS] = "IN_PROGRESS",
	[BUILDD_SUCCEEDED] = "SUCCEEDED",
	[BUILDD_FAILED] = "FAILED",
	[BUILDD_FAULT] = "FAULT",
	[BUILDD_TIMED_OUT] = "TIMED_OUT",
	[BUILDD_STOPPED] = "STOPPED",
};

const char *
buildd_status_name(enum buildd_status s)
{
	return status_names[s];
}

struct str
buildd_log(struct cloud *c, struct arena *a, const struct buildd_build *b)
{
	return arena_printf(a,
	    "https://console.aws.amazon.com/cloudwatch/home?region=" STR_FMT "#logEvent:group=/aws/codebuild/" STR_FMT
	    ";stream=" STR_FMT,
	    STR_ARG(c->region), STR_ARG(b->project->p.name),
	    STR_ARG(str_sub(b->id, b->project->p.name.n + 1, b->id.n)));
}

/* ---- the event -------------------------------------------------------------------------------------------------- */

static void
write_variables(struct json_writer *w, const struct buildd_build *b)
{
	json_put_array(w, "environment-variables");
	for (size_t i = 0; i < b->variable_count; i++) {
		json_object(w);
		json_put_str(w, "name", b->variables[i].name);
		json_put_str(w, "type", STR("PLAINTEXT"));
		json_put_str(w, "value", b->variables[i].value);
		json_close(w);
	}
	json_close(w);
}

static void
write_detail(struct cloud *c, struct arena *a, struct json_writer *w, const struct buildd_build *b)
{
	json_put_object(w, "detail");
	json_put_str(w, "build-status", str_z(status_names[b->status]));
	json_put_str(w, "project-name", b->project->p.name);
	json_put_str(w, "build-id", b->arn);
	json_put_str(w, "current-phase", STR("COMPLETED"));
	json_put_str(w, "version", STR("1"));
	json_put_object(w, "additional-information");
	json_put_bool(w, "build-complete", true);
	json_put_i64(w, "build-number", b->number);
	json_put_i64(w, "timeout-in-minutes", b->timeout_minutes);
	json_put_object(w, "environment");
	json_put_str(w, "image", b->image);
	write_variables(w, b);
	json_close(w);
	json_put_object(w, "logs");
	json_put_str(w, "deep-link", buildd_log(c, a, b));
	json_close(w);
	json_close(w);
	json_close(w);
}

static void
tell(struct cloud *c, int64_t now_ms, const struct buildd_build *b)
{
	struct arena scratch = ARENA_EMPTY;
	struct buf text = buf_in(&scratch);
	struct json_writer w = json_writer(&text);

	if (!b->project->p.on_end.n)
		return;
	delivery_envelope(c, &scratch, now_ms, &w, "CodeBuild Build State Change", "aws.codebuild", b->arn);
	write_detail(c, &scratch, &w, b);
	json_close(&w);
	delivery_send(c, now_ms, CLOUD_EVENT_SIGNAL, b->project->p.on_end, buf_str(&text));
	arena_release(&scratch);
	lambdad_pump(c, now_ms);
}

/* ---- its life --------------------------------------------------------------------------------------------------- */

static void
ended(struct cloud *c, int64_t now_ms, struct buildd_build *b)
{
	timers_clear(&c->timers, &b->timer);
	b->stage = BUILDD_ENDED;
	if (!b->end_ms)
		b->end_ms = now_ms;
	tell(c, now_ms, b);
}

static void
unqueue(struct buildd_build *b)
{
	struct buildd_project *p = b->project;
	struct buildd_build **at = &p->queue, *last = NULL;

	while (*at != b) {
		last = *at;
		at = &(*at)->next;
	}
	*at = b->next;
	if (p->queue_end == b)
		p->queue_end = last;
	p->queued--;
}

static void
copy_strings(struct cloud_effect *f, struct arena *mem, const struct buildd_build *b)
{
	struct cloud_variable *v = arena_new_n(mem, struct cloud_variable, b->variable_count);

	for (size_t i = 0; i < b->variable_count; i++)
		v[i] = (struct cloud_variable){ arena_str(mem, b->variables[i].name),
			arena_str(mem, b->variables[i].value) };
	f->variables = v;
	f->variable_count = b->variable_count;
	f->build_id = arena_str(mem, b->id);
	f->build_arn = arena_str(mem, b->arn);
	f->project = arena_str(mem, b->project->p.name);
	f->image = arena_str(mem, b->image);
	f->buildspec = arena_str(mem, b->buildspec);
	f->timeout_minutes = b->timeout_minutes;
}

void
buildd_stop(struct cloud *c, int64_t now_ms, struct buildd_build *b, enum buildd_status status)
{
	struct arena *mem;
	struct cloud_effect *f;

	if (b->status != BUILDD_IN_PROGRESS)
		return;
	b->status = status;
	b->end_ms = now_ms;
	timers_clear(&c->timers, &b->timer);
	if (b->stage == BUILDD_QUEUED) {
		unqueue(b);
		ended(c, now_ms, b);
		return;
	}
	f = effect_add(c, CLOUD_BUILD_STOP, b->serial, &mem);
	f->build_id = arena_str(mem, b->id);
	f->project = arena_str(mem, b->project->p.name);
}

static void
time_is_over(struct cloud *c, int64_t now_ms, void *of)
{
	buildd_stop(c, now_ms, of, BUILDD_TIMED_OUT);
}

static void
start(struct cloud *c, int64_t now_ms, struct buildd_build *b)
{
	struct arena *mem;
	struct cloud_effect *f = effect_add(c, CLOUD_BUILD_START, b->serial, &mem);

	copy_strings(f, mem, b);
	unqueue(b);
	b->stage = BUILDD_RUNNING;
	b->run_ms = now_ms;
	b->project->running++;
	timers_set(&c->timers, &b->timer, now_ms + 60000LL * b->timeout_minutes);
}

static bool
has_room(const struct cloud *c, const struct buildd_project *p)
{
	size_t most = (size_t)(c->knobs.build_concurrency > 0 ? c->knobs.build_concurrency : p->p.concurrency);

	return !most || p->running < most;
}

void
buildd_pump(struct cloud *c, int64_t now_ms)
{
	for (size_t i = 0; i < c->buildd->n; i++)
		while (c->buildd->projects[i].queue && has_room(c, &c->buildd->projects[i]))
			start(c, now_ms, c->buildd->projects[i].queue);
}

void
buildd_queue(struct cloud *c, int64_t now_ms, struct buildd_build *b)
{
	struct buildd_project *p = b->project;

	*(p->queue_end ? &p->queue_end->next : &p->queue) = b;
	p->queue_end = b;
	p->queued++;
	b->timer.fire = time_is_over;
	b->timer.of = b;
	timers_set(&c->timers, &b->timer, now_ms + 60000LL * b->queued_timeout_minutes);
	buildd_pump(c, now_ms);
}

void
cloud_build_end(struct cloud *c, int64_t now_ms, uint64_t id, int exit_code)
{
	struct buildd_build *b = NULL;

	/* The latest ones are the likely ones. */
	for (size_t i = c->buildd->count; !b && i > 0; i--)
		if (c->buildd->all[i - 1]->serial == id)
			b = c->buildd->all[i - 1];
	if (!b || b->stage != BUILDD_RUNNING)
		return;
	b->project->running--;
	if (b->status == BUILDD_IN_PROGRESS)
		b->status = exit_code == 0 ? BUILDD_SUCCEEDED : exit_code > 0 ? BUILDD_FAILED : BUILDD_FAULT;
	ended(c, now_ms, b);
	buildd_pump(c, now_ms);
}

void
buildd_load(const struct cloud *c, struct cloud_load *load)
{
	for (size_t i = 0; i < c->buildd->n; i++) {
		load->builds += c->buildd->projects[i].running;
		load->builds_queued += c->buildd->projects[i].queued;
	}
}
