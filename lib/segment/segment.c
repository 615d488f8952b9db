#include <string.h>

#include "segment/cut.h"
#include "segment/kind.h"
#include "segment/text.h"
#include "text/divide.h"
#include "text/language.h"
#include "text/paragraph.h"
#include "text/utf8.h"

enum { MAX_SEGMENTS = INT32_MAX };

void couplet_segment_options_init(couplet_segment_options *options, size_t size)
{
    if (options == NULL || size < sizeof options->size)
        return;
    memset(options, 0, size);
    options->size = size;
}

/* Copies the caller's options, older (shorter) or newer (longer, the rest zero) than ours. */
static couplet_status read_options(couplet_segment_options *out,
                                   const couplet_segment_options *given, couplet_error *error)
{
    couplet_segment_options_init(out, sizeof *out);
    if (given == NULL)
        return COUPLET_OK;
    if (given->size < sizeof given->size)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "segment options without a size");
    memcpy(out, given, given->size < sizeof *out ? given->size : sizeof *out);
    for (size_t i = sizeof *out; i < given->size; i++)
        if (((const char *)given)[i] != 0)
            return couplet__fail(error, COUPLET_EINVAL, 0, 0,
                                 "segment options that this version does not know");
    out->size = sizeof *out;
    if ((unsigned)out->profile > COUPLET_PROFILE_LINES)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "unknown segmentation profile");
    if ((unsigned)out->wrap > COUPLET_WRAP_NO)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "unknown setting for wrapped lines");
    return COUPLET_OK;
}

/* OmegaT's rules work on lines here, as with its text filter set to line breaks; its filter's
 * default is to join lines up to an empty one, which is what wrapped lines ask for. */
static couplet_wrap wrap_of(const couplet_segment_options *options)
{
    if (options->profile == COUPLET_PROFILE_LINES)
        return COUPLET_WRAP_NO;
    if (options->profile == COUPLET_PROFILE_OMEGAT && options->wrap == COUPLET_WRAP_AUTO)
        return COUPLET_WRAP_NO;
    return options->wrap;
}

static couplet_status find_paragraphs(couplet__paragraph_list *out, const char *utf8, size_t size,
                                      const couplet_segment_options *options)
{
    if (options->profile == COUPLET_PROFILE_LINES) /* nobody asks for their languages */
        return couplet__lone_lines(out, utf8, size);
    return couplet__paragraphs(out, utf8, size, wrap_of(options));
}

static bool has_words(const char *bytes, size_t at, size_t end)
{
    while (at < end) {
        uint32_t c = couplet__utf8_next(bytes, end, &at);
        if ((c >= '0' && c <= '9') || couplet__is_latin(c) || couplet__is_han(c) ||
            (c >= 0x370 && c < 0x2000) || (c >= 0x3041 && c <= 0x318F) ||
            (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xFF10 && c <= 0xFF5A) || c > 0x1FFFF)
            return true;
    }
    return false;
}

/* A piece without a letter or digit (■, a lone closing mark) is no segment of its own: it stays
 * with the piece before it, or the one behind at the head of a paragraph. */
static void drop_wordless(couplet__cuts *cuts, const char *bytes, couplet_span paragraph)
{
    size_t start = paragraph.offset, kept = 0;
    bool words = false; /* in what stands before, since the last cut that was kept */
    for (size_t i = 0; i <= cuts->count; i++) {
        size_t end = i < cuts->count ? cuts->at[i] : paragraph.offset + paragraph.length;
        bool here = has_words(bytes, start, end);
        if (words && here)
            cuts->at[kept++] = start;
        words = words || here;
        start = end;
    }
    cuts->count = kept;
}

/* The rules of the paragraph's own language: an English paragraph in a Chinese text is cut as
 * English. */
static bool cut_paragraph(couplet__cuts *cuts, const couplet_text *text,
                          const couplet__paragraph *paragraph, couplet_span above,
                          couplet_profile profile)
{
    cuts->count = 0;
    switch (profile) {
    case COUPLET_PROFILE_LINES:
        return true;
    case COUPLET_PROFILE_OMEGAT:
        return couplet__cut_omegat(cuts, text->lang, text->bytes, paragraph->bytes);
    case COUPLET_PROFILE_COUPLET:
        break;
    }
    couplet_lang lang = paragraph->lang != 0 ? paragraph->lang : text->lang;
    bool ok = lang == COUPLET_ZH
                  ? couplet__cut_chinese(cuts, text->bytes, paragraph->bytes) &&
                        couplet__cut_glued_title(cuts, text->bytes, above, paragraph->bytes)
                  : couplet__cut_english(cuts, text->bytes, paragraph->bytes);
    drop_wordless(cuts, text->bytes, paragraph->bytes);
    return ok;
}

