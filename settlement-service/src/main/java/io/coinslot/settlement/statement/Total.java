package io.coinslot.settlement.statement;

/**
 * The sums of one market and currency, in minor units; see {@link Amounts}.
 *
 * @param purchases captures in the period
 * @param refunds refunds and chargebacks in the period
 */
public record Total(
        String market,
        String currency,
        long gross,
        long refunded,
        long marketFee,
        long tax,
        long net,
        long purchases,
        long refunds) {}
