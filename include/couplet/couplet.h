/* couplet.h - aligns the Traditional Chinese and English renderings of the same text.
 *
 * Couplet cuts both renderings into sentences, says which sentences say the same thing, and
 * writes the pairs as a translation memory. This header is the whole public interface and its
 * manual.
 *
 * Words
 *   segment    a sentence, headline, caption or list item: a span of bytes in the caller's text
 *   bead       a run of zero or more Chinese segments with the run of English ones that renders it
 *              (1-1, 1-2, 2-1, 2-2 ... 1-0, 0-1)
 *   anchor     something on both sides that vouches for a bead: a term, a name, a number
 *   term       a word or phrase of one language with its rendering in the other
 *   lexicon    weighted pairs of Chinese words and English stems
 *   glossary   the user's own term pairs; they outweigh the lexicon
 *   band       the part of the grid of segment pairs that is searched
 *   confidence the probability, 0..1, that a bead is right
 *   coverage   the share of one side, 0..1, that the other side accounts for
 *
 * Example (a test compiles it)
 *
 *     couplet_text *zh = NULL, *en = NULL;
 *     couplet_aligner *aligner = NULL;
 *     couplet_result *result = NULL;
 *     couplet_error error;
 *     if (couplet_text_segment(&zh, COUPLET_ZH, zh_utf8, zh_size, NULL, &error) == COUPLET_OK &&
 *         couplet_text_segment(&en, COUPLET_EN, en_utf8, en_size, NULL, &error) == COUPLET_OK &&
 *         couplet_aligner_new(&aligner, NULL, &error) == COUPLET_OK &&
 *         couplet_align(&result, aligner, zh, en, NULL, &error) == COUPLET_OK)
 *         for (size_t i = 0; i < couplet_result_count(result); i++) {
 *             const couplet_bead *bead = couplet_result_bead(result, i);
 *             printf("%.2f %.*s\n", bead->confidence, (int)bead->zh_bytes.length,
 *                    zh_utf8 + bead->zh_bytes.offset);
 *         }
 *     else
 *         fprintf(stderr, "byte %zu: %s\n", error.offset, error.message);
 *     couplet_result_free(result);
 *     couplet_aligner_free(aligner);
 *     couplet_text_free(en);
 *     couplet_text_free(zh);
 *
 * Manners
 *   - The library never prints, never exits, opens no files and keeps no global state.
 *   - Functions that can fail return a couplet_status and fill *error, where error is not NULL.
 *   - An out-parameter (**out, first) is set to NULL on failure; on success it is the caller's
 *     to release with the _free() of its type. Every _free() takes NULL.
 *   - Plain pointers are borrowed. const objects (lexicon, glossary, aligner, text, result) are
 *     immutable: any number of threads may share them. One call uses one thread.
 *   - Strings are UTF-8. Offsets and sizes are bytes unless a name says otherwise; lines count
 *     from 1; segments and beads from 0, but in TSV and TMX, which people read, segments from 1.
 *   - Structs that begin with `size` may grow at their end: initialise them with their _init(),
 *     which sets size to what the caller was compiled with. Library-allocated structs may grow
 *     at their end, too.
 *   - The same input gives the same output, byte for byte, on every machine.
 */
#ifndef COUPLET_COUPLET_H
#define COUPLET_COUPLET_H

/* This file is a manual and set by hand. */
/* clang-format off */

#include <stddef.h>
#include <stdint.h>

#define COUPLET_VERSION_MAJOR 0
#define COUPLET_VERSION_MINOR 1
#define COUPLET_VERSION_PATCH 0
#define COUPLET_VERSION "0.1.0"

#if defined(__GNUC__) && !defined(COUPLET_STATIC)
#define COUPLET_API __attribute__((visibility("default")))
#else
#define COUPLET_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Statuses ---------------------------------------------------------------------------- */

typedef enum couplet_status {
    COUPLET_OK = 0,
    COUPLET_ENOMEM = -1,    /* memory is exhausted */
    COUPLET_EINVAL = -2,    /* an argument makes no sense (NULL, sides swapped, unknown name) */
    COUPLET_EENCODING = -3, /* bytes that are not what the encoding allows */
    COUPLET_ELIMIT = -4,    /* a stated limit was reached */
    COUPLET_ECANCELED = -5, /* the progress callback said stop */
    COUPLET_ECALLBACK = -6, /* another callback failed (a write, a similarity out of 0..1) */
    COUPLET_EDATA = -7,     /* a file that is not well-formed (lexicon, glossary, TMX) */
    COUPLET_EINTERNAL = -8  /* a fault of the library */
} couplet_status;

typedef struct couplet_error {
    couplet_status code;
    const char *message;    /* static storage; never freed */
    size_t offset;          /* byte in the input at fault */
    size_t line;            /* 1-based line in the input at fault; 0: not known */
    uintptr_t reserved[4];
} couplet_error;

/* A short text for a status, in static storage. */
COUPLET_API const char *couplet_status_text(couplet_status status);

/* The version of the library that is linked, as COUPLET_VERSION. */
COUPLET_API const char *couplet_version(void);

/* Releases what a function handed out as plain bytes (couplet_decode). */
COUPLET_API void couplet_free(void *p);

/* ---- Plain types ------------------------------------------------------------------------- */

typedef enum couplet_lang { COUPLET_ZH = 1, COUPLET_EN = 2 } couplet_lang;

typedef struct couplet_span {
    size_t offset, length; /* bytes */
} couplet_span;

