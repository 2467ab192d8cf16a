/** Driver. The threads of a worker: they ask for jobs, build, and hold what they build. */
@NullMarked
package dev.weir.builder.drive;

import org.jspecify.annotations.NullMarked;
