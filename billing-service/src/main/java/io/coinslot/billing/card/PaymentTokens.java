package io.coinslot.billing.card;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.limit.LimitSettlement;
import io.coinslot.billing.limit.Spending;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;

/** What tokens may be charged, and what they have been. */
public final class PaymentTokens implements LimitSettlement.TokenCounts {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Aggregates<CardToken, Void> tokens;
    private final TokenLimits usual;
    private final Duration newsTake;

    /**
     * @param usual limits of tokens that have none of their own
     * @param newsTake how long news of a token may be on their way: a refusal that they might change waits for them
     */
    public PaymentTokens(Aggregates<CardToken, Void> tokens, TokenLimits usual, Duration newsTake) {
        this.tokens = tokens;
        this.usual = usual;
        this.newsTake = newsTake;
    }

    /** Asks whether a token may be charged for a purchase, and reserves the amount. */
    public CompletionStage<TokenPermit> reserve(
            String tokenUniqueReference,
            ServiceId serviceId,
            UserId userId,
            PurchaseId purchaseId,
            Money amount,
            Instant now) {
        TokenSpending.Wish wish = new TokenSpending.Wish(serviceId, userId, purchaseId, amount, now);
        return reserve(CardToken.key(tokenUniqueReference), wish, newsTake);
    }

    private CompletionStage<TokenPermit> reserve(String key, TokenSpending.Wish wish, Duration patience) {
        return tokens.<TokenPermit>handle(key, token -> TokenSpending.reserve(token, wish, usual))
                .thenApply(Committed::result)
                .thenCompose(permit -> permit.mayBeOutdated() && patience.compareTo(PAUSE) >= 0
                        ? CompletableFuture.supplyAsync(() -> patience.minus(PAUSE), later())
                                .thenCompose(left -> reserve(key, wish, left))
                        : CompletableFuture.completedFuture(permit));
    }

    /** Lets go what the request of that time has reserved and does not need, since it is refused. */
    public CompletionStage<Void> giveBack(String tokenUniqueReference, PurchaseId purchaseId, Instant request) {
        return tokens.<Boolean>handle(
                        CardToken.key(tokenUniqueReference),
                        token -> TokenSpending.giveBack(token, purchaseId, request))
                .thenApply(committed -> null);
    }

    private static Executor later() {
        return CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<Boolean> settle(String tokenUniqueReference, Spending spending, Instant now) {
        return tokens.<Boolean>handle(
                        CardToken.key(tokenUniqueReference), token -> TokenSpending.settle(token, spending, now))
                .thenApply(Committed::result);
    }

    /** The limits that hold for a token. */
    public TokenLimits limits(CardToken token) {
        return token.limitsOr(usual);
    }

    /** Gives a token limits of its own, in place of those it had; empty if there is no token that the caller may see. */
    public Optional<CardToken> limit(Caller caller, String tokenUniqueReference, TokenLimits limits) {
        return tokens.<Optional<CardToken>>handleAndWait(
                        CardToken.key(tokenUniqueReference),
                        token -> token == null || !caller.owns(token.serviceId().value())
                                ? Decision.unchanged(Optional.empty())
                                : limited(token, limits))
                .result();
    }

    private static Decision<CardToken, Void, Optional<CardToken>> limited(CardToken token, TokenLimits limits) {
        CardToken next = token.with(limits);
        return next.equals(token)
                ? Decision.unchanged(Optional.of(token))
                : Decision.accepted(next, List.of(), Optional.of(next));
    }
}
