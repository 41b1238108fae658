/*
 * peer: whose request this is. A signed one says so itself. A presigned URL bears the name of the one who made it; who uses it
 * is known from what else came over its connection, and, for tests, from the kernel's table of sockets.
 */
#ifndef LOCAL_PEER_H
#define LOCAL_PEER_H

#include "local/local_inside.h"

/* Learns the connection's owner from a signed call; puts it into a presigned one. */
void peer_name(struct local *l, struct httpd_peer *peer, struct cloud_call *call);

#endif
