package dev.weir.protocol;

import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.DeviceGone;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Samples of every message: <em>full</em>, in which no field is left out, and <em>minimal</em>, in
 * which only required ones stand. The same each time, since golden vectors are made of them.
 */
final class Samples {
  private final boolean full;
  private int count;

  private Samples(boolean full) {
    this.full = full;
  }

  static <T> T full(Tables.Message<T> message) {
    return message.type().cast(new Samples(true).message(message.type()));
  }

  static <T> T minimal(Tables.Message<T> message) {
    return message.type().cast(new Samples(false).message(message.type()));
  }

  private <T> T record(Tables.Message<T> message) {
    RecordComponent[] components = message.type().getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      Field<T, ?> field = field(message, components[i].getName());
      types[i] = components[i].getType();
      values[i] =
          full || field.isRequired()
              ? named(components[i].getName(), components[i].getGenericType())
              : field.fallback();
    }
    try {
      return message.type().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + message, e);
    }
  }

  private static <T> Field<T, ?> field(Tables.Message<T> message, String name) {
    return message.table().fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(message + " has no field " + name));
  }

  private Object named(String name, Type type) {
    if (name.equals("stream")) {
      return -7_000_000_000L - ++count;
    }
    boolean isTrueIfLeftOut = name.equals("deltas") && type == boolean.class;
    return isTrueIfLeftOut ? (Object) false : value(type);
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return Optional.of(value(element));
      }
      if (generic.getRawType() == List.class) {
        return full ? List.of(value(element), value(element)) : List.of(value(element));
      }
      return new TreeMap<>(Map.of("lab", "no", "ring", "r" + ++count));
    }
    return value((Class<?>) type);
  }

  private Object value(Class<?> type) {
    count++;
    if (type == long.class) {
      return 5_000_000_000L + count;
    } else if (type == int.class || type == Integer.class) {
      return 20 + count;
    } else if (type == double.class) {
      return 0.5 + count;
    } else if (type == boolean.class) {
      return true;
    } else if (type == String.class) {
      return "text \u00e9" + count;
    } else if (type == Bytes.class) {
      return Bytes.of(new byte[] {0, (byte) count, -1});
    } else if (type == Instant.class) {
      return Instant.parse("2026-01-31T08:00:00.123Z").plusSeconds(count);
    } else if (type == Duration.class) {
      return Duration.ofMillis(1500 + count);
    } else if (type.isEnum()) {
      return type.getEnumConstants()[count % type.getEnumConstants().length];
    }
    return identifier(type).orElseGet(() -> message(type));
  }

  private Optional<Object> identifier(Class<?> type) {
    Map<Class<?>, Object> values =
        Map.of(
            Digest.class, Digest.of(("artifact" + count).getBytes(StandardCharsets.UTF_8)),
            Rank.class, new Rank(-count * 1_000_003L),
            DeviceId.class, DeviceId.of("acme~pump-" + count),
            RegionId.class, RegionId.of("north" + count),
            SiteId.class, SiteId.of("hall.7_" + count),
            RolloutId.class, RolloutId.of("acme~r" + count),
            ReleaseId.class, ReleaseId.of("pump-" + count + ".0"),
            Model.class, new Model("pump-v" + count),
            Version.class, new Version("3.25." + count + "+b"),
            Generation.class, new Generation(count, 9_000_000_000L));
    return type == URI.class
        ? Optional.of(URI.create("https://127.0.0.1:84" + count + "/v1"))
        : Optional.ofNullable(values.get(type));
  }

  /** Records whose fields depend on each other are made by hand. */
  private Object message(Class<?> type) {
    if (type == Payload.class) {
      return payload();
    } else if (type == FeedItem.class) {
      DeviceGone gone = new DeviceGone(DeviceId.of("pump-" + count), 3);
      return new FeedItem(count, Optional.empty(), Optional.of(gone), Optional.empty());
    } else if (type == WaveSpec.class) {
      return new WaveSpec("canary", Optional.of(50_000), Optional.empty(), gate());
    } else if (type == Gate.class) {
      return gate();
    } else if (type == TelemetryAsk.class) {
      return telemetryAsk();
    } else if (type == TargetsAsk.class && !full) {
      return new TargetsAsk(Optional.empty(), Optional.empty(), Optional.empty(), 100);
    }
    try {
      return record(Tables.message(type));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type, e);
    }
  }

  private Gate gate() {
    return full
        ? new Gate(950_000, 7, Duration.ofMinutes(5))
        : new Gate(1_000_000, 1, Duration.ZERO);
  }

  private TelemetryAsk telemetryAsk() {
    Instant until = Instant.parse("2026-01-31T09:00:00Z");
    return full
        ? new TelemetryAsk(Optional.of("cpu.load"), until.minusSeconds(3600), until, 60)
        : new TelemetryAsk(Optional.empty(), until.minusSeconds(3600), until, 120);
  }

  private Payload payload() {
    Digest digest = Digest.of(new byte[] {(byte) count});
    return new Payload(
        full ? PayloadCodec.GDIFF_XZ : PayloadCodec.XZ,
        digest,
        1025,
        full ? Optional.of(Digest.of(new byte[] {7})) : Optional.empty(),
        1 << 20,
        1024,
        List.of(digest, digest));
  }
}
