package dev.weir.patcher.machine;

/** How the words of an instruction set refer to addresses. Addresses are taken modulo 2^32. */
public interface Code {
  /** Farthest that {@link #find} looks from the word, in bytes. */
  int REACH = 64;

  /** What instructions are aligned to, in bytes: 1, 2 or 4. */
  int alignment();

  /**
   * Whether the word at {@code at} is (part of) an instruction that refers to an address.
   *
   * @param address of the word
   */
  boolean find(Bytes image, int at, int address, Reference found);

  /**
   * The word, when it is at {@code address} and refers to {@code target}. What the instruction
   * can't express is cut off.
   *
   * @param reference what {@link #find} found
   */
  int moved(int word, Reference reference, int address, int target);
}
