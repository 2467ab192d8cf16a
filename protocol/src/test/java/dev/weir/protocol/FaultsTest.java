package dev.weir.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In JSON, which people write, every fault is named at once; in CBOR the first ends it. */
class FaultsTest {
  private static Malformed refused(String json) {
    return catchThrowableOfType(
        Malformed.class, () -> RolloutSpec.CODEC.fromJson(json.replace('\'', '"')));
  }

  private static List<String> pointers(Malformed malformed) {
    return malformed.faults().stream().map(Malformed.Fault::pointer).toList();
  }

  @Test
  void fiveFaultsAreFivePlaces() {
    Malformed malformed =
        refused(
            """
            {'rollout':'Bad Name','release':{'deep':[{'er':1}]},'maxConcurrent':'many',
             'waves':[{'name':'canary','count':5,'gate':{}},
                      {'name':7,'gate':{'success':2000000}}],
             'deadlines':{'accept':1,'download':1,'install':1},'abort':[]}
            """);
    assertThat(pointers(malformed))
        .containsExactly(
            "/rollout", "/release", "/maxConcurrent", "/waves/1/name", "/waves/1/gate");
    assertThat(malformed)
        .hasMessageStartingWith("rollout-spec.rollout: ")
        .hasMessageEndingWith("(and 4 more)");
  }

  @Test
  void whatIsMissingAndWhatStandsThereTwiceIsNamedWithTheRest() {
    Malformed malformed = refused("{'rollout':'r','rollout':'r','selector':5}");
    assertThat(malformed.faults())
        .extracting(Malformed.Fault::toString)
        .contains(
            "rollout-spec.rollout: stands there twice",
            "rollout-spec.selector: must be text",
            "rollout-spec.release: is missing",
            "rollout-spec.waves: is missing",
            "rollout-spec.deadlines: is missing",
            "rollout-spec.abort: is missing");
  }

  @Test
  void aRuleOverSeveralFieldsStandsAtTheirRecord() {
    Malformed malformed =
        refused(
            "{'rollout':'r','release':'x','waves':[],"
                + "'deadlines':{'accept':1,'download':1,'install':1},'abort':[]}");
    assertThat(pointers(malformed)).containsExactly("");
    assertThat(malformed.rule()).contains("at least one element");
  }

  @Test
  void soManyAreToldAtMost() {
    String waves = "7,".repeat(31) + "7";
    String many = "{'waves':[" + waves + "],'abort':[" + waves + "],'deadlines':7}";
    assertThat(refused(many).faults()).hasSize(Malformed.MAX_FAULTS);
  }

  @Test
  void whatIsNoJsonIsOneFault() {
    assertThat(refused("{'rollout':'Bad Name',").faults()).hasSize(1);
  }

  @Test
  void inCborTheFirstFaultEndsTheReading() {
    Bytes twoFaults = Bytes.wrap(HexFormat.of().parseHex("a201050205"));
    Malformed malformed =
        catchThrowableOfType(Malformed.class, () -> RolloutSpec.CODEC.decode(twoFaults));
    assertThat(malformed.faults()).hasSize(1);
    assertThat(malformed).hasMessage("rollout-spec.rollout: must be text");
  }
}
