/** Pure. What operators and pipelines say to global and to regions over HTTP, as JSON. */
@NullMarked
package dev.weir.protocol.api;

import org.jspecify.annotations.NullMarked;
