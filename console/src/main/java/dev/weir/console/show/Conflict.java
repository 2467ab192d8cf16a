package dev.weir.console.show;

import dev.weir.protocol.api.Change;
import java.time.Instant;
import java.util.List;

/**
 * A command that was not done, because what it was meant for had changed.
 *
 * @param command such as {@code pause}
 * @param since when the page was made that it was sent from
 * @param reason that was given for it
 * @param changes since then, the newest first
 */
public record Conflict(String command, Instant since, String reason, List<Change> changes) {
  /** With those of these changes that are newer and of this subject. */
  public Conflict among(List<Change> all, String subject) {
    return new Conflict(
        command,
        since,
        reason,
        all.stream()
            .filter(change -> change.subject().equals(subject) && !change.at().isBefore(since))
            .toList());
  }
}
