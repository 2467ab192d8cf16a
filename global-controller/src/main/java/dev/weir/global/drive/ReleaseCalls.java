package dev.weir.global.drive;

import dev.weir.global.catalog.Admission;
import dev.weir.global.catalog.Release;
import dev.weir.global.fleet.ChangeKind;
import dev.weir.global.store.ArtifactStore;
import dev.weir.global.store.Commit;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.trust.manifest.Manifests;
import dev.weir.trust.signature.Ed25519;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Release keys and releases. */
final class ReleaseCalls {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseCalls.class);

  private final Loop loop;
  private final Ledger ledger;
  private final ArtifactStore artifacts;

  ReleaseCalls(Loop loop, Ledger ledger, ArtifactStore artifacts) {
    this.loop = loop;
    this.ledger = ledger;
    this.artifacts = artifacts;
  }

  Reply<KeyView> addKey(KeyView key) {
    if (!Ed25519.isPublicKey(key.key())) {
      return Reply.refused(
          Code.MALFORMED, "key-view.key must be an Ed25519 public key of 32 bytes");
    }
    if (ledger.keys().contains(key.key())) {
      return Reply.done(key);
    }
    if (ledger.keys().size() == Limits.SIGNATURES) {
      return Reply.refused(
          Code.BAD_SPEC, "there are " + Limits.SIGNATURES + " release keys; that is the limit");
    }
    ledger.commit(new Commit.Builder().addKey(key.key()).build());
    LOG.info("release key {} is trusted", key.key().digest().brief());
    return Reply.done(key);
  }

  Reply<ReleaseView> publish(Bytes signed) {
    Manifests.Checked checked = Manifests.verify(signed, ledger.keys());
    if (checked instanceof Manifests.Genuine genuine) {
      return admit(genuine.manifest(), signed);
    }
    Manifests.Refused refused = (Manifests.Refused) checked;
    boolean forged = refused.failure() == FailureClass.BAD_SIGNATURE;
    return Reply.refused(
        forged ? Code.BAD_SIGNATURE : Code.MALFORMED,
        refused.detail() + (forged ? "; the key is registered by POST /v1/release-keys" : ""));
  }

  private Reply<ReleaseView> admit(Manifest manifest, Bytes signed) {
    Admission.Verdict verdict =
        Admission.judge(manifest, signed.digest(), ledger.releases(), artifacts::sizeOf);
    if (verdict instanceof Admission.Refused refused) {
      return Reply.refused(refused.code(), refused.detail());
    }
    if (verdict instanceof Admission.Repeated repeated) {
      return Reply.done(repeated.release().view());
    }
    Release release = new Release(manifest, artifacts.put(signed), signed.size(), Clocks.now(loop));
    Commit.Builder commit = new Commit.Builder().add(release);
    ledger.note(
        commit,
        release.publishedAt(),
        ChangeKind.RELEASE_PUBLISHED,
        release.id().text(),
        "version " + manifest.version() + " for " + release.model());
    ledger.commit(commit.build());
    LOG.info("release {} is published", release.id());
    return Reply.done(release.view());
  }

  /** The newest first. */
  Reply<ReleaseList> page(String cursor, int limit) {
    List<Release> rows = new ArrayList<>(ledger.releases());
    Collections.reverse(rows);
    return Paging.page(
            rows, cursor, limit, row -> row.id().text(), ReleaseView.CODEC, Release::view)
        .map(page -> new ReleaseList(page.items(), page.next()));
  }
}
