/** Pure. Which signed manifest a device or a server accepts, and which payload a device takes. */
@NullMarked
package dev.weir.trust.manifest;

import org.jspecify.annotations.NullMarked;
