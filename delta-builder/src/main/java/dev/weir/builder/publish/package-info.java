/** Port. Publishing a release folder, and the API of global that it needs. */
@NullMarked
package dev.weir.builder.publish;

import org.jspecify.annotations.NullMarked;
