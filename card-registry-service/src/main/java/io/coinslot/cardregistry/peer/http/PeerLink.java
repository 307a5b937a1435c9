package io.coinslot.cardregistry.peer.http;

import io.coinslot.cardregistry.account.http.PublishedKeys;
import java.net.URI;

/**
 * A registered peer.
 *
 * @param id its name: the tag of what we sign for it, and the audience of assertions for it
 * @param baseAddress what /peer/v1 lies under
 * @param keys that it signs its answers, requests and notifications with
 */
public record PeerLink(String id, URI baseAddress, PublishedKeys keys) {
    /** @param path from the slash on; what the base address has of a path stays before it */
    URI address(String path) {
        String base = baseAddress.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
