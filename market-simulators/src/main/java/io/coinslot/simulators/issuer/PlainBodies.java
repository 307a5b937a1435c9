package io.coinslot.simulators.issuer;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The company's answers and callbacks in the plainer shape. */
final class PlainBodies {
    private PlainBodies() {}

    static ObjectNode registration(Task task, @Nullable Token token) {
        ObjectNode body = Json.object().put("taskId", task.taskId()).put("status", status(task.decision()));
        if (task.declineReason() != null) {
            body.put("declineReason", task.declineReason().name());
        }
        if (task.decision() == Decision.REQUIRE_ADDITIONAL_AUTHENTICATION) {
            ArrayNode methods = body.putArray("methods");
            for (Method method : Method.values()) {
                methods.addObject()
                        .put("id", method.id())
                        .put("kind", method.name())
                        .put("hint", method.hint());
            }
        }
        if (token != null) {
            body.set("token", token(token));
        }
        return body.put("updatedAt", MdesBodies.time(task.updatedAt()));
    }

    /** A registration that came to nothing because of a token in its way. */
    static ObjectNode refusedTask(String taskId) {
        return Json.object().put("taskId", taskId).put("status", TaskStatus.FAILED.name());
    }

    private static String status(@Nullable Decision decision) {
        return switch (decision) {
            case null -> "PENDING";
            case PENDING -> "PENDING";
            case APPROVED -> "APPROVED";
            case DECLINED -> "DECLINED";
            case REQUIRE_ADDITIONAL_AUTHENTICATION -> "STEP_UP";
        };
    }

    static ObjectNode token(Token token) {
        Token.Face face = token.face();
        ObjectNode body = Json.object()
                .put("tokenReference", token.tokenUniqueReference())
                .put("panReference", face.panUniqueReference())
                .put("accountReference", face.paymentAccountReference())
                .put("status", token.status().name());
        body.set("suspendedBy", MdesBodies.suspenders(token.suspendedBy()));
        body.put("statusAt", MdesBodies.time(token.statusAt()))
                .put("paymentAppInstanceId", token.paymentAppInstanceId())
                .put("tokenSuffix", face.tokenPanSuffix())
                .put("cardSuffix", face.accountPanSuffix())
                .put("tokenExpiry", face.tokenExpiry())
                .put("cardExpiry", face.accountPanExpiry());
        body.putObject("product")
                .put("issuerName", Issuer.TITLE)
                .put("name", CardFace.title(face.brand()))
                .put("termsUrl", "https://bank.example/terms")
                .put("termsId", CardFace.termsId(face.brand()))
                .put("brand", face.brand());
        return body;
    }

    static ObjectNode event(String eventId, String type, Instant at) {
        return Json.object().put("eventId", eventId).put("type", type).put("occurredAt", MdesBodies.time(at));
    }

    static Response problem(IssuerRefusal refusal) {
        ObjectNode body = Json.object()
                .put("type", "about:blank")
                .put("title", "The request was refused")
                .put("status", refusal.status())
                .put("code", refusal.code())
                .put("detail", refusal.detail())
                .put("recoverable", refusal.isRecoverable());
        if (refusal.field() != null) {
            body.put("pointer", "/" + refusal.field());
        }
        if (refusal.tokenUniqueReference() != null) {
            body.put("tokenReference", refusal.tokenUniqueReference());
        }
        return Response.json(refusal.status(), body).with("Content-Type", "application/problem+json");
    }
}