typedef struct couplet_range {
    size_t first, count; /* segments */
} couplet_range;

/* Receives output in pieces; nonzero stops with COUPLET_ECALLBACK. */
typedef int (*couplet_write_fn)(void *user, const char *data, size_t size);

/* ---- Encodings --------------------------------------------------------------------------- */

/* Converts bytes to UTF-8: *utf8 is NUL-terminated (not counted in *utf8_size) and released with
 * couplet_free(). charset is a name that iconv knows, or one of "big5", "cp950", "big5-hkscs",
 * "gb18030", "gbk", "gb2312" (read as gbk), "euc-tw", "utf-8", "utf-16", "utf-16le", "utf-16be",
 * "windows-1252"; it is believed, whatever the bytes look like. NULL detects, and takes nothing
 * of a certainty below 0.95. A byte order mark is dropped. COUPLET_EENCODING: an undecodable
 * byte, a character cut short at the end, or a NUL, at error->offset and error->line; or no
 * encoding was certain enough. COUPLET_EINVAL: an unknown name. */
COUPLET_API couplet_status couplet_decode(char **utf8, size_t *utf8_size, const void *bytes,
                                          size_t size, const char *charset, couplet_error *error);

typedef struct couplet_detection {
    const char *charset;   /* static storage; NULL: none fits */
    double certainty;      /* 0..1, that charset is the encoding of these bytes */
    const char *runner_up; /* static storage; NULL: no other reading decodes */
    uintptr_t reserved[4];
} couplet_detection;

/* Says how the bytes are encoded: byte order mark, then strict decoding in UTF-8, UTF-16, Big5 and
 * its kin, GB18030 (also for GBK and GB2312), EUC-TW and Windows-1252, and how plausible the
 * outcome is as Chinese or English text. lang (COUPLET_ZH, COUPLET_EN, or 0 when unknown) says
 * what is expected. ASCII is "utf-8". COUPLET_EENCODING: binary data, a text in none of these
 * encodings, or one with a bad byte at error->offset. Time grows in proportion to size.
 *
 * Source: certainty is the posterior of a naive Bayes reading by character frequencies
 * (data/text/frequency.tsv), with the log odds halved. Of snippets of 20 characters of the sample
 * reports 99 % and more are told right in each encoding of Chinese, none wrong. */
COUPLET_API couplet_status couplet_detect(couplet_detection *out, const void *bytes, size_t size,
                                          couplet_lang lang, couplet_error *error);

/* ---- Texts and segments ------------------------------------------------------------------ */

typedef struct couplet_text couplet_text; /* one language; borrows the bytes it was made from */

typedef enum couplet_kind { /* what a segment is, as far as its form shows */
    COUPLET_KIND_BODY = 0,
    COUPLET_KIND_HEADLINE = 1,
    COUPLET_KIND_BYLINE = 2,
    COUPLET_KIND_CAPTION = 3,
    COUPLET_KIND_CREDIT = 4, /* of a picture, an agency, a translator */
    COUPLET_KIND_ITEM = 5,   /* of a list */
    COUPLET_KIND_LITTER = 6  /* of a web page: navigation, source lines, "■position:" */
} couplet_kind;

typedef struct couplet_segment { /* library-allocated, may grow at its end */
    couplet_span bytes;          /* trimmed, on character boundaries; may hold line breaks */
    size_t line;                 /* of its first byte, from 1 */
    size_t paragraph;            /* from 0 */
    couplet_kind kind;
} couplet_segment;

typedef enum couplet_profile {
    COUPLET_PROFILE_COUPLET = 0, /* our own rules */
    COUPLET_PROFILE_OMEGAT = 1,  /* as OmegaT 3.6 cuts a paragraph, so that its segments match; each
                                    line is one, unless wrap is COUPLET_WRAP_YES */
    COUPLET_PROFILE_LINES = 2    /* each line that is not blank is a segment */
} couplet_profile;

typedef enum couplet_wrap { /* are lines hard-wrapped, so that a line end means nothing? */
    COUPLET_WRAP_AUTO = 0,  /* decided by the look of each text */
    COUPLET_WRAP_YES = 1,
    COUPLET_WRAP_NO = 2
} couplet_wrap;

typedef struct couplet_segment_options {
    size_t size;
    couplet_profile profile;
    couplet_wrap wrap;
} couplet_segment_options;

COUPLET_API void couplet_segment_options_init(couplet_segment_options *options, size_t size);

/* Cuts one language's text into segments. utf8 is borrowed: it must outlive the text. options
 * may be NULL. COUPLET_EENCODING: not UTF-8, at error->offset. COUPLET_ELIMIT: a text of
 * more than 4 GiB or 2^31 segments. Time and memory grow in proportion to size. */
COUPLET_API couplet_status couplet_text_segment(couplet_text **out, couplet_lang lang,
                                                const char *utf8, size_t size,
                                                const couplet_segment_options *options,
                                                couplet_error *error);

/* Takes the caller's own segments: count spans of utf8, in order, on character boundaries, not
 * overlapping. */
COUPLET_API couplet_status couplet_text_wrap(couplet_text **out, couplet_lang lang,
                                             const char *utf8, size_t size,
                                             const couplet_span *segments, size_t count,
                                             couplet_error *error);

/* Divides a text that holds both languages, in blocks or interleaved by paragraph, and cuts each.
 * Spans of both texts lie in the one utf8. COUPLET_EDATA: one of the languages is missing. */
