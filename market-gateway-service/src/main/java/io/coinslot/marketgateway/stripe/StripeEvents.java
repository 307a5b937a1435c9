package io.coinslot.marketgateway.stripe;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.RecallsNotifications;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of Stripe's last thirty days, as it would have sent them. Most have been delivered, and are known by their
 * ids.
 */
final class StripeEvents extends StripeCapability implements RecallsNotifications {
    private static final JsonMapper JSON = JsonMapper.shared();

    StripeEvents(StripeAccounts accounts) {
        super(accounts);
    }

    @Override
    public Duration reach() {
        return Duration.ofDays(30).minusMinutes(1);
    }

    @Override
    public Page recall(MarketLink link, Instant from, Instant to, @Nullable String pageToken) throws MarketFailure {
        JsonNode page = json(account(link).events(from, to, pageToken));
        List<Recalled> recalled = new ArrayList<>();
        for (JsonNode event : page.path("data")) {
            recalled.add(new Recalled(event.path("id").asString(), JSON.writeValueAsBytes(event)));
        }
        boolean more = page.path("has_more").asBoolean(false) && !recalled.isEmpty();
        return new Page(recalled, more ? recalled.getLast().messageId() : null);
    }

    private static JsonNode json(String body) throws MarketFailure {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new MarketFailure(MarketFailure.Kind.RETRY_LATER, "NOT_JSON", "Stripe's list is no JSON", null, e);
        }
    }
}
