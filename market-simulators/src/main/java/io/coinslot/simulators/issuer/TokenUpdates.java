package io.coinslot.simulators.issuer;

import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.signing.Address;
import io.coinslot.simulators.signing.MessageSigner;
import io.coinslot.simulators.signing.Proof;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tells requestors what became of their tokens. What is repeated keeps its id and is signed anew. */
final class TokenUpdates {
    private final Courier courier;
    private final Target target;
    private final MessageSigner signer;

    TokenUpdates(Courier courier, Target target, MessageSigner signer) {
        this.courier = courier;
        this.target = target;
        this.signer = signer;
    }

    /** A callback that is written but not signed. */
    record Update(String serviceId, Shape shape, String requestId, byte[] body) {}

    void statusChanged(Token token, String reasonCode) {
        send(status(token, reasonCode));
    }

    static Update status(Token token, String reasonCode) {
        return about(token, "STATUS_UPDATE", "TOKEN_STATUS", reasonCode);
    }

    void fundingChanged(Token token, boolean isReplaced) {
        send(
                isReplaced
                        ? about(token, "FUNDING_ACCOUNT_REPLACED", "CARD_REPLACED", "CARD_REPLACED")
                        : about(token, "FUNDING_ACCOUNT_UPDATE", "CARD_UPDATED", "CARD_RENEWED"));
    }

    /** A callback about a token: its kind in either shape, and the reason of the change. */
    static Update about(Token token, String kind, String plainKind, String reasonCode) {
        String id = UUID.randomUUID().toString();
        ObjectNode body;
        if (token.shape() == Shape.MDES) {
            body = MdesBodies.updated(id, kind, token.taskId(), List.of(MdesBodies.changed(token, reasonCode)));
        } else {
            body = PlainBodies.event(id, plainKind, token.statusAt()).put("taskId", token.taskId());
            body.put("reasonCode", reasonCode).set("token", PlainBodies.token(token));
        }
        return new Update(token.serviceId(), token.shape(), id, Json.bytes(body));
    }

    /** A pending task was decided. */
    void decided(Task task, @Nullable Token token) {
        String id = UUID.randomUUID().toString();
        ObjectNode body;
        if (task.shape() == Shape.MDES) {
            List<ObjectNode> tokens = token == null ? List.of() : List.of(MdesBodies.changed(token, "DECIDED"));
            body = MdesBodies.updated(id, "TOKENIZATION_DECIDED", task.taskId(), tokens);
            MdesBodies.decision(body, task, null, task.updatedAt());
        } else {
            body = PlainBodies.event(id, "REGISTRATION_DECIDED", task.updatedAt())
                    .put("taskId", task.taskId());
            body.set("registration", PlainBodies.registration(task, token));
        }
        send(new Update(task.serviceId(), task.shape(), id, Json.bytes(body)));
    }

    private void send(Update update) {
        courier.send(message(update, Proof.VALID));
    }

    /** The callback as it is sent, signed at each attempt. */
    Message message(Update update, Proof proof) {
        return () -> {
            String template = target.urlFor(update.serviceId());
            if (template == null) {
                return null;
            }
            String url = template.replace("{shape}", update.shape().wire());
            Address to = new Address("POST", URI.create(url).getRawPath());
            Map<String, String> headers =
                    signer.request(to, update.body(), update.requestId(), update.serviceId(), proof);
            return new Message.Post(url, headers, update.body());
        };
    }
}
