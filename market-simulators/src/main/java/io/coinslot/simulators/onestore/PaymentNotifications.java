package io.coinslot.simulators.onestore;

import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.RsaKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Payment Notification Service (PNS). The signature is made with the application's licence key over the message as
 * compact JSON, its fields in their order; what goes over the wire has white space in it, and the signature at its end.
 */
final class PaymentNotifications implements StoreListener {
    static final String SINGLE_PAYMENT = "SINGLE_PAYMENT_TRANSACTION";
    private static final String SIGNATURE = "signature";

    private final Courier courier;
    private final Target target;
    private final Applications applications;

    PaymentNotifications(Courier courier, Target target, Applications applications) {
        this.courier = courier;
        this.target = target;
        this.applications = applications;
    }

    /** What a notification proves, rightly or wrongly. */
    enum Proof {
        /** Signed with the application's licence key. */
        VALID,
        /** Not signed at all. */
        NONE,
        /** Signed with a key that is not the application's. */
        WRONG_KEY,
        /** Changed after it was signed. */
        TAMPERED
    }

    /** Only the status 200 ends the repetitions. */
    private final class Notification implements Message {
        private final Application application;
        private final ObjectNode content;
        private final Proof proof;

        private Notification(Application application, ObjectNode content, Proof proof) {
            this.application = application;
            this.content = content;
            this.proof = proof;
        }

        @Override
        public @Nullable Post write() {
            String url = target.urlFor(application.serviceId());
            return url == null
                    ? null
                    : new Post(url, Map.of("Content-Type", "application/json"), signed(application, content, proof));
        }

        @Override
        public boolean isTaken(int status) {
            return status == 200;
        }
    }

    @Override
    public void changed(Purchase purchase) {
        Application application = applications.byClient(purchase.sale().clientId());
        if (application != null && target.urlFor(application.serviceId()) != null) {
            courier.send(message(application, about(purchase), Proof.VALID));
        }
    }

    /** The message about how a purchase stands. */
    static ObjectNode about(Purchase purchase) {
        Sale sale = purchase.sale();
        ObjectNode message = Json.object()
                .put("msgVersion", sale.environment().messageVersion())
                .put("clientId", sale.clientId())
                .put("productId", sale.productId())
                .put("messageType", SINGLE_PAYMENT)
                .put("purchaseId", sale.purchaseId())
                .put("developerPayload", sale.developerPayload())
                .put("purchaseTimeMillis", sale.purchaseMillis())
                .put("purchaseState", purchase.isCancelled() ? "CANCELED" : "COMPLETED")
                .put("price", sale.total().decimal())
                .put("priceCurrencyCode", sale.total().currency())
                .put("productName", "상품 " + sale.productId());
        message.putArray("paymentTypeList")
                .addObject()
                .put("paymentMethod", "CREDITCARD")
                .put("amount", sale.total().decimal());
        return message.putNull("billingKey")
                .put("isTestMdn", false)
                .put("purchaseToken", sale.purchaseToken())
                .put("environment", sale.environment().name())
                .put("marketCode", sale.marketCode().name());
    }

    Message message(Application application, ObjectNode content, Proof proof) {
        return new Notification(application, content, proof);
    }

    private byte[] signed(Application application, ObjectNode content, Proof proof) {
        ObjectNode sent = content.deepCopy();
        byte[] compact = Json.bytes(content);
        RsaKey licenceKey = applications.licenceKey(application);
        switch (proof) {
            case VALID -> sent.put(SIGNATURE, licenceKey.signSha512(compact));
            case NONE -> sent.remove(SIGNATURE);
            case WRONG_KEY -> sent.put(SIGNATURE, RsaKey.generate("nobody's").signSha512(compact));
            case TAMPERED ->
                sent.put("purchaseId", "0" + content.path("purchaseId").asString(""))
                        .put(SIGNATURE, licenceKey.signSha512(compact));
        }
        return sent.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }
}
