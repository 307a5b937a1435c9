package io.coinslot.catalog.service;

import io.coinslot.schemas.Topics;
import io.coinslot.schemas.catalog.FormerWebhookSecret;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.servicekit.event.StateEncoder;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Publishes each version of a service; the event is the new state itself. */
final class ServiceStates implements StateEncoder<RegisteredService> {
    @Override
    public String topic() {
        return Topics.SERVICE_STATES;
    }

    @Override
    public String type(RegisteredService event) {
        return "ServiceState";
    }

    @Override
    public SpecificRecord envelope(Header header, RegisteredService state, RegisteredService event) {
        return ServiceStateEnvelope.newBuilder()
                .setEventId(header.eventId())
                .setServiceId(header.aggregateId())
                .setSequence(header.sequence())
                .setOccurredAt(header.occurredAt())
                .setEvent(record(event))
                .build();
    }

    private static ServiceState record(RegisteredService service) {
        return ServiceState.newBuilder()
                .setName(service.name())
                .setSettlementCurrency(service.settlementCurrency())
                .setWebhookUrl(service.webhookUrl())
                .setWebhookSecretGeneration(service.secretGeneration())
                .setPreviousSecretValidUntil(service.previousSecretValidUntil())
                .setRequiredConsents(service.requiredConsents())
                .setMarkets(service.links().stream().map(ServiceStates::link).toList())
                .setMarketPreferences(service.marketPreferences().stream()
                        .map(ServiceStates::preference)
                        .toList())
                .setFormerWebhookSecrets(service.formerSecrets(service.updatedAt()).stream()
                        .map(former -> new FormerWebhookSecret(former.generation(), former.validUntil()))
                        .toList())
                .build();
    }

    private static io.coinslot.schemas.catalog.MarketLink link(MarketLink link) {
        return io.coinslot.schemas.catalog.MarketLink.newBuilder()
                .setMarket(link.market())
                .setEnabled(link.enabled())
                .setSettings(link.settings())
                .setSealedCredentials(bytes(link.sealedCredentials()))
                .build();
    }

    private static io.coinslot.schemas.catalog.MarketPreference preference(MarketPreference preference) {
        return io.coinslot.schemas.catalog.MarketPreference.newBuilder()
                .setPlatform(preference.platform())
                .setRegion(preference.region())
                .setCurrency(preference.currency())
                .setMarkets(preference.markets())
                .build();
    }

    private static @Nullable ByteBuffer bytes(@Nullable String base64) {
        return base64 == null ? null : ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    }
}
