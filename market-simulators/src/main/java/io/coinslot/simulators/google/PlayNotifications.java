package io.coinslot.simulators.google;

import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Real-time developer notifications, pushed by Pub/Sub to the service that owns the application. */
final class PlayNotifications implements PlayListener {
    private static final int ONE_TIME_PRODUCT = 2;

    private final Courier courier;
    private final Target target;
    private final PushTokens tokens;
    private final ServiceAccounts accounts;
    private final Clock clock;
    private final AtomicLong nextMessageId = new AtomicLong(System.currentTimeMillis() * 1_000);

    PlayNotifications(Courier courier, Target target, PushTokens tokens, ServiceAccounts accounts, Clock clock) {
        this.courier = courier;
        this.target = target;
        this.tokens = tokens;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public void purchased(Purchase purchase) {
        send(purchase.sale().packageName(), about(purchase, 1));
    }

    @Override
    public void cancelled(Purchase purchase) {
        send(purchase.sale().packageName(), about(purchase, 2));
    }

    @Override
    public void voided(VoidedPurchase voided) {
        send(voided.packageName(), about(voided));
    }

    @Override
    public void reviewRequested(Purchase purchase, Chargeback chargeback) {
        ObjectNode data = data(purchase.sale().packageName());
        data.putObject("pendingRefundReviewNotification")
                .put("version", "1.0")
                .put("pendingRefundToken", chargeback.pendingRefundToken())
                .put("orderId", chargeback.orderId())
                .put("purchaseToken", purchase.sale().purchaseToken());
        send(purchase.sale().packageName(), data);
    }

    /** The notification that a purchase was paid (1) or cancelled (2). */
    ObjectNode about(Purchase purchase, int notificationType) {
        ObjectNode data = data(purchase.sale().packageName());
        data.putObject("oneTimeProductNotification")
                .put("version", "1.0")
                .put("notificationType", notificationType)
                .put("purchaseToken", purchase.sale().purchaseToken())
                .put("sku", purchase.sale().productId());
        return data;
    }

    /** The notification that a purchase was voided. */
    ObjectNode about(VoidedPurchase voided) {
        ObjectNode data = data(voided.packageName());
        data.putObject("voidedPurchaseNotification")
                .put("purchaseToken", voided.purchaseToken())
                .put("orderId", voided.orderId())
                .put("productType", ONE_TIME_PRODUCT)
                .put("refundType", voided.isPartial() ? 2 : 1);
        return data;
    }

    /** A notification's data without any kind. */
    ObjectNode data(String packageName) {
        return Json.object()
                .put("version", "1.0")
                .put("packageName", packageName)
                .put("eventTimeMillis", Long.toString(clock.millis()));
    }

    /** Wraps data as Pub/Sub pushes it to the service. */
    Message message(ServiceAccount account, byte[] data, String messageId, PushTokens.Proof proof) {
        byte[] body = Push.body(account, data, messageId, clock.instant());
        return () -> {
            String url = target.urlFor(account.serviceId());
            return url == null ? null : Push.post(url, body, tokens.token(account, proof));
        };
    }

    String newMessageId() {
        return Long.toString(nextMessageId.incrementAndGet());
    }

    private void send(String packageName, ObjectNode data) {
        @Nullable ServiceAccount account = accounts.byPackage(packageName);
        if (account != null && target.urlFor(account.serviceId()) != null) {
            courier.send(message(account, Json.bytes(data), newMessageId(), PushTokens.Proof.VALID));
        }
    }
}
