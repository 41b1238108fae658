#include "client_rig.h"

#include "test.h"

void
client_rig_open(struct client_rig *r, void (*serve)(struct server *s, int fd, int nth), const void *ctx)
{
	memset(r, 0, sizeof(*r));
	assert_int_equal(world_os_init(&r->w, NULL), 0);
	assert_int_equal(client_attach(&r->w, &r->process, NULL, NULL), 0);
	server_start(&r->s, serve, ctx);
}

void
client_rig_close(struct client_rig *r)
{
	client_detach(&r->w);
	server_stop(&r->s);
	arena_release(&r->arena);
	arena_release(&r->process);
}

struct http_request
request_to(struct client_rig *r, struct str method)
{
	struct http_request req = HTTP_REQUEST;

	req.host = STR("127.0.0.1");
	req.port = r->s.port;
	req.method = method;
	req.target = STR("/path?secret=signature");
	return req;
}
