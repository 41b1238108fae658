#include "local/lambdad_inside.h"

#include "codec/date.h"
#include "local/delivery.h"

void
lambdad_event_enqueue(struct cloud *c, struct lambdad_event *ev)
{
	struct lambdad_function *fn = ev->fn;

	ev->prev = fn->queue_end;
	ev->next = NULL;
	*(fn->queue_end ? &fn->queue_end->next : &fn->queue) = ev;
	fn->queue_end = ev;
	fn->queued++;
	ev->state = EVENT_QUEUED;
	timers_set(&c->timers, &ev->timer, ev->first_ms + 1000LL * fn->f.event_age_s);
}

void
lambdad_event_dequeue(struct cloud *c, struct lambdad_event *ev)
{
	struct lambdad_function *fn = ev->fn;

	*(ev->prev ? &ev->prev->next : &fn->queue) = ev->next;
	*(ev->next ? &ev->next->prev : &fn->queue_end) = ev->prev;
	fn->queued--;
	ev->state = EVENT_RUNNING;
	timers_clear(&c->timers, &ev->timer);
}

static void
wait_for_retry(struct cloud *c, int64_t now_ms, struct lambdad_event *ev)
{
	struct lambdad *l = c->lambdad;

	ev->prev = NULL;
	ev->next = l->waiting;
	if (l->waiting)
		l->waiting->prev = ev;
	l->waiting = ev;
	l->waiting_n++;
	ev->state = EVENT_WAITING;
	timers_set(&c->timers, &ev->timer, now_ms + (int64_t)LAMBDAD_RETRY_MS * ev->attempts);
}

static void
retry(struct cloud *c, struct lambdad_event *ev)
{
	struct lambdad *l = c->lambdad;

	*(ev->prev ? &ev->prev->next : &l->waiting) = ev->next;
	if (ev->next)
		ev->next->prev = ev->prev;
	l->waiting_n--;
	lambdad_event_enqueue(c, ev);
}

void
lambdad_event_free(struct cloud *c, struct lambdad_event *ev)
{
	timers_clear(&c->timers, &ev->timer);
	heap_str_free(&ev->request_id);
	heap_str_free(&ev->payload);
	heap_free(ev);
}

/* The record that a Lambda destination gets (Developer Guide, "Configuring destinations for asynchronous invocation"). */
static struct str
failure_record(struct cloud *c, struct arena *a, int64_t now_ms, const struct lambdad_event *ev, const char *condition,
    struct str response)
{
	struct buf b = buf_in(a), time = buf_in(a);
	struct json_writer w = json_writer(&b);

	date_write(&time, now_ms, DATE_ISO);
	json_object(&w);
	json_put_str(&w, "version", STR("1.0"));
	json_put_str(&w, "timestamp", buf_str(&time));
	json_put_object(&w, "requestContext");
	json_put_str(&w, "requestId", ev->request_id);
	json_put_str(&w, "functionArn",
	    arena_printf(a, STR_FMT ":$LATEST", STR_ARG(cloud_function_arn(c, a, ev->fn->f.name))));
	json_put_str(&w, "condition", str_z(condition));
	json_put_i64(&w, "approximateInvokeCount", ev->attempts);
	json_close(&w);
	json_put_raw(&w, "requestPayload", ev->payload);
	if (response.n) {
		json_put_raw(&w, "responseContext",
		    STR("{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}"));
		json_put_raw(&w, "responsePayload", response);
	}
	json_close(&w);
	return buf_str(&b);
}

static void
give_up(struct cloud *c, int64_t now_ms, struct lambdad_event *ev, const char *condition, struct str response)
{
	struct arena scratch = ARENA_EMPTY;

	if (ev->fn->f.on_failure.n)
		delivery_send(c, now_ms, CLOUD_EVENT_SIGNAL, ev->fn->f.on_failure,
		    failure_record(c, &scratch, now_ms, ev, condition, response));
	arena_release(&scratch);
	lambdad_event_free(c, ev);
}

void
lambdad_event_due(struct cloud *c, int64_t now_ms, void *of)
{
	struct lambdad_event *ev = of;

	if (ev->state == EVENT_WAITING) {
		retry(c, ev);
		return;
	}
	lambdad_event_dequeue(c, ev);
	give_up(c, now_ms, ev, "EventAgeExceeded", STR(""));
}

/* An attempt failed, or came to an end. */
void
lambdad_event_end(struct cloud *c, int64_t now_ms, struct lambdad_event *ev, const char *error, struct str payload)
{
	if (ev->how == LAMBDAD_SYNC) {
		if (ev->done)
			ev->done(c, now_ms, ev->ctx, error, payload);
		lambdad_event_free(c, ev);
	} else if (!error) {
		lambdad_event_free(c, ev);
	} else if (ev->attempts > ev->fn->f.retries) {
		give_up(c, now_ms, ev, "RetriesExhausted", payload);
	} else {
		wait_for_retry(c, now_ms, ev);
	}
}
