package io.coinslot.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A registered game. */
public record Service(
        String serviceId,
        @Nullable String name,
        @Nullable String settlementCurrency,
        @Nullable URI webhookUrl) {}
