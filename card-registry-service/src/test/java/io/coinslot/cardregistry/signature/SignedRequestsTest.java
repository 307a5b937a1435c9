package io.coinslot.cardregistry.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import io.coinslot.cardregistry.account.http.PublishedKeys;
import io.coinslot.cardregistry.signature.rest.SignedRequests;
import io.coinslot.houserules.AdvancingClock;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.ProblemException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whose a request is, though the keys of others cannot be read or go by the same id. */
class SignedRequestsTest {
    private static final byte[] BODY = "{\"requestId\":\"request-0001\"}".getBytes(StandardCharsets.UTF_8);
    private static final String PATH = "/v1/issuers/mdes/notifications";
    /** So many that one of them is asked before the sender, in whatever order they are. */
    private static final int UNREADABLE = 40;

    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private ECKey known;
    private SignedRequests requests;

    @BeforeEach
    void publish() throws Exception {
        known = key("bank-1");
        byte[] published = new JWKSet(known.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/bank", exchange -> {
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.setExecutor(threads);
        server.start();
        Map<String, PublishedKeys> senders = new HashMap<>();
        for (int number = 0; number < UNREADABLE; number++) {
            senders.put("down-" + number, keys("/down"));
        }
        senders.put("bank", keys("/bank"));
        requests = new SignedRequests("coinslot", signatures(known), senders);
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
        http.close();
    }

    private static ECKey key(String id) throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    private PublishedKeys keys(String path) {
        return new PublishedKeys(address(path), http, clock);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private Signatures signatures(ECKey key) {
        return new Signatures(SigningKey.parse(key.toJSONString()), clock);
    }

    private MockHttpServletRequest signed(ECKey by) {
        return signed(by, "application/json", "application/json");
    }

    private MockHttpServletRequest signed(ECKey by, @Nullable String typeSigned, @Nullable String typeSent) {
        String digest = Digests.of(BODY);
        Message message = Message.request("POST", PATH, null, typeSigned, digest);
        Signatures.Signed signed = signatures(by).sign(message, "request-0001", "coinslot");
        MockHttpServletRequest request = new MockHttpServletRequest("POST", PATH);
        if (typeSent != null) {
            request.addHeader("Content-Type", typeSent);
        }
        request.addHeader(Signatures.DIGEST_HEADER, digest);
        request.addHeader(Signatures.INPUT_HEADER, signed.input());
        request.addHeader(Signatures.SIGNATURE_HEADER, signed.signature());
        return request;
    }

    @Test
    void takesTheRequestOfAPartnerWhoseKeysCanBeRead() throws Exception {
        assertThat(requests.read(signed(known), BODY, "requestId").sender()).isEqualTo("bank");
    }

    @Test
    void takesARequestForJsonThatSaysNothingOfItsType() throws Exception {
        assertThat(requests.read(signed(known, null, null), BODY, "requestId").sender())
                .isEqualTo("bank");
        String exact = "application/json;charset=UTF-8";
        assertThat(requests.read(signed(known, exact, exact), BODY, "requestId").sender())
                .isEqualTo("bank");
    }

    @Test
    void believesNoTypeThatIsNotTheOneThatWasSigned() {
        requests = new SignedRequests("coinslot", signatures(known), Map.of("bank", keys("/bank")));
        for (MockHttpServletRequest changed : List.of(
                signed(known, "application/json", null),
                signed(known, null, "application/json"),
                signed(known, "application/json", "application/json;charset=UTF-8"))) {
            assertThatThrownBy(() -> requests.read(changed, BODY, "requestId"))
                    .isInstanceOfSatisfying(
                            SignatureRefused.class,
                            refused ->
                                    assertThat(refused.reason()).isEqualTo(SignatureRefused.Reason.SIGNATURE_INVALID));
        }
    }

    @Test
    void takesNoOtherTypeFromAnybody() {
        for (String type : List.of("text/plain", "application/octet-stream", "application/*+json", "json")) {
            MockHttpServletRequest other = signed(known, type, type);
            assertThatThrownBy(() -> requests.read(other, BODY, "requestId"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem().type())
                                    .isEqualTo(GeneralProblem.UNSUPPORTED_MEDIA_TYPE));
        }
    }

    /** So that a test that hangs fails instead. */
    @Timeout(60)
    @Test
    void waitsForNoOtherPartnerWhoseKeysNeverCome() throws Exception {
        Map<String, PublishedKeys> senders = new HashMap<>();
        for (int number = 0; number < UNREADABLE; number++) {
            senders.put("slow-" + number, keys("/slow"));
        }
        senders.put("bank", keys("/bank"));
        requests = new SignedRequests("coinslot", signatures(known), senders);
        assertThat(requests.read(signed(known), BODY, "requestId").sender()).isEqualTo("bank");
        assertThat(over.getCount()).as("the others are still being asked").isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(requests.read(signed(known), BODY, "requestId").sender()).isEqualTo("bank");
    }

    @Timeout(60)
    @Test
    void waitsNotForEverForKeysThatNeverCome() throws Exception {
        PublishedKeys slow = new PublishedKeys(address("/slow"), http, clock, Duration.ofMillis(100));
        requests = new SignedRequests("coinslot", signatures(known), Map.of("slow", slow));
        MockHttpServletRequest request = signed(key("slow-1"));
        assertThatThrownBy(() -> requests.read(request, BODY, "requestId")).isInstanceOf(UncheckedIOException.class);
    }

    /** Partners that publish keys of their own under the id of the bank's. */
    private Map<String, PublishedKeys> impostors() throws Exception {
        byte[] theirs = new JWKSet(key("bank-1").toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/impostor", exchange -> {
            exchange.sendResponseHeaders(200, theirs.length);
            exchange.getResponseBody().write(theirs);
            exchange.close();
        });
        Map<String, PublishedKeys> senders = new HashMap<>();
        for (int number = 0; number < UNREADABLE; number++) {
            senders.put("impostor-" + number, keys("/impostor"));
        }
        return senders;
    }

    @Test
    void knowsASenderByItsKeyWhoeverElsePublishesOneOfTheSameId() throws Exception {
        Map<String, PublishedKeys> senders = impostors();
        senders.put("bank", keys("/bank"));
        requests = new SignedRequests("coinslot", signatures(known), senders);
        assertThat(requests.read(signed(known), BODY, "requestId").sender())
                .as("as all keys are read")
                .isEqualTo("bank");
        assertThat(requests.read(signed(known), BODY, "requestId").sender())
                .as("as all keys are known")
                .isEqualTo("bank");
    }

    @Test
    void asksForTheSendersKeyThoughOthersOfItsIdAreKnown() throws Exception {
        Map<String, PublishedKeys> senders = impostors();
        for (PublishedKeys keys : senders.values()) {
            keys.all();
        }
        senders.put("bank", keys("/bank"));
        requests = new SignedRequests("coinslot", signatures(known), senders);
        assertThat(requests.read(signed(known), BODY, "requestId").sender()).isEqualTo("bank");
    }

    @Test
    void refusesWhatWasSignedWithNoneOfTheKeysOfItsId() throws Exception {
        requests = new SignedRequests("coinslot", signatures(known), Map.of("bank", keys("/bank")));
        MockHttpServletRequest forged = signed(key("bank-1"));
        MockHttpServletRequest unknown = signed(key("bank-2"));
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> requests.read(forged, BODY, "requestId")).hasMessage("SIGNATURE_INVALID");
            assertThatThrownBy(() -> requests.read(unknown, BODY, "requestId")).hasMessage("KEY_UNKNOWN");
        }
    }

    @Test
    void doesNotSayThatASignatureIsWrongWhileAPartnerMayHaveAnotherKeyOfItsId() throws Exception {
        requests.read(signed(known), BODY, "requestId");
        MockHttpServletRequest request = signed(key("bank-1"));
        assertThatThrownBy(() -> requests.read(request, BODY, "requestId")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void doesNotSayThatAKeyIsUnknownWhileItMayBeAPartners() throws Exception {
        MockHttpServletRequest request = signed(key("down-1"));
        assertThatThrownBy(() -> requests.read(request, BODY, "requestId")).isInstanceOf(UncheckedIOException.class);
    }
}
