global using System;
namespace Sea;

public class Gauge<T> : Base where T : new() {
  public const int Low = 1, High = 2;
  private int a, b = 3;
  public static readonly string Name = "a;b", Other = @"
x";
  public static Gauge<T> operator +(Gauge<T> x, Gauge<T> y) => x;
  public static bool operator true(Gauge<T> x) { return true; }
  /// <summary>Reads it as a number.</summary>
  public static implicit operator int(Gauge<T> x) => 1;
  public static explicit operator List<string>(Gauge<T> x) { return null; }
  public int this[int i, string key] { get => 1; set { } }
  public event EventHandler Rising;
  public event EventHandler<Args> Falling = null, Still;
  public event Action Turning { add { } remove { } }
  ~Gauge() { }
  public int Level => 1;
  [Obsolete(new[] { 1 }), Other(typeof(int[]))]
  public void Read() { int Local(int q) => q; void Other() { } }
  void IRead.Explicit() { }
}
public record Tide(int X, int Y) : Base(X) { public void Rise() { } }
public readonly record struct Point(int X);
public interface IGauge { event Action Rising; int this[int i] { get; } static abstract IGauge operator -(IGauge a); }
public class GaugeTests {
  [Theory, InlineData(1)] public void Reads() { }
  [NUnit.Framework.Test] public void Rises() { }
  [ConditionalFact(typeof(X))] public void Falls() { }
}
