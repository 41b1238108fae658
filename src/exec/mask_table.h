/*
 * mask_table: the values to mask, sorted, and the filters that tell where to look closer. Used by mask alone.
 */
#ifndef EXEC_MASK_TABLE_H
#define EXEC_MASK_TABLE_H

#include <string.h>

#include "exec/mask.h"
#include "exec/mask_form.h"

static inline uint32_t
mask_load(const uint8_t *p)
{
	uint32_t word;

	memcpy(&word, p, sizeof(word));
	return word;
}

static inline bool
mask_bit(const uint8_t *bitmap, unsigned shift, uint32_t word)
{
	uint32_t i = word * 0x9e3779b1u >> shift;

	return bitmap[i >> 3] >> (i & 7) & 1;
}

/* The first four bytes of some value (or, rarely, not). */
static inline bool
mask_is_key(const struct mask *m, const uint8_t *p)
{
	return mask_bit(m->keys, m->keys_shift, mask_load(p));
}

/* Four bytes that a value, as it is or in base64, or a URL may begin with. */
static inline bool
mask_is_start(const struct mask *m, const uint8_t *p)
{
	return mask_bit(m->starts, m->starts_shift, mask_load(p));
}

/* What the values have to do with a text that was decoded so far. */
struct mask_found {
	size_t length; /* of the longest value that the text begins with; 0: none */
	size_t common; /* bytes that the text shares with the value that shares most */
	bool longer;   /* some value goes on where the text ends */
};
struct mask_found mask_find(const struct mask *m, const struct mask_reader *r);

#endif
