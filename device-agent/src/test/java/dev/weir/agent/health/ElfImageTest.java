package dev.weir.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElfImageTest {
  private static final byte[] GOOD = Elf.saying("ok\n", 0);

  private static Optional<String> objection(byte[] image, Machine machine) throws IOException {
    return ElfImage.objection(
        (offset, length) ->
            Arrays.copyOfRange(
                image,
                (int) Math.min(offset, image.length),
                (int) Math.min(offset + length, image.length)),
        image.length,
        machine);
  }

  @Test
  void aRightProgramIsNotObjectedTo() throws IOException {
    assertThat(objection(GOOD, Machine.X86_64)).isEmpty();
  }

  @Test
  void aProgramForAnotherMachineIsNamed() throws IOException {
    assertThat(objection(GOOD, Machine.AARCH64))
        .contains("is built for x86-64, this device is AArch64");
    byte[] arm = Elf.program(Machine.AARCH64, new byte[8], "");
    assertThat(objection(arm, Machine.X86_64))
        .contains("is built for AArch64, this device is x86-64");
  }

  static Stream<Map.Entry<String, byte[]>> corpus() {
    return BrokenElf.corpus(GOOD).entrySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void everyBrokenFieldIsObjectedTo(Map.Entry<String, byte[]> broken) throws IOException {
    assertThat(objection(broken.getValue(), Machine.X86_64)).as(broken.getKey()).isPresent();
  }

  @Test
  void anInterpreterMustBeALoader() throws IOException {
    assertThat(objection(interpreted("/lib64/ld-linux-x86-64.so.2\0"), Machine.X86_64)).isEmpty();
    assertThat(objection(interpreted("/lib/ld-musl-x86_64.so.1\0"), Machine.X86_64)).isEmpty();
    for (String other :
        new String[] {"/bin/sh\0", "/lib/ld.so", "ld.so\0", "/bin/ld\0/sh\0", "\0"}) {
      assertThat(objection(interpreted(other), Machine.X86_64)).as(other).isPresent();
    }
  }

  /** A program with a second segment that names its interpreter. */
  private static byte[] interpreted(String path) {
    byte[] plain = Elf.program(Machine.X86_64, new byte[56], path);
    ByteBuffer image = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    image.putShort(56, (short) 2);
    image.putInt(Elf.CODE, 3).putLong(Elf.CODE + 8, Elf.CODE + 56);
    image.putLong(Elf.CODE + 32, path.length());
    return plain;
  }
}
