package io.coinslot.simulators.stripe;

import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Posts events to the account's webhook endpoint, signed anew at each attempt. */
final class Webhooks {
    private static final Duration STALE = Duration.ofHours(1);

    private final Courier courier;
    private final Target target;
    private final Map<String, Account> accounts;
    private final Deliveries deliveries;
    private final InstantSource clock;

    Webhooks(
            Courier courier, Target target, Map<String, Account> accounts, Deliveries deliveries, InstantSource clock) {
        this.courier = courier;
        this.target = target;
        this.accounts = accounts;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** What a webhook proves, rightly or wrongly. */
    enum Proof {
        /** A good signature. */
        VALID,
        /** None at all. */
        NONE,
        /** Signed with another secret. */
        WRONG_KEY,
        /** Signed long ago. */
        EXPIRED
    }

    void send(String accountId, JsonNode event) {
        Account account = accounts.get(accountId);
        if (account != null && target.urlFor(account.serviceId()) != null) {
            String eventId = event.path("id").stringValue();
            deliveries.begun(eventId);
            courier.send(told(eventId, message(account, Json.bytes(event), Proof.VALID)));
        }
    }

    private Message told(String eventId, Message message) {
        return new Message() {
            @Override
            public @Nullable Post write() {
                return message.write();
            }

            @Override
            public void answered(int status) {
                if (isTaken(status)) {
                    deliveries.taken(eventId);
                }
            }
        };
    }

    Message message(Account account, byte[] body, Proof proof) {
        return () -> {
            String url = target.urlFor(account.serviceId());
            return url == null ? null : new Message.Post(url, headers(account, body, proof), body);
        };
    }

    private Map<String, String> headers(Account account, byte[] body, Proof proof) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        String signature = signature(account.webhookSecret(), body, proof);
        if (signature != null) {
            headers.put("Stripe-Signature", signature);
        }
        return headers;
    }

    private @Nullable String signature(String secret, byte[] body, Proof proof) {
        long now = clock.instant().getEpochSecond();
        return switch (proof) {
            case VALID -> sign(secret, now, body);
            case NONE -> null;
            case WRONG_KEY -> sign("whsec_of_somebody_else", now, body);
            case EXPIRED -> sign(secret, now - STALE.toSeconds(), body);
        };
    }

    private static String sign(String secret, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + timestamp + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
