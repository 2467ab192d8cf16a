package dev.weir.global.adapter.http;

import dev.weir.global.reply.Code;

/** A request that can't be served as it is; strangers cause it, so it carries no stack trace. */
final class RefusedCall extends Exception {
  private final Code code;

  RefusedCall(Code code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  Code code() {
    return code;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
