package dev.weir.protocol.telemetry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.util.Optional;

/**
 * One record of a SenML pack, with the bases that stand before the next one (RFC 8428, section
 * 4.1).
 *
 * @param reading absent where the record has no numeric value
 */
record SenMlRecord(
    String baseName,
    double baseTime,
    String baseUnit,
    double baseValue,
    Optional<Reading> reading) {
  /** Before the first record. */
  static final SenMlRecord START = new SenMlRecord("", 0, "", 0, Optional.empty());

  /** Reads the record at whose first token the parser stands; leaves it at the record's last. */
  static SenMlRecord read(JsonParser in, SenMlRecord before, int number) throws IOException {
    String baseName = before.baseName;
    double baseTime = before.baseTime;
    String baseUnit = before.baseUnit;
    double baseValue = before.baseValue;
    String name = "";
    Optional<String> unit = Optional.empty();
    double value = 0;
    double time = 0;
    boolean isNumeric = false;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String label = in.currentName();
      in.nextToken();
      switch (label) {
        case "-1" -> checkVersion(in, number);
        case "-2" -> baseName = text(in, number, "bn");
        case "-3" -> baseTime = number(in, number, "bt");
        case "-4" -> baseUnit = text(in, number, "bu");
        case "-5" -> baseValue = number(in, number, "bv");
        case "0" -> name = text(in, number, "n");
        case "1" -> unit = Optional.of(text(in, number, "u"));
        case "2" -> {
          value = number(in, number, "v");
          isNumeric = true;
        }
        case "6" -> time = number(in, number, "t");
        default -> skip(in, number, label);
      }
    }
    Optional<Reading> reading =
        isNumeric
            ? Optional.of(
                new Reading(
                    baseName + name,
                    unit.orElse(baseUnit),
                    baseValue + value,
                    SenMl.time(baseTime + time)))
            : Optional.empty();
    return new SenMlRecord(baseName, baseTime, baseUnit, baseValue, reading);
  }

  private static void checkVersion(JsonParser in, int number) throws IOException {
    double version = number(in, number, "bver");
    if (version > SenMl.VERSION) {
      throw new Malformed(where(number, "bver"), "must be at most " + SenMl.VERSION);
    }
  }

  private static void skip(JsonParser in, int number, String label) throws IOException {
    if (label.endsWith("_")) {
      throw new Malformed(where(number, label), "must be understood and is not");
    }
    in.skipChildren();
  }

  private static String text(JsonParser in, int number, String label) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING || in.getTextLength() > Limits.SERIES) {
      throw new Malformed(
          where(number, label), "must be text of at most " + Limits.SERIES + " characters");
    }
    return in.getText();
  }

  private static double number(JsonParser in, int number, String label) throws IOException {
    if (!in.currentToken().isNumeric() || !Double.isFinite(in.getDoubleValue())) {
      throw new Malformed(where(number, label), "must be a finite number");
    }
    return in.getDoubleValue();
  }

  private static String where(int number, String label) {
    return "senml." + number + "." + label;
  }
}
