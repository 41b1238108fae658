/* embed: the deployment's own files that the local AWS carries inside. */
#ifndef LOCAL_EMBED_H
#define LOCAL_EMBED_H

#include "base/str.h"

/* infra/02-deploy/watchdog.asl.json: the watchdog's state machine, a template with ${watchdog_check_arn}. */
struct str embed_watchdog(void);

/* infra/02-deploy/ssm_document.json: the document that runs an order on a host. */
struct str embed_document(void);

#endif
