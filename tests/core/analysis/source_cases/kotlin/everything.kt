package a.b
import x.y.Z
import x.w.*
/** Doc. */
@Foo class A(val x: Int) : B() {
  fun f(a: Int): Int { return 1 }
 companion object { const val K = 1 }
 val p: Int = 3
 @Test fun t() {}
}
object O {}
interface I {}
enum class E { X, Y }
typealias T = Int
fun String.ext(): Int = 3
const val C = 3
class Named { companion object Maker { fun make() = Named() } }
