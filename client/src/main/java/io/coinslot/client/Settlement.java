package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement, with one total per market and currency, and one debt per currency, once it is ready. */
public record Settlement(
        String settlementId,
        @Nullable Status status,
        @Nullable Instant from,
        @Nullable Instant to,
        List<Total> totals,
        List<Debt> debts) {

    public Settlement {
        totals = List.copyOf(totals);
        debts = List.copyOf(debts);
    }

    /** How far the statement is. */
    public enum Status {
        PENDING,
        READY,
        FAILED,
        /** A status that is newer than this client. */
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /**
     * What users owe in one currency for goods that they hold although their money was taken back, as decimal strings:
     * outstanding = carriedForward + opened − lifted. No part of the totals.
     *
     * @param carriedForward owed when the period began
     * @param lifted since the money came again
     */
    public record Debt(String currency, String carriedForward, String opened, String lifted, String outstanding) {}

    /** The money of one market in one currency, as decimal strings. */
    public record Total(
            Market market,
            String currency,
            String gross,
            String refunded,
            String marketFee,
            String tax,
            String net,
            long purchases,
            long refunds) {}
}
