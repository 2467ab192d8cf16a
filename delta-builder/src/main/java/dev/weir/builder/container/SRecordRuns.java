package dev.weir.builder.container;

import dev.weir.patcher.container.Kind;
import java.util.Optional;

/** Finds runs of S1, S2 or S3 records. Source: see patcher, {@code SRecordText}. */
final class SRecordRuns {
  private static final int RIGHT_SUM = 0xff;

  private final byte[] image;

  SRecordRuns(byte[] image) {
    this.image = image;
  }

  /** The run that begins there, or the one record that no run may have. */
  Found look(int at) {
    return parse(at).map(this::run).orElse(Found.nothing(at));
  }

  /**
   * A data record.
   *
   * @param type 1 to 3; its address has a byte more
   * @param data bytes
   */
  private record Data(TextRecord record, int start, int type, int data) {
    int address() {
      int address = 0;
      for (int i = 1; i <= type + 1; i++) {
        address = (address << 8) | record.octet(i);
      }
      return address;
    }

    boolean isAt(int wanted) {
      return address() == (type == 3 ? wanted : wanted & ((1 << (8 * (type + 1))) - 1));
    }
  }

  private Optional<Data> parse(int at) {
    if (at + 4 > image.length || image[at] != 'S') {
      return Optional.empty();
    }
    int type = image[at + 1] - '0';
    int count = TextRecord.octetAt(image, at + 2);
    int data = count - (type + 1) - 1;
    if (type < 1 || type > 3 || data < 1) {
      return Optional.empty();
    }
    return TextRecord.parse(image, at + 2, count + 1)
        .filter(record -> record.sum() == RIGHT_SUM)
        .map(record -> new Data(record, at, type, data));
  }

  private Found run(Data first) {
    int address = first.address();
    Run run = new Run(first.start(), first.record().ending());
    Optional<Data> next = Optional.of(first);
    while (next.isPresent()) {
      int data = next.get().data();
      run.add(next.get().record(), data);
      next =
          parse(run.end())
              .filter(found -> data == first.data())
              .filter(found -> found.type() == first.type() && found.data() <= first.data())
              .filter(found -> found.isAt(address + (int) run.content()))
              .filter(found -> run.isAlike(found.record()));
    }
    return run.found(image, Kind.S_RECORD, first.data(), address, first.type());
  }
}
