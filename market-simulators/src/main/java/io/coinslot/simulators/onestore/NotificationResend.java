package io.coinslot.simulators.onestore;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.onestore.PaymentNotifications.Proof;
import io.coinslot.simulators.protocol.Json;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends notifications on request: again, twice, without or with a wrong proof, of an unknown kind, or senseless. */
final class NotificationResend {
    private final Purchases purchases;
    private final Applications applications;
    private final PaymentNotifications notifications;
    private final Courier courier;
    private final Clock clock;

    NotificationResend(
            Purchases purchases,
            Applications applications,
            PaymentNotifications notifications,
            Courier courier,
            Clock clock) {
        this.purchases = purchases;
        this.applications = applications;
        this.notifications = notifications;
        this.courier = courier;
        this.clock = clock;
    }

    private enum Kind {
        RESEND,
        DUPLICATE,
        FORGED,
        UNKNOWN_TYPE,
        POISON,
        TEST
    }

    JsonNode send(Input input) {
        Kind kind = input.choice("kind", Kind.RESEND);
        int times = kind == Kind.DUPLICATE ? 2 : 1;
        Application application = application(input);
        Proof proof = input.choice("proof", kind == Kind.FORGED ? Proof.WRONG_KEY : Proof.VALID);
        ObjectNode content = content(kind, input, application);
        Message message = notifications.message(application, content, proof);
        return Json.object().set("statuses", courier.sendNow(message, times));
    }

    private ObjectNode content(Kind kind, Input input, Application application) {
        return switch (kind) {
            case RESEND, DUPLICATE, FORGED -> about(input);
            case UNKNOWN_TYPE -> made(application).put("messageType", "MARVEL_TRANSACTION");
            // What the market pays for its own monitoring: of no purchase that anybody has begun.
            case TEST -> made(application).put("messageType", PaymentNotifications.SINGLE_PAYMENT);
            // Signed, and yet nothing that could be read.
            case POISON -> senseless(application);
        };
    }

    private ObjectNode about(Input input) {
        Purchase purchase = purchase(input);
        if (purchase == null) {
            throw ControlRefusal.unknown("no such purchaseToken or purchaseId");
        }
        return PaymentNotifications.about(purchase);
    }

    private ObjectNode made(Application application) {
        return Json.object()
                .put("msgVersion", Environment.COMMERCIAL.messageVersion())
                .put("clientId", application.clientId())
                .put("productId", "marvel")
                .put("purchaseId", "0" + clock.millis())
                .put("developerPayload", "")
                .put("purchaseTimeMillis", clock.millis())
                .put("purchaseState", "COMPLETED")
                .put("purchaseToken", "TOKEN" + clock.millis())
                .put("environment", Environment.COMMERCIAL.name());
    }

    private ObjectNode senseless(Application application) {
        ObjectNode message = Json.object()
                .put("clientId", application.clientId())
                .put("messageType", PaymentNotifications.SINGLE_PAYMENT);
        message.putArray("purchaseToken").add(7);
        message.putObject("purchaseState");
        return message.put("purchaseId", 7);
    }

    private Application application(Input input) {
        Purchase purchase = purchase(input);
        Application application = purchase == null
                ? applications.byService(input.text("serviceId"))
                : applications.byClient(purchase.sale().clientId());
        if (application == null) {
            throw ControlRefusal.unknown("no service has credentials for this application");
        }
        return application;
    }

    private @Nullable Purchase purchase(Input input) {
        String token = input.optionalText("purchaseToken");
        String purchaseId = input.optionalText("purchaseId");
        if (token != null) {
            return purchases.byToken(token);
        }
        return purchaseId == null ? null : purchases.byId(purchaseId);
    }
}
