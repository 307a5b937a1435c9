package io.coinslot.cardregistry.notification.rest;

import io.coinslot.cardregistry.registration.ProductConfig;
import io.coinslot.cardregistry.signature.rest.SignedRequest;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.TokenFace;
import io.coinslot.cardregistry.token.Tokens.Report;
import io.coinslot.servicekit.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads notifyTokenUpdated in the shape of MDES. */
final class MdesNotification {
    private static final Set<String> OF_THE_CARD =
            Set.of("FUNDING_ACCOUNT_UPDATE", "FUNDING_ACCOUNT_REPLACED", "PRODUCT_CONFIG_UPDATE");

    private static final int MOST_TOKENS = 200;

    private MdesNotification() {}

    static List<Report> reports(SignedRequest request, Instant now) {
        JsonNode body = request.body();
        JsonNode tokens = body.path("tokens");
        if (!tokens.isMissingNode() && !tokens.isNull() && (!tokens.isArray() || tokens.size() > MOST_TOKENS)) {
            throw Problem.invalid("/tokens", "must be a list of at most " + MOST_TOKENS)
                    .asException();
        }
        String reason = body.path("reasonCode").asString("");
        List<Report> reports = new ArrayList<>();
        for (int index = 0; index < tokens.size(); index++) {
            JsonNode token = tokens.path(index);
            String pointer = "/tokens/" + index;
            reports.add(new Report(
                    request.requestId(),
                    Told.reference(token, "tokenUniqueReference", pointer),
                    request.sender(),
                    Told.taskId(body),
                    status(token, pointer, now),
                    OF_THE_CARD.contains(reason) ? face(token) : null,
                    Told.time(token, "statusTimestamp", pointer, now),
                    reason.equals("FUNDING_ACCOUNT_REPLACED")));
        }
        return reports;
    }

    private static @Nullable StatusReport status(JsonNode token, String pointer, Instant now) {
        StatusReport status = Told.status(token, "status", "statusTimestamp", pointer, now);
        return status == null ? null : status.namingNoLocks();
    }

    private static TokenFace face(JsonNode token) {
        JsonNode info = token.path("tokenInfo");
        return new TokenFace(
                Told.text(token, "panUniqueReference"),
                Told.text(token, "paymentAccountReference"),
                Told.text(info, "tokenPanSuffix"),
                Told.text(info, "accountPanSuffix"),
                Told.text(info, "tokenExpiry"),
                product(token.path("productConfig")));
    }

    private static @Nullable ProductConfig product(JsonNode product) {
        return product.isObject()
                ? new ProductConfig(
                        Told.shown(product, "issuerName"),
                        Told.shown(product, "shortDescription"),
                        Told.shown(product, "brand"),
                        Told.link(product, "termsAndConditionsUrl"),
                        Told.shown(product, "termsAndConditionsAssetId"))
                : null;
    }
}
