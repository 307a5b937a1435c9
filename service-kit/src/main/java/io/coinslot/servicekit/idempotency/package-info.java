/** Idempotency keys, request fingerprints and ids derived from them. */
@NullMarked
package io.coinslot.servicekit.idempotency;

import org.jspecify.annotations.NullMarked;
