package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A statement to draw up, over the time from (inclusive) to (exclusive). */
public record NewSettlement(Scope scope, @Nullable String userId, Instant from, Instant to) {

    public static NewSettlement ofService(Instant from, Instant to) {
        return new NewSettlement(Scope.SERVICE, null, from, to);
    }

    public static NewSettlement ofUser(String userId, Instant from, Instant to) {
        return new NewSettlement(Scope.USER, userId, from, to);
    }

    /** Over everything of the service, or over one of its users. */
    public enum Scope {
        SERVICE,
        USER
    }
}
