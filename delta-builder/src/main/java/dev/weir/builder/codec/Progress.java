package dev.weir.builder.codec;

/** Is told how far long work is. Called on the working thread, at most once for each MiB. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (step, done, total) -> {};

  /**
   * Says how far a step is.
   *
   * @param step what is being done, such as {@code "searching"}
   * @param done bytes, from 0 to {@code total}; rises within a step
   * @param total bytes
   */
  void at(String step, long done, long total);

  /** Tells the same of steps that begin with these words. */
  default Progress of(String words) {
    return (step, done, total) -> at(words + step, done, total);
  }
}
