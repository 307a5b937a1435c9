package io.coinslot.marketgateway.googleplay;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.androidpublisher.AndroidPublisher;
import com.google.api.services.androidpublisher.model.Order;
import com.google.api.services.androidpublisher.model.OrdersReviewRefundRequest;
import com.google.api.services.androidpublisher.model.ProductPurchaseV2;
import com.google.api.services.androidpublisher.model.ProductPurchasesAcknowledgeRequest;
import com.google.api.services.androidpublisher.model.VoidedPurchasesListResponse;
import io.coinslot.marketgateway.market.MarketFailure;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The calls to Google Play that we make for one service, with the library's failures translated. */
final class PlayConsole {
    private static final int ONE_TIME_PRODUCTS = 0;

    private final AndroidPublisher publisher;
    private final String packageName;

    PlayConsole(AndroidPublisher publisher, String packageName) {
        this.publisher = publisher;
        this.packageName = packageName;
    }

    String packageName() {
        return packageName;
    }

    ProductPurchaseV2 purchase(String purchaseToken) throws MarketFailure {
        return call(() -> publisher.purchases().productsv2().getproductpurchasev2(packageName, purchaseToken));
    }

    Order order(String orderId) throws MarketFailure {
        return call(() -> publisher.orders().get(packageName, orderId));
    }

    void consume(String marketProductId, String purchaseToken) throws MarketFailure {
        call(() -> publisher.purchases().products().consume(packageName, marketProductId, purchaseToken));
    }

    void acknowledge(String marketProductId, String purchaseToken) throws MarketFailure {
        ProductPurchasesAcknowledgeRequest nothing = new ProductPurchasesAcknowledgeRequest();
        call(() -> publisher.purchases().products().acknowledge(packageName, marketProductId, purchaseToken, nothing));
    }

    /** Refunds the whole order, and takes the item back. */
    void refund(String orderId) throws MarketFailure {
        call(() -> publisher.orders().refund(packageName, orderId).setRevoke(true));
    }

    /** Tells what speaks against giving the money of an order back. Told again, the newer answer counts. */
    void review(String orderId, OrdersReviewRefundRequest answer) throws MarketFailure {
        call(() -> publisher.orders().reviewrefund(packageName, orderId, answer));
    }

    /** Up to now by Google's own clock: it refuses an end that a clock ahead of it, such as ours may be, calls now. */
    VoidedPurchasesListResponse voided(Instant from, @Nullable String pageToken) throws MarketFailure {
        return call(() -> {
            var list = publisher
                    .purchases()
                    .voidedpurchases()
                    .list(packageName)
                    .setStartTime(from.toEpochMilli())
                    .setType(ONE_TIME_PRODUCTS)
                    .setIncludeQuantityBasedPartialRefund(true);
            return pageToken == null ? list : list.setToken(pageToken);
        });
    }

    private interface Call<T> {
        AbstractGoogleClientRequest<T> request() throws IOException;
    }

    private static <T> T call(Call<T> call) throws MarketFailure {
        try {
            return call.request().execute();
        } catch (IOException e) {
            throw PlayFailures.of(e);
        }
    }
}
