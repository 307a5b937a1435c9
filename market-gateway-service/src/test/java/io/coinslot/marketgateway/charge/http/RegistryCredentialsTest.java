package io.coinslot.marketgateway.charge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.charge.CredentialFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry whose answer begins and does not end. */
class RegistryCredentialsTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";

    private ServerSocket registry;
    private RegistryCredentials credentials;

    @BeforeEach
    void open() throws IOException, JOSEException {
        registry = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        String key = new ECKeyGenerator(Curve.P_256).keyID("1").generate().toJSONString();
        credentials = new RegistryCredentials(
                URI.create("http://127.0.0.1:" + registry.getLocalPort()),
                "coinslot",
                RequestSignature.by(key, Clock.systemUTC()),
                Duration.ofMillis(500));
    }

    @AfterEach
    void close() throws IOException {
        credentials.close();
        registry.close();
    }

    private CredentialFailure failureAfter(String answer) {
        Thread.ofVirtual().start(() -> {
            try {
                // Not closed: whoever waits for the rest must stop waiting by itself.
                Socket caller = registry.accept();
                caller.getInputStream().readNBytes(1);
                caller.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                caller.getOutputStream().flush();
            } catch (IOException e) {
                // Then nothing is answered at all.
            }
        });
        return assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> catchThrowableOfType(
                        CredentialFailure.class,
                        () -> credentials.obtain(Orders.byToken(Orders.STRIPE, "p1", "token-1"))));
    }

    @Test
    void isNotWaitedForWithoutEnd() {
        assertThat(failureAfter(HEAD + "100\r\n\r\n{\"half\":"))
                .hasMessageContaining("not whole in time")
                .satisfies(failure -> assertThat(failure.isRefused()).isFalse());
    }

    @Test
    void isNotReadWithoutEnd() {
        String more = " ".repeat(100_000);
        assertThat(failureAfter(HEAD + "1000000\r\n\r\n" + more)).hasMessageContaining("does not answer");
    }
}
