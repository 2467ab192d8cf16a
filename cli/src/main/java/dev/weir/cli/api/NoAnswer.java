package dev.weir.cli.api;

/** Global did not answer, or said what nobody understands; the message is for the operator. */
public final class NoAnswer extends RuntimeException {
  private final boolean isLost;

  /** An answer that is none. */
  public NoAnswer(String trouble) {
    super(trouble);
    this.isLost = false;
  }

  /** An answer that is none. */
  public NoAnswer(String trouble, Throwable cause) {
    this(trouble, cause, false);
  }

  /**
   * No answer.
   *
   * @param isLost whether global may have done what was asked
   */
  public NoAnswer(String trouble, Throwable cause, boolean isLost) {
    super(trouble, cause);
    this.isLost = isLost;
  }

  /** Whether global may have done what was asked, though it did not say so. */
  public boolean isLost() {
    return isLost;
  }

  /** Always there. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
