package io.coinslot.billing.card;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A token of a registered card, as the registry told last.
 *
 * @param version of the newest change that was heard
 * @param told how many webhooks there were
 * @param webhooks the newest of them, oldest first
 */
public record CardToken(
        String tokenUniqueReference,
        ServiceId serviceId,
        CardState state,
        long version,
        int told,
        List<Webhook> webhooks) {
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
        return new CardToken(news.tokenUniqueReference(), news.serviceId(), news.state(), news.version(), 0, List.of());
    }

    CardToken as(TokenNews news) {
        return new CardToken(tokenUniqueReference, serviceId, news.state(), news.version(), told, webhooks);
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
                next.subList(surplus, next.size()));
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
