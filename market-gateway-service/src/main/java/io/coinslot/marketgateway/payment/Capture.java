package io.coinslot.marketgateway.payment;

import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The market's confirmation that the player paid.
 *
 * @param transactionId the market's id of the transaction, unique within the application
 * @param application the package or merchant account it was paid in
 * @param receipt what names the transaction in later calls to the market
 * @param tax contained in amount, where the market tells it
 * @param country ISO 3166-1 alpha-2 code of the buyer's country, where the market tells it
 * @param acknowledgeBy when the market gives the money back by itself unless the purchase is finished before
 * @param test a market's test purchase: delivered like any other, never settled
 */
public record Capture(
        String transactionId,
        String application,
        Receipt receipt,
        Money amount,
        @Nullable Money tax,
        @Nullable String country,
        Instant capturedAt,
        @Nullable Instant acknowledgeBy,
        boolean test) {}
