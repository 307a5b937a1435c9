package io.coinslot.billing.notice;

import io.coinslot.billing.catalog.ServiceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A settlement that is drawn up, or could not be.
 *
 * @param finishedAt when the settlement service was done with it
 */
public record Statement(String settlementId, ServiceId serviceId, Instant finishedAt, Content content) {

    /** What became of it. */
    public sealed interface Content {}

    /**
     * It can be read.
     *
     * @param scope SERVICE or USER
     * @param asOf when it was asked for: what was booked later is not covered; null if an older service does not tell
     * @param entries how many entries the totals are made of; null if an older service does not tell
     */
    public record Ready(
            String scope,
            @Nullable String userId,
            Instant from,
            Instant to,
            @Nullable Instant asOf,
            @Nullable Long entries,
            List<Total> totals,
            List<Debt> debts)
            implements Content {
        public Ready {
            totals = List.copyOf(totals);
            debts = List.copyOf(debts);
        }
    }

    /** It will not come: it has to be asked for again. */
    public record Failed(String reason) implements Content {}

    /** What users owe in a currency for goods whose money was taken back, in minor units of the currency. */
    public record Debt(String currency, long carriedForward, long opened, long lifted, long outstanding) {}

    /** The sums of a market and a currency, in minor units of the currency. */
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
}
