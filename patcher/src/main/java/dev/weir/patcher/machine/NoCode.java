package dev.weir.patcher.machine;

/** Refers to nothing. */
final class NoCode implements Code {
  @Override
  public int alignment() {
    return 4;
  }

  @Override
  public boolean find(Bytes image, int at, int address, Reference found) {
    return found.isNone();
  }

  @Override
  public int moved(int word, Reference reference, int address, int target) {
    return word;
  }
}
