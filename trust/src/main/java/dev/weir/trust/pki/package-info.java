/** Adapter. Certificates, requests and TLS by BouncyCastle's PKIX library and the platform. */
@NullMarked
package dev.weir.trust.pki;

import org.jspecify.annotations.NullMarked;
