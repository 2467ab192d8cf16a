package dev.weir.region.store;

class MemoryTelemetryStoreTest extends TelemetryStoreContract {
  private final MemoryTelemetryStore store = new MemoryTelemetryStore();

  @Override
  protected TelemetryStore open() {
    return store;
  }
}
