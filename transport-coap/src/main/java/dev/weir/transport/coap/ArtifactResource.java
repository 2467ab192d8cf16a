package dev.weir.transport.coap;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.wire.Bytes;
import java.util.Optional;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.core.server.resources.Resource;

/**
 * {@code GET /a/DIGEST?o=OFFSET&n=LENGTH}, block by block (RFC 7959). It cuts the blocks itself:
 * the library would keep each piece that was asked for and not fetched to its end, without a limit
 * on their bytes. Source: docs/protocol.md, section 7.2.
 */
final class ArtifactResource extends CoapResource {
  /** How long a device waits when others have all the room, in seconds. */
  static final int FULL_SECONDS = 2;

  private static final int MAX_WAIT_SECONDS = 3600;
  private static final int BLOCK_SZX = BlockOption.size2Szx(Settings.BLOCK);
  private static final BlockOption FIRST = new BlockOption(BLOCK_SZX, false, 0);

  private final Artifacts artifacts;
  private final Pieces pieces;

  ArtifactResource(Artifacts artifacts, Pieces pieces) {
    super(Ask.ROOT);
    this.artifacts = artifacts;
    this.pieces = pieces;
  }

  /** Each artifact is a child; this resource answers for all of them. */
  @Override
  public Resource getChild(String name) {
    return this;
  }

  @Override
  public void handleGET(CoapExchange exchange) {
    Optional<Caller> caller = Caller.of(exchange.advanced().getRequest());
    Optional<Ask> ask =
        Ask.parse(
            exchange.getRequestOptions().getUriPath(), exchange.getRequestOptions().getUriQuery());
    if (caller.isEmpty()) {
      exchange.respond(ResponseCode.FORBIDDEN);
    } else if (ask.isEmpty()) {
      exchange.respond(ResponseCode.BAD_REQUEST, "ask as " + Ask.FORM);
    } else {
      answer(exchange, caller.get(), ask.get());
    }
  }

  private void answer(CoapExchange exchange, Caller caller, Ask ask) {
    Object session = caller.session();
    Optional<Bytes> open = pieces.find(session, ask);
    if (open.isPresent()) {
      respond(exchange, session, open.get());
    } else if (pieces.reserve(session, ask)) {
      exchange.accept();
      artifacts.read(
          caller.peer(),
          ask.artifact(),
          ask.offset(),
          ask.length(),
          fetched -> fetched(exchange, session, ask, fetched));
    } else {
      exchange.respondOverload(FULL_SECONDS);
    }
  }

  private void fetched(CoapExchange exchange, Object session, Ask ask, Fetched fetched) {
    if (fetched instanceof Fetched.Piece piece) {
      pieces.fill(session, ask, piece.bytes());
      respond(exchange, session, piece.bytes());
    } else if (fetched instanceof Fetched.Later later) {
      pieces.end(session);
      exchange.setMaxAge(Math.max(1, Math.min(MAX_WAIT_SECONDS, later.after().toSeconds())));
      exchange.respond(ResponseCode.SERVICE_UNAVAILABLE, later.why());
    } else if (fetched instanceof Fetched.Refused refused) {
      pieces.end(session);
      exchange.respond(ResponseCode.NOT_FOUND, refused.why());
    }
  }

  private void respond(CoapExchange exchange, Object session, Bytes piece) {
    BlockOption block = block(exchange);
    int offset = block.getOffset();
    if (offset > 0 && offset >= piece.size()) {
      exchange.respond(ResponseCode.BAD_OPTION);
      return;
    }
    int length = Math.min(block.getSize(), piece.size() - offset);
    boolean more = offset + length < piece.size();
    if (!more) {
      pieces.end(session);
    }
    Response response = new Response(ResponseCode.CONTENT);
    response.setPayload(piece.slice(offset, length).toArray());
    response.getOptions().setBlock2(block.getSzx(), more, block.getNum());
    if (offset == 0) {
      response.getOptions().setSize2(piece.size());
    }
    exchange.respond(response);
  }

  private static BlockOption block(CoapExchange exchange) {
    BlockOption asked = exchange.getRequestOptions().getBlock2();
    if (asked == null) {
      return FIRST;
    }
    return new BlockOption(Math.min(asked.getSzx(), BLOCK_SZX), false, asked.getNum());
  }
}
