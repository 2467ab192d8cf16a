package dev.weir.global.drive;

import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.ChangeKind;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.store.Certificates;
import dev.weir.global.store.Commit;
import dev.weir.global.store.Counters;
import dev.weir.global.store.JoinToken;
import dev.weir.global.store.Member;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.FieldError;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.signature.Ed25519;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Join tokens and enrolment. Source: docs/protocol.md, section 9. */
final class EnrolCalls {
  private static final Logger LOG = LoggerFactory.getLogger(EnrolCalls.class);
  private static final int TOKEN_BYTES = 32;
  private static final Duration LONGEST = Duration.ofDays(365);

  private final Loop loop;
  private final RandomGenerator random;
  private final Ledger ledger;
  private final Orders orders;
  private final Certificates certificates;
  private final Duration retryAfter;

  EnrolCalls(
      Loop loop,
      RandomGenerator random,
      Ledger ledger,
      Orders orders,
      Certificates certificates,
      Duration retryAfter) {
    this.loop = loop;
    this.random = random;
    this.ledger = ledger;
    this.orders = orders;
    this.certificates = certificates;
    this.retryAfter = retryAfter;
  }

  Reply<JoinFile> token(TokenRequest request, URI address) {
    Duration valid = request.validFor();
    if (valid.isZero() || valid.compareTo(LONGEST) > 0) {
      return Reply.refused(
          Code.BAD_SPEC, "validFor must be above 0 and at most " + LONGEST.toDays() + " days");
    }
    if (request.kind() == MemberKind.REGION && request.region().isPresent()) {
      return Reply.refused(Code.BAD_SPEC, "region is where a device is pinned; leave it out");
    }
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Instant until = Clocks.now(loop).plus(valid);
    ledger.commit(
        new Commit.Builder()
            .put(
                new JoinToken(
                    hash(text), request.kind(), until, request.region(), Optional.empty()))
            .build());
    return Reply.done(
        new JoinFile(address, certificates.authorities(), text, request.kind(), until));
  }

  private static Digest hash(String token) {
    return Bytes.ofUtf8(token).digest();
  }

  Reply<EnrolReply> enrol(EnrolRequest request) {
    Optional<JoinToken> token = ledger.store().token(hash(request.token()));
    if (token.isEmpty() || token.get().kind() != request.kind()) {
      return badToken(
          token.isEmpty()
              ? "the join token is not known here; get one with weir token create"
              : "the join token lets in a " + token.get().kind() + ", not a " + request.kind());
    }
    return peer(request)
        .then(peer -> checkedKey(request).then(key -> admit(request, token.get(), peer, key)));
  }

  private static Reply<EnrolReply> badToken(String detail) {
    return Reply.refused(Code.BAD_TOKEN, detail);
  }

  private static Reply<Peer> peer(EnrolRequest request) {
    List<FieldError> faults = new ArrayList<>();
    Optional<Peer> peer = Optional.empty();
    try {
      peer =
          Optional.of(
              request.kind() == MemberKind.REGION
                  ? Peer.of(RegionId.of(request.name()))
                  : Peer.of(DeviceId.of(request.name())));
    } catch (IllegalArgumentException e) {
      faults.add(new FieldError("/name", String.valueOf(e.getMessage())));
    }
    if (request.kind() == MemberKind.DEVICE) {
      if (!Ed25519.isPublicKey(request.reportKey())) {
        faults.add(new FieldError("/reportKey", "must be an Ed25519 public key of 32 bytes"));
      }
      if (request.model().isEmpty()) {
        faults.add(new FieldError("/model", "is missing"));
      }
      if (request.site().isEmpty()) {
        faults.add(new FieldError("/site", "is missing"));
      }
    }
    return peer.isPresent() && faults.isEmpty()
        ? Reply.done(peer.get())
        : Reply.refused(Code.MALFORMED, faults);
  }

  private Reply<Digest> checkedKey(EnrolRequest request) {
    Certificates.Request checked = certificates.check(request.csr());
    return checked instanceof Certificates.Valid valid
        ? Reply.done(valid.publicKey())
        : Reply.refused(
            Code.MALFORMED, "enrol-request.csr: " + ((Certificates.Invalid) checked).why());
  }

  private Reply<EnrolReply> admit(EnrolRequest request, JoinToken token, Peer peer, Digest key) {
    Optional<Member> member = ledger.store().member(peer.uri());
    boolean known = member.map(row -> row.publicKey().equals(key)).orElse(false);
    if (token.usedBy().isPresent() && !(known && token.usedBy().get().equals(peer.uri()))) {
      return badToken("the join token is used up; get another one with weir token create");
    }
    if (known && isHere(peer)) {
      return reply(peer, member);
    }
    if (!Clocks.now(loop).isBefore(token.validUntil())) {
      return badToken("the join token was valid until " + token.validUntil() + "; get another one");
    }
    if (member.isPresent() ? !known : isAnother(peer, request)) {
      return Reply.refused(
          Code.EXISTS, peer.uri() + " has joined with another key; take another name");
    }
    return request.kind() == MemberKind.REGION
        ? joinRegion(token, peer, key, request)
        : joinDevice(token, peer, key, request);
  }

