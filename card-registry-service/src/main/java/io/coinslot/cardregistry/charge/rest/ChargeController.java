package io.coinslot.cardregistry.charge.rest;

import io.coinslot.cardregistry.charge.ChargeDesk;
import io.coinslot.cardregistry.charge.ChargeOrder;
import io.coinslot.cardregistry.charge.ChargeRefused;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.replay.SeenRequests;
import io.coinslot.cardregistry.signature.SignatureRefused;
import io.coinslot.cardregistry.signature.rest.PartnerProblem;
import io.coinslot.cardregistry.signature.rest.SignedRequest;
import io.coinslot.cardregistry.signature.rest.SignedRequests;
import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Gives those who charge what they need for one payment: another service of ours, which signs its requests as partners
 * do. Each request is taken once. The gateway has no route to it.
 */
@RestController
final class ChargeController {
    private static final int LONGEST = 256;
    private static final int LONGEST_KEY = 4_096;
    private static final int RETRY_AFTER_SECONDS = 1;

    private final SignedRequests requests;
    private final SeenRequests seen;
    private final ChargeDesk desk;

    ChargeController(SignedRequests chargeRequests, SeenRequests seen, ChargeDesk desk) {
        this.requests = chargeRequests;
        this.seen = seen;
        this.desk = desk;
    }

    @PostMapping("/internal/v1/payment-credentials")
    Map<String, String> credential(HttpServletRequest request, @RequestBody byte[] body) {
        SignedRequest signed = read(request, body);
        ChargeOrder order = order(signed.body());
        if (!seen.isFirst("charge/" + signed.sender(), signed.requestId())) {
            throw PartnerProblem.unproven("REQUEST_REPLAYED").asException();
        }
        try {
            return Map.of("responseId", signed.requestId(), "encryptedPayload", desk.credential(order));
        } catch (ChargeRefused refused) {
            ChargeProblem problem = new ChargeProblem(refused.reason());
            throw Problem.of(problem, problem.title()).asException();
        } catch (IssuerFailure failure) {
            throw Problem.unavailable("The financial company did not answer", RETRY_AFTER_SECONDS)
                    .asException();
        }
    }

    private SignedRequest read(HttpServletRequest request, byte[] body) {
        try {
            return requests.read(request, body, "requestId");
        } catch (SignatureRefused e) {
            throw PartnerProblem.unproven(e).asException();
        } catch (UncheckedIOException e) {
            throw Problem.unavailable("The sender's keys cannot be read", RETRY_AFTER_SECONDS)
                    .asException();
        }
    }

    private static ChargeOrder order(JsonNode body) {
        if (!body.path("recipientKey").isObject()) {
            throw Problem.invalid("/recipientKey", "must be a public key as a JWK")
                    .asException();
        }
        String recipientKey = body.path("recipientKey").toString();
        if (recipientKey.length() > LONGEST_KEY) {
            throw Problem.invalid("/recipientKey", "must be at most " + LONGEST_KEY + " characters long")
                    .asException();
        }
        return new ChargeOrder(
                text(body, "tokenUniqueReference"),
                text(body, "serviceId"),
                text(body, "userId"),
                text(body, "purchaseId"),
                recipientKey);
    }

    private static String text(JsonNode body, String field) {
        String text = body.path(field).asString("");
        if (text.isBlank() || text.length() > LONGEST) {
            throw Problem.invalid("/" + field, "must be text of 1 to " + LONGEST + " characters")
                    .asException();
        }
        return text;
    }
}