COUPLET_API couplet_status couplet_text_split(couplet_text **zh, couplet_text **en,
                                              const char *utf8, size_t size,
                                              const couplet_segment_options *options,
                                              couplet_error *error);

COUPLET_API couplet_lang couplet_text_lang(const couplet_text *text);
COUPLET_API const char *couplet_text_bytes(const couplet_text *text, size_t *size);
COUPLET_API size_t couplet_text_count(const couplet_text *text);

/* Segment i, or NULL past the end; valid as long as the text. */
COUPLET_API const couplet_segment *couplet_text_at(const couplet_text *text, size_t i);

/* The segments of a range as they are written out: outer white space dropped (U+3000 and
 * no-break spaces too), inner line breaks and runs of white space collapsed to one space, or to
 * nothing between Han characters. Released with couplet_free(). */
COUPLET_API couplet_status couplet_text_show(char **utf8, size_t *size, const couplet_text *text,
                                             couplet_range range, couplet_error *error);

/* The share, 0..1, of the letters of utf8 that are Han characters: near 0 for English, near 1 for
 * Chinese; -1 when it holds no letters at all. */
COUPLET_API double couplet_han_share(const char *utf8, size_t size);

COUPLET_API void couplet_text_free(couplet_text *text);

/* Writes the rules of COUPLET_PROFILE_COUPLET as SRX 2.0, in one piece, so that another tool cuts
 * nearly as Couplet does; lang 0: of both languages. SRX cannot say which opening mark a closing one
 * belongs to: there the exported rules differ. COUPLET_EINVAL, COUPLET_ENOMEM, COUPLET_ECALLBACK. */
COUPLET_API couplet_status couplet_srx_write(couplet_lang lang, couplet_write_fn write, void *user,
                                             couplet_error *error);

/* ---- Lexicon and glossary ---------------------------------------------------------------- */

typedef struct couplet_lexicon couplet_lexicon;

/* The lexicon that is linked in; not to be freed. NULL when the library was built without one
 * (COUPLET_BUILTIN_LEXICON=OFF): share/couplet/lexicon.bin of the installation is then one to open. */
COUPLET_API const couplet_lexicon *couplet_lexicon_builtin(void);

/* Opens a packed lexicon in place: bytes are borrowed and must outlive it. Every index in it is
 * checked (some milliseconds). COUPLET_EDATA: not a packed lexicon, of another version, or damaged,
 * at error->offset. */
COUPLET_API couplet_status couplet_lexicon_open(couplet_lexicon **out, const void *bytes,
                                                size_t size, couplet_error *error);

/* Makes a lexicon of a text table (see couplet_draft_add) or of a packed lexicon, which is copied;
 * borrows nothing. */
COUPLET_API couplet_status couplet_lexicon_read(couplet_lexicon **out, const void *bytes,
                                                size_t size, couplet_error *error);
COUPLET_API void couplet_lexicon_free(couplet_lexicon *lexicon);

enum { /* which tables know a pair: bits of couplet_known.sources */
    COUPLET_FROM_CEDICT = 1,
    COUPLET_FROM_WORDNET = 2,
    COUPLET_FROM_MODEL1 = 4, /* learnt from parallel text */
    COUPLET_FROM_NAMES = 8,
    COUPLET_FROM_TERMS = 16 /* Couplet's own terms, glossaries */
};

typedef struct couplet_known { /* library-allocated, may grow at its end; valid during the call */
    const char *zh;            /* headword; NULL: the stem is a near neighbour */
    size_t zh_size;
    const char *stem;
    size_t stem_size;
    double strength;           /* 0..1 */
    double frequency;          /* the stem's share of English text, 0..1; 0: not known */
    unsigned sources;          /* 0 for a neighbour */
} couplet_known;

/* Nonzero stops with COUPLET_ECALLBACK. */
typedef int couplet_known_fn(void *user, const couplet_known *known);

/* Tells what a lexicon knows of a word, the strongest first: of a Chinese one (it holds a Han
 * character) its glosses, under the headword as it was asked for; of an English one every headword
 * that it renders, in Traditional characters as ICU chooses them (the lexicon itself is folded), then its
 * near neighbours. Time for an English word: the size of the lexicon. */
COUPLET_API couplet_status couplet_lexicon_show(const couplet_lexicon *lexicon, const char *word,
                                                size_t size, couplet_known_fn *known, void *user,
                                                couplet_error *error);

typedef struct couplet_draft couplet_draft; /* a lexicon in the making; one thread at a time */

typedef enum couplet_source { /* what couplet_draft_add() reads */
    COUPLET_SOURCE_TABLE = 0, /* a text table as data/lexicon has them: the first line is
                               * "# couplet table: KIND" */
    COUPLET_SOURCE_CEDICT = 1,     /* CC-CEDICT's text form */
    COUPLET_SOURCE_WORDNET = 2,    /* a data file of Princeton WordNet, before the next */
    COUPLET_SOURCE_WORDNET_ZH = 3, /* the tab file of a Chinese wordnet */
    COUPLET_SOURCE_TERMS = 4       /* term pairs, as couplet_glossary_new() reads them */
} couplet_source;

COUPLET_API couplet_status couplet_draft_new(couplet_draft **out, couplet_error *error);

/* Adds what the bytes hold. A word that several sources give the same stem keeps the largest
 * strength. COUPLET_EDATA: malformed, at error->line; COUPLET_EENCODING: not UTF-8, at
 * error->offset. What came before the fault may then be in the draft. Headwords of more than 8
 * characters are passed over. */
