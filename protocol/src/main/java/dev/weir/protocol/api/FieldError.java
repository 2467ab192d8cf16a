package dev.weir.protocol.api;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * One of the faults of a request's body.
 *
 * @param pointer where in the body (JSON Pointer, RFC 6901); empty: the whole
 * @param detail which rule it breaks
 */
public record FieldError(String pointer, String detail) {
  private static final Field<FieldError, String> POINTER =
      Field.required(1, "pointer", Types.text(Limits.TEXT), FieldError::pointer);
  private static final Field<FieldError, String> DETAIL =
      Field.required(2, "detail", Types.text(Limits.SELECTOR), FieldError::detail);

  /** The field table. */
  public static final Table<FieldError> TABLE =
      new Table<>(
          "field-error",
          List.of(POINTER, DETAIL),
          row -> new FieldError(row.get(POINTER), row.get(DETAIL)));

  public FieldError {
    pointer = shortened(pointer, Limits.TEXT);
    detail = shortened(detail, Limits.SELECTOR);
  }

  /** What a stranger sent may be quoted in it, at any length. */
  private static String shortened(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max - 3) + "...";
  }
}
