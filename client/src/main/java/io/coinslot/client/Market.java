package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A market by its name in the API; markets that this version does not know yet work too. */
public record Market(@JsonValue String id) {
    public static final Market GOOGLE_PLAY = new Market("google-play");
    public static final Market APP_STORE = new Market("app-store");
    public static final Market ONE_STORE = new Market("one-store");
    public static final Market GALAXY_STORE = new Market("galaxy-store");
    public static final Market STRIPE = new Market("stripe");
    public static final Market TOSS_PAYMENTS = new Market("toss-payments");

    /** The market of this name. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Market of(String id) {
        return new Market(id);
    }

    @Override
    public String toString() {
        return id;
    }
}
