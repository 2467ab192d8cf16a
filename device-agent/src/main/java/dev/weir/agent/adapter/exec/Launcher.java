package dev.weir.agent.adapter.exec;

import dev.weir.agent.health.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * A program that calls {@code execve(argv[1], argv + 1, envp)} and ends with 126 where that fails.
 *
 * <p>Why not start an image directly: where the kernel answers {@code ENOEXEC}, Java's child hands
 * the file to {@code /bin/sh}, which executes its text (JDK 17, {@code
 * java.base/unix/native/libjava/childproc.c}, {@code execve_with_shell_fallback}); so does {@code
 * execvp} of the C library, and with it {@code env}, {@code nice} and {@code timeout}. The system
 * call itself, execve(2), has no such fall-back. This program is generated here, so that it depends
 * on no compiler and no tool: a static ELF file without a library.
 */
final class Launcher {
  /** Its exit code where the image could not be started. */
  static final int NOT_STARTED = 126;

  private static final long BASE = 0x400000;
  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int CODE = HEADER + 2 * PROGRAM_HEADER;
  private static final int ALIGNMENT = 0x10000;

  private Launcher() {}

  /** The program's file. */
  static byte[] program(Machine machine) {
    byte[] code = code(machine);
    ByteBuffer out = ByteBuffer.allocate(CODE + code.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(HexFormat.of().parseHex("7f454c46020101" + "00".repeat(9)));
    out.putShort((short) 2).putShort((short) machine.number()).putInt(1);
    out.putLong(BASE + CODE).putLong(HEADER).putLong(0).putInt(flags(machine));
    out.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 2);
    out.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    // PT_LOAD, readable and executable: the whole file.
    out.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
    out.putLong(out.capacity()).putLong(out.capacity()).putLong(ALIGNMENT);
    // PT_GNU_STACK, readable and writable: no code on the stack.
    out.putInt(0x6474e551).putInt(6).putLong(0).putLong(0).putLong(0);
    out.putLong(0).putLong(0).putLong(16);
    return out.put(code).array();
  }

  private static int flags(Machine machine) {
    return switch (machine) {
      case X86_64, AARCH64 -> 0;
      // EF_RISCV_FLOAT_ABI_DOUBLE: what Linux on this machine uses.
      case RISCV64 -> 4;
    };
  }

  private static byte[] code(Machine machine) {
    return HexFormat.of()
        .parseHex(
            switch (machine) {
              case X86_64 ->
                  "488b0424" // mov rax, [rsp]: argc
                      + "488b7c2410" // mov rdi, [rsp+16]: argv[1]
                      + "488d742410" // lea rsi, [rsp+16]: argv + 1
                      + "488d54c410" // lea rdx, [rsp+rax*8+16]: envp
                      + "b83b000000" // mov eax, 59: execve
                      + "0f05" // syscall
                      + "bf7e000000" // mov edi, 126
                      + "b83c000000" // mov eax, 60: exit
                      + "0f05"; // syscall
              case AARCH64 ->
                  "e30340f9" // ldr x3, [sp]: argc
                      + "e00b40f9" // ldr x0, [sp, #16]: argv[1]
                      + "e1430091" // add x1, sp, #16: argv + 1
                      + "220c038b" // add x2, x1, x3, lsl #3: envp
                      + "a81b80d2" // mov x8, #221: execve
                      + "010000d4" // svc #0
                      + "c00f80d2" // mov x0, #126
                      + "a80b80d2" // mov x8, #93: exit
                      + "010000d4"; // svc #0
              case RISCV64 ->
                  "83360100" // ld a3, 0(sp): argc
                      + "03350101" // ld a0, 16(sp): argv[1]
                      + "93050101" // addi a1, sp, 16: argv + 1
                      + "93963600" // slli a3, a3, 3
                      + "3386d500" // add a2, a1, a3: envp
                      + "9308d00d" // li a7, 221: execve
                      + "73000000" // ecall
                      + "1305e007" // li a0, 126
                      + "9308d005" // li a7, 93: exit
                      + "73000000"; // ecall
            });
  }
}
