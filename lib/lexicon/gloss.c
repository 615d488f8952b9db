#include "lexicon/gloss.h"

#include <string.h>

enum { MOST_WORDS = 6 };

bool couplet__glosser_init(couplet__glosser *g)
{
    *g = (couplet__glosser){.stemmer = couplet__stemmer_new()};
    return g->stemmer != NULL;
}

void couplet__glosser_free(couplet__glosser *g)
{
    couplet__stemmer_free(g->stemmer);
    couplet__vec_free(&g->tokens);
}

static bool is_function_word(const couplet__token *token)
{
    char lower[16];
    if (token->size > sizeof lower)
        return false;
    for (size_t i = 0; i < token->size; i++) {
        char c = token->bytes[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return couplet__is_stop_word(lower, token->size);
}

/* "to get angry", "to make sure": the first verb says nothing. */
static bool is_light_verb(const couplet__token *token)
{
    return (token->size == 3 && memcmp(token->bytes, "get", 3) == 0) ||
           (token->size == 4 && memcmp(token->bytes, "make", 4) == 0);
}

/* Keeps the tokens that count, in place: content words, or the one function word that is all. */
static size_t select_words(couplet__tokens *tokens, bool *function_word)
{
    couplet__token *at = tokens->at;
    size_t kept = 0, all = tokens->count;
    bool infinitive = all > 2 && at[0].size == 2 && memcmp(at[0].bytes, "to", 2) == 0;
    for (size_t i = 0; i < all; i++) {
        if (at[i].number || is_function_word(&at[i]) ||
            (infinitive && i == 1 && is_light_verb(&at[i])))
            continue;
        at[kept++] = at[i];
    }
    *function_word = kept == 0 && all == 1 && !at[0].number;
    return *function_word ? 1 : kept;
}

bool couplet__gloss_phrase(couplet__glosser *g, couplet_draft *draft, const uint32_t *cp,
                           size_t count, const char *phrase, size_t size,
                           const couplet__worth *worth, unsigned source)
{
    bool function_word;
    if (!couplet__english_tokens(&g->tokens, phrase, size))
        return false;
    size_t words = select_words(&g->tokens, &function_word);
    if (words == 0 || words > MOST_WORDS)
        return true;
    unsigned strength =
        function_word ? worth->function_word : worth->by_words[words > 4 ? 3 : words - 1];
    for (size_t i = 0; i < words; i++) {
        size_t n;
        const couplet__token *token = &g->tokens.at[i];
        const char *stem = couplet__stem(g->stemmer, token->bytes, token->size, &n);
        if (stem == NULL || !couplet__draft_gloss_add(draft, cp, count, stem, n, strength, source))
            return false;
    }
    return true;
}
