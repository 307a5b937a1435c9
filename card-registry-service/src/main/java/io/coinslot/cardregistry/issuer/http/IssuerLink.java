package io.coinslot.cardregistry.issuer.http;

import java.net.URI;

/**
 * The agreement with a financial company.
 *
 * @param id its name: the tag of what we sign for it, and what cards name as their issuer
 * @param address what its operations lie under
 * @param tokenRequestorId our number with it
 */
public record IssuerLink(String id, URI address, String tokenRequestorId) {
    URI operation(String path) {
        return URI.create(address + path);
    }
}
