class Tide {
  const string Separator = "a;b";
  public void Read<T>(
     int a, // the a
     /* b */ string b = "x")
     where T : class
  { int Local(int q) => q; }
}
