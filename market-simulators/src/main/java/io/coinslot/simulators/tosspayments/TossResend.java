package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.notification.Sending;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Sends webhooks on request: again, twice, with a lie in it, of an unknown kind, unreadable, or about a payout. */
final class TossResend {
    private final TossMemory memory;
    private final TossControl control;
    private final TossWebhooks webhooks;
    private final Courier courier;
    private final Clock clock;

    TossResend(TossMemory memory, TossControl control, TossWebhooks webhooks, Courier courier, Clock clock) {
        this.memory = memory;
        this.control = control;
        this.webhooks = webhooks;
        this.courier = courier;
        this.clock = clock;
    }

    private enum Kind {
        RESEND,
        DUPLICATE,
        /** Says of a payment what is not so; nothing in the protocol tells it from a true one. */
        FORGED,
        UNKNOWN_TYPE,
        POISON,
        /** payout.changed, which is signed. */
        PAYOUT,
        /** seller.changed, which is signed. */
        SELLER
    }

    Sending prepare(Input input) {
        Kind kind = input.choice("kind", Kind.RESEND);
        int times = kind == Kind.DUPLICATE ? 2 : 1;
        Message message = message(kind, input);
        return () -> Json.object().put("kind", kind.name()).set("statuses", courier.sendNow(message, times));
    }

    private Message message(Kind kind, Input input) {
        Instant now = clock.instant();
        return switch (kind) {
            case RESEND, DUPLICATE, FORGED -> about(control.payment(input), kind, input, now);
            case UNKNOWN_TYPE -> webhooks.unsigned(shop(input), Json.bytes(event("marvel.created", now)));
            case POISON -> webhooks.unsigned(shop(input), "{ this is not JSON".getBytes(StandardCharsets.UTF_8));
            case PAYOUT -> signed(input, "payout.changed", now);
            case SELLER -> signed(input, "seller.changed", now);
        };
    }

    private Message about(TossPayment payment, Kind kind, Input input, Instant now) {
        TossPayment told = kind == Kind.FORGED ? payment.to(input.choice("status", Status.DONE)) : payment;
        boolean deposit = input.text("type", "").equals("DEPOSIT_CALLBACK");
        ObjectNode body = deposit ? TossWebhooks.depositCallback(told, now) : TossWebhooks.statusChanged(told, now);
        if (deposit && kind == Kind.FORGED) {
            body.put("secret", "ps_of_somebody_else");
        }
        Shop shop = memory.shopByMerchant(payment.merchantId());
        return webhooks.unsigned(shop == null ? shop(input) : shop, Json.bytes(body));
    }

    private Message signed(Input input, String type, Instant now) {
        ObjectNode body = event(type, now).put("eventId", "evt_" + Keys.random(12));
        body.putObject("entityBody").put("status", "COMPLETED");
        return webhooks.signed(shop(input), Json.bytes(body), now, input.choice("proof", TossWebhooks.Proof.VALID));
    }

    private static ObjectNode event(String type, Instant now) {
        ObjectNode body = Json.object().put("eventType", type).put("createdAt", TossTimes.ofWebhook(now));
        body.putObject("data");
        return body;
    }

    private Shop shop(Input input) {
        Shop shop = memory.shopOf(input.text("serviceId"));
        if (shop == null) {
            throw ControlRefusal.unknown("no service has credentials of this name");
        }
        return shop;
    }
}
