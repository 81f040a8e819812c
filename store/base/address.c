/* What counts as one address.  See address.h. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "store/base/address.h"

enum { NETWORK_BYTES = 8, MAPPED_AT = 12 };

void
address_source(const char *address, char out[static ADDRESS_MAX])
{
	struct in6_addr a;

	snprintf(out, ADDRESS_MAX, "%s", address);
	if (inet_pton(AF_INET6, address, &a) != 1)
		return;
	if (IN6_IS_ADDR_V4MAPPED(&a)) {
		inet_ntop(AF_INET, &a.s6_addr[MAPPED_AT], out, ADDRESS_MAX);
		return;
	}
	memset(a.s6_addr + NETWORK_BYTES, 0, sizeof(a) - NETWORK_BYTES);
	inet_ntop(AF_INET6, &a, out, ADDRESS_MAX);
}
