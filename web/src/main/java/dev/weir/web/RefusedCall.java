package dev.weir.web;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.FieldError;
import java.util.List;

/** A request that can't be served as it is; strangers cause it, so it carries no stack trace. */
public final class RefusedCall extends Exception {
  private final Code code;

  /** The faults of the body, where that is what is wrong. */
  private final transient List<FieldError> errors;

  /**
   * @param detail what, where and what to do
   */
  public RefusedCall(Code code, String detail) {
    this(code, detail, List.of());
  }

  RefusedCall(Code code, String detail, List<FieldError> errors) {
    super(detail, null, false, false);
    this.code = code;
    this.errors = errors;
  }

  public Code code() {
    return code;
  }

  public List<FieldError> errors() {
    return errors;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
