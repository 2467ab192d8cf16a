package dev.weir.patcher.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.machine.Reference.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTest {
  private static final int ADDRESS = 0x0040_1000;

  private final Reference found = new Reference();

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static byte[] with(byte[] image, int at, int word) {
    return ByteBuffer.wrap(image.clone()).order(ByteOrder.LITTLE_ENDIAN).putInt(at, word).array();
  }

  /** Spelled by assemblers: bytes, where the word begins, what it refers to from 0x401000. */
  @ParameterizedTest
  @CsvSource({
    "ARM, 0200 00eb, 0, CALL, 0x401010", // bl
    "ARM, feff ffea, 0, JUMP, 0x401000", // b .
    "THUMB, 00f0 02f8, 0, CALL, 0x401008", // bl
    "THUMB, fff7 feff, 0, CALL, 0x401000", // bl .
    "THUMB, 00f0 02b8, 0, JUMP, 0x401008", // b.w
    "AARCH64, 0200 0094, 0, CALL, 0x401008", // bl
    "AARCH64, ffff ff17, 0, JUMP, 0x400ffc", // b
    "AARCH64, 2000 00b0 0040 0091, 0, UPPER, 0x406010", // adrp x0, 5 pages; add x0, x0, #16
    "AARCH64, 2000 00b0 0040 0091, 4, LOWER, 0x406010",
    "AARCH64, 2000 00b0 0108 40f9, 4, ACCESS, 0x406010", // ldr x1, [x0, #16]
    "RISCV, ef00 0001, 0, CALL, 0x401010", // jal ra, 16
    "RISCV, 9750 0000 e780 0001, 0, UPPER, 0x406010", // auipc ra, 5; jalr ra, 16(ra)
    "RISCV, 9750 0000 e780 0001, 4, ACCESS, 0x406010",
    "RISCV, 1755 0000 1305 0501, 4, LOWER, 0x406010", // auipc a0, 5; addi a0, a0, 16
    "X86_64, e8 0c00 0000, 1, CALL, 0x401011", // call
    "X86_64, 0f84 0c00 0000, 2, JUMP, 0x401012", // je
    "X86_64, 488b 050c 0000 00, 3, ACCESS, 0x401013", // mov rax, [rip + 12]
    "X86_64, 8025 0c00 0000 fe, 2, ACCESS, 0x401013", // and byte [rip + 12], -2
    "X86_64, 0fb6 050c 0000 00, 3, ACCESS, 0x401013" // movzx eax, byte [rip + 12]
  })
  void findsWhatAssemblersWrite(Machine machine, String hex, int at, Kind kind, String target) {
    assertThat(machine.code().find(Bytes.of(bytes(hex)), at, ADDRESS + at, found)).isTrue();
    assertThat(found.kind()).isEqualTo(kind);
    assertThat(found.target()).isEqualTo(Integer.decode(target));
  }

  @ParameterizedTest
  @CsvSource({
    "ARM, 0000 a0e1",
    "THUMB, 7047 7047",
    "AARCH64, 1f20 03d5",
    "AARCH64, 0040 0091", // add without adrp
    "RISCV, 1305 0501", // addi without auipc
    "X86_64, 4889 d890",
    "NONE, 0200 00eb"
  })
  void findsNothingInOtherInstructions(Machine machine, String hex) {
    assertThat(machine.code().find(Bytes.of(bytes(hex)), 0, ADDRESS, found)).isFalse();
    assertThat(found.kind()).isEqualTo(Kind.NONE);
  }

  /**
   * What is moved refers to the new target from the new place, where the instruction reaches it.
   */
  @ParameterizedTest
  @CsvSource({
    "ARM, 0200 00eb, 0, 20, 4",
    "THUMB, 00f0 02f8, 0, 20, 2",
    "THUMB, 00f0 02b8, 0, 20, 2",
    "AARCH64, 0200 0094, 0, 22, 4",
    "AARCH64, 2000 00b0 0040 0091, 4, 11, 1",
    "AARCH64, 2000 00b0 0108 40f9, 4, 11, 8",
    "RISCV, ef00 0001, 0, 18, 2",
    "X86_64, e8 0c00 0000, 1, 26, 1",
    "X86_64, 8025 0c00 0000 fe, 2, 26, 1"
  })
  void movesWhatItFound(Machine machine, String hex, int at, int bits, int unit) {
    Code code = machine.code();
    byte[] image = bytes(hex);
    SplittableRandom random = new SplittableRandom(bits);
    for (int i = 0; i < 1000; i++) {
      assertThat(code.find(Bytes.of(image), at, ADDRESS + at, found)).isTrue();
      int address = machine == Machine.AARCH64 ? ADDRESS + at : ADDRESS + at + unit * i;
      int target = ADDRESS + random.nextInt(1 << bits) / unit * unit;
      if (found.kind() == Kind.LOWER || found.kind() == Kind.ACCESS) {
        target = found.kind() == Kind.ACCESS && machine == Machine.X86_64 ? target : inPage(target);
      }
      int word = code.moved(Bytes.of(image).word(at), found, address, target);
      assertThat(code.find(Bytes.of(with(image, at, word)), at, address, found)).isTrue();
      assertThat(found.target()).isEqualTo(target);
    }
  }

  /** The lower half of an address alone reaches its page. */
  private static int inPage(int target) {
    return 0x406000 | (target & 0xfff);
  }

  @Test
  void movesBothHalvesOfAnAddress() {
    for (Machine machine : new Machine[] {Machine.AARCH64, Machine.RISCV}) {
      byte[] image =
          bytes(machine == Machine.RISCV ? "1755 0000 1305 0501" : "2000 00b0 0040 0091");
      Code code = machine.code();
      SplittableRandom random = new SplittableRandom(5);
      for (int i = 0; i < 1000; i++) {
        int address = ADDRESS + 4 * random.nextInt(10_000);
        int target = ADDRESS + random.nextInt(1 << 28);
        code.find(Bytes.of(image), 4, ADDRESS + 4, found);
        int lower = code.moved(Bytes.of(image).word(4), found, address + 4, target);
        code.find(Bytes.of(image), 0, ADDRESS, found);
        int upper = code.moved(Bytes.of(image).word(0), found, address, target);
        Bytes moved = Bytes.of(with(with(image, 0, upper), 4, lower));
        assertThat(code.find(moved, 0, address, found)).isTrue();
        assertThat(found.target()).isEqualTo(target);
        assertThat(code.find(moved, 4, address + 4, found)).isTrue();
        assertThat(found.target()).isEqualTo(target);
      }
    }
  }
}
