/** Pure. Who is here, and who has said hello. */
@NullMarked
package dev.weir.region.presence;

import org.jspecify.annotations.NullMarked;
