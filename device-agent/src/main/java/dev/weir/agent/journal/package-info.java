/** Pure. What an agent keeps: journal, record and outbox in one store; recovery from them. */
@NullMarked
package dev.weir.agent.journal;

import org.jspecify.annotations.NullMarked;
