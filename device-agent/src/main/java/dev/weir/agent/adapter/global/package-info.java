/** Adapter. Calls global's API, for enrolment and to ask where the device belongs. */
@NullMarked
package dev.weir.agent.adapter.global;

import org.jspecify.annotations.NullMarked;
