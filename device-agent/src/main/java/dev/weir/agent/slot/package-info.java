/** Port. Where images and payloads are kept, and how an image on trial is started. */
@NullMarked
package dev.weir.agent.slot;

import org.jspecify.annotations.NullMarked;
