package io.coinslot.gateway.entrance;

import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.security.DpopProofs;
import org.jspecify.annotations.Nullable;

/**
 * A verified token and, if it is bound to a key, the proof that came with it.
 *
 * @param proof holds, but may have been used before
 */
record Presented(AccessToken token, DpopProofs.@Nullable Proof proof) {}
