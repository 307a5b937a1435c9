package io.coinslot.simulators.appstore;

import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** App Store Server Notifications, version 2: a signed payload to the service that owns the application. */
final class Notices {
    static final String CHARGED = "ONE_TIME_CHARGE";
    static final String REFUNDED = "REFUND";
    static final String REFUND_DECLINED = "REFUND_DECLINED";
    static final String REFUND_REVERSED = "REFUND_REVERSED";
    static final String CONSUMPTION_REQUEST = "CONSUMPTION_REQUEST";
    static final String TEST = "TEST";

    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final Developers developers;
    private final Signer signer;
    private final Courier courier;
    private final Target target;

    Notices(Developers developers, Signer signer, Courier courier, Target target) {
        this.developers = developers;
        this.signer = signer;
        this.courier = courier;
        this.target = target;
    }

    /** What is told about a transaction, with the transaction as it is now. */
    Told about(String type, Purchase purchase) {
        Sale sale = purchase.sale();
        String signedTransaction = signer.sign(purchase.claims(signer.signedDate()));
        ObjectNode data = data(sale.bundleId(), sale.environment()).put("signedTransactionInfo", signedTransaction);
        if (type.equals(CONSUMPTION_REQUEST)) {
            data.put("consumptionRequestReason", "UNINTENDED_PURCHASE");
        }
        return told(type, sale.bundleId(), sale.transactionId(), data);
    }

    /** What is told of an application as such, or about something that nobody knows. */
    Told of(String type, Developer developer) {
        return told(type, developer.bundleId(), null, data(developer.bundleId(), Sale.PRODUCTION));
    }

    /** A notification whose data is in the right place and makes no sense. */
    Told senseless(Developer developer) {
        ObjectNode data = data(developer.bundleId(), Sale.PRODUCTION)
                .put("signedTransactionInfo", "signed_transaction_info_value");
        return told(CHARGED, developer.bundleId(), null, data);
    }

    /** Sends in the background; runs what is to be done when the merchant has got it. */
    void send(Told notification, Runnable reached) {
        Developer developer = developers.byBundle(notification.bundleId());
        if (developer != null && target.urlFor(developer.serviceId()) != null) {
            courier.send(message(developer, notification, Proof.VALID, reached));
        }
    }

    /** Sends so many times, now, and answers the statuses. */
    ArrayNode sendNow(Developer developer, Told notification, Proof proof, int times) {
        return courier.sendNow(message(developer, notification, proof, () -> {}), times);
    }

    String signed(Told notification) {
        return signer.sign(notification.claims());
    }

    private Message message(Developer developer, Told notification, Proof proof, Runnable reached) {
        return new Message() {
            @Override
            public @Nullable Post write() {
                String url = target.urlFor(developer.serviceId());
                return url == null ? null : new Post(url, HEADERS, body(notification, proof));
            }

            @Override
            public void answered(int status) {
                if (status / 100 == 2) {
                    reached.run();
                }
            }
        };
    }

    private byte[] body(Told notification, Proof proof) {
        return Json.bytes(Json.object().put("signedPayload", signer.sign(notification.claims(), proof)));
    }

    private Told told(String type, String bundleId, @Nullable String transactionId, ObjectNode data) {
        String notificationId = UUID.randomUUID().toString();
        long now = signer.signedDate();
        ObjectNode claims = Json.object().put("notificationType", type).put("notificationUUID", notificationId);
        claims.set("data", data);
        claims.put("version", "2.0").put("signedDate", now);
        return new Told(notificationId, bundleId, type, transactionId, now, claims);
    }

    private ObjectNode data(String bundleId, String environment) {
        Developer developer = developers.byBundle(bundleId);
        ObjectNode data = Json.object();
        if (developer != null) {
            data.put("appAppleId", developer.appAppleId());
        }
        return data.put("bundleId", bundleId).put("bundleVersion", "1.0").put("environment", environment);
    }
}
