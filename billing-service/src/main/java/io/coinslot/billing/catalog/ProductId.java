package io.coinslot.billing.catalog;

/** Names a product within its service. */
public record ProductId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
