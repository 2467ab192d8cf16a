package dev.weir.builder.worker;

/** Ends an encoder's work from its progress: the time is up, or the job is another's by now. */
public final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Stopped(String reason) {
    super(reason);
  }
}
