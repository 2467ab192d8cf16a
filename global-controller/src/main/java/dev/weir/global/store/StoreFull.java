package dev.weir.global.store;

/** The disk has no room. Nothing of the change was kept; it succeeds once there is room again. */
public final class StoreFull extends RuntimeException {
  public StoreFull(String detail) {
    super(detail);
  }

  public StoreFull(String detail, Throwable cause) {
    super(detail, cause);
  }
}
