/**
 * Pure. Containers in images: how the bytes of deflated streams, Intel HEX and S-record texts are
 * taken apart into what they hold, and made again exactly. Source: docs/protocol.md, section 11.5.
 */
@NullMarked
package dev.weir.patcher.container;

import org.jspecify.annotations.NullMarked;
