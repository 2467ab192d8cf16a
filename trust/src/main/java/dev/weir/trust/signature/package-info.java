/** Pure. Statements, their signatures by Ed25519, and the port to whoever holds a key. */
@NullMarked
package dev.weir.trust.signature;

import org.jspecify.annotations.NullMarked;
