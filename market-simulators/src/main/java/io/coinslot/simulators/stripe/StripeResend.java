package io.coinslot.simulators.stripe;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.notification.Sending;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends webhooks on request: again, twice, with a wrong signature, of an unknown type, or unreadable. */
final class StripeResend {
    private final StripeMemory memory;
    private final Accounts accounts;
    private final Events events;
    private final Webhooks webhooks;
    private final Courier courier;

    StripeResend(StripeMemory memory, Accounts accounts, Events events, Webhooks webhooks, Courier courier) {
        this.memory = memory;
        this.accounts = accounts;
        this.events = events;
        this.webhooks = webhooks;
        this.courier = courier;
    }

    private enum Kind {
        RESEND,
        DUPLICATE,
        FORGED,
        UNKNOWN_TYPE,
        POISON,
        TEST
    }

    private record Parcel(Account account, String eventId, byte[] body) {}

    Sending prepare(Input input) {
        Kind kind = input.choice("kind", Kind.RESEND);
        int times = kind == Kind.DUPLICATE ? 2 : 1;
        Webhooks.Proof proof =
                input.choice("proof", kind == Kind.FORGED ? Webhooks.Proof.WRONG_KEY : Webhooks.Proof.VALID);
        Parcel parcel = parcel(kind, input);
        Message message = webhooks.message(parcel.account(), parcel.body(), proof);
        return () -> Json.object().put("eventId", parcel.eventId()).set("statuses", courier.sendNow(message, times));
    }

    private Parcel parcel(Kind kind, Input input) {
        return switch (kind) {
            case RESEND, DUPLICATE, FORGED -> recorded(input);
            case UNKNOWN_TYPE -> made(input, "marvel.created");
            case TEST -> made(input, "ping");
            case POISON -> new Parcel(account(input), "", "{ this is not JSON".getBytes(StandardCharsets.UTF_8));
        };
    }

    private Parcel recorded(Input input) {
        String eventId = input.optionalText("eventId");
        Event event = eventId == null ? latestOf(input) : memory.events.get(eventId);
        if (event == null) {
            throw ControlRefusal.unknown("no such event");
        }
        Account account = accounts.byId().get(event.account());
        if (account == null) {
            throw ControlRefusal.unknown("no such account");
        }
        return new Parcel(account, event.id(), Json.bytes(memory.body(event)));
    }

    private Event latestOf(Input input) {
        String intent = input.text("paymentIntentId");
        String type = input.text("type", "payment_intent.succeeded");
        for (Event event :
                memory.events.newestFirst(candidate -> candidate.type().equals(type))) {
            JsonNode object = memory.body(event).path("data").path("object");
            if (object.path("id").asString("").equals(intent)
                    || object.path("payment_intent").asString("").equals(intent)) {
                return event;
            }
        }
        throw ControlRefusal.unknown("no such event of this PaymentIntent");
    }

    private Parcel made(Input input, String type) {
        ObjectNode event = events.event(type, Json.object().put("id", "mv_1").put("object", "marvel"));
        return new Parcel(account(input), event.path("id").stringValue(), Json.bytes(event));
    }

    private Account account(Input input) {
        Account account = memory.accounts.get(input.text("serviceId"));
        if (account == null) {
            throw ControlRefusal.unknown("no service has credentials of this name");
        }
        return account;
    }
}
