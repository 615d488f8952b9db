#include "base/given.h"

#include <string.h>

bool couplet__take_given(void *own, size_t own_size, const void *given)
{
    size_t size;
    if (given == NULL)
        return true;
    memcpy(&size, given, sizeof size);
    if (size < sizeof size)
        return false;
    for (size_t i = own_size; i < size; i++)
        if (((const char *)given)[i] != 0)
            return false;
    memcpy(own, given, size < own_size ? size : own_size);
    memcpy(own, &own_size, sizeof own_size);
    return true;
}
