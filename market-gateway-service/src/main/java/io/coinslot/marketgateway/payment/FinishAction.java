package io.coinslot.marketgateway.payment;

/** How a delivered purchase was finished at its market. */
public enum FinishAction {
    CONSUMED,
    ACKNOWLEDGED,
    /** The market knows no such step. */
    NOT_NEEDED
}
