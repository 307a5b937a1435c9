package io.coinslot.servicekit.security;

import java.util.List;

/** Path patterns of a service that are reached without a token, since they bring a proof of their own. */
public record OpenPaths(List<String> patterns) {
    public OpenPaths {
        patterns = List.copyOf(patterns);
    }

    public static OpenPaths none() {
        return new OpenPaths(List.of());
    }
}
