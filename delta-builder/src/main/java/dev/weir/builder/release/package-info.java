/** Driver. The pipeline over files: encode, prove, choose, describe, sign. */
@NullMarked
package dev.weir.builder.release;

import org.jspecify.annotations.NullMarked;
