/** Pure. Field tables, the CBOR codec and its JSON twin, limits. */
@NullMarked
package dev.weir.protocol.wire;

import org.jspecify.annotations.NullMarked;
