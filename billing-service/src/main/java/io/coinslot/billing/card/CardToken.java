package io.coinslot.billing.card;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.limit.Ledger;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token of a registered card, as the registry told last.
 *
 * @param version of the newest change that was heard
 * @param told how many webhooks there were
 * @param webhooks the newest of them, oldest first
 * @param spent what it was charged; null if it never was
 * @param limits of its own; null for none
 */
public record CardToken(
        String tokenUniqueReference,
        ServiceId serviceId,
        CardState state,
        long version,
        int told,
        List<Webhook> webhooks,
        @Nullable Ledger spent,
        @Nullable TokenLimits limits) {
    static final int MOST_WEBHOOKS = 50;

    public CardToken {
        webhooks = List.copyOf(webhooks);
    }

    /** The id of the token's document. */
    public static String key(String tokenUniqueReference) {
        return DerivedId.of("tok_", tokenUniqueReference);
    }

    public String id() {
        return key(tokenUniqueReference);
    }

    static CardToken of(TokenNews news) {
        return new CardToken(
                news.tokenUniqueReference(), news.serviceId(), news.state(), news.version(), 0, List.of(), null, null);
    }

    CardToken as(TokenNews news) {
        return new CardToken(
                tokenUniqueReference, serviceId, news.state(), news.version(), told, webhooks, spent, limits);
    }

    CardToken with(Ledger nowSpent) {
        return new CardToken(tokenUniqueReference, serviceId, state, version, told, webhooks, nowSpent, limits);
    }

    CardToken with(TokenLimits newLimits) {
        return new CardToken(tokenUniqueReference, serviceId, state, version, told, webhooks, spent, newLimits);
    }

    boolean belongsTo(ServiceId service, UserId user) {
        return serviceId.equals(service) && state.userId().equals(user);
    }

    /** What counts against the token's limits. */
    public Ledger ledger() {
        return spent == null ? Ledger.EMPTY : spent;
    }

    /** The token's own limits, and where they say nothing the usual ones. */
    TokenLimits limitsOr(TokenLimits usual) {
        return limits == null ? usual : limits.orElse(usual);
    }

    Optional<Webhook> webhook(int number) {
        return webhooks.stream().filter(webhook -> webhook.number() == number).findFirst();
    }

    /** Adds a webhook, or replaces the one of its number. */
    CardToken with(Webhook webhook) {
        List<Webhook> next = new ArrayList<>(webhooks);
        next.replaceAll(other -> other.number() == webhook.number() ? webhook : other);
        if (webhook.number() > told) {
            next.add(webhook);
        }
        int surplus = Math.max(0, next.size() - MOST_WEBHOOKS);
        return new CardToken(
                tokenUniqueReference,
                serviceId,
                state,
                version,
                Math.max(told, webhook.number()),
                next.subList(surplus, next.size()),
                spent,
                limits);
    }

    /** The oldest webhook that was never tried: the next one has to wait for it. */
    Optional<Webhook> untried() {
        return webhooks.stream()
                .filter(webhook -> webhook.status() == WebhookStatus.SENDING
                        && webhook.attempts().isEmpty())
                .findFirst();
    }

    /** Whether the service took a later webhook: what this one tells is no longer so. */
    boolean isOvertaken(Webhook webhook) {
        return webhooks.stream()
                .anyMatch(other -> other.number() > webhook.number() && other.status() == WebhookStatus.ACCEPTED);
    }
}
