package a.b;
import x.y.Z;
import static x.y.Z.f;
import x.w.*;
/** Doc. */
@Foo(1) public class A<T> extends B implements I {
 public static final int K = 1;
 int x;
 public A(int x) {}
 @Test void t() {}
 @Override public int f(int a) throws E { return 1; }
}
interface I { void m(); int C = 1; }
enum E { X, Y(1); }
record R(int a) {}
@interface An { int v(); }