static bool add_pieces(couplet_text *text, const couplet__paragraph *paragraph,
                       const couplet__cuts *cuts)
{
    size_t start = paragraph->bytes.offset, end = start + paragraph->bytes.length;
    size_t line = paragraph->line, counted = start;
    for (size_t i = 0; i <= cuts->count; i++) {
        size_t stop = i < cuts->count ? cuts->at[i] : end;
        couplet_span span = couplet__trim(text->bytes, (couplet_span){start, stop - start});
        start = stop;
        if (span.length == 0)
            continue;
        line += couplet__line_ends(text->bytes, counted, span.offset);
        counted = span.offset;
        couplet_segment segment = {span, line, paragraph->index, COUPLET_KIND_BODY};
        if (!couplet__vec_push(&text->segments, segment))
            return false;
    }
    return true;
}

static couplet_status add_paragraphs(couplet_text *text, const couplet__paragraph_list *list,
                                     couplet_profile profile, couplet_error *error)
{
    couplet__cuts cuts = {0};
    bool ok = true;
    couplet_span above = {0, 0};
    for (size_t i = 0; ok && i < list->count && text->segments.count <= MAX_SEGMENTS; i++) {
        ok = cut_paragraph(&cuts, text, &list->at[i], above, profile) &&
             add_pieces(text, &list->at[i], &cuts);
        above = list->at[i].bytes;
    }
    couplet__vec_free(&cuts);
    if (!ok)
        return couplet__no_memory(error);
    if (text->segments.count > MAX_SEGMENTS)
        return couplet__fail(error, COUPLET_ELIMIT, 0, 0, "more than 2^31 segments");
    couplet_status status = couplet__tell_kinds(text);
    return status == COUPLET_OK ? status : couplet__no_memory(error);
}

couplet_status couplet_text_segment(couplet_text **out, couplet_lang lang, const char *utf8,
                                    size_t size, const couplet_segment_options *options,
                                    couplet_error *error)
{
    couplet_segment_options set;
    couplet_status status = couplet__text_check(out, lang, utf8, size, error);
    if (status == COUPLET_OK)
        status = read_options(&set, options, error);
    if (status != COUPLET_OK)
        return status;
    couplet__paragraph_list list = {0};
    couplet_text *text = couplet__text_new(lang, utf8, size);
    if (text == NULL || find_paragraphs(&list, utf8, size, &set) != COUPLET_OK)
        status = couplet__no_memory(error);
    else
        status = add_paragraphs(text, &list, set.profile, error);
    couplet__vec_free(&list);
    if (status != COUPLET_OK) {
        couplet_text_free(text);
        return status;
    }
    *out = text;
    return COUPLET_OK;
}

couplet_status couplet_text_split(couplet_text **zh, couplet_text **en, const char *utf8,
                                  size_t size, const couplet_segment_options *options,
                                  couplet_error *error)
{
    couplet_segment_options set;
    if (zh == NULL || en == NULL || zh == en)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no place for the texts");
    *en = NULL;
    couplet_status status = couplet__text_check(zh, COUPLET_ZH, utf8, size, error);
    if (status == COUPLET_OK)
        status = read_options(&set, options, error);
    if (status != COUPLET_OK)
        return status;
    couplet__paragraph_list lists[2] = {{0}, {0}};
    couplet_text *texts[2] = {couplet__text_new(COUPLET_ZH, utf8, size),
                              couplet__text_new(COUPLET_EN, utf8, size)};
    if (texts[0] == NULL || texts[1] == NULL ||
        couplet__divide(&lists[0], &lists[1], utf8, size, wrap_of(&set)) != COUPLET_OK)
        status = couplet__no_memory(error);
    else if (lists[0].count == 0)
        status = couplet__fail(error, COUPLET_EDATA, 0, 0, "no Chinese in the bilingual text");
    else if (lists[1].count == 0)
        status = couplet__fail(error, COUPLET_EDATA, 0, 0, "no English in the bilingual text");
    for (int side = 0; status == COUPLET_OK && side < 2; side++)
        status = add_paragraphs(texts[side], &lists[side], set.profile, error);
    couplet__vec_free(&lists[0]);
    couplet__vec_free(&lists[1]);
    if (status != COUPLET_OK) {
        couplet_text_free(texts[0]);
        couplet_text_free(texts[1]);
        return status;
    }
    *zh = texts[0];
    *en = texts[1];
    return COUPLET_OK;
}
