package io.coinslot.client;

import io.coinslot.client.Outcome.Answer;
import io.coinslot.client.TokenSource.Token;
import java.time.Duration;
import java.util.function.Function;

/** A service's access token. */
record BearerAuthorization(TokenSource tokens) implements Authorization {
    @Override
    public Function<Duration, Outcome> attempts(Call call, Wire wire) {
        return new Attempts(call, wire);
    }

    /** The attempts of one call. A refused token is replaced once: it may have been revoked before its time. */
    private final class Attempts implements Function<Duration, Outcome> {
        private final Call call;
        private final Wire wire;
        private boolean tokenReplaced;

        Attempts(Call call, Wire wire) {
            this.call = call;
            this.wire = wire;
        }

        @Override
        public Outcome apply(Duration timeout) {
            Deadline deadline = Deadline.in(timeout);
            Token token = tokens.token(timeout);
            Outcome outcome = exchange(token, deadline.left());
            if (outcome instanceof Answer answer && answer.status() == 401 && !tokenReplaced) {
                tokenReplaced = true;
                tokens.discard(token);
                return exchange(tokens.token(deadline.left()), deadline.left());
            }
            return outcome;
        }

        private Outcome exchange(Token token, Duration timeout) {
            call.header("Authorization", "Bearer " + token.value());
            return wire.exchange(call, timeout);
        }
    }
}
