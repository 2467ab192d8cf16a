/** Adapter. Artifacts as files, named by their digest. */
@NullMarked
package dev.weir.global.adapter.disk;

import org.jspecify.annotations.NullMarked;
