package io.coinslot.catalog.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service (a game or an app) that sells through Coinslot.
 *
 * @param claimId the request that created it, and what it asked for; in documents of an older version the former alone
 * @param settlementCurrency ISO 4217 code that statements are drawn up in; never changes
 * @param webhookUrl where deliveries are announced, or null
 * @param requiredConsents kinds of consent that a user must have given before a purchase
 * @param links at most one per market
 * @param preferences which markets to take for purchases that name none; null in documents of an older version
 * @param rotations the last month's changes of the webhook secret and the newest one, oldest first; before the first,
 *     generation 1 signs
 * @param version rises by one with each change
 */
public record RegisteredService(
        ServiceId serviceId,
        String claimId,
        String name,
        String settlementCurrency,
        @Nullable String webhookUrl,
        List<String> requiredConsents,
        List<MarketLink> links,
        @Nullable List<MarketPreference> preferences,
        List<SecretRotation> rotations,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    private static final String FINGERPRINT = "#";

    /** A service that changed its secret as often within a month has to wait until the oldest is forgotten. */
    static final int MOST_ROTATIONS = 500;

    /** Each signs every webhook, and receivers bound a header's length. */
    static final int MOST_FORMER_SECRETS = 50;

    public RegisteredService {
        requiredConsents = List.copyOf(requiredConsents);
        links = List.copyOf(links);
        preferences = preferences == null ? List.of() : List.copyOf(preferences);
        rotations = List.copyOf(rotations);
    }

    static RegisteredService created(
            ServiceId id, String name, String currency, @Nullable String webhookUrl, Instant at) {
        return new RegisteredService(
                id, "", name, currency, webhookUrl, List.of(), List.of(), null, List.of(), at, at, 1);
    }

    /**
     * As created by this request.
     *
     * @param fingerprint of what was asked, as the claim is forgotten some day and the service is not
     */
    RegisteredService claimedBy(String requestClaimId, String fingerprint) {
        return draft().claimId(requestClaimId + FINGERPRINT + fingerprint).service();
    }

    boolean isClaimedBy(String requestClaimId) {
        return claimId.equals(requestClaimId) || claimId.startsWith(requestClaimId + FINGERPRINT);
    }

    /** Whether the request that created it asked for the same, as far as one can tell of services of before. */
    boolean isAsAskedBy(String fingerprint, RegisteredService asked) {
        if (claimId.contains(FINGERPRINT)) {
            return claimId.endsWith(FINGERPRINT + fingerprint);
        }
        return settlementCurrency.equals(asked.settlementCurrency)
                && (version > 1 || hasDescription(asked.name, asked.webhookUrl, asked.requiredConsents));
    }

    boolean hasDescription(String otherName, @Nullable String otherWebhookUrl, List<String> consents) {
        return name.equals(otherName)
                && Objects.equals(webhookUrl, otherWebhookUrl)
                && requiredConsents.equals(consents);
    }

    RegisteredService described(String newName, @Nullable String newWebhookUrl, List<String> consents, Instant at) {
        return draft().name(newName)
                .webhookUrl(newWebhookUrl)
                .requiredConsents(consents)
                .changedAt(at)
                .service();
    }

    /** With this link in place of the one to the same market. */
    RegisteredService linked(MarketLink link, Instant at) {
        if (links.contains(link)) {
            return this;
        }
        List<MarketLink> changed = new ArrayList<>(links);
        changed.removeIf(old -> old.market().equals(link.market()));
        changed.add(link);
        return draft().links(changed).changedAt(at).service();
    }

    /** With these preferences in place of those before. */
    RegisteredService preferring(List<MarketPreference> newPreferences, Instant at) {
        if (newPreferences.equals(preferences)) {
            return this;
        }
        return draft().preferences(newPreferences).changedAt(at).service();
    }

    List<MarketPreference> marketPreferences() {
        return preferences == null ? List.of() : preferences;
    }

    /** With the link's credentials under another seal. Nothing has changed for anybody, so the version stays. */
    RegisteredService resealed(MarketLink link, String sealedCredentials) {
        List<MarketLink> changed = new ArrayList<>(links);
        changed.replaceAll(known -> known.equals(link)
                ? new MarketLink(link.market(), link.enabled(), link.settings(), sealedCredentials)
                : known);
        return draft().links(changed).service();
    }

    /** With a new webhook secret; the one before stays valid for a while. */
    RegisteredService rotated(String requestClaimId, Instant previousValidUntil, Instant at) {
        List<SecretRotation> changed = new ArrayList<>(rememberedAt(at));
        changed.add(new SecretRotation(requestClaimId, secretGeneration() + 1, previousValidUntil, at));
        return draft().rotations(changed).changedAt(at).service();
    }

    /** Whether another rotation must wait: each is remembered for a month, and that is bounded. */
    boolean hasRotatedTooOften(Instant at) {
        return rememberedAt(at).size() >= MOST_ROTATIONS;
    }

    /**
     * The secrets before the present one that are still valid, the newest first. A rotation ends all that came before it
     * when it ends the one that it replaced, if not sooner: to keep the old one for no time is to end all of them.
     */
    List<FormerSecret> formerSecrets(Instant at) {
        List<FormerSecret> former = new ArrayList<>();
        Instant validUntil = Instant.MAX;
        for (SecretRotation rotation : rotations.reversed()) {
            validUntil =
                    rotation.previousValidUntil().isBefore(validUntil) ? rotation.previousValidUntil() : validUntil;
            if (at.isBefore(validUntil)) {
                former.add(new FormerSecret(rotation.generation() - 1, validUntil));
            }
        }
        return former;
    }

    /** Whether one more secret to keep until then is one too many; to end them all is always allowed. */
    boolean keepsTooManySecrets(Instant previousValidUntil, Instant at) {
        return at.isBefore(previousValidUntil) && formerSecrets(at).size() >= MOST_FORMER_SECRETS;
    }

    private ServiceDraft draft() {
        return new ServiceDraft(this);
    }

    private List<SecretRotation> rememberedAt(Instant at) {
        return rotations.stream()
                .filter(rotation -> rotation.isRememberedAt(at))
                .toList();
    }

    Optional<MarketLink> link(String market) {
        return links.stream().filter(link -> link.market().equals(market)).findFirst();
    }

    /** The rotation that this request asked for. One that comes under the same key after a month asks for another one. */
    Optional<SecretRotation> rotationBy(String requestClaimId, Instant at) {
        return rotations.stream()
                .filter(rotation -> rotation.isRememberedAt(at))
                .filter(rotation -> rotation.claimId().equals(requestClaimId))
                .findFirst();
    }

    int secretGeneration() {
        return rotations.isEmpty() ? 1 : rotations.getLast().generation();
    }

    @Nullable
    Instant previousSecretValidUntil() {
        return rotations.isEmpty() ? null : rotations.getLast().previousValidUntil();
    }
}
