package io.coinslot.billing.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.Joined;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaymentTokensTest {
    private final PayingToken token = new PayingToken();
    private final AtomicInteger asked = new AtomicInteger();
    private Runnable afterTheFirst = () -> {};

    private TokenPermit reserve(Duration newsTake) {
        PaymentTokens tokens = new PaymentTokens(new Told(), LocalBilling.TOKEN_LIMITS, newsTake);
        return Joined.result(tokens.reserve(
                PayingToken.REFERENCE,
                FakeCatalog.ARCADE,
                PayingToken.PLAYER,
                new PurchaseId("pur_1"),
                Money.parse("KRW 1200"),
                token.billing.clock.instant()));
    }

    @Test
    void waitsForNewsThatAreOnTheirWay() {
        token.hear(CardStatus.SUSPENDED);
        afterTheFirst = () -> token.hear(CardStatus.ACTIVE);
        assertThat(reserve(Duration.ofMinutes(1))).isEqualTo(new TokenPermit.Reserved(true));
    }

    @Test
    void waitsForATokenThatNobodyHasHeardOf() {
        afterTheFirst = () -> token.hear(CardStatus.ACTIVE);
        assertThat(reserve(Duration.ofMinutes(1))).isEqualTo(new TokenPermit.Reserved(true));
    }

    @Test
    void waitsNoLongerThanNewsTake() {
        token.hear(CardStatus.SUSPENDED);
        assertThat(reserve(Duration.ofMillis(250))).isEqualTo(new TokenPermit.NotActive(CardStatus.SUSPENDED));
        assertThat(asked).hasValue(3);
    }

    @Test
    void doesNotWaitForATokenThatIsGone() {
        token.hear(CardStatus.DEACTIVATED);
        assertThat(reserve(Duration.ofMinutes(1))).isEqualTo(new TokenPermit.NotActive(CardStatus.DEACTIVATED));
        assertThat(asked).hasValue(1);
    }

    /** The news comes as soon as the token was asked for in vain. */
    private final class Told implements Aggregates<CardToken, Void> {
        @Override
        public <R> CompletionStage<Committed<R>> handle(
                String id, Function<@Nullable CardToken, Decision<CardToken, Void, R>> decide) {
            CompletionStage<Committed<R>> answer = token.billing.tokenAggregates.handle(id, decide);
            if (asked.incrementAndGet() == 1) {
                afterTheFirst.run();
            }
            return answer;
        }

        @Override
        public <R> CompletionStage<Committed<R>> create(
                String id, Function<@Nullable CardToken, Decision<CardToken, Void, R>> decide) {
            return handle(id, decide);
        }

        @Override
        public @Nullable Stored<CardToken> find(String id) {
            return token.billing.tokenAggregates.find(id);
        }
    }
}
