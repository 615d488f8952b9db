/* Which language a stretch of text is in. */
#ifndef COUPLET_TEXT_LANGUAGE_H
#define COUPLET_TEXT_LANGUAGE_H

#include <stddef.h>

#include "couplet/couplet.h"

/* COUPLET_ZH, COUPLET_EN, or 0 for what holds no letters (numbers, rules, empty). A Chinese
 * sentence with a long English name in it is Chinese; an English one with a Chinese word in it is
 * English. utf8 must be valid. */
couplet_lang couplet__language_of(const char *utf8, size_t size);

#endif
