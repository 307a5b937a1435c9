package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The list of voided purchases, written as the notifications that tell of them. */
final class OneStoreVoids extends OneStoreCapability implements RecallsNotifications {
    /** What ONE store lists unless it is asked otherwise. */
    private static final Duration REACH = Duration.ofDays(30).minusMinutes(1);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LIST = "voidedPurchaseList";

    OneStoreVoids(OneStoreApps apps) {
        super(apps);
    }

    @Override
    public Duration reach() {
        return REACH;
    }

    @Override
    public Page recall(MarketLink link, Instant from, Instant to, @Nullable String pageToken) throws MarketFailure {
        OneStoreApp app = app(link);
        JsonNode page = app.voided(from, to, pageToken);
        String next = page.path("continuationKey").asString("");
        List<Recalled> recalled = new ArrayList<>();
        for (JsonNode voided : listed(page)) {
            recalled.add(recalled(app.registration().clientId(), voided));
        }
        return new Page(recalled, next.isBlank() ? null : next);
    }

    /** The documents write the list's name with a space at its end. */
    private static JsonNode listed(JsonNode page) {
        for (String name : page.propertyNames()) {
            if (name.trim().equals(LIST)) {
                return page.path(name);
            }
        }
        return page.path(LIST);
    }

    static Recalled recalled(String clientId, JsonNode voided) {
        String purchaseId = voided.path("purchaseId").asString("");
        String token = voided.path("purchaseToken").asString("");
        ObjectNode message = JSON.createObjectNode()
                .put("clientId", clientId)
                .put("messageType", OneStoreNotifications.SINGLE_PAYMENT)
                .put("purchaseId", purchaseId)
                .put("purchaseState", "CANCELED")
                .put("purchaseToken", token);
        // A message's id is shown and logged, which a token never is.
        String named = purchaseId.isEmpty() ? DerivedId.of("token-", token) : purchaseId;
        return new Recalled("void/" + named, JSON.writeValueAsBytes(message));
    }
}
