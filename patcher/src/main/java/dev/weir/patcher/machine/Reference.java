package dev.weir.patcher.machine;

import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * A word of four bytes that says where something is. One object is filled again and again, so that
 * looking at each word of an image makes no garbage.
 */
public final class Reference {
  /** How the word says it. */
  public enum Kind {
    /** It does not. */
    NONE(0),
    /** A call, relative to itself. */
    CALL(1),
    /** A jump, relative to itself. */
    JUMP(2),
    /** An address. */
    POINTER(3),
    /** The upper half of an address; another instruction has the lower one. */
    UPPER(4),
    /** The lower half of an address that is taken. */
    LOWER(5),
    /** The lower half of an address that is read or written. */
    ACCESS(6),
    /** A distance, in a table. */
    DISTANCE(7);

    /** How many there are. */
    public static final int COUNT = 8;

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /** From 0 to {@link #COUNT} - 1: contexts are told apart by it. */
    public int number() {
      return number;
    }
  }

  private Kind kind = Kind.NONE;
  private int target;
  private int anchor;

  /** How the word refers, or {@link Kind#NONE}. */
  public Kind kind() {
    return kind;
  }

  /** Address of what the word refers to; the lower 32 bits of it. */
  public int target() {
    return target;
  }

  /** How many bytes before this word the distance is counted from, for {@link Kind#LOWER}. */
  public int anchor() {
    return anchor;
  }

  /** Sets what the word refers to; always true. */
  public boolean is(Kind newKind, int newTarget) {
    return is(newKind, newTarget, 0);
  }

  /** Visits it. */
  public void state(State state) throws IOException {
    int number = state.number(kind.number());
    for (Kind each : Kind.values()) {
      kind = each.number() == number ? each : kind;
    }
    target = state.number(target);
    anchor = state.number(anchor);
  }

  boolean is(Kind newKind, int newTarget, int newAnchor) {
    kind = newKind;
    target = newTarget;
    anchor = newAnchor;
    return true;
  }

  /** Says that the word refers to nothing; always false. */
  public boolean isNone() {
    kind = Kind.NONE;
    return false;
  }
}
