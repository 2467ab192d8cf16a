package dev.weir.system.console;

import dev.weir.agent.health.Machine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The firmware of a pump: a real ELF program that prints its version and ends well, or badly where
 * it finds a file {@code fault} in the folder that it is started in. Versions have most bytes in
 * common.
 *
 * @param number of the version
 */
public record PumpImage(Machine machine, String version, int number) {
  /** Where to put it to make a device's trials fail, from the agent's folder. */
  static final Path FAULT = Path.of("scratch", "fault");

  private static final int BYTES = 600_000;
  private static final int BLOCK = 4096;
  private static final long BASE = 0x400000;
  private static final int HEADERS = 64 + 56;
  private static final int X86_BYTES = 57;
  private static final String FAULT_NAME = "fault\0";

  /** This machine, where it is known how to make a program for it. */
  public static Optional<Machine> machineHere() {
    return Machine.named(System.getProperty("os.arch"))
        .filter(machine -> machine == Machine.X86_64 || machine == Machine.AARCH64);
  }

  /** The first line that it prints. */
  public String banner() {
    return "pump " + version;
  }

  public Path write(Path folder) throws IOException {
    ByteBuffer image = ByteBuffer.wrap(common());
    change(image.array());
    image.put(program());
    return Files.write(folder.resolve("pump-" + version + ".img"), image.array());
  }

  private static byte[] common() {
    byte[] bytes = new byte[BYTES];
    new SplittableRandom(1).nextBytes(bytes);
    return bytes;
  }

  /** Each version differs from every other in some blocks. */
  private void change(byte[] bytes) {
    SplittableRandom chance = new SplittableRandom(number);
    byte[] block = new byte[BLOCK];
    for (int changed = 0; changed < BYTES / BLOCK / 8; changed++) {
      chance.nextBytes(block);
      System.arraycopy(block, 0, bytes, BLOCK * (1 + chance.nextInt(BYTES / BLOCK - 2)), BLOCK);
    }
  }

  private byte[] program() {
    byte[] text = (banner() + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] code = code(text.length);
    int size = HEADERS + code.length + FAULT_NAME.length() + text.length;
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x464c457f).put((byte) 2).put((byte) 1).put((byte) 1).position(16);
    out.putShort((short) 2).putShort((short) machine.number()).putInt(1);
    out.putLong(BASE + HEADERS).putLong(64).putLong(0).putInt(0);
    out.putShort((short) 64).putShort((short) 56).putShort((short) 1);
    out.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    out.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
    out.putLong(size).putLong(size).putLong(0x10000);
    return out.put(code).put(FAULT_NAME.getBytes(StandardCharsets.US_ASCII)).put(text).array();
  }

  /** Followed by the fault's name, and that by the text. */
  private byte[] code(int length) {
    return machine == Machine.X86_64 ? x86(length) : arm(length);
  }

  private static byte[] x86(int length) {
    String code =
        "488d3d"
            + little(X86_BYTES - 7) // lea rdi, [rip + to the name]
            + "31f6" // xor esi, esi
            + "b815000000" // mov eax, 21: access
            + "0f05" // syscall
            + "85c0" // test eax, eax
            + "7419" // je: there is a fault
            + "488d35"
            + little(X86_BYTES + FAULT_NAME.length() - 27) // lea rsi, [rip + to the text]
            + "ba"
            + little(length) // mov edx, its length
            + "bf01000000" // mov edi, 1
            + "89f8" // mov eax, edi: write
            + "0f05" // syscall
            + "31ff" // xor edi, edi
            + "eb05"; // jmp: over the next
    return HexFormat.of()
        .parseHex(
            code
                + "bf01000000" // mov edi, 1
                + "b83c000000" // mov eax, 60: exit
                + "0f05"); // syscall
  }

  private static String little(int value) {
    return "%08x".formatted(Integer.reverseBytes(value));
  }

  private static byte[] arm(int length) {
    int[] code = {
      0x92800c60, // movn x0, #99: the folder that it runs in
      adr(1, 18 * 4 - 4), // adr x1, the name
      0xd2800002, // mov x2, #0
      0xd2800608, // mov x8, #48: faccessat
      0xd4000001, // svc #0
      0xb4000000 | (9 << 5), // cbz x0: there is a fault
      0xd2800020, // mov x0, #1
      adr(1, 18 * 4 + FAULT_NAME.length() - 7 * 4), // adr x1, the text
      0xd2800002 | (length << 5), // mov x2, its length
      0xd2800808, // mov x8, #64: write
      0xd4000001, // svc #0
      0xd2800000, // mov x0, #0
      0xd2800ba8, // mov x8, #93: exit
      0xd4000001, // svc #0
      0xd2800020, // mov x0, #1
      0xd2800ba8, // mov x8, #93: exit
      0xd4000001, // svc #0
      0xd503201f, // nop
    };
    ByteBuffer out = ByteBuffer.allocate(4 * code.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int instruction : code) {
      out.putInt(instruction);
    }
    return out.array();
  }

  private static int adr(int register, int distance) {
    return 0x10000000 | (distance & 3) << 29 | (distance >> 2) << 5 | register;
  }
}
