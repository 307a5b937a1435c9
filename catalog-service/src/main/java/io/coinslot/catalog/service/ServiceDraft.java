package io.coinslot.catalog.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next version of a service: the same but for what is set. */
final class ServiceDraft {
    private final RegisteredService before;
    private String claimId;
    private String name;
    private @Nullable String webhookUrl;
    private List<String> requiredConsents;
    private List<MarketLink> links;
    private List<MarketPreference> preferences;
    private List<SecretRotation> rotations;
    private Instant updatedAt;
    private long version;

    ServiceDraft(RegisteredService before) {
        this.before = before;
        this.claimId = before.claimId();
        this.name = before.name();
        this.webhookUrl = before.webhookUrl();
        this.requiredConsents = before.requiredConsents();
        this.links = before.links();
        this.preferences = before.marketPreferences();
        this.rotations = before.rotations();
        this.updatedAt = before.updatedAt();
        this.version = before.version();
    }

    ServiceDraft claimId(String claimId) {
        this.claimId = claimId;
        return this;
    }

    ServiceDraft name(String name) {
        this.name = name;
        return this;
    }

    ServiceDraft webhookUrl(@Nullable String webhookUrl) {
        this.webhookUrl = webhookUrl;
        return this;
    }

    ServiceDraft requiredConsents(List<String> requiredConsents) {
        this.requiredConsents = requiredConsents;
        return this;
    }

    ServiceDraft links(List<MarketLink> links) {
        this.links = links;
        return this;
    }

    ServiceDraft preferences(List<MarketPreference> preferences) {
        this.preferences = preferences;
        return this;
    }

    ServiceDraft rotations(List<SecretRotation> rotations) {
        this.rotations = rotations;
        return this;
    }

    /** What is set is a change that others are told of. */
    ServiceDraft changedAt(Instant at) {
        this.updatedAt = at;
        this.version = before.version() + 1;
        return this;
    }

    RegisteredService service() {
        return new RegisteredService(
                before.serviceId(),
                claimId,
                name,
                before.settlementCurrency(),
                webhookUrl,
                requiredConsents,
                links,
                preferences,
                rotations,
                before.createdAt(),
                updatedAt,
                version);
    }
}
