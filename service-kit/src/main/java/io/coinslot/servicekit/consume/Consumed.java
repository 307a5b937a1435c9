package io.coinslot.servicekit.consume;

/** What came of an event. */
public enum Consumed {
    /** Its effect is durable. */
    APPLIED,
    /** Its effect had been durable before, or it is of no interest here. */
    DUPLICATE,
    /** Something it builds on has not arrived: it is parked and tried again later, for a day. */
    NOT_YET,
    /** It waits for something that people decide, such as a price: it is parked and tried again without end. */
    WAITING;

    /** Whether it had no effect yet and may have one later. */
    public boolean isParked() {
        return this == NOT_YET || this == WAITING;
    }
}
