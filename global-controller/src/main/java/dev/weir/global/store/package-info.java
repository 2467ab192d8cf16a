/** Port. What global keeps: whole transactions, artifacts, certificates. */
@NullMarked
package dev.weir.global.store;

import org.jspecify.annotations.NullMarked;
