/** Constants with bodies. */
enum Level {
    LOW(1) {
        @Override void rise() {}
    },
    HIGH;

    void rise() {}
}
