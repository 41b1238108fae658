/*
 * log: lines for the operators, one JSON object a line on standard error (Lambda and CodeBuild take them from there):
 * {"level":"info","time":"2026-01-01T00:00:00.000Z","program":"orchestrator","run_id":"..","message":".."}
 * Never a secret, a token or a signed URL: values go in by name, not by dumping structures.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* Names the program in every line; lines under `least` are dropped (AWS_EXE_SYS_LOG_LEVEL: debug, info, warn, error). */
void log_init(const char *program, enum log_level least);
/* A context that goes into every following line of this process, such as the run's id; "" removes it. */
void log_context(struct str run_id);

void log_write(enum log_level level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#define log_debug(...) log_write(LOG_DEBUG, __VA_ARGS__)
#define log_info(...) log_write(LOG_INFO, __VA_ARGS__)
#define log_warn(...) log_write(LOG_WARN, __VA_ARGS__)
#define log_error(...) log_write(LOG_ERROR, __VA_ARGS__)

#endif
