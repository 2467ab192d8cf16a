package dev.weir.region.cache;

/** Whether the cache has what was wanted. */
public sealed interface Readiness {
  /** All of it, verified. */
  record Ready() implements Readiness {}

  /** Not yet; it goes on trying. */
  record NotYet(String why) implements Readiness {}
}
