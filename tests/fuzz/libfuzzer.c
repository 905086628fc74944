/* The entry point of libFuzzer; TARGET is the target's name. */
#include "targets.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	TARGET(data, len);
	return 0;
}
