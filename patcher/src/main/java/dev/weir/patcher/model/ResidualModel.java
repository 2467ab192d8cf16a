package dev.weir.patcher.model;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.mixing.ByteCoder;
import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * The quick way to code an image: inside a cover by what the byte is above the expected one, modulo
 * 256, elsewhere as it is. A byte stream with long rows of zeros, for a packer of bytes.
 */
public final class ResidualModel implements ImageCoding {
  private final ByteCoder coder;
  private final Recent made = new Recent();
  private final Expectation expectation;

  /** A window of a pair of images. */
  public ResidualModel(ByteCoder coder, Bytes old, Addresses addresses) {
    this.coder = coder;
    this.expectation = new Expectation(old, made, addresses);
  }

  @Override
  public void beginCover(int oldOffset) {
    expectation.begin(oldOffset);
  }

  @Override
  public int covered(int wanted, int into, int left) {
    expectation.look();
    return value(coder.octet((wanted - expectation.expected()) & 0xff));
  }

  /** Learns the byte that is so much above the one that was looked at. */
  private int value(int above) {
    int value = (expectation.expected() + above) & 0xff;
    made.add(value);
    expectation.came(value);
    return value;
  }

  @Override
  public int uncovered(int wanted) {
    int value = coder.octet(wanted);
    made.add(value);
    return value;
  }

  @Override
  public int coveredRow(byte[] into, int at, int most) {
    int there = coder.octets(into, at, most);
    for (int count = 0; count < there; ) {
      int row = expectation.row(there - count);
      if (row > 0) {
        expectation.addRow(into, at + count, row);
        made.add(into, at + count, row);
        count += row;
      } else {
        expectation.look();
        into[at + count] = (byte) value(into[at + count]);
        count++;
      }
    }
    return there;
  }

  @Override
  public int uncoveredRow(byte[] into, int at, int most) {
    int row = coder.octets(into, at, most);
    made.add(into, at, row);
    return row;
  }

  @Override
  public void state(State state) throws IOException {
    made.state(state);
    expectation.state(state);
  }
}
