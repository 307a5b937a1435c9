package io.coinslot.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A game to register. Webhooks are sent to {@code webhookUrl}, if there is one. */
public record NewService(
        String serviceId,
        String name,
        String settlementCurrency,
        @Nullable URI webhookUrl) {}
