#include "local/peer.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "local/build.h"
#include "local/host.h"
#include "local/sandbox.h"

static void
copy_text(char *to, size_t room, struct str from)
{
	size_t n = from.n < room ? from.n : room - 1;

	if (n)
		memcpy(to, from.p, n);
	to[n] = 0;
}

static void
learn(struct httpd_peer *peer, struct str role, struct str process)
{
	copy_text(peer->role, sizeof(peer->role), role);
	copy_text(peer->process, sizeof(peer->process), process);
}

/* The inode of the socket on 127.0.0.1:`port` that talks to our port; 0 when it is not to be found (proc(5), /proc/net/tcp). */
static unsigned long
socket_inode(uint16_t port, uint16_t ours)
{
	FILE *f = fopen("/proc/net/tcp", "re");
	unsigned long inode = 0;
	char line[512];

	while (f && inode == 0 && fgets(line, sizeof(line), f)) {
		unsigned local_port, remote_port;
		unsigned long found;

		if (sscanf(line, "%*s 0100007F:%4x 0100007F:%4x %*s %*s %*s %*s %*s %*s %lu", &local_port, &remote_port,
			&found) == 3 &&
		    local_port == port && remote_port == ours)
			inode = found;
	}
	if (f)
		fclose(f);
	return inode;
}

static bool
holds(pid_t pid, unsigned long inode)
{
	char path[64], wanted[64], link[64];
	struct dirent *entry;
	bool found = false;
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
	snprintf(wanted, sizeof(wanted), "socket:[%lu]", inode);
	dir = opendir(path);
	while (dir && !found && (entry = readdir(dir)) != NULL) {
		ssize_t n = readlinkat(dirfd(dir), entry->d_name, link, sizeof(link) - 1);

		link[n > 0 ? n : 0] = 0;
		found = strcmp(link, wanted) == 0;
	}
	if (dir)
		closedir(dir);
	return found;
}

/* The program that was started, or one right below it: a build's worker has a shell above. */
static bool
process_holds(const struct process *p, unsigned long inode)
{
	char name[64], list[1024];
	bool found = p->pid > 0 && holds(p->pid, inode);
	FILE *f;

	if (found || p->pid <= 0)
		return found;
	snprintf(name, sizeof(name), "/proc/%d/task/%d/children", (int)p->pid, (int)p->pid);
	f = fopen(name, "re");
	if (f && fgets(list, sizeof(list), f)) {
		char *at = list, *end;

		for (long pid; !found && (pid = strtol(at, &end, 10)) > 0 && end != at; at = end)
			found = holds((pid_t)pid, inode);
	}
	if (f)
		fclose(f);
	return found;
}

static void
look_up(struct local *l, struct httpd_peer *peer)
{
	unsigned long inode = socket_inode(peer->port, l->port);

	if (!inode)
		return;
	for (struct sandbox *s = l->sandboxes; s; s = s->next)
		if (process_holds(&s->process, inode))
			learn(peer, s->process.role, s->process.label);
	for (struct build *b = l->builds; b; b = b->next)
		if (process_holds(&b->process, inode))
			learn(peer, b->process.role, b->process.label);
	for (struct host_command *h = l->commands; h; h = h->next)
		if (process_holds(&h->process, inode))
			learn(peer, h->process.role, h->process.label);
}

void
peer_name(struct local *l, struct httpd_peer *peer, struct cloud_call *call)
{
	if (!call->presigned) {
		if (!peer->role[0])
			learn(peer, call->role, call->process);
		return;
	}
	if (!peer->role[0] && l->options.control)
		look_up(l, peer);
	if (!peer->role[0])
		return;
	call->role = str_z(peer->role);
	call->process = str_z(peer->process);
}