COUPLET_API couplet_status couplet_draft_add(couplet_draft *draft, couplet_source source,
                                             const char *bytes, size_t size,
                                             couplet_error *error);

/* Writes the glosses of the draft as a text table. COUPLET_EINVAL: they come from more than one
 * kind of source. */
COUPLET_API couplet_status couplet_draft_write_table(couplet_draft *draft, couplet_write_fn write,
                                                     void *user, couplet_error *error);

/* Writes the packed form, the same bytes for the same entries on every machine. */
COUPLET_API couplet_status couplet_draft_pack(couplet_draft *draft, couplet_write_fn write,
                                              void *user, couplet_error *error);

/* Makes a lexicon in memory; it borrows nothing. */
COUPLET_API couplet_status couplet_draft_open(couplet_lexicon **out, couplet_draft *draft,
                                              couplet_error *error);
COUPLET_API void couplet_draft_free(couplet_draft *draft);

typedef struct couplet_hooks couplet_hooks; /* see Alignment */
typedef struct couplet_learner couplet_learner; /* one thread at a time */

/* Starts learning word pairs from sentence pairs. The headwords of the lexicon (borrowed; NULL:
 * none) cut the Chinese into words: fewest words, then fewest single characters. */
COUPLET_API couplet_status couplet_learner_new(couplet_learner **out,
                                               const couplet_lexicon *lexicon,
                                               couplet_error *error);

/* Takes a sentence pair, to count `weight` times (1: once; above 0). Passed over: pairs seen
 * before, Chinese of more than 250 characters, pairs without words on one side; of the English,
 * what comes after 250 words. COUPLET_EENCODING: one of them is not UTF-8. */
COUPLET_API couplet_status couplet_learner_add(couplet_learner *learner, const char *zh,
                                               size_t zh_size, const char *en, size_t en_size,
                                               double weight, couplet_error *error);

/* Sentence pairs taken so far. */
COUPLET_API size_t couplet_learner_pairs(const couplet_learner *learner);

/* Estimates and writes a text table for couplet_lexicon_read(), the same bytes for the same pairs
 * in the same order. Of hooks (or NULL) only progress is asked. Strength: the mean of both
 * translation probabilities times 1.5, in steps of 1/15. COUPLET_EINVAL: too few pairs to learn
 * anything. Memory: for each sentence pair about 4 bytes a word, for each pair of words that meet
 * more often than by chance 20 bytes.
 *
 * Source: Brown, Della Pietra, Della Pietra & Mercer 1993, "The mathematics of statistical machine
 * translation: parameter estimation", Model 1, six iterations in each direction. */
COUPLET_API couplet_status couplet_learner_write(couplet_learner *learner,
                                                 const couplet_hooks *hooks,
                                                 couplet_write_fn write, void *user,
                                                 couplet_error *error);
COUPLET_API void couplet_learner_free(couplet_learner *learner);

typedef struct couplet_glossary couplet_glossary;

/* Reads term pairs: a line each, Chinese TAB English, further columns ignored; `#` comments, blank
 * lines and a first line that names the columns are passed over. Alternatives in a column are
 * parted by ; or ；. The columns may stand the other way round, if every line does so. Copies what
 * it needs. COUPLET_EDATA: a line without two columns or without a word, at error->line.
 * COUPLET_ELIMIT: a term of more than 256 characters or words, or a line whose alternatives make more
 * than 1,024 pairs. */
COUPLET_API couplet_status couplet_glossary_new(couplet_glossary **out, const char *tsv,
                                                size_t size, couplet_error *error);
/* Distinct pairs. */
COUPLET_API size_t couplet_glossary_count(const couplet_glossary *glossary);
COUPLET_API void couplet_glossary_free(couplet_glossary *glossary);

/* ---- Alignment --------------------------------------------------------------------------- */

typedef struct couplet_aligner couplet_aligner;
typedef struct couplet_result couplet_result; /* borrows nothing */

typedef struct couplet_options {
    size_t size;
    unsigned max_zh;    /* Chinese segments that one bead may join, 1..4; _init(): 4 */
    unsigned max_en;    /* English segments that one bead may join, 1..7; _init(): 7. The largest
                         * beads are 1-7, 2-6, 3-6 and 4-4 */
    size_t max_memory;  /* bytes that a call may hold at once; 0: no limit. When one would take more,
                         * by an estimate made before the arrays are, at most twice what they would
                         * be: COUPLET_ELIMIT */
    const couplet_lexicon *lexicon;   /* NULL: none. _init() sets the built-in one */
    const couplet_lexicon *user_lexicon; /* on top of it; or NULL */
    const couplet_glossary *const *glossaries; /* glossary_count of them; or NULL */
    size_t glossary_count;
    const char *weights; /* weights_size bytes of a table that couplet_fit_run() wrote; NULL: built in */
    size_t weights_size;
} couplet_options; /* what it points to must outlive the aligner */

COUPLET_API void couplet_options_init(couplet_options *options, size_t size);

/* options may be NULL: the defaults. COUPLET_EINVAL: a number out of its range, a NULL where
 * something is counted, or options of a newer library that this one does not know. COUPLET_EDATA:
 * malformed weights, at error->line. */
COUPLET_API couplet_status couplet_aligner_new(couplet_aligner **out,
                                               const couplet_options *options,
                                               couplet_error *error);
COUPLET_API void couplet_aligner_free(couplet_aligner *aligner);

typedef struct couplet_pin { /* these segments stand in one bead, whatever it costs */
    size_t zh, en;
} couplet_pin;

