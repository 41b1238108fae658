#include "test.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

enum { LARGE = 3 << 20 };

static bool
is_zero(const void *p, size_t n)
{
	const unsigned char *c = p;

	while (n && *c == 0) {
		c++;
		n--;
	}
	return n == 0;
}

static void
memory_is_zeroed_and_aligned(void **state)
{
	(void)state;
	static const size_t sizes[] = { 1, 3, 16, 17, 4096, 16 * 1024, 100000, LARGE, 1, 0 };
	struct arena a = ARENA_EMPTY;

	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < COUNT(sizes); i++) {
			unsigned char *p = arena_alloc(&a, sizes[i]);

			assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
			assert_true(is_zero(p, sizes[i]));
			memset(p, 0xff, sizes[i]);
		}
		arena_reset(&a);
	}
	arena_release(&a);
}

static void
allocations_do_not_overlap(void **state)
{
	(void)state;
	unsigned char *p[500];
	struct arena a = ARENA_EMPTY;

	for (size_t i = 0; i < COUNT(p); i++)
		p[i] = memset(arena_alloc(&a, 1 + i * 7), (int)(i % 255) + 1, 1 + i * 7);
	for (size_t i = 0; i < COUNT(p); i++)
		for (size_t k = 0; k < 1 + i * 7; k++)
			assert_int_equal(p[i][k], i % 255 + 1);
	arena_release(&a);
}

static void
only_the_last_allocation_extends(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	char *first = arena_alloc(&a, 100), *last;

	memset(first, 'x', 100);
	assert_true(arena_extend(&a, first, 100, 200));
	assert_true(is_zero(first + 100, 100));
	last = arena_alloc(&a, 8);
	assert_true(last >= first + 200);
	assert_false(arena_extend(&a, first, 200, 300));
	assert_true(arena_extend(&a, last, 8, 1000));
	assert_false(arena_extend(&a, last, 1000, 1 << 20));
	assert_false(arena_extend(&a, last, 1000, SIZE_MAX));
	arena_release(&a);
	assert_false(arena_extend(&a, last, 1000, 1001));
}

static void
reset_wipes_and_keeps_one_small_block(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	char *secret = arena_z(&a, STR("a secret of this invocation"));
	size_t small = a.total_bytes;

	arena_alloc(&a, LARGE);
	assert_true(a.total_bytes >= LARGE);
	arena_reset(&a);
	assert_int_equal(a.total_bytes, small);
	assert_true(is_zero(secret, 27));
	assert_ptr_equal(arena_alloc(&a, 1), secret);
	arena_release(&a);
	assert_null(a.head);
	assert_int_equal(a.total_bytes, 0);
}

static void
reset_does_not_keep_a_large_first_block(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;

	arena_alloc(&a, LARGE);
	arena_reset(&a);
	assert_int_equal(a.total_bytes, 0);
	assert_non_null(arena_alloc(&a, 1));
	arena_release(&a);
}

static void
many_allocations_take_few_bytes_more(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;

	for (int i = 0; i < 100000; i++)
		arena_alloc(&a, 160);
	assert_true(a.total_bytes >= 16000000 && a.total_bytes < 16000000 * 5 / 4);
	arena_release(&a);
}

static void
copies_are_terminated(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct str copy = arena_str(&a, STR("a\0b"));
	struct str text = arena_printf(&a, "%s-%d", "order", 42);

	assert_int_equal(copy.n, 3);
	assert_memory_equal(copy.p, "a\0b", 4);
	assert_string_equal(arena_z(&a, (struct str){ 0 }), "");
	assert_int_equal(text.n, 8);
	assert_string_equal(text.p, "order-42");
	assert_string_equal(arena_printf(&a, "%s", "").p, "");
	arena_release(&a);
}

static void
ask_too_much(int how)
{
	struct arena a = ARENA_EMPTY;

	close(STDERR_FILENO);
	switch (how) {
	case 0:
		arena_alloc(&a, SIZE_MAX);
		break;
	case 1:
		arena_array(&a, SIZE_MAX / 2, 3);
		break;
	case 2:
		arena_array(&a, SIZE_MAX, SIZE_MAX);
		break;
	}
	_exit(0);
}

static void
impossible_sizes_end_the_process(void **state)
{
	(void)state;
	for (int how = 0; how < 3; how++) {
		int status = 0;
		pid_t pid = fork();

		if (pid == 0)
			ask_too_much(how);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned),
		cmocka_unit_test(allocations_do_not_overlap),
		cmocka_unit_test(only_the_last_allocation_extends),
		cmocka_unit_test(reset_wipes_and_keeps_one_small_block),
		cmocka_unit_test(reset_does_not_keep_a_large_first_block),
		cmocka_unit_test(many_allocations_take_few_bytes_more),
		cmocka_unit_test(copies_are_terminated),
		cmocka_unit_test(impossible_sizes_end_the_process),
	};
	return RUN(tests);
}
