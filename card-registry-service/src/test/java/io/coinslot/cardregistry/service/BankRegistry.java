package io.coinslot.cardregistry.service;

import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.VerifiedAccount;
import io.coinslot.cardregistry.account.VerifiedAccount.OnwardAssertion;
import io.coinslot.cardregistry.bank.SimulatedBank;
import io.coinslot.cardregistry.journey.TestPeers;
import io.coinslot.cardregistry.journey.TestSealer;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.registration.CardSource;
import io.coinslot.cardregistry.registration.ProductConfig;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.cardregistry.service.CardApi.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service with the simulated financial company over HTTP, and a peer whose cards are of that company. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "coinslot.kafka.bootstrap-servers=false",
            "coinslot.mongodb.uri=false",
            "coinslot.cards.longest-wait=1500ms"
        })
@Import({LocalRegistry.class, BankRegistry.Partners.class})
@ResourceLock("the bank")
abstract class BankRegistry {
    static final String PATH = "/v1/card-registrations";
    static final String APPROVED = "4111111111111111";
    static final String LOST = "4988438843884305";
    static final String STEP_UP = "2222400070000005";
    static final String LATE = "2222400030000004";
    static final List<String> CANARIES = List.of(APPROVED, LOST, STEP_UP, LATE, "5555555555554444");

    static SimulatedBank bank;
    static final SealingPeers PEERS = new SealingPeers();

    @LocalServerPort
    int port;

    final String user = "user-" + UUID.randomUUID();
    CardApi device;

    @TestConfiguration(proxyBeanMethods = false)
    static class Partners {
        @Bean
        @Primary
        PeerServers sealingPeers() {
            return PEERS;
        }

        @Bean
        @Primary
        AccountAssertions assertions() {
            return (assertion, presenter, thumbprint) -> new VerifiedAccount(
                    "account-" + thumbprint,
                    "subject-" + thumbprint,
                    UUID.randomUUID().toString(),
                    Instant.now().plusSeconds(300),
                    Map.of(TestPeers.WALLET, new OnwardAssertion("at-wallet", "assertion-for-wallet")));
        }
    }

    /** A peer that seals real card numbers to the financial company: it may know them, we may not. */
    static final class SealingPeers implements PeerServers {
        final List<String> numbers = new ArrayList<>();

        @Override
        public Set<String> ids() {
            return Set.of(TestPeers.WALLET);
        }

        @Override
        public List<CardSource> search(String peerId, Search search) {
            ProductConfig product = new ProductConfig("Simulated Bank", "Card", "visa", null, null);
            return numbers.stream()
                    .map(number -> new CardSource(
                            peerId,
                            "ref-" + CANARIES.indexOf(number),
                            SimulatedBank.ID,
                            null,
                            "FWSB-" + CANARIES.indexOf(number),
                            number.substring(12),
                            product))
                    .toList();
        }

        @Override
        public SealedCredential credential(String peerId, String reference, String audience, String taskId) {
            try {
                return bank.seal(CANARIES.get(Integer.parseInt(reference.substring(4))), "03", "30", taskId);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void takeBack(String peerId, TakenBackKind kind, List<String> cardReferenceIds) {}
    }

    @DynamicPropertySource
    static void partners(DynamicPropertyRegistry properties) throws Exception {
        bank = new SimulatedBank();
        Path keys = Files.createTempDirectory("card-keys");
        TestSealer.in(keys);
        Files.writeString(keys.resolve("cards-signing-key.json"), bank.ourKey().toJSONString());
        JsonNode settings = bank.settings();
        String issuer = "coinslot.cards.issuers." + SimulatedBank.ID;
        properties.add("coinslot.keys.directory", keys::toString);
        properties.add(issuer + ".shape", () -> "MDES");
        properties.add(issuer + ".url", () -> settings.path("mdesUrl").asString());
        properties.add(
                issuer + ".token-requestor-id",
                () -> settings.path("tokenRequestorId").asString());
        properties.add(issuer + ".keys-uri", () -> bank.address() + "/issuer/.well-known/jwks.json");
    }

    @AfterAll
    static void stop() {
        bank.close();
    }

    @BeforeEach
    void connect() {
        device = new CardApi("http://127.0.0.1:" + port, CardApi.device("arcade", user, "watch", user));
        bank.post(
                "/control/issuer/notification-target",
                "{'url':'http://127.0.0.1:" + port + "/v1/issuers/{shape}/notifications'}");
        PEERS.numbers.clear();
    }

    String ask(String... numbers) {
        PEERS.numbers.addAll(List.of(numbers));
        return device.post(PATH, """
            {'accountInfo':{'accountAssertion':'head.claims.signature'},'paymentAppInstanceId':'%s','walletId':'w',
             'deviceInfo':{'deviceName':'watch','formFactor':'WATCH','osName':'WEAR'},'consumerLanguage':'ko',
             'selection':{'mode':'ALL'}}\
            """.formatted(user.substring(5))).text("/registrationId");
    }

    JsonNode awaitCard(String id, String number, String state) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> card(id, number),
                        card -> card.path("state").asString("").equals(state));
    }

    JsonNode card(String id, String number) {
        for (JsonNode card : device.get(PATH + "/" + id).body().path("cards")) {
            if (card.path("accountPanSuffix").asString("").equals(number.substring(12))) {
                return card;
            }
        }
        return JsonMapper.shared().createObjectNode();
    }

    Answer awaitToken(String reference, String status) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> device.get("/v1/tokens/" + reference),
                        answer -> answer.text("/status").equals(status));
    }
}
