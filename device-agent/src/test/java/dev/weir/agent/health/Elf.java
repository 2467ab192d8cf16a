package dev.weir.agent.health;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** ELF programs made for tests, byte by byte. */
public final class Elf {
  public static final int CODE = 64 + 56;
  private static final long BASE = 0x400000;

  private Elf() {}

  /** A program with one segment, whose code is followed by some text. */
  public static byte[] program(Machine machine, byte[] code, String text) {
    byte[] tail = text.getBytes(StandardCharsets.US_ASCII);
    int size = CODE + code.length + tail.length;
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x464c457f).put((byte) 2).put((byte) 1).put((byte) 1).position(16);
    out.putShort((short) 2).putShort((short) machine.number()).putInt(1);
    out.putLong(BASE + CODE).putLong(64).putLong(0).putInt(0);
    out.putShort((short) 64).putShort((short) 56).putShort((short) 1);
    out.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    out.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
    out.putLong(size).putLong(size).putLong(0x1000);
    return out.put(code).put(tail).array();
  }

  /** On x86-64: writes a text to standard output and ends with a code. */
  public static byte[] saying(String text, int code) {
    ByteBuffer out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    // lea rsi, [rip + distance to the text]; mov edx, length; mov edi, 1; mov eax, 1; syscall
    out.put(new byte[] {0x48, (byte) 0x8d, 0x35}).putInt(0);
    out.put((byte) 0xba).putInt(text.length());
    out.put((byte) 0xbf).putInt(1);
    out.put((byte) 0xb8).putInt(1);
    out.put(new byte[] {0x0f, 0x05});
    // mov edi, code; mov eax, 60; syscall
    out.put((byte) 0xbf).putInt(code);
    out.put((byte) 0xb8).putInt(60);
    out.put(new byte[] {0x0f, 0x05});
    byte[] instructions = new byte[out.position()];
    out.flip().get(instructions);
    int distance = instructions.length - 7;
    ByteBuffer.wrap(instructions).order(ByteOrder.LITTLE_ENDIAN).putInt(3, distance);
    return program(Machine.X86_64, instructions, text);
  }

  /** On x86-64: never ends. */
  public static byte[] hanging() {
    return program(Machine.X86_64, new byte[] {(byte) 0xeb, (byte) 0xfe}, "");
  }
}
