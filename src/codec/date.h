/*
 * date: points in time as text, all in UTC: ISO 8601 (logs, S3 XML), the basic form of SigV4, HTTP dates (RFC 9110,
 * section 5.6.7, IMF-fixdate). No time zone data, no locale.
 */
#ifndef CODEC_DATE_H
#define CODEC_DATE_H

#include "base/buf.h"
#include "base/err.h"

enum date_form {
	DATE_ISO,   /* 2026-01-02T03:04:05.678Z; read with or without the fraction, and with +02:00 for Z */
	DATE_BASIC, /* 20260102T030405Z */
	DATE_HTTP,  /* Fri, 02 Jan 2026 03:04:05 GMT */
};

/* A point in time by its parts; `weekday` counts from Sunday, 0. */
struct date_parts {
	int64_t year;
	int month, day, hour, minute, second, ms, weekday;
};

struct date_parts date_parts(int64_t epoch_ms);

void date_write(struct buf *out, int64_t epoch_ms, enum date_form form);
/* ERR_INPUT for another form, or a date that does not exist. */
int date_read(struct str in, enum date_form form, int64_t *epoch_ms, struct err *e);

#endif
