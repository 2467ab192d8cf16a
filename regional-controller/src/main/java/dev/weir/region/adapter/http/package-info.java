/** Adapter. The region's API over HTTPS. */
@NullMarked
package dev.weir.region.adapter.http;

import org.jspecify.annotations.NullMarked;
