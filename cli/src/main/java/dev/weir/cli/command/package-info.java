/** Driver. The commands: options in, one conversation with global, a table and an exit code out. */
@NullMarked
package dev.weir.cli.command;

import org.jspecify.annotations.NullMarked;
