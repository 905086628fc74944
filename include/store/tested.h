/* What the last test of the saved settings said: the group `tested` of the file. */
#ifndef STORE_TESTED_H
#define STORE_TESTED_H

#include "base/utc.h"
#include "model/fingerprint.h"

struct tested {
	char id[40]; /* of the verdict; empty: never tested */
	char at[utc_size];
	char fingerprint[fingerprint_size];
};

#endif
