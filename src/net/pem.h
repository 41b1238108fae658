/* pem: the certificates of a PEM file (RFC 7468), one after another. */
#ifndef NET_PEM_H
#define NET_PEM_H

#include "base/buf.h"
#include "base/err.h"

/* Finds the next CERTIFICATE in `text` (which moves on) and puts its DER into `der` (cleared first). *found is false at the
 * end. What stands between certificates is skipped. ERR_INPUT when one has no end or is not base64. */
int pem_next(struct str *text, struct buf *der, bool *found, struct err *e);

#endif
