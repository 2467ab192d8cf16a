/** Pure. Identifiers, versions, digests and generations that check themselves once. */
@NullMarked
package dev.weir.protocol.id;

import org.jspecify.annotations.NullMarked;
