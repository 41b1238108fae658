#include "local/embed.h"

__asm__(".section .rodata\n"
	".balign 16\n"
	"embed_watchdog_begin:\n"
	".incbin \"infra/02-deploy/watchdog.asl.json\"\n"
	"embed_watchdog_end:\n"
	".byte 0\n"
	".previous\n");

extern const char embed_watchdog_begin[] __attribute__((visibility("hidden")));
extern const char embed_watchdog_end[] __attribute__((visibility("hidden")));

struct str
embed_watchdog(void)
{
	return (struct str){ embed_watchdog_begin, (size_t)(embed_watchdog_end - embed_watchdog_begin) };
}
