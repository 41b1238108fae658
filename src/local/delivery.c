#include "local/delivery.h"

#include "codec/date.h"
#include "local/lambdad.h"

/* One that is late. */
struct delivery {
	struct delivery *prev, *next;
	struct str function, payload;
	struct timer timer;
};

static void
deliver(struct cloud *c, int64_t now_ms, struct str function, struct str payload)
{
	struct arena scratch = ARENA_EMPTY;
	const struct lambdad_request r = { .function = function, .payload = payload };

	lambdad_submit(c, &scratch, now_ms, &r, NULL, NULL, NULL);
	arena_release(&scratch);
}

static void
late_free(struct cloud *c, struct delivery *d)
{
	*(d->prev ? &d->prev->next : &c->late) = d->next;
	if (d->next)
		d->next->prev = d->prev;
	c->late_count--;
	timers_clear(&c->timers, &d->timer);
	heap_str_free(&d->function);
	heap_str_free(&d->payload);
	heap_free(d);
}

static void
late_due(struct cloud *c, int64_t now_ms, void *of)
{
	struct delivery *d = of;

	deliver(c, now_ms, d->function, d->payload);
	late_free(c, d);
}

static void
deliver_later(struct cloud *c, int64_t due_ms, struct str function, struct str payload)
{
	struct delivery *d = heap_new(struct delivery);

	d->function = heap_str(function);
	d->payload = heap_str(payload);
	d->next = c->late;
	if (d->next)
		d->next->prev = d;
	c->late = d;
	c->late_count++;
	d->timer.fire = late_due;
	d->timer.of = d;
	timers_set(&c->timers, &d->timer, due_ms);
}

static int64_t
delay_ms(struct cloud *c, const struct cloud_event_knobs *k)
{
	int64_t least = k->delay_min_ms, most = k->delay_max_ms;

	return most > least ? least + (int64_t)state_random_below(c, (uint64_t)(most - least + 1)) : least;
}

void
delivery_send(struct cloud *c, int64_t now_ms, enum cloud_event_kind kind, struct str function, struct str payload)
{
	const struct cloud_event_knobs *k = &c->knobs.events[kind];

	for (int i = 0; i < k->repeats; i++) {
		int64_t delay = delay_ms(c, k);

		if (delay > 0)
			deliver_later(c, now_ms + delay, function, payload);
		else
			deliver(c, now_ms, function, payload);
	}
}

void
deliveries_load(const struct cloud *c, struct cloud_load *load)
{
	load->events_waiting += c->late_count;
}

void
deliveries_free(struct cloud *c)
{
	while (c->late)
		late_free(c, c->late);
}

/* EventBridge Events Reference, "AWS service event metadata". */
void
delivery_envelope(struct cloud *c, struct arena *a, int64_t now_ms, struct json_writer *w, const char *detail_type,
    const char *source, struct str resource)
{
	struct buf time = buf_in(a);

	date_write(&time, now_ms, DATE_ISO);
	json_object(w);
	json_put_str(w, "version", STR("0"));
	json_put_str(w, "id", state_uuid(c, a));
	json_put_str(w, "detail-type", str_z(detail_type));
	json_put_str(w, "source", str_z(source));
	json_put_str(w, "account", c->account_id);
	/* Whole seconds. */
	json_put_str(w, "time", arena_printf(a, "%.19sZ", buf_z(&time)));
	json_put_str(w, "region", c->region);
	json_put_array(w, "resources");
	json_write_str(w, resource);
	json_close(w);
}
