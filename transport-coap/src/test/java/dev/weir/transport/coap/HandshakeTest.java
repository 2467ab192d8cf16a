package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Peer;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.californium.core.coap.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandshakeTest {
  @TempDir Path folder;
  @TempDir Path foreignFolder;
  private Bed bed;
  private Pki foreign;

  @BeforeEach
  void make() {
    bed = new Bed(folder);
    foreign = new Pki(foreignFolder);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void aPeerWithoutACertificateIsTurnedAway() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    RawClient client =
        bed.closing(RawClient.withoutCertificate(frontEnd.address(), bed.pki.device("pump-1")));
    assertTurnedAway(client);
  }

  @Test
  void aDeviceOfAnotherAuthorityIsTurnedAway() throws Exception {
    Credentials theirs = foreign.device("pump-1");
    // It trusts our region, so that only its own certificate is wrong.
    Credentials sly =
        new Credentials(theirs.key(), theirs.chain(), bed.pki.device("pump-1").authorities());
    assertTurnedAway(bed.closing(RawClient.open(bed.frontEnd().address(), sly)));
  }

  @Test
  void aRegionIsNoDevice() throws Exception {
    assertTurnedAway(bed.closing(RawClient.open(bed.frontEnd().address(), bed.pki.region("r2"))));
  }

  @Test
  void anAgentTurnsAwayARegionOfAnotherAuthority() throws Exception {
    Credentials theirs = foreign.region("r1");
    Credentials sly =
        new Credentials(theirs.key(), theirs.chain(), bed.pki.region("r1").authorities());
    assertRefusedByAgent(bed.frontEnd(0, 10, sly));
  }

  @Test
  void anAgentTurnsAwayWhoIsNoRegion() throws Exception {
    assertRefusedByAgent(bed.frontEnd(0, 10, bed.pki.global()));
  }

  @Test
  void nobodyIsTrustedWithoutAnAuthority() {
    assertThatThrownBy(() -> new PeerVerifier(List.of(), Peer.Kind.DEVICE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void credentialsThatCannotBeUsedEndTheChannel() throws Exception {
    Credentials device = bed.pki.device("pump-1");
    Credentials mixed =
        new Credentials(bed.pki.device("pump-2").key(), device.chain(), device.authorities());
    Ears ears = new Ears();
    bed.channel(bed.settings(bed.frontEnd().address(), "pump-1", mixed, Bed.KEEP_ALIVE), ears);
    assertThat(ears.next()).contains("these credentials can't be used");
  }

  private void assertTurnedAway(RawClient client) throws Exception {
    Request post = client.post(new byte[1]);
    assertThat(client.ask(post)).isEmpty();
    assertThat(post.getSendError()).hasMessageContaining("fatal alert");
    assertThat(bed.region.rest()).isEmpty();
  }

  private void assertRefusedByAgent(FrontEnd frontEnd) throws Exception {
    Ears ears = new Ears();
    bed.channel(bed.settings(frontEnd.address(), "pump-1"), ears);
    assertThat(ears.next()).startsWith("closed: no session: ");
    assertThat(bed.region.rest()).isEmpty();
  }
}
