/** Main. Options, enrolment and the wiring of the agent's process. */
@NullMarked
package dev.weir.agent.app;

import org.jspecify.annotations.NullMarked;
