/**
 * Pure. Binary arithmetic coding under mixed predictions. Encoder and decoder run the same code, so
 * everything here is integer arithmetic that is the same on every machine.
 */
@NullMarked
package dev.weir.patcher.mixing;

import org.jspecify.annotations.NullMarked;
