package dev.weir.builder.worker;

import dev.weir.builder.adapter.xz.XzFullCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import dev.weir.protocol.api.DeltaClaim;
import dev.weir.protocol.api.DeltaEnd;
import dev.weir.protocol.api.DeltaFailure;
import dev.weir.protocol.api.DeltaLease;
import dev.weir.protocol.api.DeltaOrder;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Global as far as a worker sees it, in memory. */
public final class FakeWork implements WorkApi {
  public final Map<Digest, Bytes> artifacts = new ConcurrentHashMap<>();
  public final List<DeltaResult> results = new CopyOnWriteArrayList<>();
  public final List<DeltaFailure> failures = new CopyOnWriteArrayList<>();
  public final AtomicInteger fetched = new AtomicInteger();
  public final AtomicInteger renewals = new AtomicInteger();
  public volatile boolean isHeld = true;
  private final Deque<DeltaOrder> orders = new ArrayDeque<>();

  /** A job from one image to another, whose full payloads are here. */
  public synchronized DeltaOrder order(Path folder, byte[] base, byte[] image) throws IOException {
    DeltaOrder order =
        new DeltaOrder(end(folder, "1.0", base), end(folder, "2.0", image), 3, Instant.EPOCH);
    orders.add(order);
    return order;
  }

  private DeltaEnd end(Path folder, String version, byte[] image) throws IOException {
    Path file = Files.write(folder.resolve(version), image);
    Path out = folder.resolve(version + ".full");
    Encoded full = new XzFullCodec().encode(file, out, Progress.NONE);
    Bytes content = Bytes.wrap(Files.readAllBytes(out));
    artifacts.put(content.digest(), content);
    int chunk = 1024 * 1024;
    return new DeltaEnd(
        ReleaseId.of("pump-" + version),
        new Version(version),
        Digest.of(image),
        image.length,
        new Payload(
            PayloadCodec.XZ,
            content.digest(),
            full.size(),
            Optional.empty(),
            full.memory(),
            chunk,
            List.of(content.digest())));
  }

  @Override
  public synchronized Leased lease(String worker) {
    return new Leased.Given(new DeltaLease(Optional.ofNullable(orders.poll())));
  }

  @Override
  public Optional<Problem> renew(DeltaClaim claim) {
    renewals.incrementAndGet();
    return isHeld
        ? Optional.empty()
        : Optional.of(new Problem("about:blank", "refused", 409, "not yours", "state"));
  }

  @Override
  public Optional<Problem> done(DeltaResult result) {
    results.add(result);
    return Optional.empty();
  }

  @Override
  public Optional<Problem> failed(DeltaFailure failure) {
    failures.add(failure);
    return Optional.empty();
  }

  @Override
  public void fetch(Digest artifact, long size, Path into) throws IOException {
    fetched.incrementAndGet();
    Bytes content = artifacts.get(artifact);
    if (content == null) {
      throw new IOException("there is no artifact " + artifact);
    }
    Files.write(into, content.toArray());
  }

  @Override
  public boolean hasArtifact(Digest digest) {
    return artifacts.containsKey(digest);
  }

  @Override
  public Optional<Problem> putArtifact(Digest digest, Path content) throws IOException {
    artifacts.put(digest, Bytes.wrap(Files.readAllBytes(content)));
    return Optional.empty();
  }
}
