package dev.weir.region.adapter.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.cache.ArtifactStore;
import dev.weir.region.cache.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactStoreTest {
  private static final Bytes CONTENT = Bytes.ofUtf8("a payload of some bytes");
  private static final Digest ARTIFACT = CONTENT.digest();

  @TempDir Path folder;

  private ArtifactStore open() {
    return new FileArtifactStore(folder.resolve("cache"));
  }

  @Test
  void anArtifactIsWholeOnlyAfterItsDigestWasRight() {
    open().append(ARTIFACT, CONTENT.slice(0, 10));
    assertThat(open().whole()).isEmpty();
    assertThat(open().partial(ARTIFACT)).isEqualTo(10);
    open().append(ARTIFACT, CONTENT.slice(10, CONTENT.size() - 10));
    assertThat(open().finish(ARTIFACT)).isTrue();
    assertThat(open().whole()).containsExactly(new ArtifactStore.Stored(ARTIFACT, CONTENT.size()));
    assertThat(open().read(ARTIFACT, 2, 7)).isEqualTo(CONTENT.slice(2, 7));
    assertThat(open().read(ARTIFACT, 20, 100)).isEqualTo(CONTENT.slice(20, CONTENT.size() - 20));
  }

  @Test
  void whatHasAnotherDigestIsThrownAway() {
    open().append(ARTIFACT, Bytes.ofUtf8("something else"));
    assertThat(open().finish(ARTIFACT)).isFalse();
    assertThat(open().partial(ARTIFACT)).isZero();
    assertThat(open().whole()).isEmpty();
  }

  @Test
  void theLedgerOutlivesTheProcessAndItsDamageIsNoTrouble() throws IOException {
    Ledger ledger = Ledger.EMPTY.begun(ARTIFACT).received(ARTIFACT, 23).served(46);
    open().keep(ledger);
    assertThat(open().ledger()).isEqualTo(ledger);
    Files.writeString(folder.resolve("cache").resolve("ledger.cbor"), "?");
    assertThat(open().ledger()).isEqualTo(Ledger.EMPTY);
  }
}
