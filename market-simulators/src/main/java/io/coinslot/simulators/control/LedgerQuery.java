package io.coinslot.simulators.control;

import io.coinslot.simulators.protocol.Request;
import org.jspecify.annotations.Nullable;

/** Which part of a ledger is wanted: one service's or everything, from a position on. */
public record LedgerQuery(@Nullable String serviceId, int after, int limit) {
    private static final int USUAL_ENTRIES = 200;
    private static final int MOST_ENTRIES = 1_000;

    /** Reads {@code serviceId}, {@code limit} and {@code after}, or {@code cursor} as lists elsewhere have it. */
    public static LedgerQuery of(Request request) {
        String position = request.query().containsKey("cursor") ? "cursor" : "after";
        return new LedgerQuery(
                request.query().get("serviceId"),
                number(request, position, 0, Integer.MAX_VALUE),
                number(request, "limit", USUAL_ENTRIES, MOST_ENTRIES));
    }

    private static int number(Request request, String name, int otherwise, int most) {
        String text = request.query().get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers out of bounds.
        }
        throw ControlRefusal.invalid("/" + name, "must be a whole number from 0 to " + most);
    }
}
