package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement, with one total per market and currency once it is ready. */
public record Settlement(
        String settlementId,
        @Nullable Status status,
        @Nullable Instant from,
        @Nullable Instant to,
        List<Total> totals) {

    public Settlement {
        totals = List.copyOf(totals);
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
