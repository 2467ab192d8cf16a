/** Main. Options, enrolment and wiring of a regional controller. */
@NullMarked
package dev.weir.region.app;

import org.jspecify.annotations.NullMarked;
