package dev.weir.cli.command;

/** Options that are right one by one and wrong together; the message is for the operator. */
final class UsageTrouble extends RuntimeException {
  UsageTrouble(String trouble) {
    super(trouble);
  }

  UsageTrouble(IllegalArgumentException fault) {
    super(fault.getMessage(), fault);
  }
}
