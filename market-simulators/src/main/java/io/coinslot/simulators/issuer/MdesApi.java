package io.coinslot.simulators.issuer;

import io.coinslot.simulators.issuer.Task.Funding;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import io.coinslot.simulators.signing.MessageVerifier.Sender;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The digitization interface. Callers hold the company's lock. */
final class MdesApi {
    private static final int MOST_TOKENS = 10;
    private static final int MOST_FOUND = 200;
    private static final int LONGEST_TASK_ID = 64;
    private static final int LONGEST_APP_ID = 48;
    private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9_=-]+");

    private final Bank bank;

    MdesApi(Bank bank) {
        this.bank = bank;
    }

    private enum TokenType {
        CLOUD,
        EMBEDDED_SE,
        STATIC
    }

    private enum Recommendation {
        APPROVED,
        DECLINED,
        REQUIRE_ADDITIONAL_AUTHENTICATION
    }

    /** Those of suspend, unsuspend and delete. */
    private enum ReasonCode {
        SUSPECTED_FRAUD,
        OTHER
    }

    /** Who has a token changed: a device's lock is the requestor's. */
    private enum CausedBy {
        CARDHOLDER(Suspender.CARDHOLDER),
        TOKEN_REQUESTOR(Suspender.TOKEN_REQUESTOR);

        private final Suspender suspender;

        CausedBy(Suspender suspender) {
            this.suspender = suspender;
        }
    }

    /** Answers an operation, its name being the only segment of the path. */
    Response answer(Sender sender, Request request) {
        String requestId = null;
        try {
            if (!request.is("POST", 1)) {
                throw IssuerRefusal.notFound("NOT_FOUND", "operation");
            }
            Fields fields = Fields.of(request);
            requestId = fields.required("requestId");
            if (!requestId.equals(sender.nonce())) {
                throw IssuerRefusal.of(401, "SIGNATURE_INVALID", "The nonce is not the requestId.");
            }
            return Response.json(200, operation(request.path().getFirst(), sender.name(), requestId, fields));
        } catch (IssuerRefusal refusal) {
            return refused(requestId, refusal);
        }
    }

    static Response refused(@Nullable String requestId, IssuerRefusal refusal) {
        Response response = Response.json(refusal.status(), MdesBodies.errors(requestId, refusal));
        return refusal.retryAfterSeconds() == 0
                ? response
                : response.with("Retry-After", Long.toString(refusal.retryAfterSeconds()));
    }

    private JsonNode operation(String name, String serviceId, String requestId, Fields fields) {
        return switch (name) {
            case "tokenize" -> tokenize(serviceId, requestId, fields);
            case "getTaskStatus" -> taskStatus(serviceId, requestId, fields);
            case "requestActivationCode" -> requestCode(serviceId, requestId, fields);
            case "activate" -> activate(serviceId, requestId, fields);
            case "suspend", "unsuspend", "delete" -> change(name, serviceId, requestId, fields);
            case "transact" -> transact(serviceId, requestId, fields);
            case "getToken" -> token(serviceId, requestId, fields);
            case "searchTokens" -> search(serviceId, requestId, fields);
            default -> throw IssuerRefusal.notFound("NOT_FOUND", "operation");
        };
    }

    private JsonNode tokenize(String serviceId, String requestId, Fields fields) {
        requireRequestor(serviceId, fields);
        String taskId = fields.required("taskId", LONGEST_TASK_ID);
        TokenType tokenType = fields.choice("tokenType", TokenType.class);
        String app = fields.required("paymentAppInstanceId", LONGEST_APP_ID);
        if (!APP_ID.matcher(app).matches()) {
            throw IssuerRefusal.invalid("paymentAppInstanceId", "must be letters, digits and web-safe base64.");
        }
        String recommendation = fields.has("decisioningData")
                ? fields.object("decisioningData")
                        .choice("recommendation", Recommendation.class)
                        .name()
                : "";
        Funding funding = funding(fields.object("fundingAccountInfo"), taskId);
        Task task = bank.registrations()
                .register(new Registrations.Order(
                        serviceId, taskId, Shape.MDES, funding, app, tokenType.name(), recommendation))
                .task();
        return MdesBodies.decision(
                MdesBodies.answer(requestId), task, bank.registrations().tokenOf(task), bank.now());
    }

    private Funding funding(Fields info, String taskId) {
        if (info.has("encryptedPayload")) {
            only(info, "panUniqueReference", "tokenUniqueReference");
            return bank.accounts().sealed(info.object("encryptedPayload").body(), taskId);
        }
        if (info.has("panUniqueReference")) {
            only(info, "tokenUniqueReference");
            return bank.accounts().byCard(info.required("panUniqueReference"));
        }
        return bank.accounts().byToken(info.required("tokenUniqueReference"));
    }

    private static void only(Fields info, String... others) {
        for (String other : others) {
            if (info.has(other)) {
                throw IssuerRefusal.invalid("fundingAccountInfo", "must name the card in one way only.");
            }
        }
    }

    private JsonNode taskStatus(String serviceId, String requestId, Fields fields) {
        requireRequestor(serviceId, fields);
        String taskId = fields.required("taskId", LONGEST_TASK_ID);
        Task task = bank.registrations().find(serviceId, taskId);
        if (task == null) {
            if (bank.obstinacy().remembersAsRefused(Task.key(serviceId, taskId))) {
                return MdesBodies.refusedTask(requestId, taskId);
            }
            throw IssuerRefusal.notFound("TASK_NOT_FOUND", "task");
        }
        return MdesBodies.task(requestId, task, bank.registrations().tokenOf(task), bank.now());
    }

    private JsonNode requestCode(String serviceId, String requestId, Fields fields) {
        Token token = bank.token(serviceId, fields.required("tokenUniqueReference"));
        Activations.Sent sent = bank.activations()
                .send(token, fields.object("authenticationMethod").required("id"));
        return MdesBodies.answer(requestId)
                .put("codeExpiresAt", MdesBodies.time(sent.expiresAt()))
                .put("resendsLeft", sent.resendsLeft());
    }

    private JsonNode activate(String serviceId, String requestId, Fields fields) {
        Token token = bank.token(serviceId, fields.required("tokenUniqueReference"));
        Activations.Outcome outcome = bank.activations().activate(token, fields.required("authenticationCode"));
        return MdesBodies.answer(requestId)
                .put("result", outcome.result().name())
                .put("attemptsLeft", outcome.attemptsLeft());
    }

    private JsonNode change(String name, String serviceId, String requestId, Fields fields) {
        JsonNode references = fields.body().path("tokenUniqueReferences");
        if (!references.isArray() || references.isEmpty() || references.size() > MOST_TOKENS) {
            throw IssuerRefusal.invalid("tokenUniqueReferences", "must be a list of 1 to " + MOST_TOKENS + ".");
        }
        Suspender by = fields.choice("causedBy", CausedBy.class).suspender;
        ReasonCode reason = fields.choice("reasonCode", ReasonCode.class);
        fields.optional("reason", "");
        ObjectNode body = MdesBodies.answer(requestId);
        ArrayNode tokens = body.putArray("tokens");
        references.forEach(
                reference -> tokens.add(changed(name, serviceId, reference.asString(""), by, reason.name())));
        return body;
    }

    private ObjectNode changed(String name, String serviceId, String reference, Suspender by, String reason) {
        try {
            return MdesBodies.state(bank.changeFor(name, bank.token(serviceId, reference), by, reason));
        } catch (IssuerRefusal refusal) {
            Token token = bank.memory().token(reference);
            ObjectNode entry = token != null && token.serviceId().equals(serviceId)
                    ? MdesBodies.state(token)
                    : Json.object().put("tokenUniqueReference", reference);
            entry.putArray("errors").add(MdesBodies.error(refusal));
            return entry;
        }
    }

    /** Digital secure remote payment: what is needed to pay once, sealed to the recipient's key. */
    private JsonNode transact(String serviceId, String requestId, Fields fields) {
        Token token = bank.token(serviceId, fields.required("tokenUniqueReference"));
        if (!fields.required("dsrpType").equals("UCAF")) {
            throw IssuerRefusal.invalid("dsrpType", "must be UCAF.");
        }
        return MdesBodies.answer(requestId)
                .put(
                        "encryptedPayload",
                        bank.spending()
                                .credential(token, fields.object("recipientKey").body()));
    }

    private JsonNode token(String serviceId, String requestId, Fields fields) {
        ObjectNode body = MdesBodies.answer(requestId);
        body.set("token", MdesBodies.token(bank.token(serviceId, fields.required("tokenUniqueReference"))));
        return body;
    }

    private JsonNode search(String serviceId, String requestId, Fields fields) {
        requireRequestor(serviceId, fields);
        List<Token> found = fields.has("panUniqueReference")
                ? bank.memory().tokensOfCard(fields.required("panUniqueReference"))
                : bank.memory().tokensOfApp(fields.required("paymentAppInstanceId"));
        ObjectNode body = MdesBodies.answer(requestId);
        ArrayNode tokens = body.putArray("tokens");
        found.stream()
                .filter(token -> token.isLive() && token.serviceId().equals(serviceId))
                .limit(MOST_FOUND)
                .forEach(token -> tokens.add(MdesBodies.token(token)));
        return body;
    }

    private void requireRequestor(String serviceId, Fields fields) {
        if (!fields.required("tokenRequestorId").equals(bank.tokenRequestorId(serviceId))) {
            throw IssuerRefusal.of(403, "WRONG_REQUESTOR", "tokenRequestorId is not that of the one who signed.");
        }
    }
}
