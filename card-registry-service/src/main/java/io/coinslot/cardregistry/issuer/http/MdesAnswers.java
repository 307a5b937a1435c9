package io.coinslot.cardregistry.issuer.http;

import io.coinslot.cardregistry.issuer.FinancialCompany.TokenReport;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.number.PartnerTexts;
import io.coinslot.cardregistry.registration.AuthenticationMethod;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.ProductConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads answers in the shape of MDES. */
final class MdesAnswers {
    private MdesAnswers() {}

    /** The answer to tokenize, and the result of a task. */
    static TaskOutcome decision(JsonNode body) throws IssuerFailure {
        return switch (body.path("decision").asString("")) {
            case "APPROVED" -> new TaskOutcome.Approved(token(body));
            case "REQUIRE_ADDITIONAL_AUTHENTICATION" ->
                new TaskOutcome.AuthenticationRequired(token(body), methods(body));
            case "DECLINED" -> new TaskOutcome.Declined(IssuerJson.code(body, "declineReasonCode"));
            case "" ->
                switch (body.path("taskStatus").asString("")) {
                    case "PENDING", "IN_PROGRESS" -> new TaskOutcome.Undecided();
                    default -> throw IssuerFailures.unreadable();
                };
            default -> throw IssuerFailures.unreadable();
        };
    }

    /** The answer to getTaskStatus. */
    static TaskOutcome task(JsonNode body) throws IssuerFailure {
        return switch (body.path("status").asString("")) {
            case "PENDING", "IN_PROGRESS" -> new TaskOutcome.Undecided();
            case "COMPLETED" -> decision(body.path("result"));
            case "FAILED" -> new TaskOutcome.Failed(codeOr(body, "TASK_FAILED"));
            default -> throw IssuerFailures.unreadable();
        };
    }

    static IssuedToken token(JsonNode body) throws IssuerFailure {
        JsonNode info = body.path("tokenInfo");
        return new IssuedToken(
                IssuerJson.reference(body, "tokenUniqueReference"),
                IssuerJson.text(body, "panUniqueReference"),
                IssuerJson.text(body, "paymentAccountReference"),
                IssuerJson.text(info, "tokenPanSuffix"),
                IssuerJson.text(info, "accountPanSuffix"),
                IssuerJson.text(info, "tokenExpiry"),
                IssuerJson.code(info, "tokenStatus"),
                IssuerJson.time(info, "statusTimestamp"),
                product(body.path("productConfig")));
    }

    static @Nullable ProductConfig product(JsonNode product) {
        return product.isObject()
                ? new ProductConfig(
                        IssuerJson.shown(product, "issuerName"),
                        IssuerJson.shown(product, "shortDescription"),
                        IssuerJson.shown(product, "brand"),
                        IssuerJson.link(product, "termsAndConditionsUrl"),
                        IssuerJson.shown(product, "termsAndConditionsAssetId"))
                : null;
    }

    private static List<AuthenticationMethod> methods(JsonNode body) throws IssuerFailure {
        List<AuthenticationMethod> methods = new ArrayList<>();
        for (JsonNode method : body.path("authenticationMethods")) {
            methods.add(new AuthenticationMethod(
                    IssuerJson.reference(method, "id"),
                    IssuerJson.code(method, "type"),
                    IssuerJson.hint(method, "value")));
        }
        return methods;
    }

    /** A token in the answer of a lifecycle call; one that was not changed has errors in its place. */
    static TokenReport report(JsonNode token) throws IssuerFailure {
        if (!token.path("errors").isMissingNode()) {
            throw new IssuerFailure(Kind.REFUSED, codeOr(token, "TOKEN_NOT_CHANGED"), null, null);
        }
        return new TokenReport(
                IssuerJson.code(token, "status"),
                IssuerJson.suspenders(token),
                IssuerJson.time(token, "statusTimestamp"));
    }

    static String code(JsonNode body) {
        return error(body).path("reasonCode").asString("");
    }

    static JsonNode error(JsonNode body) {
        return body.path("errors").path(0);
    }

    static @Nullable String tokenInTheWay(JsonNode body) {
        return IssuerJson.referenceIfThere(error(body), "tokenUniqueReference");
    }

    private static String codeOr(JsonNode body, String otherwise) {
        String code = code(body);
        return PartnerTexts.isCode(code) ? code : otherwise;
    }
}
