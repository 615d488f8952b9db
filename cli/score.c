/* couplet score: how good ladders are, measured against gold ones. */
#define _XOPEN_SOURCE 700

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "calibration.h"
#include "cli.h"
#include "couplet/couplet.h"
#include "input.h"
#include "message.h"

enum { AS_TEXT = 1, AS_TSV = 2 };

typedef struct score_args {
    cli_list other;
    double fail_under;
    int format;
    bool calibration;
} score_args;

/* What the pairs add up to. */
typedef struct tally {
    couplet_score score;
    cli_calibration *calibration; /* NULL: not asked for */
} tally;

static const cli_choice FORMATS[] = {{"text", AS_TEXT}, {"tsv", AS_TSV}, {NULL, 0}};

#define AT(field) offsetof(score_args, field)

static const cli_option OPTIONS[] = {
    {0, "or", CLI_LIST, AT(other), "FILE",
     "A second gold ladder whose beads also count as right, or "
     "a folder of NAME.cross files. With several pairs, give it "
     "once for each, in their order.",
     NULL, NULL},
    {0, "fail-under", CLI_SHARE, AT(fail_under), "N",
     "Exit with 1 when strict F1 is below N, 0 to 1; equal passes.", NULL, NULL},
    {0, "calibration", CLI_FLAG, AT(calibration), NULL,
     "Print also, for beads of each range of confidence, how many there are, the mean, and the "
     "share that is right. TEST must be TSV.",
     NULL, NULL},
    {'f', "format", CLI_CHOICE, AT(format), "NAME",
     "text (the default) or tsv: measure, precision, its two "
     "counts, recall, its two counts, F1; `-` where it is 0/0.",
     FORMATS, NULL},
    {0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL},
};

static const cli_group GROUPS[] = {{"scoring", OPTIONS, 0}, {NULL, NULL, 0}};

static void set_defaults(void *args) { ((score_args *)args)->format = AS_TEXT; }

/* A score against nothing, or of nothing, is taken for a slip and not for a perfect one. */
static cli_exit check_not_empty(const char *path, const char *ladder, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (strchr(" \t\r\n", ladder[i]) == NULL)
            return CLI_OK;
    cli_complain("%s: holds no bead", path);
    return CLI_INPUT;
}

/* What is compared: the files as they are, and the test as a ladder. */
typedef struct comparison {
    cli_input gold, other, test;
    char *converted; /* ladder, where the test is TSV */
    const char *ladder;
    size_t ladder_size;
} comparison;

static cli_exit read_files(comparison *c, const char *gold, const char *other, const char *test,
                           bool calibration)
{
    cli_exit result = cli_input_read(&c->gold, gold);
    if (result == CLI_OK && other != NULL)
        result = cli_input_read(&c->other, other);
    if (result == CLI_OK)
        result = cli_input_read(&c->test, test);
    if (result == CLI_OK)
        result = check_not_empty(gold, c->gold.bytes, c->gold.size);
    if (result != CLI_OK)
        return result;
    c->ladder = c->test.bytes;
    c->ladder_size = c->test.size;
    bool tsv = cli_is_tsv(c->test.bytes, c->test.size);
    if (calibration && !tsv) {
        cli_complain("%s: not TSV as 'couplet align -f tsv' writes it, so without confidences",
                     test);
        return CLI_INPUT;
    }
    if (tsv) {
        c->ladder = c->converted =
            cli_ladder_of(c->test.bytes, c->test.size, -1, NULL, &c->ladder_size);
        if (c->converted == NULL) {
            cli_complain("memory is exhausted");
            return CLI_LIMIT;
        }
    }
    return check_not_empty(test, c->ladder, c->ladder_size);
}

static cli_exit add_scores(tally *score, const comparison *c)
{
    couplet_error error;
    couplet_status status =
        couplet_score_add(&score->score, c->gold.bytes, c->gold.size, c->other.bytes, c->other.size,
                          c->ladder, c->ladder_size, &error);
    if (status == COUPLET_OK && score->calibration != NULL)
        status =
            cli_calibration_add(score->calibration, c->gold.bytes, c->gold.size, c->other.bytes,
                                c->other.size, c->test.bytes, c->test.size, &error);
    if (status == COUPLET_OK)
        return CLI_OK;
    char line[32] = "";
    if (error.line != 0)
        snprintf(line, sizeof line, " (line %zu)", error.line);
    cli_complain("%s against %s: %s%s; a line is such as '[0]:[0,1]'", c->test.name, c->gold.name,
                 error.message, line);
    return cli_code(error.code);
}

