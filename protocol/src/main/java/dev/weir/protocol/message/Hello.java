package dev.weir.protocol.message;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * The first message on each connection: who this is and what it runs.
 *
 * @param stream names the device's outbox
 * @param agent the agent's version
 * @param hardware hardware revision
 * @param codecs payload codecs that it decodes, by name
 * @param memory what a decoder may use, in bytes
 * @param version the active slot's version
 * @param image the active slot's measured digest
 * @param counter the active release's counter
 * @param accepted the newest generation that it accepted
 * @param phase of the action under way, if there is one
 * @param lastSequence the newest entry in its outbox
 * @param slot that it runs from, such as a
 * @param other the version that the inactive slot holds
 */
public record Hello(
    long stream,
    String agent,
    Model model,
    String hardware,
    List<String> codecs,
    long memory,
    Version version,
    Digest image,
    long counter,
    Generation accepted,
    Optional<UpdatePhase> phase,
    long lastSequence,
    String transport,
    String slot,
    Optional<Version> other)
    implements Uplink {
  private static final Field<Hello, Long> STREAM =
      Field.required(1, "stream", Types.BITS, Hello::stream);
  private static final Field<Hello, String> AGENT =
      Field.required(2, "agent", Types.text(Limits.TEXT), Hello::agent);
  private static final Field<Hello, Model> MODEL =
      Field.required(3, "model", IdTypes.MODEL, Hello::model);
  private static final Field<Hello, String> HARDWARE =
      Field.optional(4, "hardware", Types.text(Limits.TEXT), Hello::hardware, "");
  private static final Field<Hello, List<String>> CODECS =
      Field.required(
          5, "codecs", Types.list(Types.text(Limits.TEXT), Limits.LABELS), Hello::codecs);
  private static final Field<Hello, Long> MEMORY =
      Field.required(6, "memory", Types.COUNT, Hello::memory);
  private static final Field<Hello, Version> VERSION =
      Field.required(7, "version", IdTypes.VERSION, Hello::version);
  private static final Field<Hello, Digest> IMAGE =
      Field.required(8, "image", Types.DIGEST, Hello::image);
  private static final Field<Hello, Long> COUNTER =
      Field.optional(9, "counter", Types.COUNT, Hello::counter, 0L);
  private static final Field<Hello, Generation> ACCEPTED =
      Field.optional(10, "accepted", IdTypes.GENERATION, Hello::accepted, Generation.NONE);
  private static final Field<Hello, Optional<UpdatePhase>> PHASE =
      Field.maybe(11, "phase", Types.choice(UpdatePhase.class), Hello::phase);
  private static final Field<Hello, Long> LAST_SEQUENCE =
      Field.optional(12, "lastSequence", Types.COUNT, Hello::lastSequence, 0L);
  private static final Field<Hello, String> TRANSPORT =
      Field.required(13, "transport", Types.text(Limits.TEXT), Hello::transport);
  private static final Field<Hello, String> SLOT =
      Field.optional(14, "slot", Types.text(Limits.TEXT), Hello::slot, "");
  private static final Field<Hello, Optional<Version>> OTHER =
      Field.maybe(15, "other", IdTypes.VERSION, Hello::other);

  /** The field table. */
  public static final Table<Hello> TABLE =
      new Table<>(
          "hello",
          List.of(
              STREAM,
              AGENT,
              MODEL,
              HARDWARE,
              CODECS,
              MEMORY,
              VERSION,
              IMAGE,
              COUNTER,
              ACCEPTED,
              PHASE,
              LAST_SEQUENCE,
              TRANSPORT,
              SLOT,
              OTHER),
          row ->
              new Hello(
                  row.get(STREAM),
                  row.get(AGENT),
                  row.get(MODEL),
                  row.get(HARDWARE),
                  row.get(CODECS),
                  row.get(MEMORY),
                  row.get(VERSION),
                  row.get(IMAGE),
                  row.get(COUNTER),
                  row.get(ACCEPTED),
                  row.get(PHASE),
                  row.get(LAST_SEQUENCE),
                  row.get(TRANSPORT),
                  row.get(SLOT),
                  row.get(OTHER)));

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.hello(this);
  }
}
