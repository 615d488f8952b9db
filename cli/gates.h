/* Thresholds that a report has to meet. */
#ifndef COUPLET_CLI_GATES_H
#define COUPLET_CLI_GATES_H

#include "cli.h"
#include "couplet/couplet.h"

typedef struct cli_gates { /* as the user wrote them; NULL: not asked for */
    const char *sentences, *chars, *terms, *numbers, *order;
    cli_list findings; /* LEVEL=N */
} cli_gates;

extern const cli_option cli_gate_options[];

/* Says what is wrong with the thresholds themselves. */
cli_exit cli_gates_check(const cli_gates *gates);

/* Holds a report against them: CLI_FAILED, after naming every metric that fails. A value equal to
 * its threshold passes, and so does one that does not apply (0 of 0). */
cli_exit cli_gates_apply(const cli_gates *gates, const couplet_report *report);

#endif
