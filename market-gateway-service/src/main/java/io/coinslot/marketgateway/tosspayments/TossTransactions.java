package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.RecallsNotifications;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The transactions that a lost webhook should have told of: what was cancelled, at the console for one, and deposits.
 * What was paid otherwise we have confirmed ourselves.
 */
final class TossTransactions extends TossCapability implements RecallsNotifications {
    private static final ZoneOffset SEOUL = ZoneOffset.ofHours(9);
    private static final Duration REACH = Duration.ofDays(30);
    private static final int PAGE = 1_000;
    private static final Set<String> CANCELLED = Set.of("CANCELED", "PARTIAL_CANCELED");
    private static final String VIRTUAL_ACCOUNT = "가상계좌";
    private static final JsonMapper JSON = JsonMapper.shared();

    TossTransactions(TossShops shops) {
        super(shops);
    }

    /** Toss Payments remembers for longer; by then somebody has compared the books. */
    @Override
    public Duration reach() {
        return REACH;
    }

    @Override
    public Page recall(MarketLink link, Instant from, Instant to, @Nullable String pageToken) throws MarketFailure {
        JsonNode page = shop(link).transactions(seoul(from), seoul(to).plusSeconds(1), pageToken, PAGE);
        List<Recalled> recalled = new ArrayList<>();
        for (JsonNode transaction : page) {
            if (isToldByWebhookAlone(transaction)) {
                recalled.add(recalled(transaction));
            }
        }
        return new Page(recalled, page.size() < PAGE ? null : key(page.path(page.size() - 1)));
    }

    private static boolean isToldByWebhookAlone(JsonNode transaction) {
        String status = transaction.path("status").asString("");
        return CANCELLED.contains(status)
                || (status.equals("DONE")
                        && transaction.path("method").asString("").equals(VIRTUAL_ACCOUNT));
    }

    /** In the form of the webhook that should have come. */
    private static Recalled recalled(JsonNode transaction) throws MarketFailure {
        ObjectNode webhook = JsonNodeFactory.instance.objectNode().put("eventType", "PAYMENT_STATUS_CHANGED");
        webhook.set("data", transaction);
        return new Recalled("transaction-" + key(transaction), JSON.writeValueAsBytes(webhook));
    }

    private static String key(JsonNode transaction) throws MarketFailure {
        String key = transaction.path("transactionKey").asString("");
        if (!TossNames.isPaymentKey(key)) {
            throw TossFailures.notUnderstood("a transaction lacks its key");
        }
        return key;
    }

    private static LocalDateTime seoul(Instant time) {
        return LocalDateTime.ofInstant(time, SEOUL);
    }
}
