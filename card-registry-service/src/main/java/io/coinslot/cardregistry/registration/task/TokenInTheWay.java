package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.task.OtherRegistrations.Finding;
import io.coinslot.cardregistry.registration.task.OtherRegistrations.Made;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenOwner;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler.Outcome;
import java.time.Clock;

/**
 * What comes of a card of which the financial company says that it has a token on the payment app instance already. A
 * token that an earlier registration of ours left behind is deleted, or one that was deleted here and lives on there,
 * and the card is tried again; whose token it is otherwise, the outcome says. A token that none of our tasks is known
 * to have made is touched by nobody here.
 */
final class TokenInTheWay {
    private final OtherRegistrations others;
    private final Tokens tokens;
    private final Clock clock;

    TokenInTheWay(OtherRegistrations others, Tokens tokens, Clock clock) {
        this.others = others;
        this.tokens = tokens;
        this.clock = clock;
    }

    Outcome<Registration, RegistrationEvent> of(
            Registration registration, CardEntry card, FinancialCompany issuer, Task task, IssuerFailure failure)
            throws IssuerFailure {
        TaskOutcome own = issuer.lookUp(CardTask.taskId(card));
        if (isWhatAnEarlierAttemptCameTo(own)) {
            return CardTask.outcome(card, own);
        }
        String reference = failure.tokenUniqueReference();
        if (reference == null) {
            return SubmitTask.failed(card, task, IssuerSteps.TOKEN_NOT_KNOWN_HERE);
        }
        Token known = tokens.find(reference);
        if (known != null
                && known.owner() != null
                && known.issuerId().equals(card.source().issuerId())) {
            if (known.wasDeleted()) {
                tokens.deleteAgain(reference);
                return later(registration, card, task, failure, own);
            }
            return SubmitTask.failed(card, task, whose(registration, known.owner()));
        }
        Finding finding = others.find(registration, card, issuer, reference, any -> true, task.attempt());
        Made made = finding.made();
        if (made == null) {
            return finding.isWhole()
                    ? SubmitTask.failed(card, task, IssuerSteps.TOKEN_NOT_KNOWN_HERE)
                    : later(registration, card, task, failure, own);
        }
        if (made.isUnderWay()) {
            return SubmitTask.failed(card, task, IssuerSteps.CARD_ALREADY_ON_DEVICE);
        }
        others.drop(made);
        return later(registration, card, task, failure, own);
    }

    private Outcome<Registration, RegistrationEvent> later(
            Registration registration, CardEntry card, Task task, IssuerFailure failure, TaskOutcome own) {
        // A company that remembers the refusal as the end of our task makes no token under its id any more.
        boolean isWorthWaiting = !(own instanceof TaskOutcome.Failed);
        return isWorthWaiting && clock.instant().isBefore(registration.expiresAt())
                ? RegistrationTask.again(null, failure)
                : SubmitTask.failed(card, task, IssuerSteps.TOKEN_LEFT_BEHIND);
    }

    /** The company may have got it between its look-up and the next attempt. */
    private static boolean isWhatAnEarlierAttemptCameTo(TaskOutcome own) {
        return own instanceof TaskOutcome.Approved
                || own instanceof TaskOutcome.AuthenticationRequired
                || own instanceof TaskOutcome.Undecided;
    }

    private static String whose(Registration registration, TokenOwner owner) {
        return owner.serviceId().equals(registration.applicant().serviceId())
                        && owner.userId().equals(registration.applicant().userId())
                ? IssuerSteps.CARD_ALREADY_ON_DEVICE
                : IssuerSteps.TOKEN_OF_ANOTHER;
    }
}
