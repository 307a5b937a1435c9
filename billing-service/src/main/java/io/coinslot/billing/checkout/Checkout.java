package io.coinslot.billing.checkout;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.card.TokenPermit;
import io.coinslot.billing.clientday.ClientDays;
import io.coinslot.billing.limit.Permit;
import io.coinslot.billing.purchase.Buyer;
import io.coinslot.billing.purchase.Order;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseRequests;
import io.coinslot.billing.purchase.Request;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Posts purchases: price, permission of the client and of the user, then the purchase. */
public final class Checkout {
    private final Aggregates<Purchase, PurchaseEvent> purchases;
    private final Permissions permissions;
    private final Pricing pricing;
    private final AccountNames accounts;
    private final Duration payableFor;
    private final Clock clock;

    public Checkout(
            Aggregates<Purchase, PurchaseEvent> purchases,
            Permissions permissions,
            Pricing pricing,
            AccountNames accounts,
            Duration payableFor,
            Clock clock) {
        this.purchases = purchases;
        this.permissions = permissions;
        this.pricing = pricing;
        this.accounts = accounts;
        this.payableFor = payableFor;
        this.clock = clock;
    }

    /** What a caller is told. */
    public sealed interface Answer {}

    /** @param replayed whether an earlier request with the same key had made the purchase */
    public record Posted(Purchase purchase, boolean replayed) implements Answer {}

    public record Refused(Problem problem) implements Answer {}

    /** One request among those that are answered together. */
    public record Posting(Client client, IdempotencyKey key, PurchaseDraft draft, String pointer, String keyPointer) {
        PurchaseId purchaseId() {
            return new PurchaseId(DerivedId.of("pur_", client.serviceId().value(), client.clientId(), key.value()));
        }

        Request request() {
            return new Request(client.clientId(), draft.fingerprint());
        }
    }

