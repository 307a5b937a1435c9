package io.coinslot.cardregistry.registration;

/** Why a request of the device is refused. */
public enum Refusal {
    NOT_FOUND("There is no such registration"),
    KEY_REUSED("This Idempotency-Key was used for another request"),
    NOT_SELECTABLE("The registration does not wait for a selection"),
    UNKNOWN_CARD("names a card that was not offered"),
    TERMS_NOT_PENDING("No card of this registration waits for these terms"),
    METHOD_UNKNOWN("is no authentication method of a card that waits for one"),
    CARD_AMBIGUOUS("Several cards wait for this: name one"),
    NO_CODE_EXPECTED("No card of this registration waits for an activation code"),
    CODE_BEING_CHECKED("A code is being checked; wait for its result"),
    ISSUER_BUSY("The financial company cannot be asked at the moment; nothing was checked. Send the code again"),
    OVER("The registration is over"),
    TOO_MANY_REQUESTS("The registration takes no more requests");

    private final String detail;

    Refusal(String detail) {
        this.detail = detail;
    }

    public String detail() {
        return detail;
    }
}
