package dev.weir.protocol.selector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.SiteId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {
  private final Attributes attributes =
      new Attributes(
          DeviceId.of("pump-1"),
          SiteId.of("plant-7"),
          new Model("pump-v2"),
          "rev-a",
          Map.of("hall", "b", "site", "elsewhere"));

  @Test
  void noLabelReplacesWhatTheDeviceIs() {
    assertThat(attributes.get("site")).isEqualTo("plant-7");
    assertThat(attributes)
        .isEqualTo(
            Map.of(
                "device", "pump-1",
                "site", "plant-7",
                "model", "pump-v2",
                "hardware", "rev-a",
                "hall", "b"));
  }

  @Test
  void eachIsFoundByItselfAsAmongAll() {
    attributes.forEach((key, value) -> assertThat(attributes.get(key)).isEqualTo(value));
    assertThat(attributes.containsKey("hall")).isTrue();
    assertThat(attributes.containsKey("lab")).isFalse();
    assertThat(attributes.get("lab")).isNull();
  }
}
