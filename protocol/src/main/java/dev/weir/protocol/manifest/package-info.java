/** Pure. What a release is: compatibility, digests, payloads, health. */
@NullMarked
package dev.weir.protocol.manifest;

import org.jspecify.annotations.NullMarked;
