#include "base/watch.h"

static bool tell(couplet__watch *w, unsigned part)
{
    if (w->stopped || part <= w->told)
        return !w->stopped;
    w->told = part;
    w->stopped = w->progress != NULL && w->progress(w->user, part, COUPLET__WATCH_PARTS) != 0;
    return !w->stopped;
}

bool couplet__watch_stage(couplet__watch *w, unsigned to)
{
    if (w == NULL)
        return true;
    w->from = w->to;
    w->to = to;
    return tell(w, w->from);
}

bool couplet__watch_on(couplet__watch *w, size_t done, size_t of)
{
    if (w == NULL)
        return true;
    double share = done >= of ? 1 : (double)done / (double)of;
    return tell(w, w->from + (unsigned)((w->to - w->from) * share));
}

couplet_status couplet__watch_room(const couplet__watch *w, size_t bytes)
{
    return w == NULL || w->limit == 0 || bytes <= w->limit ? COUPLET_OK : COUPLET_ELIMIT;
}
