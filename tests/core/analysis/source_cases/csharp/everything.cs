using System;
using static A.B;
using X = Y.Z;
namespace N.M {
 /// <summary>Doc <see cref="T:Foo"/>.</summary>
 [Foo] public class A<T> : B, IC {
  public const int K = 1, L=2;
  public A(int x) {}
  [Test] public int F(int a) { return 1; }
  public int P { get; set; }
  public delegate void D(int x);
 public event E Ev;
 }
 interface I { void M(); }
 struct S {}
 enum E { X = 1, Y }
 record R(int X);
}
