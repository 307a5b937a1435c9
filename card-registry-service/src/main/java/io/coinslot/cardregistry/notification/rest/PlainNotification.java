package io.coinslot.cardregistry.notification.rest;

import io.coinslot.cardregistry.registration.ProductConfig;
import io.coinslot.cardregistry.signature.rest.SignedRequest;
import io.coinslot.cardregistry.token.TokenFace;
import io.coinslot.cardregistry.token.Tokens.Report;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads events of the plain interface. */
final class PlainNotification {
    private static final Set<String> OF_THE_CARD = Set.of("CARD_UPDATED", "CARD_REPLACED", "PRODUCT_UPDATED");

    private PlainNotification() {}

    static List<Report> reports(SignedRequest request, Instant now) {
        JsonNode body = request.body();
        JsonNode token = body.path("token");
        if (token.isMissingNode() || token.isNull()) {
            return List.of();
        }
        String type = body.path("type").asString("");
        boolean ofTheCard = OF_THE_CARD.contains(type);
        Instant at = Told.time(token, "statusAt", "/token", now);
        return List.of(new Report(
                request.requestId(),
                Told.reference(token, "tokenReference", "/token"),
                request.sender(),
                Told.taskId(body),
                Told.status(token, "status", "statusAt", "/token", now),
                ofTheCard ? face(token) : null,
                at == null ? Told.time(body, "occurredAt", "", now) : at,
                type.equals("CARD_REPLACED")));
    }

    private static TokenFace face(JsonNode token) {
        JsonNode product = token.path("product");
        return new TokenFace(
                Told.text(token, "panReference"),
                null,
                Told.text(token, "tokenSuffix"),
                Told.text(token, "cardSuffix"),
                Told.text(token, "tokenExpiry"),
                product.isObject()
                        ? new ProductConfig(
                                Told.shown(product, "issuerName"),
                                Told.shown(product, "name"),
                                Told.shown(product, "brand"),
                                Told.shown(product, "termsUrl"),
                                Told.shown(product, "termsId"))
                        : null);
    }
}
