#include "engine/entry.h"

int
main(void)
{
	return entry_main("init_job", JOB_INIT);
}
