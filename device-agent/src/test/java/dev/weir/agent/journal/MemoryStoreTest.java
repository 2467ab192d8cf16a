package dev.weir.agent.journal;

class MemoryStoreTest extends AgentStoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  protected AgentStore open() {
    return store;
  }
}
