/*
 * A Runtime API that starts programs and measures them, each beside all the others: they take turns (a, b, c, a, b, c, ...),
 * so that what else the machine does falls on all alike.
 *
 *	runtime_server STARTS ROUNDS INVOCATIONS  NAME PROGRAM EVENT  [NAME PROGRAM EVENT]...
 *
 * start_us    from just before exec to the arrival of the first GET .../next (CLOCK_MONOTONIC)
 * rss_kb      all resident pages then (Rss of /proc/<pid>/smaps_rollup), private_kb those that nobody else has
 * invoke_us   from one /next to the next one, answer between them: the mean of a round of INVOCATIONS
 * cpu_us      processor time of the program for one of these (/proc/<pid>/schedstat)
 *
 * Prints a JSON object a program: its name and for each figure the least and the median over STARTS or ROUNDS. The
 * programs inherit the environment; their standard error goes nowhere.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROGRAMS_MAX = 16, SAMPLES_MAX = 4096, REQUEST_MAX = 64 * 1024, START_TIMEOUT_MS = 20000 };

enum figure { START_US, RSS_KB, PRIVATE_KB, INVOKE_US, CPU_US, FIGURES };
static const char *const figure_names[] = { "start_us", "rss_kb", "private_kb", "invoke_us", "cpu_us" };

struct samples {
	double of[SAMPLES_MAX];
	int n;
};

struct program {
	const char *name, *path, *event;
	struct samples figures[FIGURES];
	pid_t pid;
	int fd;
	unsigned long served;
};

static struct program programs[PROGRAMS_MAX];
static int program_count, listener;
static char request[REQUEST_MAX + 1];

static void
die(const char *what, const char *name)
{
	fprintf(stderr, "runtime_server: %s: %s: %s\n", name, what, strerror(errno));
	for (int i = 0; i < program_count; i++)
		if (programs[i].pid > 0)
			kill(programs[i].pid, SIGKILL);
	exit(1);
}

static double
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
record(struct program *p, enum figure f, double value)
{
	struct samples *s = &p->figures[f];

	if (s->n < SAMPLES_MAX)
		s->of[s->n++] = value;
}

static void
listen_somewhere(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(at);
	char api[32];

	listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (listener < 0 || bind(listener, (struct sockaddr *)&at, n) < 0 || listen(listener, 16) < 0 ||
	    getsockname(listener, (struct sockaddr *)&at, &n) < 0)
		die("listen", "127.0.0.1");
	snprintf(api, sizeof(api), "127.0.0.1:%d", ntohs(at.sin_port));
	setenv("AWS_LAMBDA_RUNTIME_API", api, 1);
}

/* The next request of the program whole, in `request`; false when the connection ends. */
static int
read_request(struct program *p)
{
	size_t have = 0, want = 0;
	const char *end = NULL, *length;

	while (!end || have < want) {
		ssize_t got = read(p->fd, request + have, REQUEST_MAX - have);

		if (got <= 0)
			return 0;
		have += (size_t)got;
		request[have] = 0;
		if (end || !(end = strstr(request, "\r\n\r\n")))
			continue;
		length = strcasestr(request, "\r\nContent-Length:");
		want = (size_t)(end + 4 - request) + (length && length < end ? strtoul(length + 17, NULL, 10) : 0);
	}
	return 1;
}

/* Reads until the program asks for an event; whatever it reports before is taken. */
static void
expect_next(struct program *p)
{
	static const char accepted[] =
	    "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n"
	    "{\"status\":\"OK\"}\n";

	for (;;) {
		if (!read_request(p) || strstr(request, "/init/error"))
			die("ended instead of asking for an event", p->name);
		if (strncmp(request, "GET ", 4) == 0)
			return;
		if (write(p->fd, accepted, sizeof(accepted) - 1) < 0)
			die("answer", p->name);
	}
}

static void
send_event(struct program *p)
{
	static char answer[REQUEST_MAX];
	struct timespec now;
	int n;

	clock_gettime(CLOCK_REALTIME, &now);
	n = snprintf(answer, sizeof(answer),
	    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	    "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-%012lx\r\nLambda-Runtime-Deadline-Ms: %lld\r\n"
	    "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:%s\r\n"
	    "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0\r\n"
	    "Content-Length: %zu\r\n\r\n%s",
	    ++p->served, ((long long)now.tv_sec + 60) * 1000, p->name, strlen(p->event), p->event);
	if (write(p->fd, answer, (size_t)n) != n)
		die("send an event", p->name);
}

