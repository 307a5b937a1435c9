package io.coinslot.billing.purchase;

/** How the sending of a webhook stands. */
public enum WebhookStatus {
    /** Being sent, or to be tried again. */
    SENDING,
    /** The game answered 2xx. */
    ACCEPTED,
    /** Given up after the last attempt, or because the game answered 410; it can be sent again by hand. */
    ABANDONED,
    /** Not needed any more. */
    DROPPED;

    /** Whether nobody will ever send it again of their own accord, nor need to. */
    boolean isDone() {
        return this == ACCEPTED || this == DROPPED;
    }
}
