package io.coinslot.simulators.issuer;

import org.jspecify.annotations.Nullable;

/** The ways in which the cardholder can be sent a code. */
enum Method {
    /** A text message. */
    TEXT("12344", "TEXT_TO_CARDHOLDER_NUMBER", "+82 10-****-1111"),
    /** An electronic mail. */
    MAIL("12345", "EMAIL_TO_CARDHOLDER_ADDRESS", "c****@example.com");

    private final String id;
    private final String type;
    private final String hint;

    Method(String id, String type, String hint) {
        this.id = id;
        this.type = type;
        this.hint = hint;
    }

    static @Nullable Method byId(String id) {
        for (Method method : values()) {
            if (method.id.equals(id)) {
                return method;
            }
        }
        return null;
    }

    String id() {
        return id;
    }

    String type() {
        return type;
    }

    String hint() {
        return hint;
    }
}
