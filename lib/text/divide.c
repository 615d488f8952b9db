#include "text/divide.h"

couplet_status couplet__divide(couplet__paragraph_list *zh, couplet__paragraph_list *en,
                               const char *utf8, size_t size, couplet_wrap wrap)
{
    couplet__paragraph_list all = {0};
    zh->count = en->count = 0;
    couplet_status status = couplet__paragraphs(&all, utf8, size, wrap);
    couplet_lang now = (couplet_lang)0;
    for (size_t i = 0; i < all.count && now == 0; i++)
        now = all.at[i].lang;
    for (size_t i = 0; status == COUPLET_OK && i < all.count; i++) {
        now = all.at[i].lang != 0 ? all.at[i].lang : now;
        if (!couplet__vec_push(now == COUPLET_ZH ? zh : en, all.at[i]))
            status = COUPLET_ENOMEM;
    }
    couplet__vec_free(&all);
    return status;
}
