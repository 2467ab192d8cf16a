/** Adapter. The HTTP API of docs/protocol.md, section 10, on Jetty. */
@NullMarked
package dev.weir.global.adapter.http;

import org.jspecify.annotations.NullMarked;