static double
start(struct program *p)
{
	extern char **environ;
	char *argv[] = { (char *)(uintptr_t)p->path, NULL };
	struct pollfd ready = { .fd = listener, .events = POLLIN };
	posix_spawn_file_actions_t actions;
	double began;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	began = now_us();
	errno = posix_spawn(&p->pid, p->path, &actions, NULL, argv, environ);
	if (errno)
		die(p->path, p->name);
	if (poll(&ready, 1, START_TIMEOUT_MS) <= 0)
		die("asked for no event in 20 s", p->name);
	p->fd = accept(listener, NULL, NULL);
	expect_next(p);
	began = now_us() - began;
	posix_spawn_file_actions_destroy(&actions);
	return began;
}

static void
stop(struct program *p)
{
	close(p->fd);
	kill(p->pid, SIGKILL);
	waitpid(p->pid, NULL, 0);
	p->pid = 0;
}

static size_t
read_proc(const struct program *p, const char *file, char *text, size_t cap)
{
	char path[64];
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)p->pid, file);
	f = fopen(path, "re");
	if (!f)
		die(path, p->name);
	n = fread(text, 1, cap - 1, f);
	fclose(f);
	text[n] = 0;
	return n;
}

static double
member(const char *text, const char *name)
{
	const char *at = strstr(text, name);

	return at ? strtod(at + strlen(name), NULL) : 0;
}

static void
record_memory(struct program *p)
{
	char text[4096];

	read_proc(p, "smaps_rollup", text, sizeof(text));
	record(p, RSS_KB, member(text, "\nRss:"));
	record(p, PRIVATE_KB, member(text, "\nPrivate_Clean:") + member(text, "\nPrivate_Dirty:"));
}

static void
measure_starts(int n)
{
	for (int i = 0; i < n; i++)
		for (struct program *p = programs; p < programs + program_count; p++) {
			record(p, START_US, start(p));
			record_memory(p);
			stop(p);
		}
}

static double
processor_us(const struct program *p)
{
	char text[256];

	read_proc(p, "schedstat", text, sizeof(text));
	return strtod(text, NULL) / 1e3;
}

static void
invoke(struct program *p, int n)
{
	double began = now_us(), cpu = processor_us(p);

	began = now_us();
	for (int i = 0; i < n; i++) {
		send_event(p);
		expect_next(p);
	}
	record(p, INVOKE_US, (now_us() - began) / n);
	record(p, CPU_US, (processor_us(p) - cpu) / n);
}

static void
measure_invocations(int rounds, int n)
{
	for (struct program *p = programs; p < programs + program_count; p++) {
		start(p);
		invoke(p, n);
		p->figures[INVOKE_US].n = p->figures[CPU_US].n = 0; /* the first round warms up */
	}
	for (int i = 0; i < rounds; i++)
		for (struct program *p = programs; p < programs + program_count; p++)
			invoke(p, n);
	for (struct program *p = programs; p < programs + program_count; p++)
		stop(p);
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
print(struct program *p)
{
	printf("{\"name\":\"%s\"", p->name);
	for (int f = 0; f < FIGURES; f++) {
		struct samples *s = &p->figures[f];

		qsort(s->of, (size_t)s->n, sizeof(s->of[0]), by_value);
		if (s->n)
			printf(",\"%s\":{\"least\":%.2f,\"median\":%.2f}", figure_names[f], s->of[0], s->of[s->n / 2]);
	}
	printf("}\n");
}

int
main(int argc, char **argv)
{
	if (argc < 7 || argc > 4 + 3 * PROGRAMS_MAX || (argc - 4) % 3) {
		fprintf(stderr, "usage: %s STARTS ROUNDS INVOCATIONS NAME PROGRAM EVENT ...\n", argv[0]);
		return 100;
	}
	signal(SIGPIPE, SIG_IGN);
	for (char **a = argv + 4; *a; a += 3)
		programs[program_count++] = (struct program){ .name = a[0], .path = a[1], .event = a[2], .fd = -1 };
	listen_somewhere();
	measure_starts(atoi(argv[1]));
	if (atoi(argv[2]) > 0)
		measure_invocations(atoi(argv[2]), atoi(argv[3]));
	for (int i = 0; i < program_count; i++)
		print(&programs[i]);
	return 0;
}
