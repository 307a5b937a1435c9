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

/** The list of voided purchases, whole orders and parts of a quantity, written as the notifications that tell of them. */
final class PlayVoids extends PlayCapability implements RecallsNotifications {
    /**
     * Google answers 30 days before each request, and the start of a window stands while its pages are read: some hours
     * less, so that the start of one that takes long is not refused on the way.
     */
    private static final Duration REACH = Duration.ofDays(30).minusHours(6);

    private static final JsonMapper JSON = JsonMapper.shared();

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
        VoidedPurchasesListResponse page = console.voided(from, pageToken);
        List<VoidedPurchase> voided = page.getVoidedPurchases() == null ? List.of() : page.getVoidedPurchases();
        return new Page(
                voided.stream().map(one -> recalled(console.packageName(), one)).toList(),
                page.getTokenPagination() == null
                        ? null
                        : page.getTokenPagination().getNextPageToken());
    }

    private static Recalled recalled(String packageName, VoidedPurchase voided) {
        return new Recalled(
                "void/" + voided.getOrderId() + "/" + voided.getVoidedTimeMillis() + "/" + PlayVoid.part(voided),
                JSON.writeValueAsBytes(PlayVoid.notification(packageName, voided)));
    }
}
