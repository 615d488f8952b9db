/* Fails the n-th allocation. A program tests/unit/test_ROOM_oom.c that includes this is linked so
 * that the library's allocations (base/mem.h) pass through here. */
#ifndef TESTS_OOM_H
#define TESTS_OOM_H

#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void *__real_couplet__alloc(size_t count, size_t size);
void *__real_couplet__zalloc(size_t count, size_t size);
void *__real_couplet__resize(void *old, size_t count, size_t size);
char *__real_couplet__copy(const char *bytes, size_t size);
void *__wrap_couplet__alloc(size_t count, size_t size);
void *__wrap_couplet__zalloc(size_t count, size_t size);
void *__wrap_couplet__resize(void *old, size_t count, size_t size);
char *__wrap_couplet__copy(const char *bytes, size_t size);

static size_t oom_left = SIZE_MAX; /* allocations that succeed before one fails */
static size_t oom_failed;

static inline bool oom_now(void)
{
    if (oom_left == SIZE_MAX)
        return false;
    if (oom_left-- != 0)
        return false;
    oom_left = SIZE_MAX;
    oom_failed++;
    return true;
}

void *__wrap_couplet__alloc(size_t count, size_t size)
{
    return oom_now() ? NULL : __real_couplet__alloc(count, size);
}

void *__wrap_couplet__zalloc(size_t count, size_t size)
{
    return oom_now() ? NULL : __real_couplet__zalloc(count, size);
}

void *__wrap_couplet__resize(void *old, size_t count, size_t size)
{
    return oom_now() ? NULL : __real_couplet__resize(old, count, size);
}

char *__wrap_couplet__copy(const char *bytes, size_t size)
{
    return oom_now() ? NULL : __real_couplet__copy(bytes, size);
}

/* Runs `call` (an expression of type couplet_status) with the first, the second ... allocation
 * failing, until none does: each time but the last it must say COUPLET_ENOMEM. */
#define OOM_EVERY(call)                                                                            \
    do {                                                                                           \
        for (size_t oom_n = 0;; oom_n++) {                                                         \
            oom_left = oom_n;                                                                      \
            oom_failed = 0;                                                                        \
            couplet_status oom_status = (call);                                                    \
            oom_left = SIZE_MAX;                                                                   \
            if (oom_failed == 0) {                                                                 \
                ck_assert_int_eq(oom_status, COUPLET_OK);                                          \
                ck_assert_uint_gt(oom_n, 0);                                                       \
                break;                                                                             \
            }                                                                                      \
            ck_assert_msg(oom_status == COUPLET_ENOMEM, "allocation %zu: status %d", oom_n,        \
                          (int)oom_status);                                                        \
        }                                                                                          \
    } while (0)

#endif
