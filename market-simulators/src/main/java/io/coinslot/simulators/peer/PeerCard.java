package io.coinslot.simulators.peer;

import java.time.Instant;

/**
 * A card that a device of an account has registered at this payment server.
 *
 * @param accountReference the account's name at this payment server
 * @param hiddenNumber the card's number, readable by this payment server alone
 * @param expiry month and year, MMYY
 * @param issuerId the company that issued it
 */
record PeerCard(
        String cardId,
        String accountReference,
        String accountId,
        String hiddenNumber,
        Facts facts,
        String expiry,
        State state,
        Instant registeredAt,
        String issuerId) {

    /** What may be told of the card. */
    record Facts(
            String panUniqueReference,
            String paymentAccountReference,
            String accountPanSuffix,
            String tokenPanSuffix,
            String brand) {}

    enum State {
        /** It can be handed on. */
        LIVE,
        /** The user took it away. */
        REMOVED,
        /** Another one came in its place. */
        REPLACED
    }

    PeerCard to(State other) {
        return new PeerCard(
                cardId, accountReference, accountId, hiddenNumber, facts, expiry, other, registeredAt, issuerId);
    }
}
