package dev.weir.demo.app;

/** Something did not happen that should have. */
final class StoryEndedEarly extends RuntimeException {
  StoryEndedEarly(String what) {
    super(what);
  }
}
