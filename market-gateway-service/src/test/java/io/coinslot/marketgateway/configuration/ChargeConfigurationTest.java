package io.coinslot.marketgateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.charge.CardCredentials;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.task.Targets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ChargeConfigurationTest {
    private final Targets targets = new Targets();

    @TempDir
    Path folder;

    /** What waits for the registry holds a place of the market's, whose breaker takes what lasts eight seconds for slow. */
    @Test
    void theRegistryIsNotWaitedForSoLongThatTheMarketSeemsSlow() {
        assertThat(new Binder()
                        .bindOrCreate("coinslot.charging", ChargeProperties.class)
                        .longestWait())
                .isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aRegistryThatDoesNotAnswerIsLeftAloneAndTheMarketIsNot() throws Exception {
        Files.writeString(
                folder.resolve("charges-signing-key.json"),
                new ECKeyGenerator(Curve.P_256).keyID("1").generate().toJSONString());
        // Bound and not listening: whoever connects is refused.
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            new ApplicationContextRunner()
                    .withUserConfiguration(ChargeConfiguration.class)
                    .withBean(SecretKeys.class, () -> new SecretKeys(folder))
                    .withBean(Clock.class, Clock::systemUTC)
                    .withBean(Targets.class, () -> targets)
                    .withPropertyValues(
                            "coinslot.charging.registry-url=" + URI.create("http://127.0.0.1:" + nobody.getLocalPort()))
                    .run(context ->
                            assertThat(context.getBean(CardCredentials.class)).satisfies(this::askOften));
        }
    }

    private void askOften(CardCredentials credentials) {
        for (int call = 0; call < 20; call++) {
            assertThat(catchThrowable(() -> credentials.obtain(Orders.byToken(Orders.STRIPE, "p1", "token-1"))))
                    .isNotNull();
        }
        assertThat(targets.available("card-registry")).isFalse();
    }
}
