package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.ChannelProvider;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.PayloadProvider;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadTest {
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
  void theAgentsEndsAreFoundByTheirPorts() {
    assertThat(ServiceLoader.load(PayloadProvider.class))
        .extracting(PayloadProvider::transport)
        .containsExactly("coap");
    assertThat(ServiceLoader.load(ChannelProvider.class))
        .extracting(ChannelProvider::transport)
        .containsExactly("coap");
  }

  @Test
  void piecesComeByteForByteFromAnyOffsetAndAreReadOnce() throws Exception {
    Bytes content = Bed.random(Artifacts.MAX_PIECE + 100_000, 1);
    Digest artifact = bed.artifacts.add(content);
    PayloadSource source = source();
    int reads = 0;
    for (int length : new int[] {1, 1023, 1024, 1025, 65_536, 204_801, Artifacts.MAX_PIECE}) {
      int offset = 777 + length % 13;
      assertThat(Bed.piece(source, artifact, offset, length).equals(content.slice(offset, length)))
          .as("%d bytes at %d", length, offset)
          .isTrue();
      assertThat(bed.artifacts.reads.get()).isEqualTo(++reads);
    }
    assertThat(source.path()).isEqualTo("coap");
  }

  @Test
  void aPieceEndsWhereItsArtifactEnds() throws Exception {
    Bytes content = Bed.random(5000, 2);
    Digest artifact = bed.artifacts.add(content);
    PayloadSource source = source();
    assertThat(Bed.piece(source, artifact, 3000, 65_536)).isEqualTo(content.slice(3000, 2000));
    assertThat(Bed.piece(source, artifact, 5000, 10)).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void anArtifactThatIsNotThereIsRefused() throws Exception {
    assertThat(Bed.fetch(source(), Digest.of(new byte[1]), 0, 10))
        .isInstanceOf(Fetched.Refused.class);
  }

  @Test
  void aRegionThatCannotYetSaysWhen() throws Exception {
    bed.artifacts.busy = true;
    PayloadSource source = source();
    assertThat(Bed.fetch(source, Digest.of(new byte[1]), 0, 10))
        .isEqualTo(new Fetched.Later(Duration.ofSeconds(7), "5.03 busy"));
    bed.artifacts.busy = false;
    Bytes content = Bed.random(10, 3);
    assertThat(Bed.piece(source, bed.artifacts.add(content), 0, 10)).isEqualTo(content);
  }

  @Test
  void thereIsOneFetchAtATime() throws Exception {
    PayloadSource source = source();
    source.fetch(Digest.of(new byte[1]), 0, 1, fetched -> {});
    assertThatThrownBy(() -> source.fetch(Digest.of(new byte[1]), 0, 1, fetched -> {}))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> source.fetch(Digest.of(new byte[1]), 0, 0, fetched -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRegionThatStopsMakesTheFetchComeLaterAndIsFoundAgain() throws Exception {
    var frontEnd = bed.frontEnd();
    Bytes content = Bed.random(5000, 4);
    Digest artifact = bed.artifacts.add(content);
    PayloadSource source = bed.hastyPayloads(bed.settings(frontEnd.address(), "pump-1"));
    assertThat(Bed.piece(source, artifact, 0, 5000)).isEqualTo(content);
    frontEnd.close();
    assertThat(Bed.fetch(source, artifact, 0, 5000)).isInstanceOf(Fetched.Later.class);
    bed.frontEnd(frontEnd.address().getPort(), 10);
    assertThat(Bed.piece(source, artifact, 0, 5000)).isEqualTo(content);
  }

  @Test
  void aForeignClientMayAskForSmallBlocksAndForOneOfThem() throws Exception {
    Bytes content = Bed.random(5000, 5);
    Digest artifact = bed.artifacts.add(content);
    RawClient client = bed.client(bed.frontEnd(), "pump-1");
    Request get = ask(client, artifact, "o=0", "n=5000");
    get.getOptions().setBlock2(BlockOption.size2Szx(64), false, 3);
    Response response = client.ask(get).orElseThrow();
    assertThat(Bytes.of(response.getPayload())).isEqualTo(content.slice(192, 64));
    assertThat(response.getOptions().getBlock2().isM()).isTrue();

    Request whole = ask(client, artifact, "o=0", "n=5000");
    assertThat(Bytes.of(client.ask(whole).orElseThrow().getPayload())).isEqualTo(content);

    Request beyond = ask(client, artifact, "o=0", "n=5000");
    beyond.getOptions().setBlock2(BlockOption.size2Szx(1024), false, 5);
    assertThat(client.ask(beyond).orElseThrow().getCode()).isEqualTo(ResponseCode.BAD_OPTION);
  }

  @Test
  void aMalformedRequestIsRefused() throws Exception {
    RawClient client = bed.client(bed.frontEnd(), "pump-1");
    for (String query : new String[] {"o=0", "n=1", "o=0&n=0", "o=0&n=1048577", "o=-1&n=1"}) {
      Request get = ask(client, Digest.of(new byte[1]), query.split("&", -1));
      assertThat(client.ask(get).orElseThrow().getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
    }
    assertThat(bed.artifacts.reads.get()).isZero();
  }

  @Test
  void aRegionThatSendsMoreThanWasAskedForIsNotHeard() throws Exception {
    assertComesLater(
        exchange -> exchange.respond(ResponseCode.CONTENT, new byte[101]), "more than was asked");
  }

  @Test
  void aRegionThatSendsBlocksWithoutEndIsNotHeard() throws Exception {
    assertComesLater(
        exchange -> {
          int block = number(exchange);
          Response response = new Response(ResponseCode.CONTENT);
          response.setPayload(new byte[16]);
          response.getOptions().setBlock2(BlockOption.size2Szx(16), true, block);
          exchange.respond(response);
        },
        "more than was asked");
  }

  @Test
  void aRegionThatSendsAnotherBlockIsNotHeard() throws Exception {
    assertComesLater(
        exchange -> {
          Response response = new Response(ResponseCode.CONTENT);
          response.setPayload(new byte[16]);
          response.getOptions().setBlock2(BlockOption.size2Szx(16), true, 0);
          exchange.respond(response);
        },
        "another block");
  }

  private static int number(CoapExchange exchange) {
    BlockOption asked = exchange.getRequestOptions().getBlock2();
    return asked == null ? 0 : asked.getNum();
  }

  private void assertComesLater(Consumer<CoapExchange> answer, String why) throws Exception {
    RogueRegion rogue = bed.rogue(answer);
    PayloadSource source = bed.payloads(bed.settings(rogue.address(), "pump-1"));
    Fetched fetched = Bed.fetch(source, Digest.of(new byte[1]), 0, 100);
    assertThat(fetched).isInstanceOf(Fetched.Later.class);
    assertThat(((Fetched.Later) fetched).why()).contains(why);
  }

  private static Request ask(RawClient client, Digest artifact, String... query) {
    Request get = client.request(Code.GET, "a", artifact.hex());
    for (String part : query) {
      get.getOptions().addUriQuery(part);
    }
    return get;
  }

  private PayloadSource source() throws Exception {
    return bed.payloads(bed.settings(bed.frontEnd().address(), "pump-1"));
  }
}
