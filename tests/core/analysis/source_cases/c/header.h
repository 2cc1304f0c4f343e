/* Copyright of somebody. */
/*
 * Lists of tides.
 */
#ifndef TIDE_H
#define TIDE_H

#include <stdio.h>
#include "list.h"

#define TIDE_MAX 12
#define TIDE_CALL(name, ...) \
    tide_##name(__VA_ARGS__)

#ifdef __cplusplus
extern "C" {
#endif

/** Where a tide is. It has more words. */
struct tide {
    int level; /**< Not of what follows. */
    struct tide *next;
};

typedef struct { int x; } tide_point;
typedef struct tide tide_t;
typedef int (*tide_compare)(const struct tide *, const struct tide *);
enum phase { EBB, FLOOD = 2 };
union word { int i; float f; };
struct forward;

/// Adds a tide.
TIDE_API int tide_add(struct tide *list, int level);
extern int tide_count;
static const int tide_default = 3;
static inline int tide_level(const struct tide *t) { int local = t->level; return local; }
char *tide_name(void) __attribute__((pure));

#ifdef __cplusplus
}
#endif

#endif
