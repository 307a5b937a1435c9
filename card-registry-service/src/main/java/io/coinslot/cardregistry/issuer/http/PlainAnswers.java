package io.coinslot.cardregistry.issuer.http;

import io.coinslot.cardregistry.issuer.FinancialCompany.TokenReport;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.AuthenticationMethod;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.ProductConfig;
import io.coinslot.cardregistry.signature.http.SignedExchange.Answer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads answers of the plain interface. */
final class PlainAnswers {
    private PlainAnswers() {}

    static TaskOutcome registration(JsonNode body) throws IssuerFailure {
        return switch (body.path("status").asString("")) {
            case "APPROVED" -> new TaskOutcome.Approved(token(body.path("token")));
            case "STEP_UP" -> new TaskOutcome.AuthenticationRequired(token(body.path("token")), methods(body));
            case "DECLINED" -> new TaskOutcome.Declined(IssuerJson.code(body, "declineReason"));
            case "PENDING" -> new TaskOutcome.Undecided();
            case "FAILED" -> new TaskOutcome.Failed("TASK_FAILED");
            default -> throw IssuerFailures.unreadable();
        };
    }

    static IssuedToken token(JsonNode token) throws IssuerFailure {
        JsonNode product = token.path("product");
        return new IssuedToken(
                IssuerJson.reference(token, "tokenReference"),
                IssuerJson.text(token, "panReference"),
                null,
                IssuerJson.text(token, "tokenSuffix"),
                IssuerJson.text(token, "cardSuffix"),
                IssuerJson.text(token, "tokenExpiry"),
                IssuerJson.code(token, "status"),
                IssuerJson.time(token, "statusAt"),
                product.isObject()
                        ? new ProductConfig(
                                IssuerJson.shown(product, "issuerName"),
                                IssuerJson.shown(product, "name"),
                                IssuerJson.shown(product, "brand"),
                                IssuerJson.shown(product, "termsUrl"),
                                IssuerJson.shown(product, "termsId"))
                        : null);
    }

    private static List<AuthenticationMethod> methods(JsonNode body) throws IssuerFailure {
        List<AuthenticationMethod> methods = new ArrayList<>();
        for (JsonNode method : body.path("methods")) {
            methods.add(new AuthenticationMethod(
                    IssuerJson.reference(method, "id"),
                    IssuerJson.code(method, "kind"),
                    IssuerJson.hint(method, "hint")));
        }
        return methods;
    }

    static TokenReport report(JsonNode token) throws IssuerFailure {
        return new TokenReport(
                IssuerJson.code(token, "status"), IssuerJson.suspenders(token), IssuerJson.time(token, "statusAt"));
    }

    static String code(Answer answer) {
        return answer.body().path("code").asString("");
    }
}
