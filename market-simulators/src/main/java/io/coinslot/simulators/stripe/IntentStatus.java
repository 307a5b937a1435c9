package io.coinslot.simulators.stripe;

import java.util.Locale;

/** The states of a PaymentIntent that captures automatically. */
enum IntentStatus {
    /** Waits for a way to pay; also after a payment was declined. */
    REQUIRES_PAYMENT_METHOD,
    /** Has a way to pay and waits to be confirmed. */
    REQUIRES_CONFIRMATION,
    /** The player has to prove themselves to their bank. */
    REQUIRES_ACTION,
    /** Paid by something that takes time, such as a bank debit. */
    PROCESSING,
    /** Paid. */
    SUCCEEDED,
    /** Given up. */
    CANCELED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean canBeConfirmed() {
        return this == REQUIRES_PAYMENT_METHOD || this == REQUIRES_CONFIRMATION || this == REQUIRES_ACTION;
    }

    boolean canBeCancelled() {
        return canBeConfirmed() || this == PROCESSING;
    }
}
