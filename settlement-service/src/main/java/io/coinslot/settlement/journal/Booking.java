package io.coinslot.settlement.journal;

import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Something that happened to a payment and has to be booked. */
public sealed interface Booking {

    /**
     * The player paid.
     *
     * @param tax contained in captured; zero where the market does not tell
     * @param country ISO 3166-1 alpha-2 code of the buyer's country, if known
     * @param testPurchase never settled
     */
    record Captured(
            String userId,
            Money captured,
            Money tax,
            @Nullable String country,
            Instant capturedAt,
            boolean testPurchase)
            implements Booking {}

    record Delivered() implements Booking {}

    /** @param askedFor whether the service asked for it; then the user owes nothing */
    record Refunded(String marketRefundId, Money amount, boolean askedFor) implements Booking {}

    record RefundReversed(String marketRefundId, Money amount) implements Booking {}

    /** @param turn of the dispute: 1 when it is opened, 2 when it is closed, 3 when it is opened again */
    record ChargebackOpened(String disputeId, Money amount, long turn) implements Booking {
        /** For the first time. */
        public ChargebackOpened(String disputeId, Money amount) {
            this(disputeId, amount, 1);
        }
    }

    record ChargebackClosed(String disputeId, Money amount, boolean won, long turn) implements Booking {
        /** For the first time. */
        public ChargebackClosed(String disputeId, Money amount, boolean won) {
            this(disputeId, amount, won, 2);
        }
    }

    /** Something about a payment for a purchase that another transaction had paid. */
    sealed interface OfSecond extends Booking {
        /** The market's id of that payment. */
        String transactionId();
    }

    /**
     * The player paid once more for a purchase that was paid.
     *
     * @param testPurchase never settled, nor is what becomes of it
     * @param kept the fee that the market keeps whatever becomes of it, if it does
     */
    record SecondCaptured(String transactionId, Money amount, boolean testPurchase, FeeLookup.@Nullable Fee kept)
            implements OfSecond {}

    record SecondRefunded(String transactionId, Money amount) implements OfSecond {}

    record SecondRefundReversed(String transactionId, Money amount) implements OfSecond {}

    /** @param turn of the dispute: 1 when it is opened, 2 when it is closed, 3 when it is opened again */
    record SecondDisputed(String transactionId, String disputeId, Money amount, long turn) implements OfSecond {}

    record SecondDisputeClosed(String transactionId, String disputeId, Money amount, boolean won, long turn)
            implements OfSecond {}

    /**
     * The event that tells it.
     *
     * @param eventId becomes the entry's id
     */
    record Source(String eventId, String purchaseId, String serviceId, Instant occurredAt) {}
}
