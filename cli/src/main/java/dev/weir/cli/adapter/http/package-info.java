/** Adapter. The exchange with global over HTTPS, by the platform's client. */
@NullMarked
package dev.weir.cli.adapter.http;

import org.jspecify.annotations.NullMarked;
