package dev.weir.cli.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A map in a file, read field by field. A fault is noted with its line and reading goes on, so that
 * all of them are known at once.
 */
final class Section {
  private final String path;
  private final int line;
  private final List<Fault> faults;
  private final Map<String, NodeTuple> fields = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>();

  /**
   * A map.
   *
   * @param path of its fields, such as {@code waves[2].}
   * @param faults where they are noted
   */
  Section(String path, MappingNode map, List<Fault> faults) {
    this.path = path;
    this.line = Yaml.line(map);
    this.faults = faults;
    for (NodeTuple field : map.getValue()) {
      String name = field.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
      if (fields.putIfAbsent(name, field) != null) {
        fault(Yaml.line(field.getKeyNode()), name, "stands there twice");
      }
    }
  }

  int line() {
    return line;
  }

  /** The line of a field; of the map itself where there is no such field. */
  int line(String name) {
    NodeTuple field = fields.get(name);
    return field == null ? line : Yaml.line(field.getKeyNode());
  }

  void fault(String name, String trouble) {
    fault(line(name), name, trouble);
  }

  private void fault(int at, String name, String trouble) {
    faults.add(new Fault(at, path + name + ": " + trouble));
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** A value; {@code parse} says by {@link IllegalArgumentException} what is wrong with it. */
  <T> Optional<T> value(String name, Function<String, T> parse) {
    return node(name)
        .flatMap(
            node ->
                node instanceof ScalarNode scalar
                    ? parsed(name, scalar, parse)
                    : refused(node, name, "must be one value"));
  }

  /** A value without which there is nothing. */
  <T> Optional<T> required(String name, Function<String, T> parse) {
    if (!has(name)) {
      known.add(name);
      fault(line, name, "is missing");
      return Optional.empty();
    }
    return value(name, parse);
  }

  private <T> Optional<T> parsed(String name, ScalarNode scalar, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(scalar.getValue()));
    } catch (IllegalArgumentException e) {
      return refused(scalar, name, String.valueOf(e.getMessage()));
    }
  }

  Optional<Section> section(String name) {
    return node(name).flatMap(node -> section(name, node));
  }

  /** The maps of a list; empty where it is missing or no list. */
  Optional<List<Section>> sections(String name, int max) {
    Optional<List<Node>> elements = list(name, max);
    if (elements.isEmpty()) {
      return Optional.empty();
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < elements.get().size(); i++) {
      section(name + "[" + (i + 1) + "]", elements.get().get(i)).ifPresent(sections::add);
    }
    return Optional.of(sections);
  }

  /** The values of a list; empty where it is missing or no list. */
  <T> Optional<List<T>> values(String name, int max, Function<String, T> parse) {
    Optional<List<Node>> elements = list(name, max);
    if (elements.isEmpty()) {
      return Optional.empty();
    }
    List<T> values = new ArrayList<>();
    for (Node element : elements.get()) {
      if (element instanceof ScalarNode scalar) {
        parsed(name, scalar, parse).ifPresent(values::add);
      } else {
        fault(Yaml.line(element), name, "each element must be one value");
      }
    }
    return Optional.of(values);
  }

  private Optional<List<Node>> list(String name, int max) {
    return node(name)
        .flatMap(
            node -> {
              if (!(node instanceof SequenceNode list)) {
                return refused(node, name, "must be a list");
              }
              return list.getValue().size() > max
                  ? refused(node, name, "must have at most " + max + " elements")
                  : Optional.of(list.getValue());
            });
  }

  private Optional<Section> section(String name, Node node) {
    return node instanceof MappingNode map
        ? Optional.of(new Section(path + name + ".", map, faults))
        : refused(node, name, "must be a map");
  }

  private Optional<Node> node(String name) {
    known.add(name);
    return Optional.ofNullable(fields.get(name)).map(NodeTuple::getValueNode);
  }

  private <T> Optional<T> refused(Node node, String name, String trouble) {
    fault(Yaml.line(node), name, trouble);
    return Optional.empty();
  }

  /** Notes the fields that nobody asked for: most are misspelt. */
  void end() {
    for (Map.Entry<String, NodeTuple> field : fields.entrySet()) {
      if (!known.contains(field.getKey())) {
        fault(
            Yaml.line(field.getValue().getKeyNode()),
            field.getKey(),
            "is no field here; there are " + String.join(", ", known));
      }
    }
  }
}
