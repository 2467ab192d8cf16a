/** Adapter. Certificates from the authority in the data folder. */
@NullMarked
package dev.weir.global.adapter.trust;

import org.jspecify.annotations.NullMarked;
