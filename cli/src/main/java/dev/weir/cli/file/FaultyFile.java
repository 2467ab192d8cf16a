package dev.weir.cli.file;

/** A file that can't be read any further. */
final class FaultyFile extends Exception {
  private final Fault fault;

  FaultyFile(int line, String trouble) {
    super(trouble);
    this.fault = new Fault(line, trouble);
  }

  Fault fault() {
    return fault;
  }
}
