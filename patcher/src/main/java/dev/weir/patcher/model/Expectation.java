package dev.weir.patcher.model;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.machine.Code;
import dev.weir.patcher.machine.Reference;
import dev.weir.patcher.machine.Reference.Kind;
import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * Which byte should come next inside a cover: the old byte, or that of the word as it should be now
 * that its target has moved. Where the two differ, what was right before for such references nearby
 * decides.
 */
final class Expectation {
  private static final int WORD = 4;
  private static final int PLACES = 1024;
  private static final int SURE = 6;
  private static final int NOWHERE = -1;

  /** So far back a window of the base can be read again. */
  private static final int LONGEST_ROW = Code.REACH;

  private final Bytes old;
  private final Recent made;
  private final Addresses addresses;
  private final Reference reference = new Reference();
  private final Reference scratch = new Reference();
  private final byte[] trust = new byte[Kind.COUNT * PLACES];
  private int oldAt;

  /** Where {@link #row} found a reference. */
  private int foundAt = NOWHERE;

  private int left;
  private int word;
  private int oldByte;
  private int predicted;
  private int place;
  private boolean prefersOld;

  Expectation(Bytes old, Recent made, Addresses addresses) {
    this.old = old;
    this.made = made;
    this.addresses = addresses;
  }

  /** Visits what was learned, and the word in the middle of which it is. */
  void state(State state) throws IOException {
    addresses.state(state);
    reference.state(state);
    state.bytes(trust);
    oldAt = state.number(oldAt);
    left = state.number(left);
    word = state.number(word);
  }

  /** Begins a cover at an offset of the old image. */
  void begin(int oldOffset) {
    oldAt = oldOffset;
    foundAt = NOWHERE;
    left = 0;
  }

  /** How many of the next bytes belong to no reference, {@code most} at most. */
  int row(int most) {
    if (left > 0) {
      return 0;
    }
    int row = addresses.distance(old, oldAt, Math.min(LONGEST_ROW, most), reference);
    foundAt = reference.kind() == Kind.NONE ? NOWHERE : oldAt + row;
    return row;
  }

  /** Adds the next bytes, which belong to no reference, to those of an array. */
  void addRow(byte[] to, int at, int count) {
    old.addTo(to, at, count, oldAt);
    oldAt += count;
  }

  /** Looks at the next byte. */
  void look() {
    if (left == 0 && (oldAt == foundAt || addresses.find(old, oldAt, reference))) {
      left = WORD;
      word = addresses.predicted(old.word(oldAt), reference, oldAt, made.end());
    }
    oldByte = old.at(oldAt);
    predicted = left > 0 ? (word >>> (8 * lane())) & 0xff : oldByte;
    prefersOld = false;
    if (predicted != oldByte) {
      place = kind() * PLACES + (oldAt >> 8) % PLACES;
      prefersOld = trust[place] < 0;
    }
  }

  /** Goes on behind the byte that came, which {@link Recent} has already. */
  void came(int value) {
    if (predicted != oldByte) {
      int change = value == predicted ? 2 : value == oldByte ? -2 : 0;
      trust[place] = (byte) Math.max(-SURE, Math.min(SURE, trust[place] + change));
    }
    oldAt++;
    if (left > 0 && --left == 0) {
      addresses.learn(made, reference, oldAt - WORD, made.end() - WORD, scratch);
    }
  }

  /** The byte that should come. */
  int expected() {
    return prefersOld ? oldByte : predicted;
  }

  /** The byte that should come if not that one. */
  int alternative() {
    return prefersOld ? predicted : oldByte;
  }

  int oldByte() {
    return oldByte;
  }

  /** Offset of the old byte. */
  int oldAt() {
    return oldAt;
  }

  /** Kind of the reference that the byte belongs to, as a number; 0 for none. */
  int kind() {
    return left > 0 ? reference.kind().number() : 0;
  }

  /** Which byte of the word it is, from 0 to 3. */
  int lane() {
    return left > 0 ? WORD - left : oldAt & 3;
  }

  /** 0 where prediction and old byte agree, 1 where the prediction is preferred, 2 where not. */
  int dispute() {
    return predicted == oldByte ? 0 : prefersOld ? 2 : 1;
  }

  /** Whether the word ends with this byte. */
  boolean endsWord() {
    return left > 0 ? left == 1 : (oldAt & 3) == 3;
  }
}
