package dev.weir.global.store;

import dev.weir.global.adapter.memory.MemoryGlobalStore;

class MemoryGlobalStoreTest extends GlobalStoreContract {
  private final MemoryGlobalStore store = new MemoryGlobalStore();

  @Override
  protected GlobalStore open() {
    return store;
  }
}
