package io.coinslot.servicekit.consume;

/** What came of an event. */
public enum Consumed {
    /** Its effect is durable. */
    APPLIED,
    /** Its effect had been durable before, or it is of no interest here. */
    DUPLICATE,
    /** Something it builds on has not arrived: it is parked and tried again later. */
    NOT_YET
}
