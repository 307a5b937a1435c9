package io.coinslot.simulators.issuer;

import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The company's answers and callbacks in the card networks' shape. */
final class MdesBodies {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private MdesBodies() {}

    static String time(Instant time) {
        return MILLIS.format(time);
    }

    static ObjectNode answer(String requestId) {
        return Json.object().put("responseId", requestId).put("responseHost", Company.BANK.id());
    }

    /** What a tokenize request is answered with, once or again. */
    static ObjectNode decision(ObjectNode to, Task task, @Nullable Token token, Instant now) {
        if (task.decision() == null) {
            return to.put("taskId", task.taskId())
                    .put("taskStatus", task.status(now).name());
        }
        to.put("decision", task.decision().name());
        if (task.declineReason() != null) {
            to.put("declineReasonCode", task.declineReason().name());
        }
        if (task.decision() == Decision.REQUIRE_ADDITIONAL_AUTHENTICATION) {
            to.set("authenticationMethods", methods());
        }
        if (token != null) {
            to.put("tokenUniqueReference", token.tokenUniqueReference())
                    .put("panUniqueReference", token.face().panUniqueReference())
                    .put("paymentAccountReference", token.face().paymentAccountReference());
            to.set("productConfig", CardFace.productConfig(token.face().brand()));
            to.set("tokenInfo", tokenInfo(token));
        }
        return to;
    }

    static ObjectNode task(String requestId, Task task, @Nullable Token token, Instant now) {
        ObjectNode body = answer(requestId)
                .put("taskId", task.taskId())
                .put("status", task.status(now).name());
        if (!task.isPending()) {
            body.set("result", decision(answer(requestId), task, token, now));
        }
        return body;
    }

    /** A task that came to nothing because of a token in its way. */
    static ObjectNode refusedTask(String requestId, String taskId) {
        ObjectNode body = answer(requestId).put("taskId", taskId).put("status", TaskStatus.FAILED.name());
        body.putArray("errors").add(error(IssuerRefusal.alreadyThere(null)));
        return body;
    }

    static ArrayNode methods() {
        ArrayNode methods = Json.array();
        for (Method method : Method.values()) {
            methods.addObject()
                    .put("id", method.id())
                    .put("type", method.type())
                    .put("value", method.hint());
        }
        return methods;
    }

    /** What a change of a token's life is answered with. */
    static ObjectNode state(Token token) {
        ObjectNode body = Json.object()
                .put("tokenUniqueReference", token.tokenUniqueReference())
                .put("status", token.status().name());
        body.set("suspendedBy", suspenders(token.suspendedBy()));
        return body.put("statusTimestamp", time(token.statusAt()));
    }

    static ObjectNode token(Token token) {
        ObjectNode body = state(token)
                .put("panUniqueReference", token.face().panUniqueReference())
                .put("paymentAppInstanceId", token.paymentAppInstanceId());
        body.set("productConfig", CardFace.productConfig(token.face().brand()));
        body.set("tokenInfo", tokenInfo(token));
        return body;
    }

    private static ObjectNode tokenInfo(Token token) {
        return Json.object()
                .put("tokenPanSuffix", token.face().tokenPanSuffix())
                .put("accountPanSuffix", token.face().accountPanSuffix())
                .put("tokenExpiry", token.face().tokenExpiry())
                .put("accountPanExpiry", token.face().accountPanExpiry())
                .put("tokenStatus", token.status().name())
                .put("statusTimestamp", time(token.statusAt()))
                .put("tokenAssuranceLevel", 1)
                .put("dsrpCapable", true)
                .put("productCategory", "CREDIT");
    }

    static ArrayNode suspenders(List<Suspender> suspendedBy) {
        ArrayNode list = Json.array();
        suspendedBy.forEach(suspender -> list.add(suspender.name()));
        return list;
    }

    /** A callback: what has changed, and the tokens that it has changed. */
    static ObjectNode updated(String requestId, String reasonCode, String taskId, List<ObjectNode> tokens) {
        ObjectNode body = Json.object()
                .put("requestId", requestId)
                .put("responseHost", Company.BANK.id())
                .put("reasonCode", reasonCode)
                .put("taskId", taskId);
        body.set("tokens", Json.array().addAll(tokens));
        return body;
    }

    /** A token that was changed, for which reason. */
    static ObjectNode changed(Token token, String reasonCode) {
        return token(token).put("reasonCode", reasonCode);
    }

    static ObjectNode errors(@Nullable String requestId, IssuerRefusal refusal) {
        ObjectNode body = answer(requestId == null ? "" : requestId);
        body.putArray("errors").add(error(refusal));
        return body;
    }

    static ObjectNode error(IssuerRefusal refusal) {
        ObjectNode error = Json.object()
                .put("source", refusal.status() >= 500 ? "ISSUER" : "INPUT")
                .put("reasonCode", refusal.code())
                .put("description", refusal.detail())
                .put("recoverable", refusal.isRecoverable());
        if (refusal.tokenUniqueReference() != null) {
            error.put("tokenUniqueReference", refusal.tokenUniqueReference());
        }
        return error;
    }
}
