package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What kind of thing is sold. */
public enum ProductType {
    CONSUMABLE,
    DURABLE,
    CURRENCY,
    COUPON,
    /** A type that is newer than this client. */
    @JsonEnumDefaultValue
    UNKNOWN
}
