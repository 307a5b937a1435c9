package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Posts webhooks. Those about payments carry no signature; those about payouts and sellers do. */
final class TossWebhooks {
    private final TossMemory memory;
    private final Courier courier;
    private final Target target;

    TossWebhooks(TossMemory memory, Courier courier, Target target) {
        this.memory = memory;
        this.courier = courier;
        this.target = target;
    }

    /** What a signed webhook proves, rightly or wrongly. */
    enum Proof {
        /** A good signature, next to one of an older key. */
        VALID,
        /** None at all. */
        NONE,
        /** Signed with another key. */
        WRONG_KEY
    }

    /** A payment has changed: both kinds of webhook tell of a virtual account. */
    void changed(TossPayment payment, Instant at) {
        Shop shop = memory.shopByMerchant(payment.merchantId());
        if (shop == null || target.urlFor(shop.serviceId()) == null) {
            return;
        }
        courier.send(unsigned(shop, Json.bytes(statusChanged(payment, at))));
        if (payment.secret() != null) {
            courier.send(unsigned(shop, Json.bytes(depositCallback(payment, at))));
        }
    }

    static ObjectNode statusChanged(TossPayment payment, Instant at) {
        ObjectNode body =
                Json.object().put("eventType", "PAYMENT_STATUS_CHANGED").put("createdAt", TossTimes.ofWebhook(at));
        body.set("data", TossBodies.payment(payment));
        return body;
    }

    /** It names neither its kind nor the payment's key. */
    static ObjectNode depositCallback(TossPayment payment, Instant at) {
        return Json.object()
                .put("createdAt", TossTimes.ofWebhook(at))
                .put("secret", payment.secret())
                .put("status", payment.status().name())
                .put("transactionKey", payment.lastTransactionKey())
                .put("orderId", payment.orderId());
    }

    Message unsigned(Shop shop, byte[] body) {
        return message(shop, body, Map.of());
    }

    Message signed(Shop shop, byte[] body, Instant at, Proof proof) {
        String time = TossTimes.ofPayment(at);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("tosspayments-webhook-transmission-time", String.valueOf(time));
        if (proof != Proof.NONE) {
            String key = proof == Proof.VALID ? shop.securityKey() : "0".repeat(64);
            headers.put(
                    "tosspayments-webhook-signature",
                    "v1:" + signature("1".repeat(64), body, time) + "," + signature(key, body, time));
        }
        return message(shop, body, headers);
    }

    private Message message(Shop shop, byte[] body, Map<String, String> more) {
        return new Webhook(shop, body, more);
    }

    /** Only the status 200 ends the repetitions. */
    private final class Webhook implements Message {
        private final Shop shop;
        private final byte[] body;
        private final Map<String, String> more;
        private final String transmissionId = Keys.random(16);
        private final AtomicInteger attempts = new AtomicInteger();

        private Webhook(Shop shop, byte[] body, Map<String, String> more) {
            this.shop = shop;
            this.body = body;
            this.more = more;
        }

        @Override
        public @Nullable Post write() {
            String url = target.urlFor(shop.serviceId());
            Map<String, String> headers = new LinkedHashMap<>(more);
            headers.put("Content-Type", "application/json");
            headers.put("tosspayments-webhook-transmission-id", transmissionId);
            headers.put(
                    "tosspayments-webhook-transmission-retried-count", Integer.toString(attempts.getAndIncrement()));
            return url == null ? null : new Post(url, headers, body);
        }

        @Override
        public boolean isTaken(int status) {
            return status == 200;
        }
    }

    private static String signature(String key, byte[] body, @Nullable String time) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(body);
            mac.update((":" + time).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
