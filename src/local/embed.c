#include "local/embed.h"

/* `name` as symbols around the file's bytes. */
#define EMBED(name, file) \
	__asm__(".section .rodata\n" \
		".balign 16\n" #name "_begin:\n" \
		".incbin \"" file "\"\n" #name "_end:\n" \
		".byte 0\n" \
		".previous\n"); \
	extern const char name##_begin[] __attribute__((visibility("hidden"))); \
	extern const char name##_end[] __attribute__((visibility("hidden")))

EMBED(embed_watchdog_file, "infra/02-deploy/watchdog.asl.json");
EMBED(embed_document_file, "infra/02-deploy/ssm_document.json");

struct str
embed_watchdog(void)
{
	return (struct str){ embed_watchdog_file_begin, (size_t)(embed_watchdog_file_end - embed_watchdog_file_begin) };
}

struct str
embed_document(void)
{
	return (struct str){ embed_document_file_begin, (size_t)(embed_document_file_end - embed_document_file_begin) };
}
