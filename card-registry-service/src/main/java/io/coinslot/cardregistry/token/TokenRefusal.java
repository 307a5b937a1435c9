package io.coinslot.cardregistry.token;

/** Why a request about a token is refused. */
public enum TokenRefusal {
    NOT_FOUND("There is no such token"),
    KEY_REUSED("This Idempotency-Key was used for another request"),
    TOKEN_DEACTIVATED("The token is deleted"),
    TOKEN_NOT_ACTIVE("The token is not active yet"),
    TOKEN_NOT_SUSPENDED_BY("The token is not suspended by this party"),
    HELD_FROM_ELSEWHERE(
            "A device lifts its own lock, and what was suspended from it alone; the service lifts the rest");

    private final String detail;

    TokenRefusal(String detail) {
        this.detail = detail;
    }

    public String detail() {
        return detail;
    }
}
