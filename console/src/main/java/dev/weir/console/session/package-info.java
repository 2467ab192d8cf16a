/** Pure. Who is signed in, for how long, and how often a token may be tried. */
@NullMarked
package dev.weir.console.session;

import org.jspecify.annotations.NullMarked;
