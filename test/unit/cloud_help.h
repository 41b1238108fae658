/*
 * cloud_help: a small cloud for tests, and calls into it past the signature. JSON is written with ' for ".
 */
#ifndef CLOUD_HELP_H
#define CLOUD_HELP_H

#include <inttypes.h>
#include <stdlib.h>

#include "codec/json.h"
#include "local/cloud.h"
#include "test.h"

#define HELP static __attribute__((unused))

#define HELP_DOCUMENT \
	"{'schemaVersion':'2.2','parameters':{" \
	"'Url':{'type':'String','interpolationType':'ENV_VAR','allowedPattern':'^https?://[^ ]+$'}," \
	"'Time':{'type':'String','default':'3600','allowedPattern':'^[0-9]{1,5}$'}," \
	"'Mode':{'type':'String','default':'fast','allowedValues':['fast','slow']}," \
	"'Lines':{'type':'StringList','default':['true']}}," \
	"'mainSteps':[{'action':'aws:runShellScript','name':'runIt','inputs':{" \
	"'timeoutSeconds':'{{ Time }}','runCommand':['echo {{Mode}} {{Url}} {{ssm:x}} {{','{{ Lines }}']}}]}"

enum { HELP_START_MS = 1735689600 }; /* seconds; 2025-01-01 */

struct help {
	struct cloud *cloud;
	struct arena arena;
	int64_t now_ms;
	int status;        /* of the last call */
	const char *error; /* and its error code */
};

HELP struct str
quoted(struct arena *a, const char *text)
{
	char *p = arena_z(a, str_z(text));

	for (char *q = p; *q; q++)
		if (*q == '\'')
			*q = '"';
	return str_z(p);
}

HELP void
help_open_with(struct help *h, const char *definition)
{
	static const struct cloud_index_config of_orders[] = { { STR("by_run"), { STR("run_id"), 'S' },
	    { STR("num"), 'S' } } };
	static const struct cloud_index_config of_events[] = { { STR("by_name"), { STR("name"), 'S' },
	    { STR("epoch"), 'N' } } };
	static const struct cloud_table_config tables[] = {
		{ STR("orders"), { STR("pk"), 'S' }, { { 0 }, 0 }, of_orders, 1 },
		{ STR("events"), { STR("pk"), 'S' }, { STR("sk"), 'S' }, of_events, 1 },
		{ STR("numbers"), { STR("pk"), 'S' }, { STR("sk"), 'N' }, NULL, 0 },
	};
	static const struct str buckets[] = { STR("internal"), STR("done") };
	static const struct cloud_function_config functions[] = {
		{ .name = STR("orchestrator"), .timeout_s = 600, .retries = 2 },
		{ .name = STR("watchdog"), .timeout_s = 60 },
		{ .name = STR("worker"),
		    .timeout_s = 600,
		    .concurrency = 2,
		    .event_age_s = 3600,
		    .on_failure = STR("watchdog") },
	};
	static const struct cloud_notification rules[] = { { STR("internal"), STR("tmp/"), STR("result.json"),
	    STR("orchestrator") } };
	static const struct cloud_project_config projects[] = {
		{ .name = STR("builder"), .concurrency = 2, .on_end = STR("watchdog") }
	};
	struct cloud_document_config documents[] = { { STR("exe-run"), { 0 } } };
	struct cloud_machine_config machines[] = { { STR("machine"), { 0 } } };
	struct cloud_config config = { .seed = 1,
		.tables = tables,
		.table_count = COUNT(tables),
		.buckets = buckets,
		.bucket_count = COUNT(buckets),
		.functions = functions,
		.function_count = COUNT(functions),
		.notifications = rules,
		.notification_count = COUNT(rules),
		.projects = projects,
		.project_count = COUNT(projects),
		.documents = documents,
		.document_count = COUNT(documents),
		.command_on_end = STR("watchdog"),
		.call_log = true,
		.machines = machines,
		.machine_count = definition ? 1 : 0 };
	struct err e = { 0 };

	*h = (struct help){ .now_ms = 1000LL * HELP_START_MS };
	documents[0].content = quoted(&h->arena, HELP_DOCUMENT);
	if (definition)
		machines[0].definition = quoted(&h->arena, definition);
	h->cloud = cloud_new(&config, &e);
	if (!h->cloud)
		fail_msg("%s", e.msg);
}

HELP void
help_open(struct help *h)
{
	help_open_with(h, NULL);
}

HELP void
help_close(struct help *h)
{
	cloud_free(h->cloud);
	arena_release(&h->arena);
}

/* A JSON operation; the answer's body. */
HELP const char *
help_call(struct help *h, enum cloud_service service, const char *operation, const char *body)
{
	const struct cloud_request req = { .method = STR("POST"),
		.target = STR("/"),
		.body = { .bytes = quoted(&h->arena, body) } };
	const struct cloud_call call = { .service = service,
		.operation = operation,
		.role = STR("user"),
		.process = STR("test"),
		.path = STR("/") };
	struct cloud_answer answer;

	cloud_perform(h->cloud, &h->arena, h->now_ms, &req, &call, &answer);
	h->status = answer.status;
	h->error = answer.error ? answer.error : "";
	return arena_z(&h->arena, answer.body);
}

HELP void
help_expect(struct help *h, enum cloud_service service, const char *operation, const char *body, const char *want)
{
	const char *got = help_call(h, service, operation, body);

	if (strcmp(got, quoted(&h->arena, want).p))
		fail_msg("%s %s\n got: %s\nwant: %s", operation, body, got, quoted(&h->arena, want).p);
}

/* Refused with this code, and a message that holds `text`. */
HELP void
help_refuse(struct help *h, enum cloud_service service, const char *operation, const char *body, const char *code,
    const char *text)
{
	const char *got = help_call(h, service, operation, body);

	if (strcmp(h->error, code) || !strstr(got, quoted(&h->arena, text).p))
		fail_msg("%s %s\n got: %s\nwant: %s ... %s", operation, body, got, code, text);
}

/* The next effect, which must be of this type. */
HELP struct cloud_effect
help_effect(struct help *h, enum cloud_effect_type type)
{
	struct cloud_effect effect = { 0 };

	if (!cloud_effect_next(h->cloud, &effect))
		effect.type = CLOUD_NOTHING;
	if (effect.type != type)
		fail_msg("effect: got %d, want %d", (int)effect.type, (int)type);
	return effect;
}

/* Moves time to the next timer and does what is due. */
HELP void
help_skip(struct help *h)
{
	int64_t next_ms = cloud_next_ms(h->cloud);

	assert_true(next_ms != INT64_MAX);
	if (next_ms > h->now_ms)
		h->now_ms = next_ms;
	cloud_tick(h->cloud, h->now_ms);
}

#endif
