#include "tide.h"

#if 0
int never(void) { return 0; }
#define NEVER 1
#endif

#ifdef WIDE
int read_level(long a) {
#else
int read_level(int a) {
#endif
  if (a) { return 1; }
  return 0;
}

int both(void)
#ifdef WIDE
{ return 1; }
#else
{ return 2; }
#endif

static void
split_head(int a,
           int b)
{
  const char *text = "not a { brace";
  char brace = '{';
}
MODULE_LICENSE("GPL");
DEFINE_THING(name)
int after_macro(void) { return 1; }
