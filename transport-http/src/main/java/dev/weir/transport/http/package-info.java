/** Adapter. The paths that both ends of the HTTP transport share. */
@NullMarked
package dev.weir.transport.http;

import org.jspecify.annotations.NullMarked;
