/* Any bytes as a set of ranges; and a set built from them, against bits. */
#include "store/base/rangeset.h"
#include "tests/fuzz/fuzz.h"

static void
decode(const uint8_t *data, size_t size)
{
	struct rangeset s = { 0 };
	uint8_t *buf;
	size_t len;

	if (rangeset_decode(&s, data, size) == OK) {
		struct rangeset t = { 0 };

		for (size_t i = 0; i < s.count; i++) {
			MUST(s.ranges[i].first <= s.ranges[i].last);
			MUST(i == 0 || s.ranges[i].first >
			    s.ranges[i - 1].last + 1);
		}
		buf = xmalloc(rangeset_encoded_max(&s) + 1);
		len = rangeset_encode(&s, buf);
		MUST(rangeset_decode(&t, buf, len) == OK);
		MUST(t.count == s.count);
		free(buf);
		rangeset_free(&t);
	}
	rangeset_free(&s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rangeset s = { 0 };
	bool bits[258] = { false };
	uint64_t count = 0;

	decode(data, size);
	for (size_t i = 0; i + 1 < size && i < 200; i += 2) {
		uint64_t first = 1 + data[i] / 2, last = first + data[i + 1] / 2;

		if (data[i] & 1)
			rangeset_add(&s, first, last);
		else
			rangeset_remove(&s, first, last);
		for (uint64_t n = first; n <= last; n++)
			bits[n] = data[i] & 1;
	}
	for (uint64_t n = 1; n < LENGTH(bits); n++) {
		MUST(rangeset_has(&s, n) == bits[n]);
		count += bits[n];
	}
	MUST(rangeset_within(&s, 1, LENGTH(bits)) == count);
	rangeset_free(&s);
	return 0;
}