struct couplet_hooks { /* of one call, so that aligners can be shared */
    size_t size;
    void *user;
    /* Told how far the work is, at most 200 times a call; nonzero stops it with
     * COUPLET_ECANCELED, also in the middle of long loops. */
    int (*progress)(void *user, size_t done, size_t total);
    /* The caller's own opinion of a bead, 0..1 into *out, 0.5 for none. It is asked once for each
     * bead with both sides that the first pass leaves possible, and again
     * where something may have moved (see couplet_result_moved), and added to the bead's score in
     * the second pass as log(p / (1 - p)), p held within 1e-4 of either end. COUPLET_ECALLBACK: it
     * returned nonzero, or set a number outside 0..1. */
    int (*similarity)(void *user, couplet_range zh, couplet_range en, double *out);
    /* pin_count of them, never going back on either side; or NULL. Pins that share a segment make
     * one bead. Beads may hold more than their pins. */
    const couplet_pin *pins;
    size_t pin_count;
};

COUPLET_API void couplet_hooks_init(couplet_hooks *hooks, size_t size);

/* Aligns two texts. hooks may be NULL. COUPLET_EINVAL: zh is not Chinese or en is not English
 * (swapped?); pins that cross, name segments that are not there, or make a bead larger than max_zh
 * and max_en allow, with the number of the pin, from 1, as error->line. Either text may be without
 * segments. Of a segment, the first 4,096 characters are read for words.
 *
 * Time and memory grow in proportion to the number of segments: about 0.03 ms on one core of 2023
 * and 6 KiB for each of 30,000 a side.
 *
 * Source: an increasing chain of rare shared anchors (after Melamed 1999, "Bitext maps and
 * alignment via pattern recognition") and a staircase through background-corrected evidence, which
 * also tells pairs that surely belong together; then semi-Markov conditional random fields over
 * beads (Sarawagi & Cohen 2004, eq. 2-4), a first one of few features that leaves the likely beads
 * and a second one of all, forward-backward, and the path of highest expected accuracy, sum of
 * (posterior - 0.3). */
COUPLET_API couplet_status couplet_align(couplet_result **out, const couplet_aligner *aligner,
                                         const couplet_text *zh, const couplet_text *en,
                                         const couplet_hooks *hooks, couplet_error *error);

typedef struct couplet_bead { /* library-allocated, may grow at its end */
    couplet_range zh, en;     /* count 0: no counterpart; first: where it would stand */
    couplet_span zh_bytes, en_bytes; /* from the first to the last segment */
    double confidence;        /* 0..1 */
} couplet_bead;

/* Beads in order; each segment of both texts is in exactly one. */
COUPLET_API size_t couplet_result_count(const couplet_result *result);
COUPLET_API const couplet_bead *couplet_result_bead(const couplet_result *result, size_t i);

/* Pairs that the beads, which never cross, could not join: segments that stand elsewhere in the
 * other rendering, by Chinese segment. What may have moved is put back where it belongs, and the
 * text is aligned once more: the pairs are beads of that alignment. Their confidence is that of the
 * bead times that of the move (lib/align/moved.h). In the beads their members stand alone. */
COUPLET_API size_t couplet_result_moved_count(const couplet_result *result);
COUPLET_API const couplet_bead *couplet_result_moved(const couplet_result *result, size_t i);

/* Takes an alignment made elsewhere: count beads, of which the ranges and the confidence count; in
 * order, each segment in exactly one, a range of no segments standing anywhere. COUPLET_EINVAL:
 * they do not cover both texts in order, or a confidence is out of 0..1. */
COUPLET_API couplet_status couplet_result_wrap(couplet_result **out, const couplet_text *zh,
                                               const couplet_text *en, const couplet_bead *beads,
                                               size_t count, couplet_error *error);

/* Glossary entries of the aligner that were found on both sides of some bead. A glossary term counts
 * as a word of its own, in full with its renderings, .6 with their single words; the lexicon is not
 * asked about it. */
COUPLET_API size_t couplet_result_terms_used(const couplet_result *result);

COUPLET_API void couplet_result_free(couplet_result *result);

/* ---- Writing ----------------------------------------------------------------------------- */

/* Text is written as couplet_text_show() gives it, without the characters that XML 1.0 forbids.
 * UTF-8, no byte order mark, lines end in LF. In TMX, Moses and JSONL the moved pairs follow the
 * beads; their numbers go on from those of the beads. */
typedef enum couplet_format {
    COUPLET_FORMAT_TMX = 1,    /* TMX 1.4: beads with both sides, repetitions once */
    COUPLET_FORMAT_TSV = 2,    /* a bead a line, null beads too; columns below */
    COUPLET_FORMAT_LADDER = 3, /* [0]:[0,1], a bead a line, null beads too: [5]:[] */
    COUPLET_FORMAT_MOSES = 4,  /* one side of the beads that have both, a bead a line */
    COUPLET_FORMAT_JSONL = 5,  /* a bead a line as a JSON object, null beads too */
    COUPLET_FORMAT_XLIFF = 6,  /* XLIFF 1.2: beads with a source; target where there is one */
    COUPLET_FORMAT_HTML = 7    /* a page of both texts side by side, in one file */
} couplet_format;

