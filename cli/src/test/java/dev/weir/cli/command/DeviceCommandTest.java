package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.api.Exchange;
import dev.weir.cli.text.Views;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.Pin;
import dev.weir.protocol.wire.Malformed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceCommandTest extends CliFixture {
  private static final String PIN = "/v1/devices/pump-1/pin";

  @BeforeEach
  void haveADevice() {
    global.answer("GET /v1/devices/pump-1", "\"3\"", DeviceView.CODEC.toJson(Views.device()));
  }

  private Exchange.Request last() {
    return global.requests.get(global.requests.size() - 1);
  }

  @Test
  void aDeviceIsPinnedToARegionAsItWasSeen() throws Malformed {
    global.answer("PUT " + PIN, 200, DeviceView.CODEC.toJson(Views.handedOver()));

    assertThat(run("device", "pin", "pump-1", "south")).isZero();
    assertThat(Pin.CODEC.fromJson(last().body()).region().text()).isEqualTo("south");
    assertThat(last().match()).isEqualTo("\"3\"");
    assertThat(last().key()).isEqualTo("key-1");
    assertThat(printed()).contains("Region        south (was: north)", "4 (was: 3)");
  }

  @Test
  void aPinIsLifted() {
    global.answer("DELETE " + PIN, 200, DeviceView.CODEC.toJson(Views.handedOver()));

    assertThat(run("device", "unpin", "pump-1", "-o", "yaml")).isZero();
    assertThat(last()).isEqualTo(new Exchange.Request("DELETE", PIN, "", "key-1", "\"3\""));
    assertThat(printed()).contains("device: pump-1\n").contains("ownerEpoch: 4\n");
  }

  @Test
  void aPinThatIsThereAlreadyIsNotSetAgain() {
    assertThat(run("device", "pin", "pump-1", "north")).isZero();
    assertThat(global.requests).hasSize(1);
    assertThat(printed()).contains("Pinned to     north\n");
  }

  @Test
  void aDeviceThatSomebodyElseMovedIsNotMoved() {
    global.refuse("PUT " + PIN, 412, "changed", "the device is at owner epoch 4");

    assertThat(run("device", "pin", "pump-1", "south")).isEqualTo(3);
    assertThat(complained()).contains("the device is at owner epoch 4");
  }

  @Test
  void aDeviceThatIsNotThereIsAnError() {
    global.refuse("GET /v1/devices/pump-9", 404, "notFound", "there is no device pump-9");

    assertThat(run("device", "pin", "pump-9", "south")).isEqualTo(1);
    assertThat(global.requests).hasSize(1);
  }

  // Answers that get lost.

  @Test
  void aWriteWhoseAnswerIsLostIsSentAgainWithItsKey() {
    global.stayAway("PUT " + PIN, true);
    global.stayAway("PUT " + PIN, false);
    global.answer("PUT " + PIN, 200, DeviceView.CODEC.toJson(Views.handedOver()));

    assertThat(run("device", "pin", "pump-1", "south")).isZero();
    assertThat(global.requests.stream().skip(1))
        .hasSize(3)
        .allSatisfy(request -> assertThat(request.key()).isEqualTo("key-1"));
    assertThat(terminal.pauses).isEqualTo(2);
    assertThat(complained()).contains("away; asking again");
  }

  @Test
  void aPinWhoseAnswerWasLostIsSeenToBeDone() {
    global.answer("GET /v1/devices/pump-1", "\"4\"", DeviceView.CODEC.toJson(Views.handedOver()));
    global.stayAway("PUT " + PIN, true);
    global.refuse("PUT " + PIN, 412, "conflict", "the device is at owner epoch 4");

    assertThat(run("device", "pin", "pump-1", "south")).isZero();
    assertThat(printed()).contains("Region        south (was: north)");
  }

  @Test
  void aWriteIsAskedForAgainWhileTheFirstTryIsInWork() {
    global.stayAway("PUT " + PIN, true);
    global.refuse("PUT " + PIN, 409, "idempotencyKeyInWork", "wait");
    global.answer("PUT " + PIN, 200, DeviceView.CODEC.toJson(Views.handedOver()));

    assertThat(run("device", "pin", "pump-1", "south")).isZero();
    assertThat(terminal.pauses).isEqualTo(2);
  }

  @Test
  void aWriteThatNeverArrivedIsNotSentAgain() {
    global.stayAway("PUT " + PIN, false);

    assertThat(run("device", "pin", "pump-1", "south")).isEqualTo(1);
    assertThat(global.requests).hasSize(2);
  }

  @Test
  void aWriteIsNotSentAgainForEver() {
    global.stayAway("PUT " + PIN, true);

    assertThat(run("device", "pin", "pump-1", "south")).isEqualTo(1);
    assertThat(global.requests).hasSize(1 + 5);
  }

  @Test
  void aQuestionIsNotAskedAgain() {
    global.stayAway("GET /v1/regions?limit=500", true);

    assertThat(run("get", "regions")).isEqualTo(1);
    assertThat(global.requests).hasSize(1);
  }
}
