#include "codec/utf8.h"

size_t
utf8_put(char *to, uint32_t point)
{
	if ((point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff)
		point = 0xfffd;
	if (point < 0x80) {
		to[0] = (char)point;
		return 1;
	}
	size_t n = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i; i--, point >>= 6)
		to[i] = (char)(0x80 | (point & 0x3f));
	to[0] = (char)((0xf0u << (4 - n)) | point);
	return n;
}