/* TSV: a first line that begins with `#` and names the columns, then for each bead, between tabs:
 *   confidence               0.0000 to 1.0000
 *   zh segments, en segments numbers from 1: `4`, `4..6`, or nothing
 *   zh lines, en lines       on which the first and the last segment begin, likewise, from 1
 *   zh text, en text         nothing for a missing side
 * There are no escapes: a backslash is a backslash, for text as shown has neither tabs nor line
 * ends.
 *
 * JSONL, indices from 0: {"bead":7,"confidence":0.98,"zh":SIDE,"en":SIDE}, where SIDE is {"segments":[first,count],
 * "lines":[first,last],"bytes":[offset,length],"text":"..."}; lines and bytes are null for a
 * missing side. A moved pair has "moved":true besides.
 *
 * TMX: each unit carries props x-id (the number of the bead), x-confidence, x-zh-segments,
 * x-en-segments, x-zh-lines, x-en-lines, as in TSV, and x-moved "yes" where it applies. */

typedef struct couplet_write_options {
    size_t size;
    const char *zh_code, *en_code; /* BCP 47: zh or en, then script, region; NULL: "zh-TW", "en-US" */
    couplet_lang source;           /* which side is the source; 0: COUPLET_ZH */
    double min_confidence;         /* beads below it are left out (not of the ladder); 0..1 */
    int64_t created;               /* seconds since 1970, UTC, before the year 10000; negative: no
                                      date is written */
    couplet_lang moses_side;       /* COUPLET_FORMAT_MOSES: which side to write; 0: COUPLET_ZH */
    const char *zh_name, *en_name; /* of the files, for people to read; NULL: none (HTML) */
    int rejects;                   /* nonzero: only the beads that a TMX of these options leaves
                                      out as unsure or for want of a side. TSV and JSONL only */
    /* Told of each unit of a TMX whose source was written before with another target, of which
     * many readers keep the last only; first is the first bead (or moved pair) with this source.
     * Nonzero stops with COUPLET_ECALLBACK. NULL: only counted */
    int (*conflict)(void *user, const couplet_bead *first, const couplet_bead *again);
    void *conflict_user;
} couplet_write_options;

COUPLET_API void couplet_write_options_init(couplet_write_options *options, size_t size);

typedef struct couplet_written { /* what a write did; the caller's */
    size_t units;                /* beads written */
    size_t empty;                /* beads left out for want of one side */
    size_t unsure;               /* ... for a confidence below min_confidence */
    size_t repeated;             /* ... as exact repetitions */
    size_t conflicts;            /* same source, other target: written, but counted */
    size_t dropped_chars;        /* characters that XML forbids, dropped */
    size_t overlong;             /* units with a side of more than 2,000 characters */
    uintptr_t reserved[7];
} couplet_written;

/* Writes beads in a format. options may be NULL; written may be NULL; on failure it tells how far
 * the work came. zh and en are the texts that result was made from. COUPLET_EINVAL: a language code
 * that readers of TMX refuse (zh_TW, cmn, zho, *all*), a confidence or date out of range, rejects
 * in another format than TSV and JSONL, sides swapped. The output is handed over in pieces of
 * about 64 KiB. Memory: one piece and one bead; for TMX also up to 100 bytes for each unit
 * written, by which repetitions are found. */
COUPLET_API couplet_status couplet_write(const couplet_result *result, const couplet_text *zh,
                                         const couplet_text *en, couplet_format format,
                                         const couplet_write_options *options,
                                         couplet_write_fn write, void *user,
                                         couplet_written *written, couplet_error *error);

/* ---- Reading memories and term bases ----------------------------------------------------- */

/* Receives a pair that was read; both sides are NUL-terminated besides, not empty, and valid during the
 * call. Nonzero stops with COUPLET_ECALLBACK. */
typedef int (*couplet_pair_fn)(void *user, const char *zh, size_t zh_size, const char *en,
                               size_t en_size);

typedef struct couplet_tmx_counts { /* the caller's */
    size_t units;                   /* <tu> elements, or entries */
    size_t pairs;                   /* handed out; the other units lack one of the languages */
    uintptr_t reserved[6];
} couplet_tmx_counts;

/* Reads a TMX of any version, in UTF-8, UTF-16 or the encoding that it declares. Of each unit, the
 * first Chinese variant (a Traditional one before others) and the first English one are handed to
 * pair, in whatever order they stand. Native codes (<bpt>, <ept>, <ph>, <it>, <ut>) are dropped,
 * with what they hold; the text of <hi> stays; a line-break code counts as a space. White space is
 * trimmed and collapsed. counts may be NULL. The network and other files are never touched;
 * entities other than XML's five are an error. COUPLET_EDATA: not TMX, or not well-formed, at
 * error->offset (where the parser stood, at or behind the fault) and error->line.
 * COUPLET_EENCODING: declares an encoding that is unknown or not its own. COUPLET_ELIMIT: more than
 * 256 nested elements, a name of more than 50,000 bytes; an attribute or a comment of more than
 * 10 MB is COUPLET_EDATA. Memory: one unit. */
COUPLET_API couplet_status couplet_tmx_read(const void *bytes, size_t size, couplet_pair_fn pair,
                                            void *user, couplet_tmx_counts *counts,
                                            couplet_error *error);

/* Reads a TBX (ISO 30042, of 2008 or 2019) likewise: units are its entries, pairs each Chinese
 * term of an entry with each English one. COUPLET_ELIMIT: more than 64 terms of one language in
 * an entry. */
COUPLET_API couplet_status couplet_tbx_read(const void *bytes, size_t size, couplet_pair_fn pair,
                                            void *user, couplet_tmx_counts *counts,
                                            couplet_error *error);

/* ---- Coverage and findings --------------------------------------------------------------- */

/* What a reviewer asks of two renderings: what is missing, added, moved, and which numbers, names
 * and terms differ. */
