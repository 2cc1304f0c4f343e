package a.`in`.b
import a.`in`.c as d
class P { operator fun plus(o: P) = P()
  operator fun get(i: Int): Int = 3
  fun `a name with spaces`() {}
  var `in`: Int = 1
  infix fun shl(o: P): P = o
}
class `Weird name` { fun x() {} }
var counter = 0
val top by lazy { 1 }
val (aa, bb) = 1 to 2
lateinit var late: String
var ext: Int
  get() = 3
  set(value) {}
fun interface Run { fun run() }
value class V(val x: Int)
data object DO
