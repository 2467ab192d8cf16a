package dev.weir.transport.coap;

import org.eclipse.californium.core.coap.Response;

/** What came of a request. */
sealed interface Outcome {
  /** The region answered, be it an error. */
  record Answered(Response response) implements Outcome {}

  /** It did not, and is taken to be out of reach. */
  record Failed(String why) implements Outcome {}
}
