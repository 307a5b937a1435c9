package io.coinslot.marketgateway.contract;

/** What an adapter has to say to a receipt that differs from the purchase. */
sealed interface Answer {
    /** The receipt is refused under this code. */
    record Refused(String code) implements Answer {}

    /** The market leaves no room for such a receipt. */
    record CannotHappen(String why) implements Answer {}

    static Answer refused(String code) {
        return new Refused(code);
    }

    static Answer cannotHappen(String why) {
        return new CannotHappen(why);
    }
}
