package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * What went wrong (RFC 9457).
 *
 * @param detail what, where and what to do
 * @param code for programs, such as unmeetableGate, overlap, notFound
 * @param errors each fault of the body with its place; empty where that is not what is wrong
 */
public record Problem(
    String type, String title, int status, String detail, String code, List<FieldError> errors) {
  /** Faults of one body that are told at most. */
  public static final int ERRORS = 64;

  private static final Field<Problem, String> TYPE =
      Field.optional(1, "type", Types.text(Limits.TEXT), Problem::type, "about:blank");
  private static final Field<Problem, String> TITLE =
      Field.required(2, "title", Types.text(Limits.TEXT), Problem::title);
  private static final Field<Problem, Integer> STATUS =
      Field.required(3, "status", Types.SMALL, Problem::status);
  private static final Field<Problem, String> DETAIL =
      Field.required(4, "detail", Types.text(2048), Problem::detail);
  private static final Field<Problem, String> CODE =
      Field.optional(5, "code", Types.text(Limits.TEXT), Problem::code, "");

  private static final Field<Problem, List<FieldError>> FIELD_ERRORS =
      Field.optional(6, "errors", Types.list(FieldError.TABLE, ERRORS), Problem::errors, List.of());

  /** The field table. */
  public static final Table<Problem> TABLE =
      new Table<>(
          "problem",
          List.of(TYPE, TITLE, STATUS, DETAIL, CODE, FIELD_ERRORS),
          row ->
              new Problem(
                  row.get(TYPE),
                  row.get(TITLE),
                  row.get(STATUS),
                  row.get(DETAIL),
                  row.get(CODE),
                  row.get(FIELD_ERRORS)));

  public static final Codec<Problem> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem that is not one of fields. */
  public Problem(String type, String title, int status, String detail, String code) {
    this(type, title, status, detail, code, List.of());
  }
}
