package io.coinslot.cardregistry.issuer.http;

import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.issuer.TokenizeRequest;
import io.coinslot.cardregistry.registration.ActivationResult;
import io.coinslot.cardregistry.signature.http.SignedExchange;
import io.coinslot.cardregistry.signature.http.SignedExchange.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An issuer with an interface of its own: registrations by task id, and the tokens they made. */
public final class PlainFinancialCompany implements FinancialCompany {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final IssuerLink link;
    private final SignedExchange exchange;

    public PlainFinancialCompany(IssuerLink link, SignedExchange exchange) {
        this.link = link;
        this.exchange = exchange;
    }

    @Override
    public TaskOutcome tokenize(TokenizeRequest request) throws IssuerFailure {
        ObjectNode body = JSON.createObjectNode();
        body.put("taskId", request.taskId());
        body.put("requestorId", link.tokenRequestorId());
        body.put("paymentAppInstanceId", request.paymentAppInstanceId());
        body.put("language", request.consumerLanguage());
        ObjectNode device = body.putObject("device");
        device.put("name", request.deviceInfo().deviceName());
        device.put("formFactor", request.deviceInfo().formFactor());
        body.putObject("card").set("sealed", JSON.readTree(request.credential().encryptedPayload()));
        ObjectNode assessment = body.putObject("assessment");
        assessment.put("recommendation", Recommendation.DECISION);
        assessment.put("deviceScore", Recommendation.SCORE);
        assessment.put("accountScore", Recommendation.SCORE);
        assessment.putArray("reasons").add(Recommendation.REASON);
        return PlainAnswers.registration(
                successful(post("/registrations", body)).body());
    }

    @Override
    public TaskOutcome lookUp(String taskId) throws IssuerFailure {
        Answer answer = get("/registrations/" + inPath(taskId));
        if (answer.status() == 404 && PlainAnswers.code(answer).equals("TASK_NOT_FOUND")) {
            return new TaskOutcome.NeverArrived();
        }
        return PlainAnswers.registration(successful(answer).body());
    }

    @Override
    public @Nullable Instant requestCode(TokenHandle token, String methodId) throws IssuerFailure {
        ObjectNode body = JSON.createObjectNode().put("methodId", methodId);
        return IssuerJson.timeIfThere(
                successful(post("/registrations/" + inPath(token.taskId()) + "/codes", body))
                        .body(),
                "expiresAt");
    }

    @Override
    public ActivationResult activate(TokenHandle token, String authenticationCode) throws IssuerFailure {
        ObjectNode body = JSON.createObjectNode().put("code", authenticationCode);
        return IssuerJson.activation(successful(post("/registrations/" + inPath(token.taskId()) + "/activation", body))
                .body());
    }

    @Override
    public boolean knowsLocks() {
        return true;
    }

    @Override
    public TokenReport suspend(TokenHandle token, Reason reason) throws IssuerFailure {
        return lifecycle("suspend", token, reason);
    }

    @Override
    public TokenReport unsuspend(TokenHandle token, Reason reason) throws IssuerFailure {
        return lifecycle("unsuspend", token, reason);
    }

    @Override
    public TokenReport delete(TokenHandle token, Reason reason) throws IssuerFailure {
        return lifecycle("delete", token, reason);
    }

    @Override
    public String credential(TokenHandle token, String recipientKey) throws IssuerFailure {
        ObjectNode body = JSON.createObjectNode();
        body.set("recipientKey", JSON.readTree(recipientKey));
        String path = "/tokens/" + inPath(token.tokenUniqueReference()) + "/credentials";
        return IssuerJson.sealed(successful(post(path, body)).body(), "credential");
    }

    private TokenReport lifecycle(String operation, TokenHandle token, Reason reason) throws IssuerFailure {
        ObjectNode body = JSON.createObjectNode();
        body.put("by", reason.causedBy());
        body.put("reasonCode", reason.reasonCode());
        if (!reason.reason().isBlank()) {
            body.put("reason", reason.reason());
        }
        return PlainAnswers.report(
                successful(post("/tokens/" + inPath(token.tokenUniqueReference()) + "/" + operation, body))
                        .body());
    }

    private static String inPath(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer post(String path, ObjectNode body) throws IssuerFailure {
        try {
            return exchange.post(link.operation(path), body, UUID.randomUUID().toString(), link.id());
        } catch (IOException e) {
            throw IssuerFailures.of(e);
        }
    }

    private Answer get(String path) throws IssuerFailure {
        try {
            return exchange.get(link.operation(path), UUID.randomUUID().toString(), link.id());
        } catch (IOException e) {
            throw IssuerFailures.of(e);
        }
    }

    private static Answer successful(Answer answer) throws IssuerFailure {
        if (!answer.isSuccess()) {
            throw IssuerFailures.of(answer, PlainAnswers.code(answer), answer.body())
                    .becauseOf(IssuerJson.referenceIfThere(answer.body(), "tokenReference"));
        }
        if (!answer.body().isObject()) {
            throw IssuerFailures.unreadable();
        }
        return answer;
    }
}
