package dev.weir.demo.play;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody at the prompt wants. */
public sealed interface Wish {
  /** The link between a region and global is cut. */
  record Cut(String region) implements Wish {}

  /** It is there again. */
  record Join(String region) implements Wish {}

  /**
   * A process is stopped, and stays so.
   *
   * @param process its name
   */
  record Stop(String process) implements Wish {}

  record Start(String process) implements Wish {}

  /** A command of {@code weir}, without that word. */
  record Weir(List<String> words) implements Wish {}

  record Help() implements Wish {}

  record Quit() implements Wish {}

  record Nothing() implements Wish {}

  /**
   * It can't be understood.
   *
   * @param why with what could be typed instead
   */
  record Unclear(String why) implements Wish {}

  /** A word, or several between single quotation marks. */
  Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /** Reads a line. */
  static Wish parse(String line, Cast cast) {
    List<String> words = words(line);
    if (words.isEmpty()) {
      return new Nothing();
    }
    List<String> rest = words.subList(1, words.size());
    return switch (words.get(0)) {
      case "cut" -> ofRegion(rest, cast) ? new Cut(rest.get(0)) : noRegion("cut", cast);
      case "join" -> ofRegion(rest, cast) ? new Join(rest.get(0)) : noRegion("join", cast);
      case "stop" -> process(rest, cast, "stop");
      case "start" -> process(rest, cast, "start");
      case "weir", "./weir" -> rest.isEmpty() ? new Weir(List.of("help")) : new Weir(rest);
      case "help", "?" -> new Help();
      case "quit", "exit" -> new Quit();
      default -> new Unclear("there is no \"" + words.get(0) + "\" here; help says what there is");
    };
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }

  private static boolean ofRegion(List<String> rest, Cast cast) {
    return rest.size() == 1 && cast.regions().contains(rest.get(0));
  }

  private static Wish noRegion(String verb, Cast cast) {
    return new Unclear(verb + " takes one region: " + String.join(", ", cast.regions()));
  }

  private static Wish process(List<String> rest, Cast cast, String verb) {
    if (rest.size() == 1 && cast.process(rest.get(0)).isPresent()) {
      String process = cast.process(rest.get(0)).get();
      return verb.equals("stop") ? new Stop(process) : new Start(process);
    }
    return new Unclear(
        verb
            + " takes one of: "
            + String.join(", ", cast.devices())
            + ", "
            + String.join(", ", cast.regions())
            + ", global");
  }
}
