package io.coinslot.settlement.journal;

/** What an entry records. */
public enum EntryKind {
    /** The player paid. */
    CAPTURE,
    /** The goods were granted: the service's share is earned. */
    DELIVERY,
    /** Money went back to the player. */
    REFUND,
    /** A bank disputes the payment; its amount is set aside. */
    CHARGEBACK,
    /** A dispute ended in our favour. */
    CHARGEBACK_WON,
    /** A dispute ended against us. */
    CHARGEBACK_LOST,
    /** A dispute that had ended was taken up again: its amount is set aside once more. */
    CHARGEBACK_REOPENED,
    /** The market took a refund back: the payment stands again. */
    REFUND_REVERSED,
    /** The player paid once more for what was paid: nobody's revenue, it goes back. */
    SECOND_PAYMENT,
    /** A second payment went back. */
    SECOND_PAYMENT_REFUNDED,
    /** The market took the refund of a second payment back. */
    SECOND_REFUND_REVERSED,
    /** A bank disputes a second payment; its amount is set aside. */
    SECOND_CHARGEBACK,
    /** A dispute of a second payment ended in our favour: it has to go back by other ways. */
    SECOND_CHARGEBACK_WON,
    /** A dispute of a second payment ended against us: the player has it back. */
    SECOND_CHARGEBACK_LOST,
    /** A dispute of a second payment that had ended was taken up again. */
    SECOND_CHARGEBACK_REOPENED
}
