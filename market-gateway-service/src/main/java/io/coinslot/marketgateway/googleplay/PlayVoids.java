package io.coinslot.marketgateway.googleplay;

import com.google.api.services.androidpublisher.model.VoidedPurchase;
import com.google.api.services.androidpublisher.model.VoidedPurchasesListResponse;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.RecallsNotifications;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The list of voided purchases, whole orders and parts of a quantity, written as the notifications that tell of them. */
final class PlayVoids extends PlayCapability implements RecallsNotifications {
    /** Google answers 30 days; a minute less, since it counts from when it gets the request. */
    private static final Duration REACH = Duration.ofDays(30).minusMinutes(1);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ONE_TIME_PRODUCT = 2;
    private static final int FULL = 1;
    private static final int PART_OF_QUANTITY = 2;

    PlayVoids(PlayConsoles consoles) {
        super(consoles);
    }

    @Override
    public Duration reach() {
        return REACH;
    }

    @Override
    public Page recall(MarketLink link, Instant from, Instant to, @Nullable String pageToken) throws MarketFailure {
        PlayConsole console = console(link);
        VoidedPurchasesListResponse page = console.voided(from, to, pageToken);
        List<VoidedPurchase> voided = page.getVoidedPurchases() == null ? List.of() : page.getVoidedPurchases();
        return new Page(
                voided.stream().map(one -> recalled(console.packageName(), one)).toList(),
                page.getTokenPagination() == null
                        ? null
                        : page.getTokenPagination().getNextPageToken());
    }

    private static Recalled recalled(String packageName, VoidedPurchase voided) {
        int part = voided.getVoidedQuantity() == null ? 0 : voided.getVoidedQuantity();
        ObjectNode data = JSON.createObjectNode().put("packageName", packageName);
        data.putObject("voidedPurchaseNotification")
                .put("purchaseToken", voided.getPurchaseToken())
                .put("orderId", voided.getOrderId())
                .put("productType", ONE_TIME_PRODUCT)
                .put("refundType", part == 0 ? FULL : PART_OF_QUANTITY);
        return new Recalled(
                "void/" + voided.getOrderId() + "/" + voided.getVoidedTimeMillis() + "/" + part,
                JSON.writeValueAsBytes(data));
    }
}
