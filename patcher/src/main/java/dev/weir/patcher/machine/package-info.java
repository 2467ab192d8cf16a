/**
 * Pure. Instruction sets, as far as a delta needs them: which words refer to an address, and what
 * the word is when the address moves. Nothing here decides whether an image is right; a wrong guess
 * costs bytes.
 */
@NullMarked
package dev.weir.patcher.machine;

import org.jspecify.annotations.NullMarked;
