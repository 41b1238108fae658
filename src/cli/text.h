/* text: how things look: colours where the terminal wants them, durations, tables' cells, and logs that may hold anything. */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include "base/buf.h"
#include "cli/cli.h"
#include "engine/plan.h"

/* "succeeded" in green, and so on; padded to `width` columns (the colours take none). */
void text_state(struct buf *out, const struct cli *cli, enum state state, int width);
/* "waiting" instead of "queued": a word for people. */
const char *text_state_word(enum state state);
/* "0.4s", "12.3s", "2m05s", "1h02m"; "" when negative. */
void text_duration(struct buf *out, int64_t ms);
/* `s` cut or padded to `width` columns. Control characters become spaces. */
void text_cell(struct buf *out, struct str s, size_t width);
/* `s` fit for a terminal: control characters but line ends and tabs are taken out. */
void text_safe(struct buf *out, struct str s);
/* The same in one line: line ends and tabs become spaces. */
void text_line(struct buf *out, struct str s);
/* The last `lines` lines of `s`. */
struct str text_last_lines(struct str s, size_t lines);
/* Switches bold on or off. */
void text_bold(struct buf *out, const struct cli *cli, bool on);

#endif
