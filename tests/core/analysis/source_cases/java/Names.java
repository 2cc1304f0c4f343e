package org.tide;

@SuppressWarnings({"a(b)", "c"})
public sealed class Names permits Other {
  private static final int LOW = 1, HIGH = 2;
  @Deprecated(since = of(1, (2))) void old() {}
}
