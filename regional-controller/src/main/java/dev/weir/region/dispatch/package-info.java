/** Pure. The one function that says whether a device may be updated now, and what it asks. */
@NullMarked
package dev.weir.region.dispatch;

import org.jspecify.annotations.NullMarked;
