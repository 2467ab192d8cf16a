package dev.weir.builder.container;

import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.RecordStyle;
import java.util.Optional;

/**
 * Finds runs of Intel HEX data records, with the upper addresses between them. The image is looked
 * at from its beginning on, because an upper address holds for what follows.
 */
final class IntelHexRuns {
  private static final int BANK = 1 << 16;

  private final byte[] image;

  /** Upper half of the address that holds where the scan is. */
  private int bank;

  /** The kind of the upper addresses of the run being collected, once one has been seen. */
  private Optional<Boolean> segments = Optional.empty();

  IntelHexRuns(byte[] image) {
    this.image = image;
  }

  /** The run that begins there, or the one record that no run may have. */
  Found look(int at) {
    return IntelHexRecord.parse(image, at).map(this::look).orElse(Found.nothing(at));
  }

  private Found look(IntelHexRecord first) {
    segments = Optional.empty();
    if (first.isUpper()) {
      bank = first.bank();
      Run run = new Run(first.start(), first.text().ending());
      addUpper(run, first);
      Optional<IntelHexRecord> data = data(run, first.next());
      return data.map(record -> collect(run, record, RecordStyle.UPPER_FIRST))
          .orElse(Found.raw(first.start(), first.next()));
    }
    if (first.isData() && first.offset() + first.length() <= BANK) {
      return collect(new Run(first.start(), first.text().ending()), first, 0);
    }
    bank = first.isEnd() ? 0 : bank;
    return Found.raw(first.start(), first.next());
  }

  private Optional<IntelHexRecord> data(Run run, int at) {
    return IntelHexRecord.parse(image, at)
        .filter(record -> record.isData() && record.offset() + record.length() <= BANK)
        .filter(record -> run.isAlike(record.text()));
  }

  private Found collect(Run run, IntelHexRecord first, int upperFirst) {
    int length = first.length();
    int address = (bank << 16) | first.offset();
    Optional<IntelHexRecord> next = Optional.of(first);
    while (next.isPresent()) {
      IntelHexRecord record = next.get();
      run.add(record.text(), record.length());
      boolean full = record.length() == Math.min(length, BANK - record.offset());
      next = full ? after(run, address + (int) run.content(), length) : Optional.empty();
    }
    int more = upperFirst | (segments.orElse(false) ? RecordStyle.SEGMENTS : 0);
    return run.found(image, Kind.INTEL_HEX, length, address, more);
  }

  /** The record after a full one; an upper address only counts with data that follow it. */
  private Optional<IntelHexRecord> after(Run run, int address, int length) {
    if ((address & (BANK - 1)) != 0) {
      return follows(run, run.end(), address, length);
    }
    return IntelHexRecord.parse(image, run.end())
        .filter(record -> record.isUpper() && record.bank() == address >>> 16)
        .filter(record -> segments.orElse(record.isSegment()) == record.isSegment())
        .filter(record -> run.isAlike(record.text()))
        .flatMap(
            upper -> {
              Optional<IntelHexRecord> data = follows(run, upper.next(), address, length);
              data.ifPresent(record -> addUpper(run, upper));
              return data;
            });
  }

  private Optional<IntelHexRecord> follows(Run run, int at, int address, int length) {
    return data(run, at)
        .filter(record -> record.offset() == (address & (BANK - 1)) && record.length() <= length);
  }

  private void addUpper(Run run, IntelHexRecord upper) {
    run.add(upper.text(), 0);
    bank = upper.bank();
    segments = Optional.of(upper.isSegment());
  }
}
