/* field_docs: what the payload's fields mean, for people. The tables that read them (engine/job_fields.c) hold no such text: functions
 * would carry it. `make lint` checks that every field has its row. */
#ifndef CLI_FIELD_DOCS_H
#define CLI_FIELD_DOCS_H

struct field_doc {
	const char *name;
	const char *type;      /* NULL: the table's */
	const char *otherwise; /* the default; NULL: none */
	const char *doc;
};

/* Both end with an empty row. */
extern const struct field_doc job_docs[], order_docs[];

#endif
