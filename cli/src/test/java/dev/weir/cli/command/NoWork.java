package dev.weir.cli.command;

import dev.weir.builder.worker.WorkApi;
import dev.weir.protocol.api.DeltaClaim;
import dev.weir.protocol.api.DeltaFailure;
import dev.weir.protocol.api.DeltaLease;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A global that has no jobs, and remembers who asked. */
class NoWork implements WorkApi {
  final List<String> asked = new CopyOnWriteArrayList<>();

  @Override
  public Leased lease(String worker) throws IOException {
    asked.add(worker);
    return new Leased.Given(new DeltaLease(Optional.empty()));
  }

  @Override
  public Optional<Problem> renew(DeltaClaim claim) {
    return Optional.empty();
  }

  @Override
  public Optional<Problem> done(DeltaResult result) {
    return Optional.empty();
  }

  @Override
  public Optional<Problem> failed(DeltaFailure failure) {
    return Optional.empty();
  }

  @Override
  public void fetch(Digest artifact, long size, Path into) throws IOException {
    throw new IOException("there is none");
  }

  @Override
  public boolean hasArtifact(Digest digest) {
    return false;
  }

  @Override
  public Optional<Problem> putArtifact(Digest digest, Path content) {
    return Optional.empty();
  }
}
