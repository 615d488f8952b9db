#include "text/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/mem.h"

enum { MATCH_LIMIT = 200000, DEPTH_LIMIT = 2000, HEAP_LIMIT_KIB = 4096 };

struct couplet__pattern {
    pcre2_general_context *memory;
    pcre2_code *code;
    pcre2_match_data *data;       /* of the search that goes on */
    pcre2_match_context *context; /* its limits */
};

static void *take(size_t size, void *unused)
{
    (void)unused;
    return couplet__alloc(size, 1);
}

static void give_back(void *p, void *unused)
{
    (void)unused;
    couplet__free(p);
}

couplet_status couplet__pattern_new(couplet__pattern **out, const char *expression, size_t size,
                                    size_t *fault)
{
    *out = NULL;
    couplet__pattern *p = couplet__zalloc(1, sizeof *p);
    if (p == NULL)
        return COUPLET_ENOMEM;
    int code = PCRE2_ERROR_NOMEMORY + 0;
    size_t at = 0;
    p->memory = pcre2_general_context_create(take, give_back, NULL);
    pcre2_compile_context *context =
        p->memory == NULL ? NULL : pcre2_compile_context_create(p->memory);
    if (context != NULL)
        p->code =
            pcre2_compile((PCRE2_SPTR)expression, size, PCRE2_UTF | PCRE2_UCP, &code, &at, context);
    pcre2_compile_context_free(context);
    if (p->code == NULL) {
        bool no_memory = p->memory == NULL || context == NULL || code == PCRE2_ERROR_HEAP_FAILED;
        couplet__pattern_free(p);
        if (fault != NULL)
            *fault = at;
        return no_memory ? COUPLET_ENOMEM : COUPLET_EINVAL;
    }
    p->data = pcre2_match_data_create(1, p->memory);
    p->context = pcre2_match_context_create(p->memory);
    if (p->data == NULL || p->context == NULL) {
        couplet__pattern_free(p);
        return COUPLET_ENOMEM;
    }
    pcre2_set_match_limit(p->context, MATCH_LIMIT);
    pcre2_set_depth_limit(p->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(p->context, HEAP_LIMIT_KIB);
    *out = p;
    return COUPLET_OK;
}

void couplet__pattern_hasten(couplet__pattern *pattern)
{
    pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE); /* where it fails, it is slow as before */
}

couplet_status couplet__pattern_find(couplet__pattern *pattern, const char *text, size_t size,
                                     size_t from, bool *found, couplet_span *matched)
{
    *found = false;
    int result = pcre2_match(pattern->code, (PCRE2_SPTR)text, size, from, PCRE2_NO_UTF_CHECK,
                             pattern->data, pattern->context);
    if (result == PCRE2_ERROR_JIT_STACKLIMIT)
        result = pcre2_match(pattern->code, (PCRE2_SPTR)text, size, from,
                             PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, pattern->data, pattern->context);
    if (result == PCRE2_ERROR_NOMEMORY)
        return COUPLET_ENOMEM;
    *found = result >= 0;
    if (*found && matched != NULL) {
        const size_t *ends = pcre2_get_ovector_pointer(pattern->data);
        *matched = (couplet_span){ends[0], ends[1] > ends[0] ? ends[1] - ends[0] : 0};
    }
    return COUPLET_OK;
}

void couplet__pattern_free(couplet__pattern *pattern)
{
    if (pattern == NULL)
        return;
    pcre2_match_context_free(pattern->context);
    pcre2_match_data_free(pattern->data);
    pcre2_code_free(pattern->code);
    pcre2_general_context_free(pattern->memory);
    couplet__free(pattern);
}
