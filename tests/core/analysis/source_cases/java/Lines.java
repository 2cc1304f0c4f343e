class Lines {
  static final String SEPARATOR = "a;b";
  static final int[] LEVELS = {
    1, // low
    2,
  };
  <T> void read(
      int a, // the a
      T b /* the b */
  ) throws IOException {
  }
}
