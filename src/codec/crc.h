/* crc: CRC-32 as zip and gzip use it (ISO 3309), and CRC-32C is not here. Starts from 0; continue with the result. */
#ifndef CODEC_CRC_H
#define CODEC_CRC_H

#include <stddef.h>
#include <stdint.h>

uint32_t crc32_update(uint32_t crc, const void *p, size_t n);

#endif
