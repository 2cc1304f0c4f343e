@file:JvmName("Foo")
@file:[A B]
package a.`in`.value
import a.b.data as open
import kotlin.test.*

/** Doc. */
context(Logger) fun ctx() {}
context(logger: Logger, x: Y)
private fun ctx2(a: Int = listOf<Int, Int>(1, 2).size, b: String = "x, y: z") = a
fun suspend() = 1
class Soft { fun suspend() {} ; fun data() = 1; fun get() = 2
  val value = 1; var open: Int = 3; val set by lazy { "a ${ "b}" } c" }
  fun value(inner: Int, file: String) = when (inner) {
    1 if (file == "x") -> 2
    else -> 3
  }
  val field get() = 3
  fun infix() = a to
     b
  fun chained() = foo
      .bar { it }
      ?.baz()
      ?: 3
  val late: String
    get() = if (x)
        "a"
    else
        "b"
    private set(v) { }
  @get:Rule val rule = Rule()
  @Test(timeout = 3) fun testIt() = runTest { }
  @Test fun `named test`() {}
  companion object Named : Base<Int>(1, { 2 }), Other by Foo { const val K = 1 }
  inner class Inner(private val z: Int = 3, @Foo("x") val q: String) : Outer.X(z) { init { foo() } }
  constructor(x: Int = 2) : this(x, 3) { foo() }
  constructor()
  operator fun plus(o: Soft) = Soft(1)
}
fun interface Run { fun run(): Int }
@JvmInline value class V(val x: Int) { val y get() = x }
data object DO
enum class E(val v: Int) : I { A(1) { override fun f() = 2 }, value(2), @X("a") open(3); 
   abstract fun f(): Int
   companion object { fun of() = A } }
enum class F { X, Y, inner }
annotation class An(val x: String = "")
sealed interface S<out T : Any> { data class One<T>(val a: T & Any) : S<T> ; object Two : S<Nothing> }
typealias H = suspend (Int) -> Unit
fun <T> List<T>?.open(block: context(X) () -> Unit = {}): T where T : Foo = first()
val String.value: Int get() = 1
val (aa, bb) = 1 to 2
var counter = 0
lateinit var late: String
const val MULTI = """
  fun notReal() {}
"""
val dollar = $$"""a $$${ fun no() {} } """
val obj = object : Foo { override fun x() = 1 }
val f: (Int) -> Unit = fun(x: Int) { }
private val map: Map<String, () -> Unit> by lazy { mapOf() }
expect fun exp(): Int
actual class Act actual constructor(x: Int)
class Gen<T>(x: T) : Base<T>(x), Iface by x where T : Any {
  fun body(): Any =
     object : Thing() { fun hidden() {} }
  object Factory { fun make() = 3 }
}
class NoBody
class Nb2(val x: Int)
fun last() {}