typedef struct couplet_report couplet_report; /* immutable; borrows what it was made from */

typedef struct couplet_report_options {
    size_t size;
    const couplet_lexicon *lexicon;      /* NULL: none. _init() sets the built-in one */
    const couplet_lexicon *user_lexicon; /* on top of it; or NULL */
    const couplet_glossary *const *glossaries; /* glossary_count of them; or NULL */
    size_t glossary_count;
    double confident; /* a bead counts as aligned from this confidence on, 0..1; default 0.5 */
    double spread;    /* a length is suspicious beyond median +- spread * MAD; default 6 */
    const char *const *accepted; /* accepted_count ids of findings that are known and accepted: */
    size_t accepted_count;       /* they are left out and counted apart. Metrics ignore them */
} couplet_report_options; /* glossaries and lexicons must outlive the report */

COUPLET_API void couplet_report_options_init(couplet_report_options *options, size_t size);

/* Examines an alignment. options may be NULL. result, zh and en must outlive the report. Time and
 * memory grow in proportion to the texts. */
COUPLET_API couplet_status couplet_report_new(couplet_report **out, const couplet_result *result,
                                              const couplet_text *zh, const couplet_text *en,
                                              const couplet_report_options *options,
                                              couplet_error *error);
COUPLET_API void couplet_report_free(couplet_report *report);

typedef struct couplet_share { /* part of whole; whole 0: not applicable */
    size_t part, whole;
} couplet_share;

/* Sentences are segments of the kinds body and item that hold a letter, a Han character or a
 * digit; headlines, captions, bylines, credits and page litter are not content that can be
 * missing. A moved sentence counts as rendered. */
typedef struct couplet_metrics {      /* library-allocated, may grow at its end */
    couplet_share zh_sentences, en_sentences; /* in confident beads with both sides */
    couplet_share zh_chars, en_chars; /* the same, Han character, letter and digit 1 each */
    couplet_share terms;              /* glossary: Chinese occurrences with an allowed rendering */
    couplet_share numbers;            /* 2 * matched of the numbers of both sides, bead by bead */
    couplet_share document_numbers;   /* the same over the whole document, wherever they stand */
    size_t order_changes;             /* sentences, or blocks of several, that moved */
    size_t partial_beads;             /* aligned, but a clause, number or name has no counterpart */
    size_t inconsistent_terms;        /* glossary terms rendered in more than one allowed way */
    size_t asides;                    /* headlines, captions ... of both sides without counterpart */
    size_t accepted;                  /* findings left out as accepted */
} couplet_metrics;

COUPLET_API const couplet_metrics *couplet_report_metrics(const couplet_report *report);

typedef enum couplet_finding_kind {
    COUPLET_FINDING_UNTRANSLATED = 1, /* a Chinese sentence without English */
    COUPLET_FINDING_CLAUSE = 2,       /* a Chinese clause that its bead's English does not account for */
    COUPLET_FINDING_ADDED = 3,        /* an English sentence without Chinese */
    COUPLET_FINDING_MOVED = 4,        /* a sentence that stands elsewhere in the other rendering */
    COUPLET_FINDING_NUMBER = 5,       /* a number, date, unit or percentage differs or is missing */
    COUPLET_FINDING_NAME = 6,         /* a name differs from its other occurrences */
    COUPLET_FINDING_TERM = 7,         /* a term is not rendered as the glossary has it */
    COUPLET_FINDING_VARIANTS = 8,     /* a name or a glossary term is rendered in several ways */
    COUPLET_FINDING_SOURCE_LEFT = 9,  /* Chinese left standing in the English */
    COUPLET_FINDING_EQUAL = 10,       /* both sides of a bead are the same text */
    COUPLET_FINDING_UNPAIRED = 11,    /* a quotation mark or bracket without its partner */
    COUPLET_FINDING_END_MARK = 12,    /* a question or an exclamation on one side only */
    COUPLET_FINDING_LENGTH = 13,      /* much shorter or longer than this document's beads are */
    COUPLET_FINDING_REPEATED = 14     /* a sentence that stands twice in one rendering */
} couplet_finding_kind;

/* "untranslated", "clause" ... in static storage; NULL for no such kind. */
COUPLET_API const char *couplet_finding_name(couplet_finding_kind kind);

typedef enum couplet_level {
    COUPLET_NOTE = 1,
    COUPLET_WARNING = 2,
    COUPLET_ERROR = 3
} couplet_level;

typedef struct couplet_finding { /* library-allocated, may grow at its end */
    couplet_finding_kind kind;
    couplet_level level;
    double weight;     /* 0..100 by fives: how much of the text is at stake, and how gravely */
    double confidence; /* 0..1, that the finding is right */
    size_t bead;       /* of the result, where it is shown */
    couplet_range zh, en; /* segments; count 0: none, first: where it would stand */
    couplet_span zh_bytes, en_bytes; /* what the finding is about; length 0: nothing on that side */
    size_t zh_line, en_line;         /* of those bytes, or of where they would stand */
    const char *message;             /* what is amiss, with the words in question quoted */
    char id[17]; /* 16 hexadecimal digits from the kind and the text in question, folded: the
                    same wherever the passage stands */
} couplet_finding;

/* Findings by decreasing weight; those of equal weight in the order of the text. */
COUPLET_API size_t couplet_report_count(const couplet_report *report);
COUPLET_API const couplet_finding *couplet_report_finding(const couplet_report *report, size_t i);

