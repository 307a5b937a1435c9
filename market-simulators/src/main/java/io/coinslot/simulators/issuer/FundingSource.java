package io.coinslot.simulators.issuer;

/** How a request says which card it means. */
enum FundingSource {
    /** By a credential that is sealed to the company's key. */
    ENCRYPTED_PAYLOAD("encryptedPayload"),
    /** By the card's reference. */
    PAN_UNIQUE_REFERENCE("panUniqueReference"),
    /** By the reference of a token that the card has elsewhere. */
    TOKEN_UNIQUE_REFERENCE("tokenUniqueReference");

    private final String wire;

    FundingSource(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }
}
