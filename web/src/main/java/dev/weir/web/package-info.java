/** Adapter. HTTPS servers from tables of routes, on Jetty. */
@NullMarked
package dev.weir.web;

import org.jspecify.annotations.NullMarked;
