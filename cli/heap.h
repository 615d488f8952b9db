/* The command's heap: how memory is asked of the system. */
#ifndef CLI_HEAP_H
#define CLI_HEAP_H

/* To be called before anything else. */
void cli_heap_prepare(void);

#endif
