package io.coinslot.client;

import org.jspecify.annotations.Nullable;

/**
 * How much a user may spend in a currency, as decimal strings; null means no limit. With neither it only makes what is spent
 * count from now on.
 */
public record Limit(
        String currency, @Nullable String daily, @Nullable String monthly) {}
