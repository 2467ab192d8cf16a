/** Adapter. Slots, boot control's record and downloads as files. */
@NullMarked
package dev.weir.agent.adapter.file;

import org.jspecify.annotations.NullMarked;
