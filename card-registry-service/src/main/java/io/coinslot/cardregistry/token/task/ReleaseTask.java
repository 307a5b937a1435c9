package io.coinslot.cardregistry.token.task;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.claim.HeldClaims;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.TokenOwner;
import io.coinslot.cardregistry.token.TokenTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the card of a deleted token be registered on the device again. Nobody outside is asked, so there is no end to the
 * attempts; what does not succeed for long is told.
 */
@SuppressWarnings("NullAway") // Void has no value but null.
final class ReleaseTask implements TaskHandler<Token, TokenEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseTask.class);

    private final CardClaims claims;

    ReleaseTask(CardClaims claims) {
        this.claims = claims;
    }

    @Override
    public String kind() {
        return TokenTasks.RELEASE;
    }

    @Override
    public String target(Token token, Task task) {
        return "card-claims";
    }

    @Override
    public Outcome<Token, TokenEvent> run(String id, Token token, Task task) {
        TokenOwner owner = token.owner();
        try {
            if (owner != null) {
                claims.release(owner.claims(), owner.claimHolder());
            }
            return new Done<>(current -> Decision.unchanged(null));
        } catch (RuntimeException e) {
            if (task.attempt() >= HeldClaims.ATTEMPTS_UNTIL_TOLD) {
                LOG.error("The claim of token {} is not let go at attempt {}", id, task.attempt(), e);
            }
            return new TryAgain<>(null, e, null);
        }
    }

    @Override
    public Function<Token, Decision<Token, TokenEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        LOG.error("The claim of token {} was not let go", id, lastFailure);
        return token -> Decision.unchanged(null);
    }

    @Override
    public int maxAttempts() {
        return Integer.MAX_VALUE;
    }
}
