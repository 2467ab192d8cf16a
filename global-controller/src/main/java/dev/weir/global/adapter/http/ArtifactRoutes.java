package dev.weir.global.adapter.http;

import dev.weir.global.adapter.disk.DiskArtifacts;
import dev.weir.global.drive.FullDisk;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.id.Digest;
import dev.weir.web.Call;
import dev.weir.web.RefusedCall;
import dev.weir.web.Responder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Artifacts up and down. Source: docs/protocol.md, section 7.1. */
final class ArtifactRoutes {
  private static final int PIECE = 64 * 1024;

  private final DiskArtifacts artifacts;
  private final long maxBytes;

  ArtifactRoutes(DiskArtifacts artifacts, long maxBytes) {
    this.artifacts = artifacts;
    this.maxBytes = maxBytes;
  }

  void put(Call call, Responder out) throws RefusedCall, IOException {
    Digest digest = call.path("digest", Digest::new);
    try (InputStream in = Request.asInputStream(call.request())) {
      DiskArtifacts.Uploaded uploaded = artifacts.upload(digest, in, maxBytes);
      if (uploaded instanceof DiskArtifacts.Kept) {
        out.empty(201);
        return;
      }
      Call.drain(in);
      if (uploaded instanceof DiskArtifacts.NoRoom) {
        out.refuse(FullDisk.refusal());
        return;
      }
      throw refusal(digest, uploaded);
    }
  }

  private RefusedCall refusal(Digest digest, DiskArtifacts.Uploaded uploaded) {
    if (uploaded instanceof DiskArtifacts.Mismatch mismatch) {
      return new RefusedCall(
          Code.DIGEST_MISMATCH,
          "the path says "
              + digest
              + "; the "
              + mismatch.size()
              + " bytes that came have "
              + mismatch.found()
              + ": send them again");
    }
    return new RefusedCall(Code.TOO_LARGE, "an artifact may have at most " + maxBytes + " bytes");
  }

  void get(Call call, Responder out) throws RefusedCall, IOException {
    Digest digest = call.path("digest", Digest::new);
    Optional<FileChannel> found = artifacts.open(digest);
    if (found.isEmpty()) {
      throw new RefusedCall(Code.NOT_FOUND, "there is no artifact " + digest);
    }
    try (FileChannel file = found.get()) {
      send(call, out, digest, file);
    }
  }

  private static void send(Call call, Responder out, Digest digest, FileChannel file)
      throws RefusedCall, IOException {
    long size = file.size();
    Response response = out.response();
    response.getHeaders().put(HttpHeader.ACCEPT_RANGES, "bytes");
    Optional<ByteRange> range =
        ByteRange.parse(
            Optional.ofNullable(call.request().getHeaders().get(HttpHeader.RANGE)), size);
    if (range.isPresent() && range.get().length() <= 0) {
      response.getHeaders().put(HttpHeader.CONTENT_RANGE, "bytes */" + size);
      throw new RefusedCall(Code.RANGE, "artifact " + digest + " has " + size + " bytes");
    }
    ByteRange wanted = range.orElse(new ByteRange(0, size));
    response.setStatus(range.isPresent() ? 206 : 200);
    range.ifPresent(
        part -> response.getHeaders().put(HttpHeader.CONTENT_RANGE, part.contentRange(size)));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
    response.getHeaders().put(HttpHeader.ETAG, '"' + digest.hex() + '"');
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, wanted.length());
    copy(file, wanted, response);
    out.callback().succeeded();
  }

  private static void copy(FileChannel file, ByteRange range, Response response)
      throws IOException {
    try (OutputStream body = Content.Sink.asOutputStream(response)) {
      ByteBuffer piece = ByteBuffer.allocate(PIECE);
      long at = range.from();
      long end = range.from() + range.length();
      while (at < end) {
        piece.clear().limit((int) Math.min(PIECE, end - at));
        int read = file.read(piece, at);
        if (read < 0) {
          throw new IOException("the artifact ends too early");
        }
        body.write(piece.array(), 0, read);
        at += read;
      }
    }
  }
}
