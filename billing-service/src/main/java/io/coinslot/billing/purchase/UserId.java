package io.coinslot.billing.purchase;

/** Names a player within a service, as the service itself names them. */
public record UserId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
