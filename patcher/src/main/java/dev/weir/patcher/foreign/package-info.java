/** Pure. Readers of delta formats that others have defined. */
@NullMarked
package dev.weir.patcher.foreign;

import org.jspecify.annotations.NullMarked;
