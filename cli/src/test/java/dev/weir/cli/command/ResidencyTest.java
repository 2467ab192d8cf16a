package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.api.Exchange;
import dev.weir.cli.text.RegionViews;
import dev.weir.cli.text.ResidencyText;
import dev.weir.protocol.api.ResidencyPlan;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResidencyTest extends CliFixture {
  private static final String RULES = "GET /v1/residency";
  private static final ResidencyRule NEW =
      new ResidencyRule("new", "site=plant-9", List.of(RegionId.of("south")));

  @BeforeEach
  void haveRules() {
    global.answer(RULES, 200, ResidencyRules.CODEC.toJson(RegionViews.residency()));
    global.answer(
        "POST /v1/residency:plan", 200, ResidencyPlan.CODEC.toJson(RegionViews.residencyPlan()));
  }

  private static ResidencyRules with(ResidencyRule rule) {
    List<ResidencyRule> rules = new ArrayList<>(RegionViews.residency().items());
    rules.add(rule);
    return new ResidencyRules(rules, 3);
  }

  private void writes(ResidencyRules rules) {
    global.answer(
        "PUT /v1/residency",
        200,
        ResidencyRules.CODEC.toJson(new ResidencyRules(rules.items(), 4)));
  }

  private Exchange.Request last() {
    return global.requests.get(global.requests.size() - 1);
  }

  private ResidencyRules sent() throws Malformed {
    return ResidencyRules.CODEC.fromJson(last().body());
  }

  @Test
  void theRulesAreShown() {
    assertThat(run("residency", "get")).isZero();
    assertThat(printed()).isEqualTo(ResidencyText.rules(RegionViews.residency()));
    assertThat(run("residency", "get", "-o", "yaml")).isZero();
    assertThat(printed()).contains("  - name: lab\n    selector: lab=yes,!line\n");
  }

  @Test
  void withoutYesARuleIsPlannedAndNothingIsChanged() throws Malformed {
    assertThat(run("residency", "set", "new", "-l", "site=plant-9", "--region", "south"))
        .isEqualTo(3);
    assertThat(last().path()).isEqualTo("/v1/residency:plan");
    assertThat(sent()).isEqualTo(with(NEW));
    assertThat(printed())
        .isEqualTo(ResidencyText.plan(with(NEW).items(), RegionViews.residencyPlan()));
    assertThat(complained()).contains("nothing was changed; do it with --yes");
  }

  @Test
  void aRuleIsAddedBelowTheOthersOnTheirGeneration() throws Malformed {
    writes(with(NEW));

    assertThat(run("residency", "set", "new", "-l", "site=plant-9", "--region", "south", "--yes"))
        .isZero();
    assertThat(sent()).isEqualTo(with(NEW));
    assertThat(last().match()).isEqualTo("\"3\"");
    assertThat(last().key()).isEqualTo("key-1");
    assertThat(printed()).startsWith("Done:\n").contains("Generation 4.");
  }

  @Test
  void aRuleTakesThePlaceOfTheOneWithItsName() throws Malformed {
    run("residency", "set", "eu", "-l", "eu", "--region", "north", "--region", "south");

    assertThat(sent().items()).extracting(ResidencyRule::name).containsExactly("eu", "lab");
    assertThat(sent().items().get(0).regions()).hasSize(2);
  }

  @Test
  void aRuleIsTakenAway() throws Malformed {
    writes(new ResidencyRules(List.of(), 3));

    assertThat(run("residency", "rm", "eu", "--yes")).isZero();
    assertThat(sent().items()).extracting(ResidencyRule::name).containsExactly("lab");
  }

  @Test
  void whatIsSoAlreadyIsLeft() {
    assertThat(run("residency", "rm", "nobody", "--yes")).isZero();
    assertThat(global.requests).hasSize(1);
    assertThat(printed()).startsWith("Nothing to do:\n");
  }

  @Test
  void aFileHasAllRules() throws IOException, Malformed {
    Path file =
        Files.writeString(
            temp.resolve("residency.yaml"),
            """
            kind: Residency
            items:
              - {name: new, selector: site=plant-9, regions: [south]}
            """);
    writes(new ResidencyRules(List.of(NEW), 3));

    assertThat(run("residency", "set", "-f", file.toString(), "--yes")).isZero();
    assertThat(sent()).isEqualTo(new ResidencyRules(List.of(NEW), 3));
  }

  @Test
  void everyFaultOfAFileIsSaidWithItsLine() throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("r.yaml"),
            """
            kind: Rollout
            items:
              - {name: a b, selector: "", regions: [North]}
              - {name: c, selector: x, regions: []}
              - {name: c, selector: x, regions: [north], colour: red}
            """);

    assertThat(run("residency", "set", "-f", file.toString(), "--yes")).isEqualTo(2);
    assertThat(global.requests).isEmpty();
    assertThat(complained())
        .contains(
            "r.yaml:1: kind: must be Residency",
            "r.yaml:3: items[1].name: a rule's name is",
            "r.yaml:3: items[1].selector: must not be empty",
            "r.yaml:3: items[1].regions: region must be 1 to 63",
            "r.yaml:4: items[2].regions: must be a list of at least one region",
            "r.yaml:5: items[3].name: two rules are called c",
            "r.yaml:5: items[3].colour: is no field here");
  }

  @Test
  void aRuleOrAFileIsGivenAndNotBoth() {
    assertThat(run("residency", "set")).isEqualTo(2);
    assertThat(run("residency", "set", "eu", "-f", "x")).isEqualTo(2);
    assertThat(run("residency", "set", "eu", "--region", "north")).isEqualTo(2);
    assertThat(run("residency", "set", "eu", "-l", "a")).isEqualTo(2);
    assertThat(run("residency", "set", "-f", "x", "-l", "a")).isEqualTo(2);
    assertThat(global.requests).isEmpty();
  }

  @Test
  void rulesThatSomebodyElseChangedMeanwhileAreLeft() {
    global.refuse("PUT /v1/residency", 412, "conflict", "the rules are at generation 4");

    assertThat(run("residency", "rm", "eu", "--yes")).isEqualTo(3);
    assertThat(complained()).contains("the rules are at generation 4");
  }

  @Test
  void aChangeWhoseAnswerWasLostIsSeenToBeDone() {
    global.answer(
        RULES, 200, ResidencyRules.CODEC.toJson(new ResidencyRules(with(NEW).items(), 4)));
    global.stayAway("PUT /v1/residency", true);
    global.refuse("PUT /v1/residency", 412, "conflict", "the rules are at generation 4");

    assertThat(run("residency", "set", "new", "-l", "site=plant-9", "--region", "south", "--yes"))
        .isZero();
    assertThat(printed()).contains("Generation 4.");
  }
}
