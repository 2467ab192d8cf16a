/** Adapter. The region's HTTP front end, on Jetty. */
@NullMarked
package dev.weir.transport.http.region;

import org.jspecify.annotations.NullMarked;
