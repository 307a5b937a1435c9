package io.coinslot.cardregistry.offer;

import java.util.Set;

/** What peers take back of the cards they offered to our registrations. */
@FunctionalInterface
public interface TakenBack {
    /** Cards are gone at a peer: no registration goes on with them. References that we do not hold are no error. */
    void by(String peerId, Set<String> peerCardReferences);
}
