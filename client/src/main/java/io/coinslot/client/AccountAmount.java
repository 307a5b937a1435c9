package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * An amount on one side of an account.
 *
 * @param account such as service-payable or market-receivable:stripe
 */
public record AccountAmount(String account, Side side, Money amount) {
    /** The side of the account. */
    public enum Side {
        DEBIT,
        CREDIT,
        /** A side that is newer than this client. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
