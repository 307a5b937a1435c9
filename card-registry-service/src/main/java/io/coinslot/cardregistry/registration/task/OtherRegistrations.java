package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationLists;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.servicekit.aggregate.Stored;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the tasks of one registration have to know of others. */
public final class OtherRegistrations {
    private static final int MOST_REGISTRATIONS = 50;
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
     * The other card that the company made a token for: among the newest registrations on the payment app instance. What
     * is not on record of a task, the company is asked. Null if there is none among those that are looked at.
     *
     * @param among which cards are looked at
     */
    @Nullable
    Made find(
            Registration asking,
            CardEntry card,
            FinancialCompany issuer,
            String tokenUniqueReference,
            Predicate<CardEntry> among)
            throws IssuerFailure {
        int lookUps = 0;
        for (Registration other : lists.onApp(asking.request().paymentAppInstanceId(), MOST_REGISTRATIONS)) {
            for (CardEntry each : other.cards()) {
                if (!isAnotherTaskOfTheCompany(card, each) || !among.test(each)) {
                    continue;
                }
                IssuedToken token = each.token();
                if (token == null && each.mayHaveUnknownToken() && lookUps < MOST_LOOK_UPS) {
                    lookUps++;
                    token = token(issuer.lookUp(CardTask.taskId(each)));
                }
                if (token != null && token.tokenUniqueReference().equals(tokenUniqueReference)) {
                    return new Made(other, each);
                }
            }
        }
        return null;
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
     * Has the token deleted now that a claim is held for, if its card ended before it was on the device: the claim is let
     * go with the token, whose deletion may have been given up.
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
