/*
 * client_rig: a real client beside a server of the test's.
 */
#ifndef CLIENT_RIG_H
#define CLIENT_RIG_H

#include "net/client.h"
#include "server.h"

struct client_rig {
	struct arena process, arena;
	struct world w;
	struct server s;
};

void client_rig_open(struct client_rig *r, void (*serve)(struct server *s, int fd, int nth), const void *ctx);
void client_rig_close(struct client_rig *r);
/* To the server, with something in its target that must not show in errors: "signature". */
struct http_request request_to(struct client_rig *r, struct str method);

#endif
