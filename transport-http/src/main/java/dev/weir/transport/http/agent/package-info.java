/** Adapter. The agent's way to artifacts over HTTP, by the platform's own client. */
@NullMarked
package dev.weir.transport.http.agent;

import org.jspecify.annotations.NullMarked;
