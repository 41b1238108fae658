/*
 * hosts: which hosts the targets of an order mean.
 */
#ifndef ENGINE_HOSTS_H
#define ENGINE_HOSTS_H

#include "engine/engine.h"
#include "engine/plan.h"

/* Of ssm_targets: the instances that it names, each once, or those that are managed, online and have its tags now. One to HOSTS_MAX
 * of them, in `a`. ERR_NOT_FOUND, or ERR_LIMIT: there are none, or too many, and it says so. */
int hosts_find(struct engine *g, struct arena *a, const struct plan_order *o, struct str **hosts, size_t *n,
    struct err *e);

#endif