typedef enum couplet_report_format {
    COUPLET_REPORT_TEXT = 1,  /* for a terminal */
    COUPLET_REPORT_JSON = 2,  /* data/schema/report-1.json */
    COUPLET_REPORT_HTML = 3,  /* the page of COUPLET_FORMAT_HTML with the findings */
    COUPLET_REPORT_SARIF = 4  /* SARIF 2.1.0 */
} couplet_report_format;

/* Writes a report. Of options (NULL: the defaults), the codes and names count; SARIF takes the names
 * for addresses of the files. */
COUPLET_API couplet_status couplet_report_write(const couplet_report *report,
                                                couplet_report_format format,
                                                const couplet_write_options *options,
                                                couplet_write_fn write, void *user,
                                                couplet_error *error);

/* ---- Scoring ----------------------------------------------------------------------------- */

typedef struct couplet_score { /* counts, to be pooled over documents; start from zeroes */
    size_t strict_found, lax_found, tested;     /* test beads right, partly right, all */
    size_t strict_recalled, lax_recalled, gold; /* gold beads with both sides likewise */
    size_t whole; /* of these, cut up by test beads or not, but never joined to anything outside */
    size_t zh_null_found, zh_null_tested, zh_null_gold; /* segments without a counterpart */
    size_t en_null_found, en_null_tested, en_null_gold;
    uintptr_t reserved[8];
} couplet_score;

/* Adds the beads of a test ladder compared with a gold ladder. A ladder holds a bead a line,
 * `[0]:[0,1]`, indices from 0 in any order, white space and anything behind a second colon ignored,
 * `#` comments; no segment stands in two beads. Null beads count against precision and are left out of
 * recall (Sennrich & Volk 2010, "MT-based sentence alignment for OCR-generated parallel texts",
 * section 4). A bead is partly right when a Chinese and an English segment of it stand in one bead of
 * the other ladder. Where other, a second gold whose beads also count as right, is not NULL, recall
 * is the number of test beads with both sides that are right, at most the number of gold ones.
 * COUPLET_EDATA: a malformed line of one of the three, at error->line; the message says of which.
 * score is unchanged on failure. Time in proportion to the sizes, times their logarithm. */
COUPLET_API couplet_status couplet_score_add(couplet_score *score, const char *gold,
                                             size_t gold_size, const char *other,
                                             size_t other_size, const char *test,
                                             size_t test_size, couplet_error *error);

/* ---- Fitting ----------------------------------------------------------------------------- */

/* Fits the weights of the bead model to aligned texts: conditional maximum likelihood with an L2
 * penalty (Lafferty, McCallum & Pereira 2001) by L-BFGS, two passes as in couplet_align(); in the
 * second, wrong beads get a margin (softmax-margin, Gimpel & Smith 2010), and what makes texts that
 * were left out likeliest divides the weights then (temperature scaling, Guo et al. 2017), so that
 * confidences are probabilities; it takes folds. */
typedef struct couplet_fit couplet_fit;

typedef struct couplet_fit_options {
    size_t size;
    const couplet_lexicon *lexicon; /* _init() sets the built-in one */
    double penalty;      /* L2; _init(): 1.5 */
    unsigned iterations; /* of L-BFGS, for each pass; _init(): 100 */
    unsigned folds;      /* for what is left out in turn; 0: none is; _init(): 6 */
    unsigned augment;    /* rounds of variants (deleted runs, foreign blocks) to learn from, too;
                          * _init(): 2 */
    uint64_t seed;       /* of the variants; _init(): 5 */
    double margin;       /* what each wrong bead scores more while weights are sought, so that the
                          * gold must lead by as much; 0: plain likelihood; _init(): 1.5 */
} couplet_fit_options; /* the lexicon must outlive the fit */

COUPLET_API void couplet_fit_options_init(couplet_fit_options *options, size_t size);
COUPLET_API couplet_status couplet_fit_new(couplet_fit **out, const couplet_fit_options *options,
                                           couplet_error *error);
COUPLET_API void couplet_fit_free(couplet_fit *fit);

typedef struct couplet_fit_text {
    size_t size;               /* sizeof (couplet_fit_text) */
    const char *name;          /* for the report */
    const couplet_text *zh, *en;
    const char *gold;          /* a ladder of gold_size bytes whose beads stand in order */
    size_t gold_size;
    unsigned fold;             /* left out with the others of this number; from options.folds on:
                                  never */
    double weight;             /* how much the text counts; 1 as a rule */
    double variant_weight;     /* how much each of its variants does */
} couplet_fit_text;

/* Adds a text; copies what it needs. Beads that cross are learnt as one that holds them.
 * COUPLET_EDATA: the gold is malformed, at its line, or does not cover the texts in order.
 * COUPLET_EINVAL: something is NULL, or of a newer library. */
COUPLET_API couplet_status couplet_fit_add(couplet_fit *fit, const couplet_fit_text *text,
                                           couplet_error *error);

/* Fits; to be called once. write receives tables of weights one after another: `fold` says which
 * texts were left out, and is -1 for the table that was fitted on all of them, the last. report (may
 * be NULL) is told after each pass, a line a text, the strict F1 of the text and of its variants by
 * weights that were fitted without them, and how many gold beads are out of reach. */
COUPLET_API couplet_status couplet_fit_run(couplet_fit *fit,
                                           int (*write)(void *user, int fold, const char *tsv,
                                                        size_t size),
                                           couplet_write_fn report, void *user,
                                           couplet_error *error);

#ifdef __cplusplus
}
#endif

#endif
