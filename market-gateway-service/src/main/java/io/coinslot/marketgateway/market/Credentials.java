package io.coinslot.marketgateway.market;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service's secrets at a market. They are never printed. */
public final class Credentials {
    private final Map<String, String> values;

    public Credentials(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public @Nullable String get(String name) {
        return values.get(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credentials that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "credentials" + values.keySet();
    }
}
