package dev.weir.console.session;

import java.time.Instant;

/**
 * Somebody who is signed in.
 *
 * @param csrf what each form that changes something has to send with it
 * @param begun when the token was shown
 * @param used when a person last asked for something
 */
public record Session(String csrf, Instant begun, Instant used) {
  Session usedAt(Instant now) {
    return new Session(csrf, begun, now);
  }
}
