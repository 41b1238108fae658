/*
 * dyn_number: DynamoDB's numbers (Developer Guide, "Data types: Number"): decimals of up to 38 significant digits, between
 * 1E-130 and 9.99..E+125 in magnitude, exact. As text they have one canonical form, so that equal numbers are equal strings.
 */
#ifndef LOCAL_DYN_NUMBER_H
#define LOCAL_DYN_NUMBER_H

#include "base/buf.h"
#include "base/err.h"

enum { DYN_DIGITS = 38 };

/* 0.d[0]d[1]..d[n-1] times 10 to `exp`; neither first nor last digit is 0. Zero has no digit. */
struct dyn_number {
	bool negative;
	int n, exp;
	char d[DYN_DIGITS]; /* 0 to 9 */
};

/* ValidationException when it is no number, has too many digits or is out of range. */
int dyn_number_read(struct str text, struct dyn_number *out, struct err *e);
void dyn_number_write(struct buf *b, const struct dyn_number *n);
int dyn_number_cmp(const struct dyn_number *a, const struct dyn_number *b);
/* a + b; ValidationException when the result is out of range. */
int dyn_number_add(const struct dyn_number *a, const struct dyn_number *b, struct dyn_number *out, struct err *e);

/* The same for numbers in canonical form; quick for whole ones. */
int dyn_number_cmp_text(struct str a, struct str b);

#endif
