package io.coinslot.cardregistry.registration;

import org.jspecify.annotations.Nullable;

/**
 * Where asking one peer stands.
 *
 * @param answered whether it answered or was given up
 * @param errorCode why it was given up
 */
public record PeerSearch(
        String peerId, boolean answered, @Nullable String errorCode) {
    static PeerSearch begun(String peerId) {
        return new PeerSearch(peerId, false, null);
    }
}
