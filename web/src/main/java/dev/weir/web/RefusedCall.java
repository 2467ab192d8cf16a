package dev.weir.web;

import dev.weir.protocol.api.Code;

/** A request that can't be served as it is; strangers cause it, so it carries no stack trace. */
public final class RefusedCall extends Exception {
  private final Code code;

  /**
   * @param detail what, where and what to do
   */
  public RefusedCall(Code code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
