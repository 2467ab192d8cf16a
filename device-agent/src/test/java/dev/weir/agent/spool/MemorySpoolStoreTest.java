package dev.weir.agent.spool;

class MemorySpoolStoreTest extends SpoolStoreContract {
  private final MemorySpoolStore store = new MemorySpoolStore();

  @Override
  protected SpoolStore reopen() {
    return store;
  }
}
