package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndProvider;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.transport.coap.FakeRegion.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoapFrontEndTest {
  private static final DeviceId PUMP = DeviceId.of("pump-1");

  @TempDir Path folder;
  private Bed bed;

  @BeforeEach
  void make() {
    bed = new Bed(folder);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void itIsFoundByItsPort() {
    assertThat(ServiceLoader.load(FrontEndProvider.class))
        .extracting(FrontEndProvider::transport)
        .containsExactly("coap");
  }

  @Test
  void itSaysWhereItReallyListens() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    assertThat(frontEnd.address().getScheme()).isEqualTo("coaps");
    assertThat(frontEnd.address().getHost()).isEqualTo("127.0.0.1");
    assertThat(frontEnd.address().getPort()).isPositive();
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    int taken = bed.frontEnd().address().getPort();
    assertThatThrownBy(() -> bed.frontEnd(taken, 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1 port " + taken);
  }

  @Test
  void itCanBeClosedTwiceAndItsPortUsedAgain() throws Exception {
    FrontEnd first = bed.frontEnd();
    first.close();
    first.close();
    assertThat(bed.frontEnd(first.address().getPort(), 10).address()).isEqualTo(first.address());
  }

  @Test
  void itWritesNoPropertiesFile() throws Exception {
    bed.client(bed.frontEnd(), "pump-1");
    assertThat(Files.exists(Path.of("Californium3.properties"))).isFalse();
  }

  @Test
  void whatBecameOfAMessageIsItsResponseCode() throws Exception {
    RawClient client = bed.client(bed.frontEnd(), "pump-1");
    assertThat(code(client, client.post(new byte[10]))).isEqualTo(ResponseCode.CHANGED);

    bed.region.answer(Reception.REFUSED);
    assertThat(code(client, client.post(new byte[10]))).isEqualTo(ResponseCode.BAD_REQUEST);

    bed.region.answer(Reception.BUSY);
    Response busy = client.ask(client.post(new byte[10])).orElseThrow();
    assertThat(busy.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(busy.getOptions().getMaxAge()).isEqualTo(UpResource.BUSY_SECONDS);
  }

  @Test
  void aMessageThatIsTooLargeIsRefusedAndNeverHeard() throws Exception {
    RawClient client = bed.client(bed.frontEnd(), "pump-1");
    assertThat(code(client, client.post(new byte[Limits.DEVICE_MESSAGE + 1])))
        .isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
    assertThat(bed.region.rest()).isEmpty();
  }

  @Test
  void aRepeatedMessageIsAcknowledgedAgainAndHeardOnce() throws Exception {
    RawClient client = bed.client(bed.frontEnd(), "pump-1");
    assertThat(code(client, fixed(client))).isEqualTo(ResponseCode.CHANGED);
    assertThat(client.isAcknowledged(fixed(client))).isTrue();
    assertThat(bed.region.rest())
        .containsExactly(new Event.Received(Peer.of(PUMP), Bytes.of(new byte[] {1})));
  }

  private static Request fixed(RawClient client) {
    Request post = client.post(new byte[] {1});
    post.setMID(4711);
    post.setToken(new Token(new byte[] {1, 2, 3, 4}));
    return post;
  }

  @Test
  void nobodyReadsTheStateOfAnotherDevice() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Ears ears = new Ears();
    bed.channel(bed.settings(frontEnd.address(), "pump-1"), ears);
    ears.next();
    frontEnd.send(PUMP, Bytes.ofUtf8("secret"));
    ears.downlink();

    RawClient same = bed.client(frontEnd, "pump-1");
    assertThat(get(same, "down").getPayloadString()).isEqualTo("secret");
    RawClient other = bed.client(frontEnd, "pump-2");
    assertThat(get(other, "down").getPayloadSize()).isZero();
    Request sly = other.request(Code.GET, "down");
    sly.getOptions().addUriQuery("device=pump-1");
    assertThat(code(other, sly)).isEqualTo(ResponseCode.BAD_OPTION);
  }

  @Test
  void otherPathsAndMethodsAreNotThere() throws Exception {
    RawClient client = bed.client(bed.frontEnd(), "pump-1");
    assertThat(get(client, ".well-known", "core").getCode()).isEqualTo(ResponseCode.NOT_FOUND);
    assertThat(get(client, "up").getCode()).isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
    assertThat(code(client, client.request(Code.DELETE, "down")))
        .isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
  }

  @Test
  void blocksForMadeUpPathsAreDropped() throws Exception {
    RawClient client =
        bed.closing(
            RawClient.open(
                bed.frontEnd().address(), bed.pki.device("pump-1"), Bed.hasty(Settings.channel())));
    Request post = client.request(Code.POST, "up");
    post.getOptions().addUriQuery("x=1");
    post.setPayload(new byte[5000]);
    assertThat(client.ask(post)).isEmpty();
    assertThat(post.isTimedOut()).isTrue();
  }

  @Test
  void oneDeviceMoreThanAllowedIsRefused() throws Exception {
    FrontEnd frontEnd = bed.frontEnd(0, 2);
    for (String device : new String[] {"pump-1", "pump-2"}) {
      Ears ears = new Ears();
      bed.channel(bed.settings(frontEnd.address(), device), ears);
      assertThat(ears.next()).isEqualTo("opened");
    }
    Ears ears = new Ears();
    bed.channel(bed.settings(frontEnd.address(), "pump-3"), ears);
    assertThat(ears.next()).isEqualTo("closed: the region does not let itself be observed: 5.03");
  }

  @Test
  void aDeviceHasFewSessionsAndTheOldestOneGoes() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Ears ears = new Ears();
    bed.channel(bed.settings(frontEnd.address(), "pump-1"), ears);
    assertThat(bed.region.next()).isEqualTo(new Event.Connected(Peer.of(PUMP)));
    for (int i = 1; i < Settings.SESSIONS_PER_DEVICE; i++) {
      get(bed.client(frontEnd, "pump-1"), "down");
    }
    get(bed.client(frontEnd, "pump-2"), "down");
    assertThat(bed.region.rest()).isEmpty();
    get(bed.client(frontEnd, "pump-1"), "down");
    assertThat(bed.region.next()).isEqualTo(new Event.Disconnected(Peer.of(PUMP)));
  }

  @Test
  void aDeviceWithoutConnectionIdsIsServedToo() throws Exception {
    RawClient client =
        bed.closing(
            RawClient.withoutConnectionIds(bed.frontEnd().address(), bed.pki.device("pump-1")));
    assertThat(code(client, client.post(new byte[3000]))).isEqualTo(ResponseCode.CHANGED);
  }

  private static Response get(RawClient client, String... path) throws InterruptedException {
    return client.ask(client.request(Code.GET, path)).orElseThrow();
  }

  private static ResponseCode code(RawClient client, Request request) throws InterruptedException {
    return client.ask(request).orElseThrow().getCode();
  }
}
