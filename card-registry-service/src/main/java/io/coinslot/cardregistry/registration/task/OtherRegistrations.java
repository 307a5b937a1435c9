package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationLists;
import io.coinslot.cardregistry.registration.RegistrationLists.Place;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.servicekit.aggregate.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the tasks of one registration have to know of others. */
public final class OtherRegistrations {
    private static final Logger LOG = LoggerFactory.getLogger(OtherRegistrations.class);
    private static final int PAGE = 100;
    /** Well within what a lease leaves for an attempt. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);
    /** How much further the next attempt begins, where one did not come to the end. */
    private static final int TURN = 20;

    private final RegistrationLists lists;
    private final Supplier<Registrations> registrations;
    private final Clock clock;

    /** @param registrations asked for when it is needed: the tasks of registrations are there before them */
    public OtherRegistrations(RegistrationLists lists, Supplier<Registrations> registrations, Clock clock) {
        this.lists = lists;
        this.registrations = registrations;
        this.clock = clock;
    }

    /**
     * A card of another registration that the company was asked to make a token for.
     *
     * @param isUnderWay whether its token is on the device, or on its way there
     */
    record Made(
            String registrationId,
            String cardReferenceId,
            @Nullable String taskId,
            boolean isUnderWay) {
        static Made of(Registration registration, CardEntry card) {
            return new Made(
                    registration.registrationId(),
                    card.cardReferenceId(),
                    card.taskId(),
                    !card.state().isFinal() || card.isCompleted());
        }
    }

    /**
     * What a look for the card came to that a token was made for.
     *
     * @param made that card, or null if it was not found
     * @param isWhole whether it was looked for everywhere; if not, it may be found in another attempt
     */
    record Finding(@Nullable Made made, boolean isWhole) {}

    /**
     * Looks for the other card that the company made a token for, among all registrations on the payment app instance
     * that may have it, page by page: whatever is left out may be the one. What is not on record of a task, the company is
     * asked; of as many as there is time for, beginning with others in the next attempt.
     *
     * @param among which cards are looked at
     * @param attempt 1, 2 ...
     */
    Finding find(
            Registration asking,
            CardEntry card,
            FinancialCompany issuer,
            String tokenUniqueReference,
            Predicate<CardEntry> among,
            int attempt)
            throws IssuerFailure {
        List<Made> untold = new ArrayList<>();
        var token = new RegistrationLists.Token(
                asking.request().paymentAppInstanceId(), card.source().issuerId(), tokenUniqueReference);
        List<Registration> page;
        Place after = null;
        do {
            page = lists.maybeOf(token, after, PAGE);
            for (Registration other : page) {
                for (CardEntry each : other.cards()) {
                    if (!isAnotherTaskOfTheCompany(card, each) || !among.test(each)) {
                        continue;
                    }
                    if (isThe(tokenUniqueReference, each.token())) {
                        return new Finding(Made.of(other, each), true);
                    }
                    if (each.mayHaveUnknownToken()) {
                        untold.add(Made.of(other, each));
                    }
                }
                after = Place.of(other);
            }
        } while (page.size() == PAGE);
        if (!untold.isEmpty()) {
            Collections.rotate(untold, -(attempt - 1) * TURN % untold.size());
        }
        return lookedUp(untold, issuer, tokenUniqueReference);
    }

    private Finding lookedUp(List<Made> untold, FinancialCompany issuer, String tokenUniqueReference)
            throws IssuerFailure {
        Instant end = clock.instant().plus(LONGEST_LOOK);
        boolean isWhole = true;
        for (Made candidate : untold) {
            if (clock.instant().isAfter(end)) {
                return new Finding(null, false);
            }
            TaskOutcome outcome = lookUp(issuer, candidate);
            if (outcome != null && isThe(tokenUniqueReference, token(outcome))) {
                return new Finding(candidate, true);
            }
            isWhole &= outcome != null;
        }
        return new Finding(null, isWhole);
    }

    private static boolean isThe(String tokenUniqueReference, @Nullable IssuedToken token) {
        return token != null && token.tokenUniqueReference().equals(tokenUniqueReference);
    }

    /** Null if the company refuses to tell, which says nothing of the card that is asked for. */
    private static @Nullable TaskOutcome lookUp(FinancialCompany issuer, Made other) throws IssuerFailure {
        try {
            return issuer.lookUp(Objects.requireNonNull(other.taskId(), "only tasks are looked up"));
        } catch (IssuerFailure failure) {
            if (failure.kind() == Kind.REFUSED) {
                LOG.warn("Task {} could not be looked up for another: {}", other.taskId(), failure.toString());
                return null;
            }
            throw failure;
        }
    }

    private static boolean isAnotherTaskOfTheCompany(CardEntry card, CardEntry each) {
        return each.taskId() != null
                && !each.taskId().equals(card.taskId())
                && each.source().issuerId().equals(card.source().issuerId());
    }

    private static @Nullable IssuedToken token(TaskOutcome outcome) {
        return switch (outcome) {
            case TaskOutcome.Approved(var token) -> token;
            case TaskOutcome.AuthenticationRequired(var token, var methods) -> token;
            case TaskOutcome.Declined(var reason) -> null;
            case TaskOutcome.Failed(var code) -> null;
            case TaskOutcome.Undecided() -> null;
            case TaskOutcome.NeverArrived() -> null;
        };
    }

    /** Whether a claim is held for a card of this company, by whichever registration. */
    boolean holdsCardOf(String claimHolder, String issuerId) {
        Holding holding = holding(claimHolder);
        return holding != null && holding.card().source().issuerId().equals(issuerId);
    }

    private record Holding(Registration registration, CardEntry card) {}

    private @Nullable Holding holding(String claimHolder) {
        int end = claimHolder.indexOf('/');
        Stored<Registration> holder = registrations.get().find(claimHolder.substring(0, Math.max(end, 0)));
        return holder == null
                ? null
                : holder.state()
                        .card(claimHolder.substring(end + 1))
                        .map(card -> new Holding(holder.state(), card))
                        .orElse(null);
    }

    /**
     * Has a claim let go now that is held for a card that ended: with its token, if one was made, whose deletion may have
     * been given up; or, if none was, at once, where the release has only not had its turn yet.
     *
     * @return false if it is held for something else
     */
    boolean dropLeftBehind(String claimHolder) {
        Holding holding = holding(claimHolder);
        if (holding == null) {
            return false;
        }
        Made made = Made.of(holding.registration(), holding.card());
        if (made.isUnderWay()) {
            return false;
        }
        registrations.get().heldBehind(made.registrationId(), made.cardReferenceId());
        return true;
    }

    /** Has the token of a card that was given up deleted now. */
    void drop(Made made) {
        registrations.get().leftBehind(made.registrationId(), made.cardReferenceId());
    }
}
