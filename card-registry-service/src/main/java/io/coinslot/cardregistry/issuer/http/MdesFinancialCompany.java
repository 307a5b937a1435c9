package io.coinslot.cardregistry.issuer.http;

import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.issuer.TokenizeRequest;
import io.coinslot.cardregistry.registration.ActivationResult;
import io.coinslot.cardregistry.signature.http.SignedExchange;
import io.coinslot.cardregistry.signature.http.SignedExchange.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A financial company that speaks in the shape of Mastercard's digitization interface (MDES, Digitization API 1.0).
 * A repeated request takes a new request id; that it has one effect comes from its task id.
 */
public final class MdesFinancialCompany implements FinancialCompany {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TOKEN = "tokenUniqueReference";
    private static final String CARDHOLDER = "CARDHOLDER";
    /** The published ones of suspend, unsuspend and delete; it refuses others. */
    private static final Set<String> REASON_CODES = Set.of("SUSPECTED_FRAUD", "OTHER");

    private final IssuerLink link;
    private final SignedExchange exchange;

    public MdesFinancialCompany(IssuerLink link, SignedExchange exchange) {
        this.link = link;
        this.exchange = exchange;
    }

    @Override
    public TaskOutcome tokenize(TokenizeRequest request) throws IssuerFailure {
        ObjectNode body = JSON.createObjectNode();
        body.put("taskId", request.taskId());
        body.put("tokenRequestorId", link.tokenRequestorId());
        body.put("tokenType", "CLOUD");
        body.put("paymentAppInstanceId", request.paymentAppInstanceId());
        body.put("consumerLanguage", request.consumerLanguage());
        ObjectNode device = body.putObject("deviceInfo");
        device.put("deviceName", request.deviceInfo().deviceName());
        device.put("formFactor", request.deviceInfo().formFactor());
        device.put("osName", request.deviceInfo().osName());
        device.put("osVersion", request.deviceInfo().osVersion());
        body.putObject("fundingAccountInfo")
                .set("encryptedPayload", JSON.readTree(request.credential().encryptedPayload()));
        recommend(body.putObject("decisioningData"));
        return MdesAnswers.decision(call("/tokenize", body).body());
    }

    /** A new device is recommended to be stepped up; the decision is the financial company's. */
    private static void recommend(ObjectNode decisioning) {
        decisioning.put("recommendation", Recommendation.DECISION);
        decisioning.put("recommendationAlgorithmVersion", "01");
        decisioning.put("deviceScore", Recommendation.SCORE);
        decisioning.put("accountScore", Recommendation.SCORE);
        decisioning.putArray("recommendationReasons").add(Recommendation.REASON);
    }

    @Override
    public TaskOutcome lookUp(String taskId) throws IssuerFailure {
        ObjectNode body = JSON.createObjectNode();
        body.put("tokenRequestorId", link.tokenRequestorId());
        body.put("taskId", taskId);
        Answer answer = send("/getTaskStatus", body);
        String code = MdesAnswers.code(answer.body());
        if (answer.status() == 404 && code.equals("TASK_NOT_FOUND")) {
            return new TaskOutcome.NeverArrived();
        }
        return MdesAnswers.task(successful(answer).body());
    }

    @Override
    public @Nullable Instant requestCode(TokenHandle token, String methodId) throws IssuerFailure {
        ObjectNode body = JSON.createObjectNode();
        body.put(TOKEN, token.tokenUniqueReference());
        body.putObject("authenticationMethod").put("id", methodId);
        return IssuerJson.timeIfThere(call("/requestActivationCode", body).body(), "codeExpiresAt");
    }

    @Override
    public ActivationResult activate(TokenHandle token, String authenticationCode) throws IssuerFailure {
        ObjectNode body = JSON.createObjectNode();
        body.put(TOKEN, token.tokenUniqueReference());
        body.put("authenticationCode", authenticationCode);
        return IssuerJson.activation(call("/activate", body).body());
    }

    @Override
    public boolean knowsLocks() {
        return false;
    }

    @Override
    public TokenReport suspend(TokenHandle token, Reason reason) throws IssuerFailure {
        return lifecycle("/suspend", token, reason);
    }

    @Override
    public TokenReport unsuspend(TokenHandle token, Reason reason) throws IssuerFailure {
        return lifecycle("/unsuspend", token, reason);
    }

    @Override
    public TokenReport delete(TokenHandle token, Reason reason) throws IssuerFailure {
        return lifecycle("/delete", token, reason);
    }

    @Override
    public String credential(TokenHandle token, String recipientKey) throws IssuerFailure {
        ObjectNode body = JSON.createObjectNode();
        body.put(TOKEN, token.tokenUniqueReference());
        body.put("dsrpType", "UCAF");
        body.set("recipientKey", JSON.readTree(recipientKey));
        return IssuerJson.sealed(call("/transact", body).body(), "encryptedPayload");
    }

    private TokenReport lifecycle(String operation, TokenHandle token, Reason reason) throws IssuerFailure {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("tokenUniqueReferences").add(token.tokenUniqueReference());
        body.put("causedBy", reason.causedBy().equals(CARDHOLDER) ? CARDHOLDER : "TOKEN_REQUESTOR");
        boolean hasWordForIt = REASON_CODES.contains(reason.reasonCode());
        body.put("reasonCode", hasWordForIt ? reason.reasonCode() : "OTHER");
        if (!reason.reason().isBlank()) {
            body.put("reason", reason.reason());
        } else if (!hasWordForIt) {
            body.put("reason", reason.reasonCode());
        }
        return MdesAnswers.report(call(operation, body).body().path("tokens").path(0));
    }

    private Answer call(String operation, ObjectNode body) throws IssuerFailure {
        return successful(send(operation, body));
    }

    private Answer send(String operation, ObjectNode body) throws IssuerFailure {
        String requestId = UUID.randomUUID().toString();
        body.put("requestId", requestId);
        body.put("responseHost", "coinslot");
        try {
            return exchange.post(link.operation(operation), body, requestId, link.id());
        } catch (IOException e) {
            throw IssuerFailures.of(e);
        }
    }

    private static Answer successful(Answer answer) throws IssuerFailure {
        JsonNode body = answer.body();
        if (!answer.isSuccess()) {
            throw IssuerFailures.of(answer, MdesAnswers.code(body), MdesAnswers.error(body))
                    .becauseOf(MdesAnswers.tokenInTheWay(body));
        }
        if (!body.isObject()) {
            throw IssuerFailures.unreadable();
        }
        return answer;
    }
}
