/**
 * Pure. Predicts a new image from an old one: which address each reference should have now, which
 * byte should come next, and how sure that is.
 */
@NullMarked
package dev.weir.patcher.model;

import org.jspecify.annotations.NullMarked;
