package dev.weir.patcher.foreign;

import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads a patch of bsdiff 4 (BSDIFF40), one command at a time. Numbers are of 8 bytes, little
 * endian, the highest bit the sign.
 *
 * <pre>
 * offset  bytes  what
 * 0       8      BSDIFF40
 * 8       8      size of the control block
 * 16      8      size of the difference block
 * 24      8      size of the image
 * 32             control block, difference block, extra block: a bzip2 stream each
 * </pre>
 *
 * <p>A command of the control block has three numbers: bytes of the difference block that are added
 * to as many of the base; bytes of the extra block that come as they are; how far to go on in the
 * base. Some commands make nothing and only go on; at most {@value #MOST_IDLE} of them in a row.
 */
public final class BsdiffReader implements AutoCloseable {
  private static final byte[] MAGIC = {'B', 'S', 'D', 'I', 'F', 'F', '4', '0'};

  private static final int HEADER = 32;
  private static final int COMMAND = 24;
  private static final int MOST_IDLE = 16;

  private final long imageBytes;
  private final Section[] sections;
  private final Bzip2Input control;
  private final Bzip2Input differences;
  private final Bzip2Input extra;
  private final byte[] command = new byte[COMMAND];
  private long position;
  private long added;
  private long own;
  private long jump;
  private int idle;

  /** Reads the header and the three streams' headers. */
  public BsdiffReader(PayloadBytes payload) throws IOException {
    byte[] header = new byte[HEADER];
    Section start = new Section(payload, "header", 0, HEADER);
    try (start) {
      start.fully(header, 0, MAGIC.length);
      if (!Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
        throw bad(BadPayload.Place.PAYLOAD, 0, "is no bsdiff patch: must begin with BSDIFF40");
      }
      start.fully(header, MAGIC.length, HEADER - MAGIC.length);
    }
    long controlBytes = size(header, 8);
    long differenceBytes = size(header, 16);
    imageBytes = size(header, 24);
    long from = HEADER + controlBytes + differenceBytes;
    sections =
        new Section[] {
          new Section(payload, "control block", HEADER, controlBytes),
          new Section(payload, "difference block", HEADER + controlBytes, differenceBytes),
          new Section(payload, "extra block", from, Section.TO_THE_END)
        };
    try {
      control = new Bzip2Input(sections[0]);
      differences = new Bzip2Input(sections[1]);
      extra = new Bzip2Input(sections[2]);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static long size(byte[] header, int at) throws BadPayload {
    long size = number(header, at);
    if (size < 0 || size >= Section.LIMIT) {
      throw bad(BadPayload.Place.PAYLOAD, at, "size of " + size + " bytes; may be 0 to below 2^48");
    }
    return size;
  }

  private static long number(byte[] from, int at) {
    long magnitude = 0;
    for (int i = 7; i >= 0; i--) {
      magnitude = (magnitude << 8) | (from[at + i] & (i == 7 ? 0x7f : 0xff));
    }
    return from[at + 7] < 0 ? -magnitude : magnitude;
  }

  /** In bytes, below 2⁴⁸. */
  public long imageBytes() {
    return imageBytes;
  }

  /** What reading needs at most, in bytes. */
  public long memory() {
    return control.memory() + differences.memory() + extra.memory() + 3 * Section.BUFFER;
  }

  /** Goes to the next command, which must be there. */
  public void next() throws IOException {
    position += COMMAND;
    if (control.readNBytes(command, 0, COMMAND) < COMMAND) {
      throw bad("ends here, before the image does");
    }
    added = number(command, 0);
    own = number(command, 8);
    jump = number(command, 16);
    if (added < 0 || own < 0) {
      throw bad("adds " + added + " and brings " + own + " bytes; must not be negative");
    }
    idle = added == 0 && own == 0 ? idle + 1 : 0;
    if (idle > MOST_IDLE) {
      throw bad("has more than " + MOST_IDLE + " commands in a row that make nothing");
    }
  }

  /** Bytes of the base that the command adds differences to. */
  public long added() {
    return added;
  }

  /** Bytes that the command brings. */
  public long own() {
    return own;
  }

  /** How far the command goes on in the base after that; negative: back. */
  public long jump() {
    return jump;
  }

  /** Reads the next differences, exactly so many. */
  public void differences(byte[] into, int at, int length) throws IOException {
    fully(differences, sections[1], into, at, length);
  }

  /** Reads the next bytes that stand for themselves, exactly so many. */
  public void own(byte[] into, int at, int length) throws IOException {
    fully(extra, sections[2], into, at, length);
  }

  private static void fully(Bzip2Input in, Section section, byte[] into, int at, int length)
      throws IOException {
    if (in.readNBytes(into, at, length) < length) {
      throw section.bad("ends here, before the image does");
    }
  }

  /** Passes where all three streams are over. */
  public void checkEnd() throws IOException {
    Bzip2Input[] streams = {control, differences, extra};
    for (int i = 0; i < streams.length; i++) {
      if (streams[i].read() >= 0) {
        throw sections[i].bad("goes on after the image is whole");
      }
    }
  }

  /** The refusal of the command that is read. */
  public BadPayload bad(String rule) {
    return bad(BadPayload.Place.DELTA, position - COMMAND, "control block: " + rule);
  }

  private static BadPayload bad(BadPayload.Place place, long at, String rule) {
    return new BadPayload(place, at, rule);
  }

  @Override
  public void close() throws IOException {
    for (Section section : sections) {
      section.close();
    }
  }
}
