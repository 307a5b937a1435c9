package io.coinslot.simulators.appstore;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The App Store Server API, as far as products that are bought once go. */
final class AppStoreApi {
    private static final Pattern TRANSACTION_ID = Pattern.compile("[0-9]{1,20}");
    private static final Set<String> DELIVERY_STATUS = Set.of(
            "DELIVERED",
            "UNDELIVERED_QUALITY_ISSUE",
            "UNDELIVERED_WRONG_ITEM",
            "UNDELIVERED_SERVER_OUTAGE",
            "UNDELIVERED_OTHER");

    private final Store store;
    private final Signer signer;
    private final TransactionLists lists;
    private final NotificationHistory notifications;

    AppStoreApi(Store store, Signer signer, NotificationHistory notifications) {
        this.store = store;
        this.signer = signer;
        this.lists = new TransactionLists(store, signer);
        this.notifications = notifications;
    }

    /** Answers a request whose path starts below {@code inApps}. */
    Response answer(Developer developer, Request request) {
        List<String> path = request.path();
        String what = request.method() + " " + (path.isEmpty() ? "" : path.getFirst());
        return switch (what) {
            case "GET v1" -> readV1(developer, request);
            case "GET v2" -> readV2(developer, request);
            case "POST v1" -> changeV1(developer, request);
            case "PUT v2" -> consumption(developer, request);
            default -> throw AppStoreRefusal.noSuchPath();
        };
    }

    private Response readV1(Developer developer, Request request) {
        if (!request.is("GET", 3) || !request.path().get(1).equals("transactions")) {
            throw AppStoreRefusal.noSuchPath();
        }
        Purchase purchase = transaction(developer, request.path().getLast());
        String signed = signer.sign(purchase.claims(signer.signedDate()));
        return Response.json(200, Json.object().put("signedTransactionInfo", signed));
    }

    private Response readV2(Developer developer, Request request) {
        String what = String.join("/", request.path().subList(1, request.path().size() - 1));
        String transactionId = request.path().getLast();
        return switch (what) {
            case "history" ->
                Response.json(200, lists.history(developer, transaction(developer, transactionId), request.query()));
            case "refund/lookup" ->
                Response.json(200, lists.refunds(transaction(developer, transactionId), request.query()));
            default -> throw AppStoreRefusal.noSuchPath();
        };
    }

    private Response changeV1(Developer developer, Request request) {
        List<String> path = request.path();
        if (path.equals(List.of("v1", "notifications", "history"))) {
            return Response.json(200, notifications.page(developer, body(request), request.query()));
        }
        if (path.size() == 4
                && path.get(1).equals("transactions")
                && path.getLast().equals("finish")) {
            store.change(transaction(developer, path.get(2)), Standing::asFinished);
            return Response.empty(200);
        }
        throw AppStoreRefusal.noSuchPath();
    }

    private Response consumption(Developer developer, Request request) {
        List<String> path = request.path();
        if (path.size() != 4 || !path.subList(1, 3).equals(List.of("transactions", "consumption"))) {
            throw AppStoreRefusal.noSuchPath();
        }
        Purchase purchase = transaction(developer, path.getLast());
        ObjectNode body = body(request);
        check(body);
        store.change(purchase, standing -> standing.answered(body));
        return Response.empty(202);
    }

    /** Without the customer's consent the App Store wants to know nothing. */
    private static void check(JsonNode consumption) {
        if (!consumption.path("customerConsented").asBoolean(false)) {
            throw AppStoreRefusal.invalidConsent();
        }
        if (!DELIVERY_STATUS.contains(consumption.path("deliveryStatus").asString(""))) {
            throw AppStoreRefusal.invalidDeliveryStatus();
        }
        if (!consumption.path("sampleContentProvided").isBoolean()) {
            throw AppStoreRefusal.invalidSampleContent();
        }
    }

    private Purchase transaction(Developer developer, String transactionId) {
        if (!TRANSACTION_ID.matcher(transactionId).matches()) {
            throw AppStoreRefusal.invalidTransactionId();
        }
        Purchase purchase = store.byTransaction(transactionId);
        if (purchase == null || !Callers.mayRead(developer, purchase)) {
            throw AppStoreRefusal.unknownTransaction();
        }
        return purchase;
    }

    private static ObjectNode body(Request request) {
        try {
            if (Json.read(request.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // Told below, together with JSON that is no object.
        }
        throw AppStoreRefusal.badRequest();
    }
}
