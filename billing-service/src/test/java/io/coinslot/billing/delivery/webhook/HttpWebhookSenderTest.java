package io.coinslot.billing.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.coinslot.billing.GameServer;
import io.coinslot.billing.delivery.WebhookSender.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpWebhookSenderTest {
    private static Message to(String url) {
        return new Message(url, "msg_1", 1, "v1,x", "{}");
    }

    @Test
    void refusesPrivateAddressesUnlessTheyAreAllowed() throws Exception {
        try (GameServer game = new GameServer();
                HttpWebhookSender strict = new HttpWebhookSender(false);
                HttpWebhookSender local = new HttpWebhookSender(true)) {
            assertThatThrownBy(() -> strict.send(to(game.url()))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> strict.send(to(game.url().replace("127.0.0.1", "localhost"))))
                    .isInstanceOf(IOException.class);
            assertThat(game.received()).isEmpty();
            assertThat(local.send(to(game.url())).status()).isEqualTo(200);
        }
    }

    @Test
    void bringsTheHeadersAndTheBody() throws Exception {
        try (GameServer game = new GameServer();
                HttpWebhookSender sender = new HttpWebhookSender(true)) {
            sender.send(to(game.url()));
            assertThat(game.received().getFirst().body()).isEqualTo("{}");
            assertThat(game.received().getFirst().headers().firstValue("webhook-id"))
                    .contains("msg_1");
            assertThat(game.received().getFirst().headers().firstValue("webhook-signature"))
                    .contains("v1,x");
        }
    }

    @Test
    void doesNotReadAnEndlessAnswer() throws Exception {
        try (GameServer game = new GameServer();
                HttpWebhookSender sender = new HttpWebhookSender(true)) {
            game.answers(200, "x".repeat(1_000_000));
            assertThatThrownBy(() -> sender.send(to(game.url()))).hasMessageContaining("longer than");
        }
    }

    @Test
    void goesNowhereElse() throws Exception {
        try (GameServer game = new GameServer();
                HttpWebhookSender sender = new HttpWebhookSender(true)) {
            game.answers(302, "");
            assertThat(sender.send(to(game.url())).status()).isEqualTo(302);
            assertThat(game.received()).hasSize(1);
        }
    }

    /** Each byte is heard in time, the whole answer is not. */
    @Test
    void breaksOffAnAnswerThatComesInDrops() throws Exception {
        AtomicBoolean hungUp = new AtomicBoolean();
        HttpServer game = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        game.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream answer = exchange.getResponseBody()) {
                for (int drops = 0; drops < 1_000; drops++) {
                    answer.write(' ');
                    answer.flush();
                    LockSupport.parkNanos(20_000_000);
                }
            } catch (IOException e) {
                hungUp.set(true);
            }
        });
        game.start();
        try (HttpWebhookSender hasty = new HttpWebhookSender(true, Duration.ofMillis(300))) {
            String url = "http://127.0.0.1:" + game.getAddress().getPort() + "/";
            assertThatThrownBy(() -> hasty.send(to(url))).isInstanceOf(IOException.class);
            await().until(hungUp::get);
        } finally {
            game.stop(0);
        }
    }

    @Test
    void anAttemptThatTakesTooLongHasFailedWhereverItWas() throws Exception {
        int failed = 0;
        try (GameServer game = new GameServer()) {
            for (int micros = 0; micros < 2_000; micros += 20) {
                try (HttpWebhookSender hasty = new HttpWebhookSender(true, Duration.ofNanos(micros * 1_000L))) {
                    assertThat(hasty.send(to(game.url())).status()).isEqualTo(200);
                } catch (IOException e) {
                    failed++;
                }
            }
        }
        assertThat(failed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no url", "ftp://game.example/", "http://"})
    void aBadUrlIsAFailedAttempt(String url) throws Exception {
        try (HttpWebhookSender sender = new HttpWebhookSender(true)) {
            assertThatThrownBy(() -> sender.send(to(url))).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, true", "1.1.1.1, true", "127.0.0.1, false", "10.0.0.1, false", "172.16.0.1, false",
        "192.168.1.1, false", "169.254.169.254, false", "100.64.0.1, false", "0.0.0.0, false", "224.0.0.1, false",
        "255.255.255.255, false", "198.18.0.1, false", "192.0.2.1, false", "::1, false", "fe80::1, false",
        "fc00::1, false", "fd12::1, false", "ff02::1, false", "2606:4700::1111, true", "2002:7f00:1::, false",
        "2001:db8::1, false", "64:ff9b::7f00:1, false", "::ffff:127.0.0.1, false"
    })
    void knowsWhichAddressesArePublic(String address, boolean isPublic) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isEqualTo(isPublic);
    }
}
