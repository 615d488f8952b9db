/* A bead is rendered in part when the English is short for its Chinese, much of the Chinese is open
 * while little of the English is, and what is open lies together. No one of these tells: a free
 * rendering leaves words open, a terse one is short. The doubt is a logistic function of them, its
 * weights fitted by tests/check/calibrate on the reports and summaries of tests/eval, whole and
 * with clauses or one of a bead's several sentences taken out of the English. Of western, which is
 * not among them, beads that people noted to be partial or that were cut are found at .88 (35 of
 * 40), none of 12 others is doubted; with river left out, too, its are found at .92 (58 of 63),
 * three of 35 others are doubted (tests/check/calibrate prints the like for each text). */
#include "check/partial.h"

#include "base/real.h"
#include "text/utf8.h"

static const double WEIGHTS[COUPLET__PARTS] = {-2.06, 3.51,  -0.11, 2.02, -3.11, 2.34, 0.41,
                                               6.91,  -2.96, 2.33,  0.67, 1.13,  3.50};

static const double EXPECTED = 0.45; /* coverage of a stretch that is rendered, of the usual one */
static const float OPEN = 0.6F;      /* coverage of a character that is open, at most */
static const double LEAST_CLAUSE = 10; /* weight of a clause that can be the worst */

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* The end of a bracket, from its opening one on, that names the reporter, or `from`:
 * （瀾安通訊社記者紀沛川瀾安23日電）, （記者 單小禾）. Translations drop the name. */
static size_t skip_byline(const couplet__account *a, size_t from)
{
    enum { LONGEST = 60 };
    bool reporter = false;
    if (a->cp.at[from] != '(')
        return from;
    for (size_t i = from + 1; i < a->chars && i < from + LONGEST; i++) {
        reporter = reporter || (a->cp.at[i] == 0x8005 && a->cp.at[i - 1] == 0x8BB0); /* 記者 */
        if (a->cp.at[i] == ')')
            return reporter ? i + 1 : from;
    }
    return from;
}

bool couplet__weigh_bead(couplet__exam *exam)
{
    const couplet__account *a = &exam->account;
    const couplet__document *d = &exam->study.document;
    exam->says.count = 0;
    if (!couplet__vec_reserve(&exam->says, a->chars))
        return false;
    exam->says.count = a->chars;
    for (size_t s = a->zh.first; s < a->zh.first + a->zh.count; s++) {
        bool told = exam->stands.zh[s].doubt >= COUPLET__DOUBTFUL;
        size_t end = d->char_first[s + 1] - a->char_first, past = 0;
        for (size_t i = d->char_first[s] - a->char_first; i < end; i++) {
            past = i < past ? past : skip_byline(a, i);
            bool says = !told && i >= past && (couplet__is_han(a->cp.at[i]) || a->owner.at[i] != 0);
            exam->says.at[i] = says ? couplet__zh_weight(a, &exam->study, i) : 0;
        }
    }
    return true;
}

bool couplet__ends_clause(const couplet__account *a, size_t i)
{
    uint32_t c = a->cp.at[i];
    if (c == ',' || c == ':')
        return i == 0 || i + 1 >= a->chars || !is_digit(a->cp.at[i - 1]) ||
               !is_digit(a->cp.at[i + 1]);
    return c == ';' || c == 0x3002 || c == '!' || c == '?';
}

static void add_char(const couplet__exam *exam, couplet__clause *c, size_t i)
{
    double weight = (double)exam->says.at[i];
    c->end = i + 1;
    c->han += weight > 0 && couplet__is_han(exam->account.cp.at[i]);
    c->mass += weight;
    c->covered += weight * (double)exam->account.zh_covered.at[i];
}

couplet__clause couplet__next_clause(const couplet__exam *exam, size_t from, size_t limit)
{
    couplet__clause c = {from, from, 0, 0, 0};
    while (c.end < limit) {
        size_t i = c.end;
        add_char(exam, &c, i);
        if (couplet__ends_clause(&exam->account, i))
            break;
    }
    return c;
}

couplet__clause couplet__longest_stretch(const couplet__exam *exam)
{
    double expected = EXPECTED * exam->stands.zh_usual, sum = 0, most = 0;
    couplet__clause best = {0, 0, 0, 0, 0}, now = best;
    for (size_t i = 0; i < exam->account.chars; i++) {
        if (sum <= 0) {
            now = (couplet__clause){i, i, 0, 0, 0};
            sum = 0;
        }
        add_char(exam, &now, i);
        sum += (double)exam->says.at[i] * (expected - (double)exam->account.zh_covered.at[i]);
        if (sum > most) {
            most = sum;
            best = now;
        }
    }
    return best;
}

double couplet__best_clause(const couplet__exam *exam, double *worst)
{
    const couplet__account *a = &exam->account;
    double best = 0, least = 1;
    size_t clauses = 0;
    for (size_t at = 0; at < a->chars;) {
        couplet__clause c = couplet__next_clause(exam, at, a->chars);
        double share = couplet__clause_share(&c);
        at = c.end;
        if (c.han < 2)
            continue;
        clauses++;
        best = share > best ? share : best;
        if (c.han >= 4 && c.mass >= LEAST_CLAUSE * exam->unit && share < least)
            least = share;
    }
    *worst = clauses > 1 ? least : 1;
    return best;
}

