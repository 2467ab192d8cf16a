package dev.weir.protocol.channel;

import dev.weir.protocol.wire.Bytes;
import java.time.Duration;

/** What came of asking for a piece of an artifact. */
public sealed interface Fetched {
  /** The bytes: as many as were asked for, fewer only where the artifact ends. */
  record Piece(Bytes bytes) implements Fetched {}

  /** Not now: ask again after this long. */
  record Later(Duration after, String why) implements Fetched {}

  /** There is no such artifact here, or the peer may not have it. */
  record Refused(String why) implements Fetched {}
}
