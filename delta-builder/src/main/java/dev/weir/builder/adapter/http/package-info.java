/** Adapter. The API of global over HTTPS, by the platform's client. */
@NullMarked
package dev.weir.builder.adapter.http;

import org.jspecify.annotations.NullMarked;
