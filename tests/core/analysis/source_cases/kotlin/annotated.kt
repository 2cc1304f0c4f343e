package tide

/** What is said of it. */
@Target(CLASS, FUNCTION)
annotation class Measured

@Serializable
data object Ebb

@A(1) @B
sealed class Flow

@JvmField
const val MOST = 12

/** Adds. */
@Deprecated("use it") @JvmStatic
expect fun add(one: Int): Int

class Gauge {
    @JvmName("plusOne")
    operator fun plus(one: Int): Gauge
    @Throws(IOException::class) internal abstract fun read(): Int
    companion object {
        @Suppress("x")
        const val LEAST = 1
    }
}

@Test
internal fun reads() {}

@get:JvmName("x")
lateinit var last: Gauge
