/*
 * mask_form: reads what a secret may have been turned into: a reader decodes input of one form step by step, and knows for each
 * byte that it gives where in the input it ended. Sans-I/O; used by mask alone.
 */
#ifndef EXEC_MASK_FORM_H
#define EXEC_MASK_FORM_H

#include "base/str.h"

enum mask_form {
	FORM_RAW,
	FORM_URL,      /* percent-encoded, '+' stands for itself */
	FORM_URL_PLUS, /* '+' stands for a space */
	FORM_JSON,     /* the inside of a JSON string */
	FORM_BASE64_0, /* the value begins with the first, third or fifth bit of a character */
	FORM_BASE64_2,
	FORM_BASE64_4,
	FORMS,
};

enum { FOLD_MIN = 32 }; /* base64 is folded into lines of this many characters at least */

struct mask_reader {
	enum mask_form form;
	const uint8_t *in;
	size_t n;      /* of `in` */
	bool last;     /* no more will come */
	size_t line;   /* base64 characters of the current line, those before `in` included */
	bool folded;   /* the last character was a line end */
	size_t at;     /* of `in`, taken */
	uint32_t bits; /* of base64, not yet a byte */
	unsigned bit_count;
	uint8_t *out;   /* FORM_RAW: `in` itself */
	uint32_t *ends; /* where in the input out[i] ended; not for FORM_RAW */
	size_t out_n;
	bool closed; /* nothing follows in this form, whatever may come */
};

/* `out` and `ends` have room for all that will be asked for, and 4 more. `run`: base64 characters right before `in`. */
void mask_reader_init(struct mask_reader *r, enum mask_form form, struct str in, bool last, size_t run, uint8_t *out,
    uint32_t *ends);
/* Decodes until there are `want` bytes, the form ends (`closed`), or the input. */
void mask_reader_fill(struct mask_reader *r, size_t want);
/* Where in the input the first `n` decoded bytes end. */
size_t mask_reader_end(const struct mask_reader *r, size_t n);

/* The value of a base64 digit of either alphabet, or -1. */
int base64_digit(uint8_t c);

#endif
