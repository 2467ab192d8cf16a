package dev.weir.protocol;

import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every message of the protocol, found among the compiled classes: none can be forgotten. */
final class Tables {
  private Tables() {}

  /** A record and its field table. */
  record Message<T>(Class<T> type, Table<T> table) {
    Codec<T> codec() {
      return Codec.of(table, Limits.REGION_MESSAGE);
    }

    @Override
    public String toString() {
      return table.name();
    }
  }

  /** All of them, by name. */
  static List<Message<?>> all() {
    Path classes = classes();
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .flatMap(name -> message(name).stream())
          .sorted(Comparator.comparing(Message::toString))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Codec<Uplink> uplink() {
    return Codec.of(Uplink.UNION, Limits.REGION_MESSAGE);
  }

  private static Path classes() {
    try {
      return Path.of(Table.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Message<?>> message(String className) {
    try {
      Class<?> type = Class.forName(className);
      return type.isRecord() && hasTable(type) ? Optional.of(message(type)) : Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean hasTable(Class<?> type) {
    return Stream.of(type.getFields()).anyMatch(field -> field.getName().equals("TABLE"));
  }

  @SuppressWarnings("unchecked") // a record's TABLE is a table of that record
  static <T> Message<T> message(Class<T> type) throws ReflectiveOperationException {
    return new Message<>(type, (Table<T>) type.getField("TABLE").get(null));
  }
}
