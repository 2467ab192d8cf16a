package dev.weir.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificates were made with keytool's {@code -ext san=uri:...}. */
class PeerTest {
  private static X509Certificate certificate(String name) throws IOException, CertificateException {
    try (InputStream file = PeerTest.class.getResourceAsStream("/certificates/" + name + ".pem")) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
    }
  }

  @Test
  void aPeerIsTheOneUriOfItsCertificate() throws Exception {
    Peer device = Peer.of(certificate("device")).orElseThrow();
    assertThat(device).isEqualTo(Peer.of(DeviceId.of("acme~pump-1")));
    assertThat(device.uri()).isEqualTo("urn:weir:device:acme~pump-1");
    assertThat(device.region()).isEmpty();
    Peer region = Peer.of(certificate("region")).orElseThrow();
    assertThat(region.region()).contains(RegionId.of("north"));
    assertThat(region.device()).isEmpty();
    assertThat(Peer.of(certificate("global")).orElseThrow().kind()).isEqualTo(Peer.Kind.GLOBAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "two", "foreign", "bad-name", "unknown-kind", "dns"})
  void anyOtherCertificateIsNobody(String name) throws Exception {
    assertThat(Peer.of(certificate(name))).isEmpty();
  }
}
