package io.coinslot.client;

import io.coinslot.client.Outcome.Answer;
import io.coinslot.client.Outcome.Failure;
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
            try {
                return exchange(Deadline.in(timeout));
            } catch (CoinslotException.NotSent e) {
                return new Failure(e);
            }
        }

        private Outcome exchange(Deadline deadline) {
            Token token = tokens.token(deadline.left());
            Outcome outcome = exchange(token, deadline.left());
            if (outcome instanceof Answer answer && answer.status() == 401 && !tokenReplaced) {
                tokens.discard(token);
                Token other = tokens.token(deadline.left());
                tokenReplaced = true;
                return exchange(other, deadline.left());
            }
            return outcome;
        }

        private Outcome exchange(Token token, Duration timeout) {
            call.header("Authorization", "Bearer " + token.value());
            return wire.exchange(call, timeout);
        }
    }
}
