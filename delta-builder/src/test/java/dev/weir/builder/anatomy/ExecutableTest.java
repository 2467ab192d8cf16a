package dev.weir.builder.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.layout.Region;
import dev.weir.patcher.layout.Region.Nature;
import dev.weir.patcher.layout.Span;
import dev.weir.patcher.machine.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExecutableTest {
  private static final int SIZE = 0x800;

  @Test
  void readsAProgramOfWindows() {
    Executable found = Executable.of(windows()).orElseThrow();
    assertThat(found.machines()).containsExactly(Machine.X86_64);
    assertThat(found.spans())
        .containsExactly(
            new Span(0x200, 0x40001000, 0x200, 0x200),
            new Span(0x400, 0x40002000, 0x200, 0x1000),
            new Span(0x600, 0x40003000, 0, 0x100));
    assertThat(found.regions(found))
        .containsExactly(
            new Region(0x200, 0x400, Nature.CODE, 0, 0),
            new Region(0x400, 0x600, Nature.TABLE, 0x40000000, 0x40000000));
  }

  @Test
  void readsAMachO() {
    Executable found = Executable.of(machO()).orElseThrow();
    assertThat(found.machines()).containsExactly(Machine.AARCH64);
    assertThat(found.spans()).containsExactly(new Span(0, 0x4000, SIZE, 0x1000));
    assertThat(found.regions(found))
        .containsExactly(
            new Region(0x300, 0x400, Nature.CODE, 0, 0),
            new Region(0x400, 0x500, Nature.LONG_POINTERS, 0, 0));
  }

  /** Whatever the headers say: there are parts, or there are none. */
  @Test
  void takesBrokenHeadersForNone() {
    SplittableRandom random = new SplittableRandom(11);
    for (byte[] whole : new byte[][] {windows(), machO()}) {
      for (int length = 0; length < whole.length; length += 7) {
        Executable.of(Arrays.copyOf(whole, length));
      }
      for (int i = 0; i < 5000; i++) {
        byte[] broken = whole.clone();
        int at = random.nextInt(0x200);
        broken[at] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
        broken[at + 1 + random.nextInt(8)] = (byte) random.nextInt();
        Executable.of(broken).ifPresent(found -> assertThat(found.regions(found)).isNotNull());
      }
    }
    byte[] negative = windows();
    ByteBuffer.wrap(negative).order(ByteOrder.LITTLE_ENDIAN).putInt(60, -1);
    assertThat(Executable.of(negative)).isEmpty();
  }

  private static byte[] windows() {
    ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    out.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(60, 64);
    out.putInt(64, 'P' | ('E' << 8)).putShort(68, (short) 0x8664).putShort(70, (short) 3);
    out.putShort(84, (short) 112).putShort(88, (short) 0x20b).putLong(112, 0x140000000L);
    header(out, 200, ".text", 0x200, 0x1000, 0x200, 0x200, 0x60000020);
    header(out, 240, ".pdata", 0x1000, 0x2000, 0x200, 0x400, 0x40000040);
    header(out, 280, ".bss", 0x100, 0x3000, 0, 0, 0xc0000080);
    return out.array();
  }

  private static void header(ByteBuffer out, int at, String name, int... fields) {
    out.put(at, name.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 4; i++) {
      out.putInt(at + 8 + 4 * i, fields[i]);
    }
    out.putInt(at + 36, fields[4]);
  }

  private static byte[] machO() {
    ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0, 0xfeedfacf).putInt(4, 0x0100000c).putInt(16, 1);
    out.putInt(32, 0x19).putInt(36, 72 + 3 * 80);
    out.putLong(56, 0x100004000L).putLong(64, 0x1000).putLong(72, 0).putLong(80, SIZE);
    out.putInt(96, 3);
    section(out, 104, "__text", 0x300, 0x80000400);
    section(out, 184, "__const", 0x400, 0);
    section(out, 264, "__cstring", 0x500, 2);
    return out.array();
  }

  private static void section(ByteBuffer out, int at, String name, int offset, int flags) {
    out.put(at, name.getBytes(StandardCharsets.US_ASCII));
    out.putLong(at + 40, 0x100).putInt(at + 48, offset).putInt(at + 64, flags);
  }
}
