package dev.weir.storage;

/** Bytes that are not what SQLite would have written there. Expected, so without a stack trace. */
final class Damage extends Exception {
  Damage(String what) {
    super(what, null, false, false);
  }
}
