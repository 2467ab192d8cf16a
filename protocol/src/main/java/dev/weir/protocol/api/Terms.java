package dev.weir.protocol.api;

import java.util.Optional;

/**
 * On which terms a caller wants something written.
 *
 * @param claim done once, and answered the same again; empty: each time it is sent
 * @param match the tag of what the caller has read; where it is another by now, nothing is done;
 *     empty: whatever it is by now
 */
public record Terms(Optional<Claim> claim, Optional<String> match) {
  public static final Terms NONE = new Terms(Optional.empty(), Optional.empty());

  public Terms withClaim(Claim once) {
    return new Terms(Optional.of(once), match);
  }
}
