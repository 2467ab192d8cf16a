/** Pure. Files that operators write, read fault by fault, and how they differ from what runs. */
@NullMarked
package dev.weir.cli.file;

import org.jspecify.annotations.NullMarked;