  /** Whether its own row is there; it may be lost where its membership is not. */
  private boolean isHere(Peer peer) {
    return peer.region().flatMap(ledger::region).isPresent()
        || peer.device().flatMap(id -> ledger.store().device(id)).isPresent();
  }

  /** Whether somebody else bears the name of one whose membership was lost. */
  private boolean isAnother(Peer peer, EnrolRequest request) {
    return peer.region().flatMap(ledger::region).isPresent()
        || peer.device()
            .flatMap(id -> ledger.store().device(id))
            .filter(row -> !row.reportKey().equals(request.reportKey()))
            .isPresent();
  }

  private Reply<EnrolReply> joinRegion(
      JoinToken token, Peer peer, Digest key, EnrolRequest request) {
    RegionId id = peer.region().orElseThrow();
    Member member = new Member(peer.uri(), key, certificates.issue(peer, request.csr()));
    Commit.Builder commit = new Commit.Builder().put(member).put(token.used(peer.uri()));
    commit.put(Region.joined(id));
    for (Rollout rollout : ledger.rollouts()) {
      if (rollout.state() != RolloutState.ABORTED && !rollout.waves().isEmpty()) {
        ledger.append(commit, id, number -> Feeds.item(number, orders.of(rollout)));
      }
    }
    ledger.note(commit, Clocks.now(loop), ChangeKind.REGION_JOINED, id.text(), "");
    ledger.commit(commit.build());
    LOG.info("region {} joined", id);
    return reply(peer, Optional.of(member));
  }

  private Reply<EnrolReply> joinDevice(
      JoinToken token, Peer peer, Digest key, EnrolRequest request) {
    DeviceId id = peer.device().orElseThrow();
    if (ledger.store().device(id).isPresent()) {
      // Only its membership was lost.
      Member member = new Member(peer.uri(), key, certificates.issue(peer, request.csr()));
      ledger.commit(new Commit.Builder().put(member).put(token.used(peer.uri())).build());
      return reply(peer, Optional.of(member));
    }
    Optional<RegionId> pin = token.region();
    Reply<RegionId> owner = owner(id, pin, request);
    return owner.then(
        region -> {
          Counters counters = ledger.counters().nextEpoch();
          Device device = device(id, Optional.of(region), counters.ownerEpoch(), pin, request);
          Member member = new Member(peer.uri(), key, certificates.issue(peer, request.csr()));
          Commit.Builder commit =
              new Commit.Builder().put(member).put(token.used(peer.uri())).put(device);
          commit.put(counters);
          ledger.append(commit, region, number -> Feeds.item(number, device.owned()));
          ledger.commit(commit.build());
          return reply(peer, Optional.of(member));
        });
  }

  private Device device(
      DeviceId id,
      Optional<RegionId> region,
      long epoch,
      Optional<RegionId> pin,
      EnrolRequest request) {
    return new Device(
        id,
        region,
        epoch,
        request.site().orElseThrow(),
        request.model().orElseThrow(),
        request.hardware(),
        request.labels(),
        request.reportKey(),
        pin,
        Clocks.now(loop),
        Optional.empty());
  }

  private Reply<RegionId> owner(DeviceId id, Optional<RegionId> pin, EnrolRequest request) {
    if (pin.isPresent() && !ledger.region(pin.get()).map(Region::hasStarted).orElse(false)) {
      return later("region " + pin.get() + ", which the token names, has not started yet");
    }
    Map<String, String> attributes = device(id, Optional.empty(), 0, pin, request).attributes();
    return ledger
        .partition()
        .regionOf(id, pin, attributes)
        .map(Reply::done)
        .orElseGet(
            () ->
                later(
                    "no region that may serve "
                        + id
                        + " has started yet; joined have "
                        + ledger.regions().stream().map(Region::id).toList()));
  }

  private <T> Reply<T> later(String detail) {
    return new Reply.Refused<>(Code.NO_REGION, detail, Optional.of(retryAfter));
  }

  /** What a member is told again: its certificate, and its region as it is now. */
  Reply<EnrolReply> me(Peer peer) {
    Optional<Member> member = ledger.store().member(peer.uri());
    return member.isPresent() || isHere(peer)
        ? reply(peer, member)
        : Reply.refused(Code.NOT_FOUND, peer.uri() + " has not joined here");
  }

  /** What a member needs, with its region as it is now; its certificates, if they are kept. */
  private Reply<EnrolReply> reply(Peer peer, Optional<Member> member) {
    Optional<Region> region =
        peer.kind() == Peer.Kind.DEVICE
            ? peer.device()
                .flatMap(id -> ledger.store().device(id))
                .flatMap(Device::region)
                .flatMap(ledger::region)
            : Optional.empty();
    return Reply.done(
        new EnrolReply(
            member.map(Member::certificates).orElse(""),
            certificates.authorities(),
            ledger.keys(),
            region.map(Region::id),
            region.map(Region::endpoints).orElse(List.of())));
  }
}
