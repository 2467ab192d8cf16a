/** Pure. Releases, what may follow what, and which payload suits a device. */
@NullMarked
package dev.weir.global.catalog;

import org.jspecify.annotations.NullMarked;
