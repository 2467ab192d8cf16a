/** Driver. One loop that stores, then acts. */
@NullMarked
package dev.weir.global.drive;

import org.jspecify.annotations.NullMarked;
