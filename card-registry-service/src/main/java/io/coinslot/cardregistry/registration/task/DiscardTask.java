package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.FinancialCompany.Reason;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.EndedCardSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.cardregistry.registration.task.OtherRegistrations.Finding;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has the financial company delete a token that never got onto the device, then frees the card. A token that another
 * registration got before, or has been given as well and goes on with, is that one's, and left alone.
 */
final class DiscardTask extends CardTask {
    private static final Reason UNUSED =
            new Reason("TOKEN_REQUESTOR", "OTHER", "the registration ended before the token was on the device");

    private static final long LONGEST_BACKOFF_MILLIS = 3_600_000;

    private final CardClaims claims;
    private final Tokens tokens;
    private final OtherRegistrations others;

    DiscardTask(FinancialCompanies issuers, CardClaims claims, Tokens tokens, OtherRegistrations others) {
        super(RegistrationTasks.DISCARD, issuers);
        this.others = others;
        this.claims = claims;
        this.tokens = tokens;
    }

    @Override
    Outcome<Registration, RegistrationEvent> attempt(
            Registration registration, CardEntry card, FinancialCompany issuer, Task task) throws IssuerFailure {
        Claim claim = Claim.of(registration, card);
        String reference = handle(card).tokenUniqueReference();
        Finding other = others.find(
                registration, card, issuer, reference, each -> !each.state().isFinal(), task.attempt());
        // Last: who was about to get it may have completed since it was looked at, and the token is on record before
        // that.
        if (other.made() == null && !isOnRecordForAnother(reference, card, claim)) {
            if (!other.isWhole()) {
                return again(null, new IssuerFailure(Kind.REFUSED, "OTHERS_NOT_ALL_LOOKED_AT", null, null));
            }
            if (!isDeleted(issuer, card)) {
                return again(null, new IssuerFailure(Kind.REFUSED, "NOT_DEACTIVATED", null, null));
            }
            // Another registration may have got it between the look and the deletion, or be about to.
            tokens.deleted(reference, card.source().issuerId(), taskId(card));
        }
        claim.release(claims);
        return nothingToDo();
    }

    private boolean isOnRecordForAnother(String reference, CardEntry card, Claim claim) {
        Token known = tokens.find(reference);
        return known != null && known.isOfAnother(card.source().issuerId(), claim.holder());
    }

    private static boolean isDeleted(FinancialCompany issuer, CardEntry card) throws IssuerFailure {
        try {
            return issuer.delete(handle(card), UNUSED).status().equals("DEACTIVATED");
        } catch (IssuerFailure failure) {
            if (failure.saysTokenIsGone()) {
                return true;
            }
            throw failure;
        }
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        return current -> EndedCardSteps.notLetGo(current, RegistrationTasks.cardOf(task), "the token was not deleted");
    }

    @Override
    Outcome<Registration, RegistrationEvent> refused(CardEntry card, Task task, IssuerFailure failure) {
        return again(null, failure);
    }

    @Override
    public Duration backoff(int attempt) {
        return backoff(attempt, LONGEST_BACKOFF_MILLIS);
    }

    /** More than a week, as for a token that was on the device. */
    @Override
    public int maxAttempts() {
        return 200;
    }
}
