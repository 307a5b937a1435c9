package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.RequestKey;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tokens that registrations led to. */
public final class Tokens {
    private final Aggregates<Token, TokenEvent> aggregates;
    private final Clock clock;

    public Tokens(Aggregates<Token, TokenEvent> aggregates, Clock clock) {
        this.aggregates = aggregates;
        this.clock = clock;
    }

    public @Nullable Token find(String tokenUniqueReference) {
        Stored<Token> stored = aggregates.find(tokenUniqueReference);
        return stored == null ? null : stored.state();
    }

    /**
     * Puts a token on its owner's device; done twice, it is done once. Waits until it is durable.
     *
     * @return false if the financial company gave a token that another registration got before: it stays that one's
     */
    public boolean provision(IssuedToken issued, String issuerId, String taskId, TokenOwner owner, TokenFace face) {
        String reference = issued.tokenUniqueReference();
        // The registration ends with the token active: it was approved, or the cardholder proved who they are.
        String status =
                issued.status().equals(TokenStatus.INACTIVE.name()) ? TokenStatus.ACTIVE.name() : issued.status();
        StatusReport answer = StatusReport.told(status, Set.of(), inTime(issued.statusTimestamp()), null);
        return aggregates
                .<Boolean>createAndWait(
                        reference,
                        current -> TokenSteps.provision(
                                current, Token.announced(reference, issuerId, taskId), owner, face, answer))
                .result();
    }

    /**
     * The answer is from before now. Since when it holds is not known if the company says that it holds later: then all
     * that is told besides is newer, lest nothing that is told until that time count.
     */
    private Instant inTime(Instant told) {
        return told.isAfter(clock.instant().plus(StatusReport.CLOCKS_DIFFER)) ? Instant.EPOCH : told;
    }

    /** The financial company told something of a token by itself. */
    public void reported(Report report) {
        aggregates.handleAndWait(
                report.tokenUniqueReference(),
                current -> ReportSteps.reported(
                        current,
                        Token.announced(report.tokenUniqueReference(), report.issuerId(), report.taskId()),
                        report));
    }

    /** The financial company deleted a token that no registration was known to have got. Waits until it is durable. */
    public void deleted(String reference, String issuerId, String taskId) {
        aggregates.handleAndWait(
                reference, current -> TokenSteps.deleted(current, Token.announced(reference, issuerId, taskId)));
    }

    /** Has the financial company told again to delete a token that was deleted here. Waits until that is durable. */
    public void deleteAgain(String reference) {
        aggregates.handleAndWait(reference, ParkedSteps::tellAgain);
    }

    public TokenAnswer suspend(String reference, RequestKey key, ChangeRequest request) {
        return change(reference, token -> OwnerSteps.suspend(token, key, request));
    }

    public TokenAnswer unsuspend(String reference, RequestKey key, ChangeRequest request) {
        return change(reference, token -> OwnerSteps.unsuspend(token, key, request));
    }

    public TokenAnswer delete(String reference, RequestKey key, ChangeRequest request) {
        return change(reference, token -> OwnerSteps.delete(token, key, request));
    }

    /**
     * An operator takes up a deletion that was given up. Done twice, it is done once.
     *
     * @return the token as it is then, if there is one
     */
    public Optional<Token> resolve(String reference, OperatorAction action) {
        return aggregates
                .<Optional<Token>>handleAndWait(reference, token -> ParkedSteps.resolve(token, action))
                .result();
    }

    private TokenAnswer change(String reference, Function<Token, Decision<Token, TokenEvent, TokenAnswer>> decide) {
        return aggregates
                .<TokenAnswer>handleAndWait(
                        reference,
                        token -> token == null || token.owner() == null
                                ? Decision.unchanged(TokenAnswer.refused(TokenRefusal.NOT_FOUND))
                                : decide.apply(token))
                .result();
    }

    /**
     * What a financial company tells of a token.
     *
     * @param requestId the same when it is told again
     * @param face what is new of the card behind it, or null
     * @param faceTimestamp when that was so, or null where the company gives no time
     * @param isReplacement whether it says that behind the token is another card now
     */
    public record Report(
            String requestId,
            String tokenUniqueReference,
            String issuerId,
            String taskId,
            @Nullable StatusReport status,
            @Nullable TokenFace face,
            @Nullable Instant faceTimestamp,
            boolean isReplacement) {
        /** Of no other card than before. */
        public Report(
                String requestId,
                String tokenUniqueReference,
                String issuerId,
                String taskId,
                @Nullable StatusReport status,
                @Nullable TokenFace face,
                @Nullable Instant faceTimestamp) {
            this(requestId, tokenUniqueReference, issuerId, taskId, status, face, faceTimestamp, false);
        }
    }
}
