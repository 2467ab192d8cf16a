package dev.weir.protocol.wire;

import java.io.IOException;
import java.util.List;

/**
 * Input that is not a message: says which message, where in it, and which rule it breaks; read from
 * JSON, all such places. Strangers cause it at will, so it carries no stack trace.
 */
public final class Malformed extends IOException {
  /** Faults that are told of one input at most. */
  public static final int MAX_FAULTS = 64;

  /**
   * One fault.
   *
   * @param pointer where in the JSON (RFC 6901); empty: the whole
   * @param where the same by the names of the tables; empty: the value itself
   * @param rule that is broken
   */
  public record Fault(String pointer, String where, String rule) {
    /** The same fault, seen from the list that contains it. */
    Fault at(int index) {
      return new Fault("/" + index + pointer, where, rule);
    }

    /** The same fault, seen from the table that contains it in a field. */
    Fault within(String table, String field) {
      return new Fault(
          "/" + field + pointer, table + "." + (where.isEmpty() ? field : where), rule);
    }

    @Override
    public String toString() {
      return where + ": " + rule;
    }
  }

  private final List<Fault> faults;
  private final boolean unknown;

  public Malformed(String where, String rule) {
    this(List.of(new Fault("", where, rule)), false);
  }

  /**
   * Several at once; there is at least one.
   *
   * @param unknown whether one is a value of a closed list that newer peers may know
   */
  Malformed(List<Fault> faults, boolean unknown) {
    super("malformed");
    this.faults = List.copyOf(faults);
    this.unknown = unknown;
  }

  /** Whether it has a value of a closed list that is not on it here; newer peers may know it. */
  boolean isUnknown() {
    return unknown;
  }

  /** All that is wrong as far as it was read, at most {@link #MAX_FAULTS}. */
  public List<Fault> faults() {
    return faults;
  }

  public String rule() {
    return faults.get(0).rule();
  }

  /** Where and which rule, of the first fault; always there. */
  @Override
  public String getMessage() {
    int more = faults.size() - 1;
    return faults.get(0) + (more == 0 ? "" : " (and " + more + " more)");
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
