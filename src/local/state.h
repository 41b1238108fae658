/*
 * state: what the files of the cloud share: its services, timers, effects, random numbers and records.
 */
#ifndef LOCAL_STATE_H
#define LOCAL_STATE_H

#include "local/cloud.h"
#include "local/heap.h"
#include "local/map.h"
#include "local/operation.h"
#include "local/timers.h"

struct delivery;
struct effect_node;
struct record_node;

struct cloud {
	struct str region, account_id;
	uint64_t random;
	struct cloud_knobs knobs;
	struct timers timers;
	struct effect_node *effects, **effects_end, *effect_out; /* waiting; given out last */
	uint64_t ids;                                            /* of invocations, sandboxes, builds, tickets */

	struct map credentials; /* by access key id */
	struct map counts;      /* by role, service and operation */
	struct record_node *records, **records_end;
	uint64_t record_serial;
	bool call_log;

	struct delivery *late;
	size_t late_count;

	struct dyn *dyn;
	struct s3d *s3d;
	struct lambdad *lambdad;
	struct statesd *statesd;
	struct buildd *buildd;
	struct ssmd *ssmd;
	struct commandd *commandd;
	struct secretsd *secretsd;
	struct apid *apid;
};

/* The services: made from the configuration, freed, asked for their load. */
struct dyn *dyn_new(const struct cloud_config *config);
void dyn_free(struct dyn *d);
struct s3d *s3d_new(struct cloud *c, const struct cloud_config *config, struct err *e);
void s3d_free(struct cloud *c);
struct lambdad *lambdad_new(struct cloud *c, const struct cloud_config *config, struct err *e);
void lambdad_free(struct cloud *c);
void lambdad_load(const struct cloud *c, struct cloud_load *load);
struct statesd *statesd_new(const struct cloud_config *config, struct err *e);
void statesd_free(struct cloud *c);
void statesd_load(const struct cloud *c, struct cloud_load *load);
struct buildd *buildd_new(const struct cloud_config *config);
void buildd_free(struct cloud *c);
void buildd_load(const struct cloud *c, struct cloud_load *load);
struct ssmd *ssmd_new(void);
void ssmd_free(struct ssmd *s);
struct commandd *commandd_new(struct cloud *c, const struct cloud_config *config, struct err *e);
void commandd_free(struct cloud *c);
void commandd_load(const struct cloud *c, struct cloud_load *load);
struct secretsd *secretsd_new(void);
void secretsd_free(struct secretsd *s);
struct apid *apid_new(const struct cloud_config *config);
void apid_free(struct apid *d);

void deliveries_free(struct cloud *c);
void deliveries_load(const struct cloud *c, struct cloud_load *load);

/* After the knobs changed. */
void statesd_resume(struct cloud *c, int64_t now_ms);
void lambdad_pump(struct cloud *c, int64_t now_ms);
void buildd_pump(struct cloud *c, int64_t now_ms);

/* Random numbers from the seed: a number, one in [0, n), a UUID v4 in `a`. */
uint64_t state_random(struct cloud *c);
uint64_t state_random_below(struct cloud *c, uint64_t n);
struct str state_uuid(struct cloud *c, struct arena *a);

/* A new effect at the end of the queue, to fill in; its strings go into *mem. */
struct cloud_effect *effect_add(struct cloud *c, enum cloud_effect_type type, uint64_t id, struct arena **mem);
bool effect_waits(const struct cloud *c);
void effects_free(struct cloud *c);

void records_free(struct cloud *c);
void record_add(struct cloud *c, int64_t now_ms, const struct cloud_call *call, int status, const char *error,
    struct str detail);
void credentials_clear(struct cloud *c);

#endif
