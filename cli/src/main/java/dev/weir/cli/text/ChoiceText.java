package dev.weir.cli.text;

import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.Cost;
import dev.weir.builder.choice.Decision;
import dev.weir.builder.choice.Offer;
import dev.weir.builder.choice.Route;
import dev.weir.builder.codec.CodecName;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.text.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which payload is the cheapest for whom, and why. */
public final class ChoiceText {
  private static final long MILLION = 1_000_000;

  private static final String UNIT =
      """

      Costs are for one device, in whole units of the money whose millionths are the file's prices.
      """;

  private final Map<Digest, Version> versions;

  /**
   * @param versions what images are called, as far as it is known
   */
  public ChoiceText(Map<Digest, Version> versions) {
    this.versions = new TreeMap<>(versions);
  }

  /**
   * One decision.
   *
   * @param from the image that devices have; empty: one that no delta starts from
   */
  public record Asked(Circumstances circumstances, Optional<Digest> from, Decision decision) {}

  /** What is chosen for each. */
  public String chosen(List<Asked> all) {
    TextTable table = new TextTable("CLASS", "LINK", "FROM", "CHOSEN", ">SIZE", ">COST");
    for (Asked asked : all) {
      Optional<Decision.Priced> chosen = asked.decision().chosen();
      table.row(
          asked.circumstances().device().name(),
          asked.circumstances().link().name(),
          from(asked),
          chosen.map(one -> route(one.route())).orElse("nothing that it can take"),
          chosen.map(one -> Amounts.bytes(one.route().size())).orElse(""),
          chosen.map(one -> money(one.cost().total())).orElse(""));
    }
    return table.render() + UNIT;
  }

  /** Each route of each, the cheapest first, with its terms; and what is out of the question. */
  public String why(List<Asked> all) {
    List<String> parts = new ArrayList<>();
    for (Asked asked : all) {
      parts.add(
          asked.circumstances().device().name()
              + " on "
              + asked.circumstances().link().name()
              + ", from "
              + from(asked)
              + ":\n"
              + terms(asked.decision()));
    }
    return String.join("\n", parts) + UNIT;
  }

  private String terms(Decision decision) {
    TextTable table =
        new TextTable(
            "ROUTE",
            ">SIZE",
            ">DOWNLOAD",
            ">CPU",
            ">FLASH",
            ">WAITING",
            ">TOTAL",
            "OUT BECAUSE IT");
    for (Decision.Priced one : decision.priced()) {
      Cost cost = one.cost();
      table.row(
          route(one.route()),
          Amounts.bytes(one.route().size()),
          money(cost.download()),
          money(cost.cpu()),
          money(cost.flash()),
          money(cost.waiting()),
          money(cost.total()),
          "");
    }
    for (Decision.Refused one : decision.refused()) {
      table.row(
          route(one.route()), Amounts.bytes(one.route().size()), "", "", "", "", "", one.rule());
    }
    return table.isEmpty() ? "no route\n" : table.render();
  }

  private String from(Asked asked) {
    return asked.from().map(this::name).orElse("any other");
  }

  private String name(Digest image) {
    return versions.containsKey(image) ? versions.get(image).toString() : image.brief();
  }

  private String route(Route route) {
    List<String> steps = new ArrayList<>();
    int last = route.steps().size() - 1;
    for (int i = 0; i <= last; i++) {
      Offer step = route.steps().get(i);
      steps.add(
          CodecName.of(step.codec(), step.memory())
              + (i < last ? " to " + name(step.image()) : ""));
    }
    return String.join(", ", steps);
  }

  private static String money(long millionths) {
    return String.format(Locale.ROOT, "%d.%06d", millionths / MILLION, millionths % MILLION);
  }
}
