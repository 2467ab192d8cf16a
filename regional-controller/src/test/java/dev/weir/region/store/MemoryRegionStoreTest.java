package dev.weir.region.store;

class MemoryRegionStoreTest extends RegionStoreContract {
  private final MemoryRegionStore store = new MemoryRegionStore();

  @Override
  protected RegionStore open() {
    return store;
  }
}
