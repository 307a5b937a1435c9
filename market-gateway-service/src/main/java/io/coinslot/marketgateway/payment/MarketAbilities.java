package io.coinslot.marketgateway.payment;

/**
 * What a market has beyond verifying receipts, as far as the payment's course depends on it.
 *
 * @param prepares payments are prepared there before the player pays
 * @param finishes delivered purchases are acknowledged or consumed there
 * @param refunds it gives money back when we ask
 * @param cancels a prepared payment can be taken back
 */
public record MarketAbilities(boolean known, boolean prepares, boolean finishes, boolean refunds, boolean cancels) {
    /** A market that no adapter is there for. */
    public static final MarketAbilities UNKNOWN = new MarketAbilities(false, false, false, false, false);
}
