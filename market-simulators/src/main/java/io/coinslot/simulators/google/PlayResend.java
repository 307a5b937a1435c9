package io.coinslot.simulators.google;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends notifications on request: again, twice, without or with a wrong proof, of an unknown kind, or unreadable. */
final class PlayResend {
    private final PlayStore store;
    private final ServiceAccounts accounts;
    private final PlayNotifications notifications;
    private final Courier courier;

    PlayResend(PlayStore store, ServiceAccounts accounts, PlayNotifications notifications, Courier courier) {
        this.store = store;
        this.accounts = accounts;
        this.notifications = notifications;
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

    JsonNode send(Input input) {
        Kind kind = input.choice("kind", Kind.RESEND);
        int times = kind == Kind.DUPLICATE ? 2 : 1;
        ServiceAccount account = account(input);
        PushTokens.Proof proof =
                input.choice("proof", kind == Kind.FORGED ? PushTokens.Proof.WRONG_KEY : PushTokens.Proof.VALID);
        String messageId = input.text("messageId", notifications.newMessageId());
        Message message = notifications.message(account, data(kind, input, account), messageId, proof);
        return Json.object().put("messageId", messageId).set("statuses", courier.sendNow(message, times));
    }

    private byte[] data(Kind kind, Input input, ServiceAccount account) {
        return switch (kind) {
            case RESEND, DUPLICATE, FORGED -> Json.bytes(about(input));
            case UNKNOWN_TYPE -> Json.bytes(ofUnknownType(account));
            case TEST -> Json.bytes(test(account));
            // What the documents' own example envelope holds: words, not JSON.
            case POISON -> "{ version: string, packageName: string }".getBytes(StandardCharsets.UTF_8);
        };
    }

    private ObjectNode about(Input input) {
        Purchase purchase = purchase(input);
        if (purchase == null) {
            throw ControlRefusal.unknown("no such purchaseToken or orderId");
        }
        String token = purchase.sale().purchaseToken();
        for (VoidedPurchase voided : store.voids()) {
            if (voided.purchaseToken().equals(token)) {
                return notifications.about(voided);
            }
        }
        return notifications.about(purchase, purchase.standing().state() == PurchaseState.CANCELLED ? 2 : 1);
    }

    private ObjectNode ofUnknownType(ServiceAccount account) {
        ObjectNode data = notifications.data(account.packageName());
        data.putObject("marvelNotification").put("version", "9.0");
        return data;
    }

    private ObjectNode test(ServiceAccount account) {
        ObjectNode data = notifications.data(account.packageName());
        data.putObject("testNotification").put("version", "1.0");
        return data;
    }

    private ServiceAccount account(Input input) {
        Purchase purchase = purchase(input);
        ServiceAccount account = purchase == null
                ? accounts.byService(input.text("serviceId"))
                : accounts.byPackage(purchase.sale().packageName());
        if (account == null) {
            throw ControlRefusal.unknown("no service has credentials for this application");
        }
        return account;
    }

    private @Nullable Purchase purchase(Input input) {
        String token = input.optionalText("purchaseToken");
        String order = input.optionalText("orderId");
        if (token != null) {
            return store.byToken(token);
        }
        return order == null ? null : store.byOrder(order);
    }
}
