class Adapter(private val items: List<String>) : Base() {
    override fun getItemCount() = items.size
    object Factory { fun make() = Adapter(emptyList()) }
}
class Point(val x: Int) { operator fun plus(o: Point) = Point(x + o.x) }
fun last() {}
