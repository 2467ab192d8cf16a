/** Adapter. The link to global over HTTPS with mutual TLS. */
@NullMarked
package dev.weir.region.adapter.global;

import org.jspecify.annotations.NullMarked;
