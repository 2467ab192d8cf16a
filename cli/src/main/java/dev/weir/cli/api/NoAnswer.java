package dev.weir.cli.api;

/** Global did not answer, or said what nobody understands; the message is for the operator. */
public final class NoAnswer extends RuntimeException {
  public NoAnswer(String trouble) {
    super(trouble);
  }

  public NoAnswer(String trouble, Throwable cause) {
    super(trouble, cause);
  }
}
