/** Tides and harbours. */
open module org.tide {
    requires transitive java.sql;
    requires static org.harbour;

    exports org.tide.api;
    exports org.tide.spi to org.harbour, org.pier;
    opens org.tide.impl;
    uses org.tide.spi.Source;
    provides org.tide.spi.Source with org.tide.impl.File, org.tide.impl.Net;
}
