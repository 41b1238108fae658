/*
 * /proc/<pid>/stat (proc_pid_stat(5)): pid (name) state ppid ... with the start time as the 22nd field. A name may hold anything,
 * so the fields are counted from the last ')'.
 */
#include "exec/descendants.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/fmt.h"
#include "base/io.h"

enum { STAT_BYTES_MAX = 1024, PIDS_MAX = 1 << 20 };

struct process {
	struct descendant id;
	pid_t parent;
	bool dead; /* waits to be reaped */
	bool ours;
};

struct table {
	struct arena *arena;
	struct process *list;
	size_t n, cap;
};

static bool
read_stat(pid_t pid, struct process *out)
{
	char path[64], text[STAT_BYTES_MAX];
	struct str fields;
	int64_t number;
	ssize_t n;
	int fd;

	fmt_text(path, sizeof(path), "/proc/%d/stat", (int)pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, text, sizeof(text));
	io_close(&fd);
	if (n <= 0)
		return false;
	fields = (struct str){ text, (size_t)n };
	fields = str_sub(fields, str_rchr(fields, ')') + 2, fields.n);
	*out = (struct process){ .id.pid = pid };
	for (int field = 3; field <= 22 && fields.p; field++) {
		struct str word = str_cut(&fields, ' ');

		if (field == 3)
			out->dead = word.n == 1 && (*word.p == 'Z' || *word.p == 'X');
		else if (field == 4 && str_i64(word, &number))
			out->parent = (pid_t)number;
		else if (field == 22 && str_i64(word, &number))
			out->id.started = (unsigned long long)number;
	}
	return true;
}

static void
table_add(struct table *t, const struct process *p)
{
	if (t->n == t->cap) {
		struct process *more;

		t->cap = t->cap ? 2 * t->cap : 256;
		more = arena_new_n(t->arena, struct process, t->cap);
		if (t->n)
			memcpy(more, t->list, t->n * sizeof(*more));
		t->list = more;
	}
	t->list[t->n++] = *p;
}

static void
table_read(struct table *t)
{
	DIR *dir = opendir("/proc");
	struct dirent *entry;
	struct process p;
	int64_t pid;

	while (dir && t->n < PIDS_MAX && (entry = readdir(dir)) != NULL)
		if (str_i64(str_z(entry->d_name), &pid) && read_stat((pid_t)pid, &p))
			table_add(t, &p);
	if (dir)
		closedir(dir);
}

/* Marks the children of `parent`, and theirs. New ones are found in rounds, since a child may have a lower number. */
static void
table_mark(struct table *t, pid_t parent)
{
	bool more = true;

	for (size_t i = 0; i < t->n; i++)
		t->list[i].ours = t->list[i].parent == parent;
	while (more) {
		more = false;
		for (size_t i = 0; i < t->n; i++)
			for (size_t j = 0; t->list[i].ours && j < t->n; j++)
				if (!t->list[j].ours && t->list[j].parent == t->list[i].id.pid)
					more = t->list[j].ours = true;
	}
}

static bool
is_seen(const struct descendants_seen *seen, const struct descendant *d)
{
	for (size_t i = 0; i < seen->n; i++)
		if (seen->list[i].pid == d->pid && seen->list[i].started == d->started)
			return true;
	return false;
}

static void
see(struct descendants_seen *seen, const struct descendant *d)
{
	if (seen->n == seen->cap) {
		struct descendant *more;

		seen->cap = seen->cap ? 2 * seen->cap : 64;
		more = arena_new_n(seen->arena, struct descendant, seen->cap);
		if (seen->n)
			memcpy(more, seen->list, seen->n * sizeof(*more));
		seen->list = more;
	}
	seen->list[seen->n++] = *d;
}

size_t
descendants_signal(int signal, struct descendants_seen *seen)
{
	struct arena scratch = ARENA_EMPTY;
	struct table t = { .arena = &scratch };
	size_t signalled = 0;

	table_read(&t);
	table_mark(&t, getpid());
	for (size_t i = 0; i < t.n; i++) {
		const struct process *p = &t.list[i];

		if (!p->ours || p->dead || (seen && is_seen(seen, &p->id)))
			continue;
		if (seen)
			see(seen, &p->id);
		if (kill(p->id.pid, signal) == 0)
			signalled++;
		/* A stopped process gets its signal when it goes on. */
		if (signal != SIGKILL)
			kill(p->id.pid, SIGCONT);
	}
	arena_release(&scratch);
	return signalled;
}
