/*
 * ini: the files that the AWS command line and SDKs share (SDK reference guide, "Shared config and credentials files"), as
 * Python's configparser reads them, which botocore is built on:
 *
 *	[section]
 *	name = value          or name: value; names in any case; white space around both is dropped
 *	name = value          a line indented deeper goes on with the value
 *	    more
 *	name =                and after an empty value each is a setting of its own
 *	    sub = value
 *	# or ; opens a comment, at the beginning of a line alone
 */
#ifndef CODEC_INI_H
#define CODEC_INI_H

#include "base/arena.h"
#include "base/err.h"

/* Views into the text, or in the arena. Each section begins with an entry without a name. */
struct ini_entry {
	struct str section; /* as it stands between the brackets */
	struct str name;
	struct str sub; /* of a setting inside `name`; else empty */
	struct str value;
};

struct ini {
	const struct ini_entry *at;
	size_t n;
};

/* ERR_INPUT with the line's number, and nothing of what it says: it may be a secret. */
int ini_read(struct arena *a, struct str text, struct ini *out, struct err *e);

#endif
