package dev.weir.patcher.apply;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A straightforward encoder for tests: it is told what to copy, and picks any opcode that can say
 * so, not the shortest.
 */
final class PlainGdiff {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final RandomGenerator random;

  PlainGdiff(RandomGenerator random) {
    this.random = random;
    bytes.writeBytes(Decoding.hex("d1 ff d1 ff 04"));
  }

  void data(byte[] content) {
    int n = content.length;
    List<Integer> opcodes = new ArrayList<>(List.of(248));
    if (n <= 246) {
      opcodes.add(n);
    }
    if (n <= 0xffff) {
      opcodes.add(247);
    }
    int opcode = oneOf(opcodes);
    try {
      out.writeByte(opcode);
      if (opcode == 247) {
        out.writeShort(n);
      } else if (opcode == 248) {
        out.writeInt(n);
      }
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void copy(int offset, int n) {
    List<Integer> opcodes = new ArrayList<>(List.of(254, 255));
    if (n <= 0xff) {
      opcodes.add(252);
    }
    if (n <= 0xffff) {
      opcodes.add(253);
    }
    if (offset <= 0xffff) {
      opcodes.add(251);
      if (n <= 0xff) {
        opcodes.add(249);
      }
      if (n <= 0xffff) {
        opcodes.add(250);
      }
    }
    try {
      writeCopy(oneOf(opcodes), offset, n);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeCopy(int opcode, int offset, int n) throws IOException {
    out.writeByte(opcode);
    if (opcode == 255) {
      out.writeLong(offset);
    } else if (opcode >= 252) {
      out.writeInt(offset);
    } else {
      out.writeShort(offset);
    }
    if (opcode == 249 || opcode == 252) {
      out.writeByte(n);
    } else if (opcode == 250 || opcode == 253) {
      out.writeShort(n);
    } else {
      out.writeInt(n);
    }
  }

  byte[] end() {
    bytes.write(0);
    return bytes.toByteArray();
  }

  private int oneOf(List<Integer> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
