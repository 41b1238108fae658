/*
 * tar: reading ustar, pax and GNU long names as a stream (POSIX.1-2017 pax, "ustar Interchange Format"; GNU tar manual,
 * "Basic Tar Format"). Bytes in, events out: sans-I/O. Devices, fifos and hard links out of the tree are refused.
 */
#ifndef CODEC_TAR_H
#define CODEC_TAR_H

#include "codec/tree.h"

enum tar_event {
	TAR_MORE /* give more input */,
	TAR_ENTRY,
	TAR_LINK /* entry is a copy of `target` */,
	TAR_DATA,
	TAR_END
};

struct tar_limits {
	uint64_t total_bytes; /* of all files; 0 means 2 GiB */
	uint32_t entries;     /* 0 means 200,000 */
};

struct tar {
	struct arena *arena; /* for names; one entry's at a time */
	struct tar_limits limits;
	struct tree_entry entry;
	struct str data; /* of TAR_DATA: a view into the input */
	void *state;
};

int tar_open(struct tar *t, struct arena *a, const struct tar_limits *limits, struct err *e);
/* Takes from `in` (which moves on) until there is an event. At TAR_END everything must have been there; the caller says
 * by tar_finish() that the input ended: ERR_INPUT when that is in the middle of an entry. */
int tar_next(struct tar *t, struct str *in, enum tar_event *event, struct err *e);
int tar_finish(struct tar *t, struct err *e);
/* The end of the archive was met; what comes now is passed over. */
bool tar_at_end(const struct tar *t);

#endif
