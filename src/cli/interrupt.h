/* interrupt: Ctrl-C and its like, counted; whoever runs long looks. A second Ctrl-C means: at once. */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include "base/str.h"

/* From now on SIGINT, SIGTERM and SIGHUP are counted instead of ending the process; the last two count double. */
void interrupt_catch(void);
int interrupt_count(void);
/* Waits until `fd` (may be -1) is readable or at its end, `ms` are over (negative: for ever), or a signal came since the count
 * was looked at last. */
void interrupt_wait(int fd, int ms);

#endif
