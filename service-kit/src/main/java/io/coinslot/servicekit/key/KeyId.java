package io.coinslot.servicekit.key;

/** Names a key of the sealing keyset by the number it has there; every sealed secret begins with the number of its key. */
public record KeyId(int value) {
    /** As the keyset's keyId: numbers above 2147483647 are not negative there. */
    @Override
    public String toString() {
        return Integer.toUnsignedString(value);
    }
}