/* Letters, digits and Han characters of one side, but for sentences reported as a whole. */
static size_t length_of(const couplet__stand *stands, couplet_range range)
{
    size_t length = 0;
    for (size_t s = range.first; s < range.first + range.count; s++)
        length += stands[s].doubt < COUPLET__DOUBTFUL ? stands[s].length : 0;
    return length;
}

/* How many English characters are usual for the bead's Chinese, at least 1. */
static double usual_length(const couplet__exam *exam)
{
    double zh = (double)length_of(exam->stands.zh, exam->account.zh);
    double usual = couplet__exp(exam->usual) * (zh + COUPLET__RATIO_ZH) - COUPLET__RATIO_EN;
    return usual > 1 ? usual : 1;
}

double couplet__shortfall(const couplet__exam *exam)
{
    return 1 - (double)length_of(exam->stands.en, exam->account.en) / usual_length(exam);
}

/* Characters that nothing answers for; *share: of all that say something. */
static double open_zh(const couplet__exam *exam, double *share)
{
    double open = 0;
    size_t all = 0;
    for (size_t i = 0; i < exam->account.chars; i++)
        if (exam->says.at[i] > 0) {
            open += 1 - (double)exam->account.zh_covered.at[i];
            all++;
        }
    *share = all != 0 ? open / (double)all : 0;
    return open;
}

/* English letters that nothing answers for; *share: of all. */
static double open_en(const couplet__exam *exam, double *share)
{
    const couplet__account *a = &exam->account;
    const couplet__document *d = &exam->study.document;
    double open = 0, all = 0;
    for (size_t s = a->en.first; s < a->en.first + a->en.count; s++)
        for (size_t t = d->token_first[s];
             t < d->token_first[s + 1] && exam->stands.en[s].doubt < COUPLET__DOUBTFUL; t++) {
            double size = d->tokens.at[t].size;
            open += size * (1 - (double)a->en_covered.at[t - a->token_first]);
            all += size;
        }
    *share = all > 0 ? open / all : 0;
    return open;
}

static double within(double x, double most) { return x > most ? most : x < -most ? -most : x; }

static size_t lone_numbers(const couplet__exam *exam)
{
    size_t lone = 0;
    couplet_range zh = exam->account.zh;
    for (size_t s = zh.first; s < zh.first + zh.count; s++)
        lone += exam->stands.zh[s].doubt < COUPLET__DOUBTFUL ? exam->stands.zh[s].lone : 0;
    return lone < 2 ? lone : 2;
}

/* The most open characters that stand right before a name: 清瀾水力電廠廠長 before 白硯舟. A name
 * without its office is rendered in part, however long the rest of its sentence is. */
static double open_office(const couplet__exam *exam)
{
    const couplet__account *a = &exam->account;
    double most = 0, run = 0;
    for (size_t i = 0; i < a->chars; i++) {
        float covered = a->zh_covered.at[i];
        if (a->owner.at[i] == couplet__settled(COUPLET__TIE_NAME)) {
            most = run > most ? run : most;
            run = 0;
        } else if (exam->says.at[i] <= 0 || covered >= OPEN) {
            run = 0;
        } else {
            run += 1 - (double)covered;
        }
    }
    return most < 12 ? most / 10 : 1.2;
}

void couplet__part_evidence(const couplet__exam *exam, size_t bead, double out[COUPLET__PARTS])
{
    couplet__clause stretch = couplet__longest_stretch(exam);
    double mass = 0, worst, best = couplet__best_clause(exam, &worst);
    size_t says = 0;
    for (size_t i = 0; i < exam->account.chars; i++)
        mass += (double)exam->says.at[i];
    for (size_t i = stretch.first; i < stretch.end; i++)
        says += exam->says.at[i] > 0;
    double zh = open_zh(exam, &out[COUPLET__PART_ZH_OPEN]);
    double en = open_en(exam, &out[COUPLET__PART_EN_OPEN]);
    out[COUPLET__PART_ONE] = 1;
    out[COUPLET__PART_SHORT] = within(couplet__shortfall(exam), 0.6);
    out[COUPLET__PART_ODDS] =
        couplet__log_odds(couplet_result_bead(exam->report->result, bead)->confidence);
    out[COUPLET__PART_STRETCH] = says < 20 ? (double)says / 10 : 2;
    out[COUPLET__PART_EXTENT] = mass > 0 ? stretch.mass / mass : 0;
    out[COUPLET__PART_USUAL] = exam->stands.zh_usual;
    out[COUPLET__PART_BALANCE] = (zh * couplet__exp(exam->usual) - en) / usual_length(exam);
    out[COUPLET__PART_CONTRAST] = worst < 1 ? best - worst : 0;
    out[COUPLET__PART_LONE] = (double)lone_numbers(exam);
    out[COUPLET__PART_MISSING] = exam->stands.missing < -2 ? exam->stands.missing : -2;
    out[COUPLET__PART_OFFICE] = open_office(exam);
}

double couplet__part_doubt(const couplet__exam *exam, size_t bead)
{
    double evidence[COUPLET__PARTS];
    couplet__part_evidence(exam, bead, evidence);
    return couplet__logistic(WEIGHTS, evidence, COUPLET__PARTS);
}
