package dev.weir.region.store;

/** What lies on the disk is not what was kept there. A store that is opened anew salvages it. */
public final class StoreCorrupt extends RuntimeException {
  public StoreCorrupt(String what, Throwable cause) {
    super(what, cause);
  }
}
