// Constants with bodies.
package tide

enum class Level(val metres: Int) {
    LOW(1) {
        override fun rise() = 1
    },
    HIGH(2);

    val name2 = "x"
    open fun rise() = 2
}
