package dev.weir.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void aParameterIsOneSegmentUpToAColon() {
    Template template = Template.of("/v1/rollouts/{rollout}:pause");
    assertThat(template.match("/v1/rollouts/r1:pause")).contains(Map.of("rollout", "r1"));
    assertThat(template.match("/v1/rollouts/r1:abort")).isEmpty();
    assertThat(template.match("/v1/rollouts/a/b:pause")).isEmpty();
    assertThat(template.match("/v1/rollouts/:pause")).isEmpty();
    assertThat(Template.of("/v1/rollouts/{rollout}").match("/v1/rollouts/r1:pause")).isEmpty();
  }

  @Test
  void theRestOfAPathIsTakenWithItsSlashes() {
    assertThat(Template.of("/assets/{file...}").match("/assets/a/b.css"))
        .contains(Map.of("file", "a/b.css"));
    assertThat(Template.of("/assets/{file...}").match("/assets/")).isEmpty();
  }

  @Test
  void charactersStandForThemselves() {
    assertThat(Template.of("/v1/openapi.json").match("/v1/openapi.json")).contains(Map.of());
    assertThat(Template.of("/v1/openapi.json").match("/v1/openapiXjson")).isEmpty();
  }
}
