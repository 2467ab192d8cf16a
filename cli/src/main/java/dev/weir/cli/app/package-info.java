/** Main. Wires the command to the terminal, the environment and the network. */
@NullMarked
package dev.weir.cli.app;

import org.jspecify.annotations.NullMarked;
