package io.coinslot.client;

import org.jspecify.annotations.Nullable;

/** How much a user may spend in a currency, as decimal strings; null means no limit. */
public record Limit(
        String currency, @Nullable String daily, @Nullable String monthly) {}
