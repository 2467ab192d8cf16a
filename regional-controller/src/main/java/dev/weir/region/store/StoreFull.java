package dev.weir.region.store;

/** There is no room on the disk. Nothing was kept; the same commit succeeds once there is. */
public final class StoreFull extends RuntimeException {
  public StoreFull(String what, Throwable cause) {
    super(what, cause);
  }
}
