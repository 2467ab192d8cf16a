package dev.weir.region.app;

import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.region.adapter.global.Enrolment;
import dev.weir.trust.adapter.file.SyncedFile;
import dev.weir.trust.pki.Csr;
import dev.weir.trust.pki.IdentityFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who this region is and whom it believes: enrolled at the first start, kept from then on.
 *
 * @param global the address of global's API
 * @param releaseKeys whose manifests are believed
 */
record Membership(RegionId region, URI global, Credentials credentials, List<Bytes> releaseKeys) {

  /**
   * Loads what was kept, or enrols with the join file.
   *
   * @param name wanted where this is the first start
   */
  static Membership open(RegionFolder folder, Optional<Path> join, Optional<RegionId> name)
      throws IOException, InterruptedException {
    IdentityFolder identity = new IdentityFolder(folder.folder());
    if (!identity.isComplete()) {
      enrol(folder, identity, join, name);
    }
    Credentials credentials = identity.load();
    RegionId region =
        Peer.of(credentials.chain().get(0))
            .flatMap(Peer::region)
            .orElseThrow(
                () ->
                    new IOException(
                        folder.folder() + ": the certificate names no region; is it a region's?"));
    if (name.isPresent() && !name.get().equals(region)) {
      throw new IOException(
          folder.folder() + " belongs to region " + region + ", not to " + name.get());
    }
    EnrolReply reply = EnrolReply.CODEC.fromJson(folder.enrolment());
    return new Membership(region, folder.global(), credentials, reply.releaseKeys());
  }

  private static void enrol(
      RegionFolder folder, IdentityFolder identity, Optional<Path> join, Optional<RegionId> name)
      throws IOException, InterruptedException {
    if (join.isEmpty() || name.isEmpty()) {
      throw new IOException(
          folder.folder()
              + " holds no identity yet; give --join FILE and --id NAME at the first start");
    }
    JoinFile file = JoinFile.CODEC.fromJson(SyncedFile.read(join.get(), Limits.DEVICE_MESSAGE));
    if (file.kind() != MemberKind.REGION) {
      throw new IOException(join.get() + " is for a " + file.kind() + ", not for a region");
    }
    EnrolReply reply = Enrolment.ask(file, request(file, identity, name.get()));
    // The certificates last: where they are, all is there.
    SyncedFile.write(folder.globalFile(), file.address() + "\n");
    SyncedFile.write(folder.enrolmentFile(), EnrolReply.CODEC.toJson(reply));
    identity.store(reply.certificates(), reply.authorities());
  }

  private static EnrolRequest request(JoinFile join, IdentityFolder identity, RegionId name) {
    return new EnrolRequest(
        MemberKind.REGION,
        join.token(),
        name.text(),
        Csr.create(identity.keyPair()),
        Bytes.EMPTY,
        Optional.empty(),
        "",
        Optional.empty(),
        Map.of());
  }
}
