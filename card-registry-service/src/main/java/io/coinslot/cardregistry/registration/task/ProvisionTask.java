package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.claim.ClaimKey;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenFace;
import io.coinslot.cardregistry.token.TokenOwner;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the token the device's own: from here on it has a life apart from the registration. Nobody outside is asked, so
 * there is no end to the attempts: a token that is not put on record here lives on at the financial company all the same.
 */
final class ProvisionTask extends RegistrationTask {
    private static final Logger LOG = LoggerFactory.getLogger(ProvisionTask.class);

    private static final int ATTEMPTS_UNTIL_TOLD = 20;

    private final Tokens tokens;
    private final CardClaims claims;
    private final OtherRegistrations others;
    private final Clock clock;

    ProvisionTask(Tokens tokens, CardClaims claims, OtherRegistrations others, Clock clock) {
        super(RegistrationTasks.PROVISION);
        this.others = others;
        this.claims = claims;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public String target(Registration registration, Task task) {
        return "tokens";
    }

    @Override
    public Outcome<Registration, RegistrationEvent> run(String id, Registration registration, Task task) {
        try {
            return provisioned(id, registration, task);
        } catch (RuntimeException e) {
            return task.attempt() == ATTEMPTS_UNTIL_TOLD
                    ? new TryAgain<>(null, e, abandoned(id, task, e))
                    : again(null, e);
        }
    }

    private Outcome<Registration, RegistrationEvent> provisioned(String id, Registration registration, Task task) {
        CardEntry card = registration.card(RegistrationTasks.cardOf(task)).orElse(null);
        if (card == null || card.token() == null) {
            return nothingToDo();
        }
        IssuedToken issued = card.token();
        String hindrance = hindrance(registration, card, issued);
        if (hindrance != null) {
            return done(current -> IssuerSteps.notProvisioned(current, card.cardReferenceId(), hindrance));
        }
        boolean isOurs = tokens.provision(
                issued, card.source().issuerId(), CardTask.taskId(card), owner(registration, card), face(card, issued));
        if (!isOurs) {
            LOG.error("Registration {} was given the token {}, which is another's", id, issued.tokenUniqueReference());
            return done(current ->
                    IssuerSteps.notProvisioned(current, card.cardReferenceId(), IssuerSteps.TOKEN_OF_ANOTHER));
        }
        return done(current -> IssuerSteps.provisioned(current, card.cardReferenceId()));
    }

    /**
     * Why it may not be put there: something else on the device goes by a name that the company calls the card by. A
     * token that is on record already was claimed before, and may have been deleted since: nothing is claimed for it
     * again.
     *
     * @return null if nothing does
     */
    private @Nullable String hindrance(Registration registration, CardEntry card, IssuedToken issued) {
        Claim more = Claim.more(registration, card);
        if (more.isEmpty()) {
            return null;
        }
        Token known = tokens.find(issued.tokenUniqueReference());
        if (known != null && known.owner() != null) {
            return null;
        }
        String holder = more.heldBy(claims, others);
        if (holder.equals(more.holder())) {
            return null;
        }
        return others.dropLeftBehind(holder) ? IssuerSteps.TOKEN_LEFT_BEHIND : IssuerSteps.CARD_ALREADY_ON_DEVICE;
    }

    private TokenOwner owner(Registration registration, CardEntry card) {
        Claim claim = Claim.of(registration, card);
        List<ClaimKey> keys = claim.heldKeys(claims);
        return new TokenOwner(
                registration.applicant().serviceId(),
                registration.applicant().userId(),
                registration.applicant().deviceId(),
                registration.request().paymentAppInstanceId(),
                Objects.requireNonNull(registration.accountReference(), "the account was verified"),
                registration.registrationId(),
                card.cardReferenceId(),
                keys.getFirst(),
                keys.subList(1, keys.size()),
                claim.holder(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static TokenFace face(CardEntry card, IssuedToken issued) {
        return TokenFace.of(issued)
                .orElse(new TokenFace(
                        card.source().panUniqueReference(),
                        card.source().paymentAccountReference(),
                        null,
                        card.source().accountPanSuffix(),
                        null,
                        card.source().productConfig()));
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        return current -> IssuerSteps.leftToOperator(
                current, RegistrationTasks.cardOf(task), "the token could not be put on the device so far");
    }

    @Override
    public int maxAttempts() {
        return Integer.MAX_VALUE;
    }
}
