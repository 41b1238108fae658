/*
 * The peer that the functions are measured beside: the least that a function of the Lambda Runtime API can be. It connects,
 * asks for an event, reads it whole, answers {}, and asks again. No code of the engine but memcpy, no heap, one buffer.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define API "/2018-06-01/runtime/invocation/"

static char host[64], in[64 * 1024], out[512];

static int
dial(const char *api)
{
	struct sockaddr_in to = { .sin_family = AF_INET };
	const char *colon = strchr(api, ':');
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (!colon || colon - api >= (long)sizeof(host))
		return -1;
	memcpy(host, api, (size_t)(colon - api));
	to.sin_port = htons((unsigned short)strtoul(colon + 1, NULL, 10));
	if (inet_pton(AF_INET, host, &to.sin_addr) != 1)
		return -1;
	return connect(fd, (struct sockaddr *)&to, sizeof(to)) < 0 ? -1 : fd;
}

/* Sends `n` bytes of `out` and reads the whole answer into `in`; where its body begins, or NULL. */
static const char *
exchange(int fd, int n)
{
	size_t have = 0, want = 0;
	const char *body = NULL, *length;

	if (n <= 0 || n >= (int)sizeof(out) || write(fd, out, (size_t)n) != n)
		return NULL;
	while (!body || have < want) {
		ssize_t got = have < sizeof(in) - 1 ? read(fd, in + have, sizeof(in) - 1 - have) : 0;

		if (got <= 0)
			return NULL;
		have += (size_t)got;
		in[have] = 0;
		if (body || !(body = strstr(in, "\r\n\r\n")))
			continue;
		body += 4;
		length = strstr(in, "Content-Length: ");
		want = (size_t)(body - in) + (length && length < body ? strtoul(length + 16, NULL, 10) : 0);
	}
	return body;
}

int
main(void)
{
	const char *api = getenv("AWS_LAMBDA_RUNTIME_API");
	int fd = api ? dial(api) : -1;

	while (
	    fd >= 0 && exchange(fd, snprintf(out, sizeof(out), "GET " API "next HTTP/1.1\r\nHost: %s\r\n\r\n", api))) {
		const char *id = strstr(in, "Lambda-Runtime-Aws-Request-Id: ");

		if (!id)
			return 1;
		id += 31;
		if (!exchange(fd,
			snprintf(out, sizeof(out),
			    "POST " API "%.*s/response HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
			    "Content-Length: 2\r\n\r\n{}",
			    (int)strcspn(id, "\r"), id, api)))
			return 1;
	}
	return 0;
}
