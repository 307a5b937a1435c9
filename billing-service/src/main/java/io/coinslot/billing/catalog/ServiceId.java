package io.coinslot.billing.catalog;

/** Names a service: a game or an app that sells. */
public record ServiceId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
