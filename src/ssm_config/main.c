#include "engine/entry.h"

int
main(void)
{
	return entry_main("ssm_config", JOB_SSM);
}
