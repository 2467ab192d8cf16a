package dev.weir.protocol.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one value while it is read. In CBOR, between machines, the first one ends the
 * reading; in JSON, which people write, the rest is read too, so that all are named at once.
 */
final class Faults {
  private final boolean collects;
  private List<Malformed.Fault> found = List.of();
  private boolean unknown;

  Faults(JsonParser in) {
    this.collects = !Form.isBinary(in);
  }

  /** Reads one part of the value. */
  interface Part<V> {
    V read(JsonParser in) throws IOException;
  }

  /**
   * Reads a part; where it is at fault, the parser goes on to its end and null is returned.
   *
   * @param seen what a fault in it looks like from here
   */
  <V> @Nullable V read(JsonParser in, Part<V> part, UnaryOperator<Malformed.Fault> seen)
      throws IOException {
    return read(in, part, seen, false);
  }

  /** The same; but a part that only newer peers know is no fault. */
  <V> @Nullable V readKnown(JsonParser in, Part<V> part, UnaryOperator<Malformed.Fault> seen)
      throws IOException {
    return read(in, part, seen, true);
  }

  private <V> @Nullable V read(
      JsonParser in, Part<V> part, UnaryOperator<Malformed.Fault> seen, boolean leavesOut)
      throws IOException {
    JsonStreamContext outer = outer(in);
    try {
      return part.read(in);
    } catch (Malformed e) {
      if (!leavesOut || !e.isUnknown()) {
        unknown |= e.isUnknown();
        for (Malformed.Fault fault : e.faults()) {
          add(seen.apply(fault));
        }
      }
    } catch (IllegalArgumentException e) {
      unknown |= e instanceof UnknownChoice;
      add(seen.apply(new Malformed.Fault("", "", String.valueOf(e.getMessage()))));
    }
    while (in.getParsingContext() != outer && in.nextToken() != null) {
      // To the end of the part, however deep in it the fault was.
    }
    return null;
  }

  /** The context that a value stands in: its parent's, once its first token was read. */
  private static JsonStreamContext outer(JsonParser in) {
    JsonStreamContext here = in.getParsingContext();
    return in.currentToken() != null && in.currentToken().isStructStart() ? here.getParent() : here;
  }

  /** Adds a fault; ends the reading where that is the first of all that are told. */
  void add(Malformed.Fault fault) throws Malformed {
    if (found.isEmpty()) {
      found = new ArrayList<>();
    }
    found.add(fault);
    if (!collects || found.size() == Malformed.MAX_FAULTS) {
      throw new Malformed(found, unknown);
    }
  }

  /** Refuses the value where any of it was at fault. */
  void check() throws Malformed {
    if (!found.isEmpty()) {
      throw new Malformed(found, unknown);
    }
  }
}
