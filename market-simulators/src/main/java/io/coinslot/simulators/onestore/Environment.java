package io.coinslot.simulators.onestore;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One of ONE store's two worlds. Each has a host, access tokens and purchases of its own. */
enum Environment {
    COMMERCIAL("3.1.0", ""),
    SANDBOX("3.1.0D", "SANDBOX");

    private final String messageVersion;
    private final String purchaseIdPrefix;

    Environment(String messageVersion, String purchaseIdPrefix) {
        this.messageVersion = messageVersion;
        this.purchaseIdPrefix = purchaseIdPrefix;
    }

    /** The environment whose host stands for this first path segment. */
    static @Nullable Environment of(String segment) {
        return Arrays.stream(values())
                .filter(environment ->
                        environment.name().toLowerCase(Locale.ROOT).equals(segment))
                .findFirst()
                .orElse(null);
    }

    /** The version that its notifications carry. */
    String messageVersion() {
        return messageVersion;
    }

    String purchaseIdPrefix() {
        return purchaseIdPrefix;
    }
}
