/**
 * Pure. Finds the containers in an image: deflated entries of zip and gzip files, Intel HEX and
 * S-record texts, and how each was written, so that a device can write it again. What can't be
 * written again to the byte stays raw. Source: docs/protocol.md, section 11.5.
 */
@NullMarked
package dev.weir.builder.container;

import org.jspecify.annotations.NullMarked;