    /** @param patience shared by the requests that are answered together */
    public CompletionStage<Answer> post(Posting posting, Patience patience) {
        // Such users could buy once: what was accepted before under the same key is answered as it was.
        Problem unnameable = InputRules.whyUnnameable(posting.draft().userId().value(), posting.pointer() + "/userId");
        if (unnameable != null) {
            return refuse(posting, unnameable);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (pricing.quote(posting, now, patience)) {
            case Pricing.Refusal(Problem problem) -> refuse(posting, problem);
            case Pricing.Offer offer ->
                permissions
                        .users()
                        .reserve(
                                posting.client().serviceId(),
                                posting.draft().userId(),
                                posting.purchaseId(),
                                offer.total(),
                                offer.seller().requiredConsents(),
                                now)
                        .thenCompose(permit -> follow(posting, offer, permit, now));
        };
    }

    private CompletionStage<Answer> follow(Posting posting, Pricing.Offer offer, Permit permit, Instant now) {
        return switch (permit) {
            case Permit.Free free -> charge(posting, offer, new Held(false, false, false), now);
            case Permit.Reserved(boolean fresh) -> charge(posting, offer, new Held(true, fresh, false), now);
            case Permit.Exceeded exceeded ->
                refuse(
                        posting,
                        Problem.atField(
                                BillingProblem.LIMIT_EXCEEDED,
                                posting.pointer() + "/userId",
                                "the user may spend " + exceeded.limit() + " per " + exceeded.period()
                                        + " (UTC) and has spent or reserved " + exceeded.spent()));
            case Permit.ConsentMissing missing ->
                refuse(
                        posting,
                        Problem.atField(
                                BillingProblem.CONSENT_MISSING,
                                posting.pointer() + "/userId",
                                "the user has not consented to " + String.join(", ", missing.kinds())));
        };
    }

    /**
     * What is held for a purchase when the next one is asked.
     *
     * @param limited whether the user's limits concern it
     * @param ofUser whether this very request has reserved the amount within them
     * @param ofToken whether it has reserved it of the token
     */
    private record Held(boolean limited, boolean ofUser, boolean ofToken) {}

    private CompletionStage<Answer> charge(Posting posting, Pricing.Offer offer, Held held, Instant now) {
        PurchaseDraft draft = posting.draft();
        if (draft.paymentToken() == null) {
            return hold(posting, offer, held, now);
        }
        return permissions
                .tokens()
                .reserve(
                        draft.paymentToken(),
                        posting.client().serviceId(),
                        draft.userId(),
                        posting.purchaseId(),
                        offer.total(),
                        now)
                .thenCompose(permit -> permit instanceof TokenPermit.Reserved(boolean fresh)
                        ? hold(posting, offer, new Held(held.limited(), held.ofUser(), fresh), now)
                        : giveBack(posting, held, now)
                                .thenCompose(done -> refuse(posting, TokenRefusals.of(posting.pointer(), permit))));
    }

    /** A refused purchase holds nothing: its reservations would stand until their checks. */
    private CompletionStage<Void> giveBack(Posting posting, Held held, Instant now) {
        PurchaseDraft draft = posting.draft();
        CompletionStage<Void> ofToken = held.ofToken() && draft.paymentToken() != null
                ? permissions.tokens().giveBack(draft.paymentToken(), posting.purchaseId(), now)
                : CompletableFuture.completedFuture(null);
        return held.ofUser()
                ? ofToken.thenCompose(done -> permissions
                        .users()
                        .giveBack(posting.client().serviceId(), draft.userId(), posting.purchaseId(), now))
                : ofToken;
    }

    /** The client's day comes last before the purchase, so that nothing is held for what is refused anyway. */
    private CompletionStage<Answer> hold(Posting posting, Pricing.Offer offer, Held held, Instant now) {
        Client client = posting.client();
        Money perDay = client.amountLimits().perDay(offer.total().getCurrencyUnit());
        if (perDay == null) {
            return create(posting, offer, held.limited(), null, now);
        }
        ClientDays.Wish wish =
                new ClientDays.Wish(client.serviceId(), client.clientId(), posting.purchaseId(), offer.total(), perDay);
        return permissions.days().hold(wish, now, this::find).thenCompose(permission -> switch (permission) {
            case ClientDays.Held(String dayId) -> create(posting, offer, held.limited(), dayId, now);
            case ClientDays.Known(Purchase purchase) ->
                giveBack(posting, held, now)
                        .thenApply(done -> answer(posting, PurchaseRequests.answerAgain(purchase, posting.request())));
            case ClientDays.Exceeded(Money counted) ->
                giveBack(posting, held, now)
                        .thenCompose(
                                done -> refuse(posting, DailyRefusals.exceeded(posting.pointer(), wish, counted, now)));
            case ClientDays.TooManyOpen(int most) ->
                giveBack(posting, held, now)
                        .thenCompose(done -> refuse(posting, DailyRefusals.tooManyOpen(posting.pointer(), most)));
        });
    }

    private CompletionStage<Optional<Purchase>> find(PurchaseId id) {
        return purchases
                .<Optional<Purchase>>handle(id.value(), existing -> Decision.unchanged(Optional.ofNullable(existing)))
                .thenApply(Committed::result);
    }

    private CompletionStage<Answer> create(
            Posting posting, Pricing.Offer offer, boolean limited, @Nullable String clientDay, Instant now) {
        PurchaseDraft draft = posting.draft();
        Buyer buyer = new Buyer(
                posting.client().serviceId(),
                draft.userId(),
                accounts.nameOf(posting.client().serviceId(), draft.userId()),
                draft.region(),
                draft.deviceId());
        Order order = new Order(
                buyer,
                offer.item(),
                offer.market(),
                offer.total(),
                now,
                now.plus(payableFor),
                limited,
                clientDay,
                offer.choice(),
                draft.paymentToken());
        PurchaseId id = posting.purchaseId();
        Request request = posting.request();
        return purchases
                .<PurchaseRequests.Outcome>create(
                        id.value(), existing -> PurchaseRequests.request(existing, id, request, order))
                .thenApply(committed -> answer(posting, committed.result()));
    }

    /** A refusal of today is no reason to refuse what was accepted before under the same key. */
    private CompletionStage<Answer> refuse(Posting posting, Problem problem) {
        return purchases
                .<Answer>handle(
                        posting.purchaseId().value(),
                        existing -> Decision.unchanged(
                                existing == null
                                        ? new Refused(problem)
                                        : answer(posting, PurchaseRequests.answerAgain(existing, posting.request()))))
                .thenApply(Committed::result);
    }

    private static Answer answer(Posting posting, PurchaseRequests.Outcome outcome) {
        return switch (outcome) {
            case PurchaseRequests.Requested(Purchase purchase, boolean replayed) -> new Posted(purchase, replayed);
            case PurchaseRequests.KeyReused reused ->
                new Refused(Problem.atField(
                        GeneralProblem.IDEMPOTENCY_KEY_REUSED,
                        posting.keyPointer(),
                        "This key was used for a request with another content"));
        };
    }
}
