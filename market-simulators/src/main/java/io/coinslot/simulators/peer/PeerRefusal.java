package io.coinslot.simulators.peer;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.signing.SignatureRefusal;
import tools.jackson.databind.node.ObjectNode;

/** A request that the payment server refuses. No text in it holds anything of a card. */
final class PeerRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    PeerRefusal(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    static PeerRefusal invalid(String field) {
        return new PeerRefusal(400, "INVALID_REQUEST", field + " is missing or malformed.");
    }

    static PeerRefusal assertion(String code, String detail) {
        return new PeerRefusal(401, "ASSERTION_" + code, detail);
    }

    static PeerRefusal gone(String code) {
        return new PeerRefusal(410, code, "The reference leads to no card any more.");
    }

    static PeerRefusal unsigned(SignatureRefusal refusal) {
        return new PeerRefusal(refusal.code().status(), refusal.code().name(), refusal.detail());
    }

    static PeerRefusal ofStatus(int status) {
        return new PeerRefusal(status, "UNAVAILABLE", "The payment server cannot answer just now.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    ObjectNode problem() {
        return Json.object()
                .put("type", "about:blank")
                .put("title", "The request was refused")
                .put("status", status)
                .put("code", code)
                .put("detail", String.valueOf(getMessage()));
    }
}
