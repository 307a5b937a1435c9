package io.coinslot.cardregistry.peer;

import io.coinslot.cardregistry.account.VerifiedAccount.OnwardAssertion;
import io.coinslot.cardregistry.registration.CardSource;
import io.coinslot.cardregistry.registration.DeviceInfo;
import io.coinslot.cardregistry.registration.SealedCredential;
import java.util.List;
import java.util.Set;

/** The other payment servers, in the role of the one that holds the cards. */
public interface PeerServers {
    /** Those that can be asked. */
    Set<String> ids();

    /** Which cards a peer holds of an account. Never a card number. */
    List<CardSource> search(String peerId, Search search) throws PeerFailure;

    /** The credential of a card, sealed to a financial company and good for one task of it. */
    SealedCredential credential(String peerId, String peerCardReference, String audience, String taskId)
            throws PeerFailure;

    /** Tells a peer that cards of ours that it holds references to are gone. Telling it twice does no harm. */
    void takeBack(String peerId, TakenBackKind kind, List<String> cardReferenceIds) throws PeerFailure;

    /** Why references became invalid. */
    enum TakenBackKind {
        CARD_REMOVED,
        CARD_REPLACED
    }

    /**
     * @param account as the peer is to see it
     * @param consentReference what the cardholder consented to
     * @param deviceKeyThumbprint of the device that asks
     */
    record Search(
            OnwardAssertion account, String consentReference, DeviceInfo deviceInfo, String deviceKeyThumbprint) {}
}
