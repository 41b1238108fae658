/* What packing keeps of what orders share, when it becomes too much. */
#include "test.h"

#include "engine/pack_inside.h"

enum { MB = 1024 * 1024, NEXT = 201 };

static const struct {
	const char *name;
	struct {
		const char *code;
		unsigned last, mb;
		bool kept;
	} sources[3];
} cases[] = {
	{ "all that fits",
	    { { "o/a at 1", 1, 100, true }, { "o/b at 1", 500, 100, true }, { "o/c at 1", 3, 50, true } } },
	{ "what is done goes first",
	    { { "o/a at 1", 500, 200, true }, { "o/b at 1", 200, 100, false }, { "o/c at 1", 201, 50, true } } },
	{ "no more goes than must",
	    { { "o/a at 1", 1, 100, false }, { "o/b at 1", 2, 100, true }, { "o/c at 1", 500, 100, true } } },
	{ "one that is larger than everything stays while it is needed",
	    { { "o/a at 1", 1, 10, false }, { "o/b at 1", 500, 900, true }, { "o/c at 1", 3, 10, false } } },
	{ "the largest stays",
	    { { "o/a at 1", 498, 200, false }, { "o/b at 1", 499, 150, false }, { "o/c at 1", 500, 300, true } } },
	{ "one that nobody needs any more goes, though it is the largest",
	    { { "o/a at 1", 1, 900, false }, { "o/b at 1", 499, 20, true }, { "o/c at 1", 500, 10, true } } },
};

/* A job of which each source is named by its first order and by its last. */
static void
find_needs(struct packing *k, struct job *job, size_t c)
{
	job->order_count = 500;
	job->orders = arena_new_n(k->arena, struct order, job->order_count);
	for (size_t i = 0; i < job->order_count; i++)
		job->orders[i].num = (unsigned)i + 1;
	for (size_t i = COUNT(cases[c].sources); i--;) {
		job->orders[i].code = str_z(cases[c].sources[i].code);
		job->orders[cases[c].sources[i].last - 1].code = str_z(cases[c].sources[i].code);
	}
	k->job = job;
	pack_needs_find(k);
}

static void
room_is_made_by_what_is_needed_least(void **state)
{
	(void)state;
	for (size_t c = 0; c < COUNT(cases); c++) {
		struct arena a = ARENA_EMPTY;
		struct packing *k = arena_new(&a, struct packing);
		struct job job = { 0 };

		k->arena = &a;
		find_needs(k, &job, c);
		for (size_t i = 0; i < COUNT(cases[c].sources); i++) {
			struct need *need = (struct need *)(uintptr_t)pack_need(k, NEED_CODE,
			    str_z(cases[c].sources[i].code));

			need->have = need->wanted = true;
			need->source.zip.bytes = (uint64_t)cases[c].sources[i].mb * MB;
		}
		pack_needs_trim(k, NEXT);
		for (size_t i = 0; i < COUNT(cases[c].sources); i++) {
			const struct need *need = pack_need(k, NEED_CODE, str_z(cases[c].sources[i].code));

			if (need->have != cases[c].sources[i].kept || need->wanted)
				fail_msg("%s: %s", cases[c].name, cases[c].sources[i].code);
		}
		pack_needs_release(k);
		for (size_t i = 0; i < k->needs[NEED_CODE].n; i++)
			assert_false(k->needs[NEED_CODE].all[i].have);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(room_is_made_by_what_is_needed_least),
	};

	return RUN(tests);
}
