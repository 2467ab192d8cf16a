package dev.weir.protocol.wire;

import java.io.IOException;

/**
 * Input that is not a message: says which message, where in it, and which rule it breaks. Strangers
 * cause it at will, so it carries no stack trace.
 */
public final class Malformed extends IOException {
  private final String where;
  private final String rule;

  public Malformed(String where, String rule) {
    super(where + ": " + rule);
    this.where = where;
    this.rule = rule;
  }

  /** The same trouble, seen from the message that contains it. */
  Malformed within(String outer) {
    return new Malformed(outer + "." + where, rule);
  }

  public String rule() {
    return rule;
  }

  /** Where and which rule; always there. */
  @Override
  public String getMessage() {
    return where + ": " + rule;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