static cli_exit add_files(tally *score, const char *gold, const char *other, const char *test)
{
    comparison c = {0};
    cli_exit result = read_files(&c, gold, other, test, score->calibration != NULL);
    if (result == CLI_OK)
        result = add_scores(score, &c);
    free(c.converted);
    cli_input_free(&c.gold);
    cli_input_free(&c.other);
    cli_input_free(&c.test);
    return result;
}

static bool is_directory(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* "DIR/NAME.ENDING" where it exists, NULL where it does not or memory is exhausted. */
static char *find_beside(const char *directory, const char *name, size_t size, const char *ending)
{
    size_t room = strlen(directory) + size + strlen(ending) + 3;
    char *path = malloc(room);
    struct stat info;
    if (path == NULL)
        return NULL;
    snprintf(path, room, "%s/%.*s.%s", directory, (int)size, name, ending);
    if (stat(path, &info) == 0)
        return path;
    free(path);
    return NULL;
}

static int is_gold(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name);
    return size > 5 && strcmp(entry->d_name + size - 5, ".gold") == 0;
}

static cli_exit add_document(tally *score, const char *gold, const char *other, const char *test,
                             const char *name, size_t *count)
{
    size_t size = strlen(name) - 5;
    char *gold_path = find_beside(gold, name, size, "gold");
    char *other_path = other != NULL ? find_beside(other, name, size, "cross") : NULL;
    char *test_path = find_beside(test, name, size, "ladder");
    if (test_path == NULL)
        test_path = find_beside(test, name, size, "tsv");
    cli_exit result = CLI_OK;
    if (test_path == NULL) {
        cli_complain("%s/%.*s.ladder: no such file", test, (int)size, name);
        result = CLI_INPUT;
    } else if (gold_path != NULL) {
        result = add_files(score, gold_path, other_path, test_path);
        ++*count;
    }
    free(gold_path);
    free(other_path);
    free(test_path);
    return result;
}

/* Every NAME.gold of one folder against NAME.ladder of the other. */
static cli_exit add_folders(tally *score, const char *gold, const char *other, const char *test)
{
    struct dirent **entries;
    int found = scandir(gold, &entries, is_gold, alphasort);
    if (found < 0) {
        cli_complain("%s: %s", gold, strerror(errno));
        return CLI_INPUT;
    }
    size_t count = 0;
    cli_exit result = CLI_OK;
    for (int i = 0; i < found; i++) {
        if (result == CLI_OK)
            result = add_document(score, gold, other, test, entries[i]->d_name, &count);
        free(entries[i]);
    }
    free(entries);
    if (result == CLI_OK && count == 0) {
        cli_complain("%s: holds no file that ends in .gold", gold);
        result = CLI_INPUT;
    }
    return result;
}

typedef struct measure {
    const char *name;
    size_t found, tested, recalled, gold;
} measure;

/* -1 for 0/0. */
static double share(size_t part, size_t whole)
{
    return whole != 0 ? (double)part / (double)whole : -1;
}

static double f1(const measure *m)
{
    double p = share(m->found, m->tested), r = share(m->recalled, m->gold);
    return p < 0 || r < 0 ? -1 : p + r > 0 ? 2 * p * r / (p + r) : 0;
}

static const char *number(char room[16], double value, const char *none)
{
    if (value < 0)
        return none;
    snprintf(room, 16, "%.4f", value);
    return room;
}

