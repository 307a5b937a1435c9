package io.coinslot.billing.card;

import org.joda.money.Money;

/** Whether a token may be charged for a purchase. */
public sealed interface TokenPermit {
    /**
     * It may, and what it is to be charged is reserved.
     *
     * @param fresh whether by this very request
     */
    record Reserved(boolean fresh) implements TokenPermit {}

    /** There is none, or it is another user's or service's: that must not be told apart. */
    record Unknown() implements TokenPermit {}

    /** It is there, and cannot pay as it stands. */
    record NotActive(CardStatus status) implements TokenPermit {}

    /** @param left what may still be charged at once */
    record TooMuchAtOnce(Money left) implements TokenPermit {}

    /** @param left what may still be charged today */
    record TooMuchToday(Money limit, Money left) implements TokenPermit {}

    record TooOftenToday(int limit) implements TokenPermit {}

    /** Whether news of the token that are on their way might change it. */
    default boolean mayBeOutdated() {
        return this instanceof Unknown
                || (this instanceof NotActive(CardStatus status) && status != CardStatus.DEACTIVATED);
    }
}
