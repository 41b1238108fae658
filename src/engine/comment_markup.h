/*
 * comment_markup: text that is anybody's, as Markdown in which it is nothing but text. Inside code nothing is markup, and GitHub, GitLab
 * and Bitbucket look for no mentions, references and links there; so all of it goes into code. Pure.
 */
#ifndef ENGINE_COMMENT_MARKUP_H
#define ENGINE_COMMENT_MARKUP_H

#include "base/buf.h"

/* A code span of one line, `max` bytes of text at most; fit for the cell of a table, where '|' would end it: it is shown as a broken
 * bar. Nothing for a text without anything to see. */
void markup_code(struct buf *out, struct str text, size_t max);

/* HTML's text: inside <code>. */
void markup_html(struct buf *out, struct str text);

/* [text](url), or nothing unless the URL is an https one that can be written so. */
void markup_link(struct buf *out, const char *text, struct str url);

/* A log as lines of plain text: no colours, no control characters, and runs of backticks that a fence can be longer than. In `a`. */
struct str markup_plain(struct arena *a, struct str log);

/* A block of code, fenced by more backticks than `plain` has in a row. */
void markup_block(struct buf *out, struct str plain);
enum { MARKUP_BLOCK_OVERHEAD = 2 * 24 + 8 /* bytes around the text, at most */ };

#endif
