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
    URI address(String path) {
        return baseAddress.resolve(path);
    }
}
