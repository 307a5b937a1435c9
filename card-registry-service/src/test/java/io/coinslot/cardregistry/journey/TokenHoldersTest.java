package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.TokenRefusal;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.Tokens.Report;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From where a token's suspension may be lifted. The token is on the watch. */
class TokenHoldersTest extends OneToken {
    private static final String THE_SERVICE = null;

    private static ChangeRequest by(Suspender suspender, String device) {
        return new ChangeRequest(suspender, "OTHER", "", device);
    }

    private void suspend(Suspender suspender, String device) throws Exception {
        assertThat(registry.tokens
                        .suspend("DWSB-1", Registry.key("s"), by(suspender, device))
                        .refusal())
                .isNull();
        registry.run();
    }

    private TokenRefusal lift(Suspender suspender, String device) throws Exception {
        TokenRefusal refusal = registry.tokens
                .unsuspend("DWSB-1", Registry.key("u"), by(suspender, device))
                .refusal();
        registry.run();
        return refusal;
    }

    private TokenStatus status() {
        return registry.tokens.find("DWSB-1").status();
    }

    @Test
    void isLetGoFromTheDeviceAloneThatItWasHeldFrom() throws Exception {
        suspend(Suspender.CARDHOLDER, "phone");
        assertThat(lift(Suspender.CARDHOLDER, "watch"))
                .as("the watch was stolen")
                .isEqualTo(TokenRefusal.HELD_FROM_ELSEWHERE);
        assertThat(status()).isEqualTo(TokenStatus.SUSPENDED);
        assertThat(lift(Suspender.CARDHOLDER, "phone")).isNull();
        assertThat(status()).isEqualTo(TokenStatus.ACTIVE);
        suspend(Suspender.CARDHOLDER, "watch");
        assertThat(lift(Suspender.CARDHOLDER, "watch")).isNull();
        assertThat(status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void isNotLetGoFromADeviceThatOnlyHeldItToo() throws Exception {
        suspend(Suspender.CARDHOLDER, "phone");
        suspend(Suspender.CARDHOLDER, "watch");
        assertThat(lift(Suspender.CARDHOLDER, "watch")).isEqualTo(TokenRefusal.HELD_FROM_ELSEWHERE);
        assertThat(lift(Suspender.CARDHOLDER, THE_SERVICE)).isNull();
        assertThat(status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void isLetGoByTheServiceIfTheCardholderHeldItThroughTheServiceOrTheCompany() throws Exception {
        suspend(Suspender.CARDHOLDER, THE_SERVICE);
        assertThat(lift(Suspender.CARDHOLDER, "watch")).isEqualTo(TokenRefusal.HELD_FROM_ELSEWHERE);
        assertThat(lift(Suspender.CARDHOLDER, THE_SERVICE)).isNull();
        registry.tokens.reported(new Report(
                "r1",
                "DWSB-1",
                "bank",
                "t",
                new StatusReport(
                        TokenStatus.SUSPENDED,
                        Set.of(Suspender.CARDHOLDER),
                        Instant.parse("2026-11-22T13:00:00Z"),
                        null),
                null,
                null));
        suspend(Suspender.CARDHOLDER, "watch");
        assertThat(lift(Suspender.CARDHOLDER, "watch")).isEqualTo(TokenRefusal.HELD_FROM_ELSEWHERE);
    }

    @Test
    void isUnlockedByTheDeviceItIsOnAlone() throws Exception {
        suspend(Suspender.DEVICE_LOCKED, "phone");
        assertThat(lift(Suspender.DEVICE_LOCKED, "phone")).isEqualTo(TokenRefusal.HELD_FROM_ELSEWHERE);
        assertThat(lift(Suspender.DEVICE_LOCKED, "watch")).isNull();
        assertThat(status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void isNotLetGoFromADeviceIfTheServiceHoldsIt() throws Exception {
        suspend(Suspender.TOKEN_REQUESTOR, THE_SERVICE);
        assertThat(lift(Suspender.TOKEN_REQUESTOR, "watch")).isEqualTo(TokenRefusal.HELD_FROM_ELSEWHERE);
        assertThat(lift(Suspender.TOKEN_REQUESTOR, THE_SERVICE)).isNull();
    }
}
