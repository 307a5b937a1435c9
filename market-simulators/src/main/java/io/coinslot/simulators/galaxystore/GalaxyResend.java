package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.galaxystore.ServerNotifications.Proof;
import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends notifications on request: again, twice, without or with a wrong proof, of an unknown kind, or unreadable. */
final class GalaxyResend {
    private static final byte[] NO_CLAIMS = "{ iss: string, sub: string }".getBytes(StandardCharsets.UTF_8);

    private final OrderBook book;
    private final Sellers sellers;
    private final ServerNotifications notifications;
    private final Courier courier;

    GalaxyResend(OrderBook book, Sellers sellers, ServerNotifications notifications, Courier courier) {
        this.book = book;
        this.sellers = sellers;
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
        Seller seller = seller(input);
        Proof proof = input.choice("proof", kind == Kind.FORGED ? Proof.WRONG_KEY : Proof.VALID);
        String token = token(kind, seller, input, proof);
        Message message = notifications.message(seller, () -> token);
        return Json.object().set("statuses", courier.sendNow(message, times));
    }

    private String token(Kind kind, Seller seller, Input input, Proof proof) {
        return switch (kind) {
            case RESEND, DUPLICATE, FORGED -> notifications.token(seller, about(seller, input), proof);
            case UNKNOWN_TYPE -> notifications.token(seller, ofUnknownType(seller), proof);
            case TEST -> notifications.token(seller, test(seller), proof);
            case POISON -> ServerNotifications.sign(seller.ofNotifications(), NO_CLAIMS);
        };
    }

    private ObjectNode about(Seller seller, Input input) {
        Purchase purchase = purchase(input);
        if (purchase == null) {
            throw ControlRefusal.unknown("no such purchaseId or orderId");
        }
        String event =
                purchase.state() == State.REFUNDED ? ServerNotifications.REFUNDED : ServerNotifications.PURCHASED;
        return notifications.claims(seller, event, ServerNotifications.data(purchase));
    }

    private ObjectNode ofUnknownType(Seller seller) {
        return notifications.claims(seller, "ITEM_TELEPORTED", Json.object().put("destination", "moon"));
    }

    private ObjectNode test(Seller seller) {
        return notifications.claims(
                seller,
                "TEST",
                Json.object().put("sellerName", seller.serviceId()).put("contentName", seller.packageName()));
    }

    private Seller seller(Input input) {
        Purchase purchase = purchase(input);
        Seller seller = purchase == null
                ? sellers.byService(input.text("serviceId"))
                : sellers.byPackage(purchase.sale().packageName());
        if (seller == null) {
            throw ControlRefusal.unknown("no service has credentials for this application");
        }
        return seller;
    }

    private @Nullable Purchase purchase(Input input) {
        String purchaseId = input.optionalText("purchaseId");
        String orderId = input.optionalText("orderId");
        if (purchaseId != null) {
            return book.byPurchaseId(purchaseId);
        }
        return orderId == null ? null : book.byOrder(orderId);
    }
}
