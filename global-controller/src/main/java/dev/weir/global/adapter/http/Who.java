package dev.weir.global.adapter.http;

/** Who may call a route. */
enum Who {
  /** Whoever has the operator's token. */
  OPERATOR,
  /** A region, by its certificate. */
  REGION,
  REGION_OR_OPERATOR,
  /** Somebody without a certificate yet; the body holds the proof. */
  ANYONE
}
