package dev.weir.agent.health;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The same program again and again, each time with one field of its headers broken. */
public final class BrokenElf {
  private static final int SEGMENT = 64;

  private BrokenElf() {}

  /** Programs by what is broken in them. */
  public static Map<String, byte[]> corpus(byte[] good) {
    Map<String, byte[]> corpus = new LinkedHashMap<>();
    add(corpus, good, "magic", b -> b.put(1, (byte) 'X'));
    add(corpus, good, "magic gone", b -> b.putInt(0, 0x0a0a0a0a));
    add(corpus, good, "class 32", b -> b.put(4, (byte) 1));
    add(corpus, good, "class 0", b -> b.put(4, (byte) 0));
    add(corpus, good, "data order", b -> b.put(5, (byte) 2));
    add(corpus, good, "ident version", b -> b.put(6, (byte) 0));
    add(corpus, good, "version", b -> b.putInt(20, 2));
    add(corpus, good, "type relocatable", b -> b.putShort(16, (short) 1));
    add(corpus, good, "type core", b -> b.putShort(16, (short) 4));
    add(corpus, good, "type none", b -> b.putShort(16, (short) 0));
    add(corpus, good, "machine AArch64", b -> b.putShort(18, (short) 183));
    add(corpus, good, "machine x86", b -> b.putShort(18, (short) 3));
    add(corpus, good, "machine 0", b -> b.putShort(18, (short) 0));
    add(corpus, good, "ehsize", b -> b.putShort(52, (short) 52));
    add(corpus, good, "phentsize", b -> b.putShort(54, (short) 32));
    add(corpus, good, "phnum 0", b -> b.putShort(56, (short) 0));
    add(corpus, good, "phnum 65535", b -> b.putShort(56, (short) -1));
    add(corpus, good, "phoff beyond", b -> b.putLong(32, 1 << 20));
    add(corpus, good, "phoff negative", b -> b.putLong(32, -64));
    add(corpus, good, "segment beyond", b -> b.putLong(SEGMENT + 32, 1 << 20));
    add(corpus, good, "segment offset beyond", b -> b.putLong(SEGMENT + 8, 1 << 20));
    add(corpus, good, "segment offset wraps", b -> b.putLong(SEGMENT + 8, -1));
    add(corpus, good, "segment size wraps", b -> b.putLong(SEGMENT + 32, Long.MIN_VALUE));
    add(corpus, good, "segment memory", b -> b.putLong(SEGMENT + 40, 1));
    add(corpus, good, "no segment to load", b -> b.putInt(SEGMENT, 4));
    add(corpus, good, "interpreter sh", b -> b.putInt(SEGMENT, 3));
    add(corpus, good, "not executable", b -> b.putInt(SEGMENT + 4, 4));
    add(corpus, good, "entry outside", b -> b.putLong(24, 0x10));
    add(corpus, good, "entry behind", b -> b.putLong(24, 0x400000 + (1 << 20)));
    corpus.put("cut in its header", Arrays.copyOf(good, 40));
    corpus.put("a script", "#!/bin/sh\necho hello\n".getBytes(StandardCharsets.US_ASCII));
    corpus.put("empty", new byte[0]);
    return corpus;
  }

  private static void add(
      Map<String, byte[]> corpus, byte[] good, String name, Consumer<ByteBuffer> defect) {
    byte[] broken = good.clone();
    defect.accept(ByteBuffer.wrap(broken).order(ByteOrder.LITTLE_ENDIAN));
    corpus.put(name, broken);
  }
}
