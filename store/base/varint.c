#include "store/base/varint.h"

size_t
varint_put(uint8_t *buf, uint64_t n)
{
	size_t len = 0;

	for (; n >= 0x80; n >>= 7)
		buf[len++] = (uint8_t)(n | 0x80);
	buf[len++] = (uint8_t)n;
	return len;
}

bool
varint_get(const uint8_t *buf, size_t len, size_t *at, uint64_t *out)
{
	uint64_t n = 0;

	for (unsigned i = 0; i < VARINT_MAX && *at < len; i++) {
		uint8_t c = buf[(*at)++];

		if (i == VARINT_MAX - 1 && c > 1)
			return false;
		n |= (uint64_t)(c & 0x7F) << (7 * i);
		if (c < 0x80) {
			if (c == 0 && i > 0)
				return false;
			*out = n;
			return true;
		}
	}
	return false;
}
