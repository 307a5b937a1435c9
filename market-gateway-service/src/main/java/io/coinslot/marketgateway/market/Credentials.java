package io.coinslot.marketgateway.market;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service's secrets at a market. They are never printed. */
public final class Credentials {
    private final Map<String, String> values;
    private final boolean closed;

    public Credentials(Map<String, String> values) {
        this(values, false);
    }

    private Credentials(Map<String, String> values, boolean closed) {
        this.values = Map.copyOf(values);
        this.closed = closed;
    }

    /** There are some, but they cannot be opened here: our key for them is missing. That is no fault of the service's. */
    public static Credentials closed() {
        return new Credentials(Map.of(), true);
    }

    /** Whether they could not be opened. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether the service never gave any. */
    public boolean isEmpty() {
        return !closed && values.isEmpty();
    }

    public @Nullable String get(String name) {
        return values.get(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credentials that && closed == that.closed && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.keySet().hashCode();
    }

    @Override
    public String toString() {
        return closed ? "credentials, closed" : "credentials" + values.keySet();
    }
}
