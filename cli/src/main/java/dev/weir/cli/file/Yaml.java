package dev.weir.cli.file;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One YAML 1.2 document, and so also one of JSON, as nodes that know their lines. A node makes
 * nothing but text, lists and maps, whatever its tag says.
 */
final class Yaml {
  /** Characters in a file. */
  static final int SIZE = 256 * 1024;

  /** How deep maps and lists may nest. */
  static final int DEPTH = 16;

  /** Uses of anchors: each may stand for a large part of the file. */
  static final int ALIASES = 100;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setUseMarks(true)
          .setCodePointLimit(SIZE)
          .setMaxAliasesForCollections(ALIASES)
          .build();

  private Yaml() {}

  /** The document's map. */
  static MappingNode parse(String text) throws FaultyFile {
    if (text.length() > SIZE) {
      throw new FaultyFile(1, "must be at most " + SIZE + " characters; has " + text.length());
    }
    try {
      check(text);
      Node root =
          new Compose(SETTINGS)
              .composeString(text)
              .orElseThrow(() -> new FaultyFile(1, "is empty; it begins with kind: KIND"));
      if (root instanceof MappingNode map) {
        return map;
      }
      throw new FaultyFile(line(root), "must be a map; it begins with kind: KIND");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new FaultyFile(line, "is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new FaultyFile(1, "is no YAML: " + e.getMessage());
    }
  }

  /** Goes through the events, which takes no stack, before nodes are made, which does. */
  private static void check(String text) throws FaultyFile {
    int depth = 0;
    int aliases = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Alias -> aliases++;
        default -> {}
      }
      int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
      if (depth > DEPTH) {
        throw new FaultyFile(line, "nests deeper than " + DEPTH);
      }
      if (aliases > ALIASES) {
        throw new FaultyFile(line, "uses more than " + ALIASES + " aliases");
      }
    }
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
