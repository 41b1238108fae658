/*
 * bundle: exec.zip, what a worker needs to run one order. Entries:
 *   code/...            the code, when there is any: the working directory
 *   secrets.enc.json    the environment, encrypted by sops for the run's (or the order's) age key: a flat object of strings, with
 *                       CMDS (a JSON list of strings), CALLBACK_URL, TRACE_ID, RUN_ID, ORDER_ID, ORDER_NUM, FLOW_ID, TIMEOUT
 *   env_vars.env        the names in it, one a line
 *   secrets.src         what was fetched: a line "<location>\t<NAME> <NAME>..." each; those names' values are masked
 * For hosts (SSM), without encryption: cmds.json (list), env_vars.json (object), secrets.src.
 * exec.stripped.zip is the same without secrets.enc.json and env_vars.json.
 */
#ifndef ENGINE_BUNDLE_H
#define ENGINE_BUNDLE_H

#define BUNDLE_CODE    "code"
#define BUNDLE_SECRETS "secrets.enc.json"
#define BUNDLE_NAMES   "env_vars.env"
#define BUNDLE_SOURCES "secrets.src"
#define BUNDLE_CMDS    "cmds.json"
#define BUNDLE_ENV     "env_vars.json"

#endif
