/* The text room with each allocation failing in its turn. */
#include "oom.h"

#include <string.h>

#include "suite.h"
#include "text/divide.h"
#include "text/fold.h"

#define BIG5_LINE "\xAA\x65\xA4\xF4\xAB\xDC\xB2\x4D\xA1\x43\n"

static couplet_status decode(const char *charset)
{
    char *utf8;
    size_t size;
    couplet_status status =
        couplet_decode(&utf8, &size, BIG5_LINE BIG5_LINE, 2 * sizeof BIG5_LINE - 2, charset, NULL);
    ck_assert((utf8 == NULL) == (status != COUPLET_OK));
    couplet_free(utf8);
    return status;
}

START_TEST(decoding_survives)
{
    couplet_detection found;
    OOM_EVERY(decode("big5"));
    OOM_EVERY(decode(NULL));
    OOM_EVERY(couplet_detect(&found, BIG5_LINE, sizeof BIG5_LINE - 1, COUPLET_ZH, NULL));
}
END_TEST

static const char MIXED[] =
    "河水很清。\tThe water is clear.\n船長 Peter Johnson 說水退了。 The captain says it is lower.\n"
    "船\nboats\n\n一、碼頭\n";

static couplet_status divide(void)
{
    couplet__paragraph_list zh = {0}, en = {0};
    couplet_status status = couplet__divide(&zh, &en, MIXED, sizeof MIXED - 1, COUPLET_WRAP_AUTO);
    couplet__vec_free(&zh);
    couplet__vec_free(&en);
    return status;
}

START_TEST(division_survives) { OOM_EVERY(divide()); }
END_TEST

static couplet_status fold(void)
{
    couplet__folded folded = {0};
    /* each ligature of 3 bytes is 18 characters: the first guess of the size is too small */
    couplet_status status = couplet__fold(&folded, "ﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺ", 30);
    couplet__folded_free(&folded);
    return status;
}

START_TEST(folding_survives) { OOM_EVERY(fold()); }
END_TEST

int main(void)
{
    Suite *suite = suite_create("text: memory");
    TCase *tc = tcase_create("memory");
    tcase_add_test(tc, decoding_survives);
    tcase_add_test(tc, division_survives);
    tcase_add_test(tc, folding_survives);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
