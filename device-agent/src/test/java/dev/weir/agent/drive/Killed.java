package dev.weir.agent.drive;

/** The process ends here, as by {@code kill -9}. */
final class Killed extends RuntimeException {
  private static final long serialVersionUID = 1;

  Killed(String where) {
    super(where);
  }
}