static void print_measure(const measure *m, int format)
{
    char p[16], r[16], f[16];
    double precision = share(m->found, m->tested), recall = share(m->recalled, m->gold);
    if (format == AS_TSV) {
        printf("%s\t%s\t%zu\t%zu\t%s\t%zu\t%zu\t%s\n", m->name, number(p, precision, "-"), m->found,
               m->tested, number(r, recall, "-"), m->recalled, m->gold, number(f, f1(m), "-"));
        return;
    }
    char p_counts[48], r_counts[48];
    snprintf(p_counts, sizeof p_counts, "(%zu/%zu)", m->found, m->tested);
    snprintf(r_counts, sizeof r_counts, "(%zu/%zu)", m->recalled, m->gold);
    printf("%-22s %-7s %-13s %-7s %-13s %s\n", m->name, number(p, precision, "n/a"), p_counts,
           number(r, recall, "n/a"), r_counts, number(f, f1(m), "n/a"));
}

static void print_score(const couplet_score *s, int format)
{
    const measure measures[] = {
        {"strict", s->strict_found, s->tested, s->strict_recalled, s->gold},
        {"lax", s->lax_found, s->tested, s->lax_recalled, s->gold},
        {"no counterpart, zh", s->zh_null_found, s->zh_null_tested, s->zh_null_found,
         s->zh_null_gold},
        {"no counterpart, en", s->en_null_found, s->en_null_tested, s->en_null_found,
         s->en_null_gold},
    };
    if (format == AS_TEXT)
        printf("%-22s %-21s %-21s %s\n", "", "precision", "recall", "F1");
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        print_measure(&measures[i], format);
    char room[16];
    double whole = share(s->whole, s->gold);
    if (format == AS_TSV)
        printf("kept whole\t-\t-\t-\t%s\t%zu\t%zu\t-\n", number(room, whole, "-"), s->whole,
               s->gold);
    else
        printf("%-22s %-21s %-7s (%zu/%zu)\n", "kept whole", "", number(room, whole, "n/a"),
               s->whole, s->gold);
}

static cli_exit run(void *user, const cli_list *operands)
{
    const score_args *args = user;
    size_t pairs = operands->count / 2;
    if (pairs == 0 || operands->count % 2 != 0 ||
        (args->other.count != 0 && args->other.count != pairs)) {
        cli_complain("score takes pairs of a gold and a test ladder, or of folders%s; see 'couplet "
                     "score --help'",
                     args->other.count != 0 ? ", and as many --or" : "");
        return CLI_USAGE;
    }
    cli_calibration calibration;
    memset(&calibration, 0, sizeof calibration);
    tally all = {{0}, args->calibration ? &calibration : NULL};
    cli_exit result = CLI_OK;
    for (size_t i = 0; i < pairs && result == CLI_OK; i++) {
        const char *gold = operands->at[2 * i], *test = operands->at[2 * i + 1];
        const char *other = args->other.count != 0 ? args->other.at[i] : NULL;
        result = is_directory(gold) && is_directory(test) ? add_folders(&all, gold, other, test)
                                                          : add_files(&all, gold, other, test);
    }
    if (result != CLI_OK)
        return result;
    print_score(&all.score, args->format);
    if (args->calibration)
        cli_calibration_print(&calibration, args->format == AS_TSV);
    const couplet_score *sum = &all.score;
    measure strict = {NULL, sum->strict_found, sum->tested, sum->strict_recalled, sum->gold};
    double reached = f1(&strict);
    if (reached >= 0 && reached < args->fail_under) {
        cli_complain("strict F1 is %.4f, below --fail-under %g", reached, args->fail_under);
        return CLI_FAILED;
    }
    return CLI_OK;
}

const cli_command cli_score = {
    "score",
    "[OPTION]... GOLD TEST [GOLD TEST]...\n[OPTION]... GOLD_FOLDER TEST_FOLDER",
    "Measure an alignment against one made by hand: precision, recall and F1.",
    "GOLD and TEST are ladders as 'couplet align --format ladder' writes them: a bead a line, such "
    "as [0]:[0,1], by numbers of segments from 0. TEST may be TSV, too. Counts of several pairs "
    "are "
    "pooled. In folders, NAME.gold is compared with NAME.ladder, or NAME.tsv. Strict: the whole "
    "bead is right. Lax: a Chinese and an English segment of it belong together. Null beads count "
    "against precision and are left out of recall. Kept whole: gold beads that no test bead "
    "crosses "
    "the border of.",
    GROUPS,
    sizeof(score_args),
    set_defaults,
    run,
};
