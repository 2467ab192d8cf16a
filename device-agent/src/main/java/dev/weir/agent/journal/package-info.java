/**
 * Port. What an agent keeps: its journal, its record and its outbox in one store; recovery from
 * them.
 */
@NullMarked
package dev.weir.agent.journal;

import org.jspecify.annotations.NullMarked;
