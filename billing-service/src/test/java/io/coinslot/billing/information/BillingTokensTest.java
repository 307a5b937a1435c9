package io.coinslot.billing.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.Source;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BillingTokensTest {
    private final LocalBilling billing = new LocalBilling();
    private final BillingTokens tokens = new BillingTokens(List.of(LocalBilling.KEY), Duration.ofMinutes(10));
    private final PurchaseId id = billing.requested(Market.GOOGLE_PLAY);

    private TokenExchange.Outcome exchange(String text) {
        BillingToken token = tokens.read(text).orElseThrow();
        return billing.purchases
                .handleAndWait(
                        id.value(),
                        purchase -> TokenExchange.exchange(
                                Objects.requireNonNull(purchase), token, null, billing.moment(Source.API)))
                .result();
    }

    private String current() {
        Purchase purchase = billing.purchase(id);
        return tokens.token(purchase, tokens.numberAt(purchase, billing.clock.instant()));
    }

    @Test
    void isExchangedOnce() {
        String token = current();
        assertThat(exchange(token)).isInstanceOf(TokenExchange.Exchanged.class);
        assertThat(exchange(token)).isInstanceOf(TokenExchange.Gone.class);
    }

    @Test
    void livesForAWhileAndIsFollowedByAnother() {
        String first = current();
        billing.clock.advance(Duration.ofMinutes(9));
        assertThat(current()).isEqualTo(first);
        billing.clock.advance(Duration.ofMinutes(1));
        assertThat(exchange(first)).isInstanceOf(TokenExchange.Gone.class);
        assertThat(current()).isNotEqualTo(first);
        assertThat(exchange(current())).isInstanceOf(TokenExchange.Exchanged.class);
    }

    @Test
    void isGoneWhenThePurchaseCanNoLongerBePaid() {
        billing.cancel(id);
        assertThat(exchange(current())).isInstanceOf(TokenExchange.Gone.class);
    }

    @Test
    void isNotReadIfItWasChangedOrSignedByAnother() {
        String token = current();
        char last = token.charAt(token.length() - 2);
        String changed =
                token.substring(0, token.length() - 2) + (last == 'A' ? 'B' : 'A') + token.charAt(token.length() - 1);
        assertThat(tokens.read(changed)).isEmpty();
        assertThat(tokens.read("a.b.c")).isEmpty();
        assertThat(tokens.read("")).isEmpty();
        BillingTokens others = new BillingTokens(List.of(new byte[32]), Duration.ofMinutes(10));
        assertThat(tokens.read(others.token(billing.purchase(id), 1))).isEmpty();
    }

    /** Processes with the files of two neighbouring steps of a rotation read each other's tokens. */
    @Test
    void isReadUnderAFormerKeyWhileKeysAreRotated() {
        byte[] fresh = new byte[32];
        BillingTokens added = new BillingTokens(List.of(LocalBilling.KEY, fresh), Duration.ofMinutes(10));
        BillingTokens promoted = new BillingTokens(List.of(fresh, LocalBilling.KEY), Duration.ofMinutes(10));
        BillingTokens removed = new BillingTokens(List.of(fresh), Duration.ofMinutes(10));
        String former = added.token(billing.purchase(id), 1);
        String current = promoted.token(billing.purchase(id), 1);
        assertThat(tokens.read(former)).isPresent().isEqualTo(promoted.read(former));
        assertThat(added.read(current)).isPresent().isEqualTo(removed.read(current));
        assertThat(tokens.read(current)).isEmpty();
        assertThat(removed.read(former)).isEmpty();
    }

    @Test
    void livesForAtMostAQuarterOfAnHour() {
        assertThatThrownBy(() -> new BillingTokens(List.of(LocalBilling.KEY), Duration.ofMinutes(16)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
