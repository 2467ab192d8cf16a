/** Adapter. Holds live answers against an API's description; for tests. */
@NullMarked
package dev.weir.api.check;

import org.jspecify.annotations.NullMarked;
