package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationLists;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.servicekit.aggregate.Stored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the tasks of one registration have to know of others. */
public final class OtherRegistrations {
    private static final Logger LOG = LoggerFactory.getLogger(OtherRegistrations.class);
    private static final int MOST_REGISTRATIONS = 500;
    private static final int MOST_LOOK_UPS = 20;

    private final RegistrationLists lists;
    private final Supplier<Registrations> registrations;

    /** @param registrations asked for when it is needed: the tasks of registrations are there before them */
    public OtherRegistrations(RegistrationLists lists, Supplier<Registrations> registrations) {
        this.lists = lists;
        this.registrations = registrations;
    }

    /** A card, and its registration. */
    record Made(Registration registration, CardEntry card) {
        /** Whether its token is on the device, or on its way there. */
        boolean isUnderWay() {
            return !card.state().isFinal() || card.isCompleted();
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
     * Looks for the other card that the company made a token for, among the newest registrations on the payment app
     * instance. What is not on record of a task, the company is asked: of so many at once, of others in the next
     * attempt.
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
        List<Registration> onApp = lists.onApp(asking.request().paymentAppInstanceId(), MOST_REGISTRATIONS);
        List<Made> candidates = onApp.stream()
                .flatMap(other -> other.cards().stream().map(each -> new Made(other, each)))
                .filter(each -> isAnotherTaskOfTheCompany(card, each.card()) && among.test(each.card()))
                .toList();
        for (Made candidate : candidates) {
            if (isThe(tokenUniqueReference, candidate.card().token())) {
                return new Finding(candidate, true);
            }
        }
        List<Made> untold = candidates.stream()
                .filter(each -> each.card().mayHaveUnknownToken())
                .toList();
        boolean isWhole = onApp.size() < MOST_REGISTRATIONS && untold.size() <= MOST_LOOK_UPS;
        for (Made candidate : turn(untold, attempt)) {
            TaskOutcome outcome = lookUp(issuer, candidate.card());
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

    private static List<Made> turn(List<Made> all, int attempt) {
        if (all.size() <= MOST_LOOK_UPS) {
            return all;
        }
        List<Made> turned = new ArrayList<>(all);
        Collections.rotate(turned, -(attempt - 1) * MOST_LOOK_UPS % all.size());
        return turned.subList(0, MOST_LOOK_UPS);
    }

    /** Null if the company refuses to tell, which says nothing of the card that is asked for. */
    private static @Nullable TaskOutcome lookUp(FinancialCompany issuer, CardEntry other) throws IssuerFailure {
        try {
            return issuer.lookUp(CardTask.taskId(other));
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
        Made holding = holding(claimHolder);
        return holding != null && holding.card().source().issuerId().equals(issuerId);
    }

    private @Nullable Made holding(String claimHolder) {
        int end = claimHolder.indexOf('/');
        Stored<Registration> holder = registrations.get().find(claimHolder.substring(0, Math.max(end, 0)));
        return holder == null
                ? null
                : holder.state()
                        .card(claimHolder.substring(end + 1))
                        .map(card -> new Made(holder.state(), card))
                        .orElse(null);
    }

    /**
     * Has the token deleted now that a claim is held for, if its card ended before it was on the device: the claim is
     * let go with the token, whose deletion may have been given up.
     *
     * @return false if it is held for something else
     */
    boolean dropLeftBehind(String claimHolder) {
        Made holding = holding(claimHolder);
        if (holding == null || holding.isUnderWay() || holding.card().token() == null) {
            return false;
        }
        drop(holding);
        return true;
    }

    /** Has the token of a card that was given up deleted now. */
    void drop(Made made) {
        registrations
                .get()
                .leftBehind(made.registration().registrationId(), made.card().cardReferenceId());
    }
}
