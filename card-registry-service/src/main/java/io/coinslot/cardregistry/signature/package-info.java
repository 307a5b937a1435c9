/** Signed HTTP messages (RFC 9421) with digests (RFC 9530), in both directions. */
@NullMarked
package io.coinslot.cardregistry.signature;

import org.jspecify.annotations.NullMarked;
