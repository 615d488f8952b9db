#include "gates.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"

#define AT(field) offsetof(cli_gates, field)

const cli_option cli_gate_options[] = {
    {0, "fail-under", CLI_STRING, AT(sentences), "PERCENT",
     "Fail when fewer of the Chinese sentences are rendered.", NULL, NULL},
    {0, "fail-under-chars", CLI_STRING, AT(chars), "PERCENT",
     "Fail when fewer of the Chinese characters are.", NULL, NULL},
    {0, "fail-under-terms", CLI_STRING, AT(terms), "PERCENT",
     "Fail when fewer of the terms are as in the glossaries.", NULL, NULL},
    {0, "fail-under-numbers", CLI_STRING, AT(numbers), "PERCENT",
     "Fail when fewer of the numbers of both sides agree.", NULL, NULL},
    {0, "max-order-changes", CLI_STRING, AT(order), "N",
     "Fail when more sentences stand elsewhere.", NULL, NULL},
    {0, "max-findings", CLI_LIST, AT(findings), "LEVEL=N",
     "Fail when there are more findings of a level: error, warning or note. May be given several "
     "times.",
     NULL, NULL},
    {0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL},
};

static bool read_percent(const char *text, double *value)
{
    char *end;
    errno = 0;
    *value = strtod(text, &end);
    return end != text && (*end == '\0' || strcmp(end, "%") == 0) && *value >= 0 && *value <= 100;
}

static bool read_count(const char *text, size_t *value)
{
    char *end;
    errno = 0;
    unsigned long long n = strtoull(text, &end, 10);
    *value = (size_t)n;
    return *text >= '0' && *text <= '9' && *end == '\0' && errno == 0;
}

static bool read_findings(const char *text, couplet_level *level, size_t *most)
{
    static const char *const LEVELS[] = {"note=", "warning=", "error="};
    for (size_t i = 0; i < 3; i++) {
        size_t size = strlen(LEVELS[i]);
        if (strncmp(text, LEVELS[i], size) == 0) {
            *level = (couplet_level)(i + 1);
            return read_count(text + size, most);
        }
    }
    return false;
}

static cli_exit misused(const char *option, const char *takes, const char *text)
{
    cli_complain("--%s takes %s, not '%s'; see 'couplet check --help'", option, takes, text);
    return CLI_USAGE;
}

typedef struct floor { /* a share and its threshold */
    const char *option, *text, *name;
    couplet_share share;
} floor_gate;

enum { FLOORS = 4 };

static void floors(floor_gate out[FLOORS], const cli_gates *gates, const couplet_metrics *m)
{
    out[0] = (floor_gate){"fail-under", gates->sentences, "sentence coverage", {0, 0}};
    out[1] = (floor_gate){"fail-under-chars", gates->chars, "character coverage", {0, 0}};
    out[2] = (floor_gate){"fail-under-terms", gates->terms, "term coverage", {0, 0}};
    out[3] = (floor_gate){"fail-under-numbers", gates->numbers, "number agreement", {0, 0}};
    if (m == NULL)
        return;
    out[0].share = m->zh_sentences;
    out[1].share = m->zh_chars;
    out[2].share = m->terms;
    out[3].share = m->numbers;
}

cli_exit cli_gates_check(const cli_gates *gates)
{
    floor_gate list[FLOORS];
    double percent;
    size_t count;
    couplet_level level;
    floors(list, gates, NULL);
    for (size_t i = 0; i < FLOORS; i++)
        if (list[i].text != NULL && !read_percent(list[i].text, &percent))
            return misused(list[i].option, "a percentage from 0 to 100", list[i].text);
    if (gates->order != NULL && !read_count(gates->order, &count))
        return misused("max-order-changes", "a number", gates->order);
    for (size_t i = 0; i < gates->findings.count; i++)
        if (!read_findings(gates->findings.at[i], &level, &count))
            return misused("max-findings", "error=N, warning=N or note=N", gates->findings.at[i]);
    return CLI_OK;
}

static cli_exit apply_floor(const floor_gate *gate)
{
    double percent = 0, whole = (double)gate->share.whole;
    if (gate->text == NULL || gate->share.whole == 0 || !read_percent(gate->text, &percent))
        return CLI_OK;
    double have = 100 * (double)gate->share.part;
    if (have >= percent * whole - 1e-9 * whole)
        return CLI_OK;
    size_t tenths = gate->share.part * 1000 / gate->share.whole;
    cli_complain("%s: %zu of %zu, %zu.%zu%%, is below %s", gate->name, gate->share.part,
                 gate->share.whole, tenths / 10, tenths % 10, gate->text);
    return CLI_FAILED;
}

static cli_exit apply_findings(const char *text, const couplet_report *report)
{
    static const char *const NAMES[] = {"", "notes", "warnings", "errors"};
    couplet_level level;
    size_t most, count = 0;
    if (!read_findings(text, &level, &most))
        return CLI_OK;
    for (size_t i = 0; i < couplet_report_count(report); i++)
        count += couplet_report_finding(report, i)->level == level;
    if (count <= most)
        return CLI_OK;
    cli_complain("%s: %zu, more than %zu", NAMES[level], count, most);
    return CLI_FAILED;
}

cli_exit cli_gates_apply(const cli_gates *gates, const couplet_report *report)
{
    const couplet_metrics *m = couplet_report_metrics(report);
    cli_exit result = CLI_OK;
    floor_gate list[FLOORS];
    size_t most;
    floors(list, gates, m);
    for (size_t i = 0; i < FLOORS; i++)
        if (apply_floor(&list[i]) != CLI_OK)
            result = CLI_FAILED;
    if (gates->order != NULL && read_count(gates->order, &most) && m->order_changes > most) {
        cli_complain("order changes: %zu, more than %zu", m->order_changes, most);
        result = CLI_FAILED;
    }
    for (size_t i = 0; i < gates->findings.count; i++)
        if (apply_findings(gates->findings.at[i], report) != CLI_OK)
            result = CLI_FAILED;
    return result;
}
