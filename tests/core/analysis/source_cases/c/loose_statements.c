/* What the branches of #if leave outside of a function. */

static int first(int a)
{
#ifdef WIDE
    if (a > 1) {
#else
    if (a > 2) {
#endif
        a = 2;
    }
    else if (a == 0) {
        a = 3;
    }
    for (int i = 0; i < a; i++) {
        a--;
    }
    return a;
}
}
else if (first(1)) {
    first(2);
}
while (first(3)) {
    first(4);
}

int last(void)
{
    return 0;
}
else if (last()) { last(); }
else while (first(5)) { first(6); }
