package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.VerifiedAccount;
import io.coinslot.cardregistry.account.VerifiedAccount.OnwardAssertion;
import io.coinslot.cardregistry.bank.SimulatedBank;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.issuer.TokenizeRequest;
import io.coinslot.cardregistry.journey.TestPeers;
import io.coinslot.cardregistry.journey.TestSealer;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.registration.CardSource;
import io.coinslot.cardregistry.registration.DeviceInfo;
import io.coinslot.cardregistry.registration.ProductConfig;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.cardregistry.service.CardApi.Answer;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.servicekit.event.LocalBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service with the simulated financial company over HTTP, its decisions, silences and callbacks. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "coinslot.kafka.bootstrap-servers=false",
            "coinslot.mongodb.uri=false",
            "coinslot.cards.longest-wait=1500ms"
        })
@Import({LocalRegistry.class, BankRegistrationIT.Partners.class})
@ExtendWith(OutputCaptureExtension.class)
class BankRegistrationIT {
    private static final String PATH = "/v1/card-registrations";
    private static final String APPROVED = "4111111111111111";
    private static final String LOST = "4988438843884305";
    private static final String STEP_UP = "2222400070000005";
    private static final String LATE = "2222400030000004";
    private static final List<String> CANARIES = List.of(APPROVED, LOST, STEP_UP, LATE, "5555555555554444");

    private static SimulatedBank bank;
    private static final SealingPeers PEERS = new SealingPeers();

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    @Autowired
    LocalBroker broker;

    @Autowired
    FinancialCompanies companies;

    private final String user = "user-" + UUID.randomUUID();
    private CardApi device;

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

    private String ask(String... numbers) {
        PEERS.numbers.addAll(List.of(numbers));
        return device.post(PATH, """
            {'accountInfo':{'accountAssertion':'head.claims.signature'},'paymentAppInstanceId':'%s','walletId':'w',
             'deviceInfo':{'deviceName':'watch','formFactor':'WATCH','osName':'WEAR'},'consumerLanguage':'ko',
             'selection':{'mode':'ALL'}}\
            """.formatted(user.substring(5))).text("/registrationId");
    }

    private JsonNode awaitCard(String id, String number, String state) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> card(id, number),
                        card -> card.path("state").asString("").equals(state));
    }

    private JsonNode card(String id, String number) {
        for (JsonNode card : device.get(PATH + "/" + id).body().path("cards")) {
            if (card.path("accountPanSuffix").asString("").equals(number.substring(12))) {
                return card;
            }
        }
        return JsonMapper.shared().createObjectNode();
    }

    private Answer awaitToken(String reference, String status) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> device.get("/v1/tokens/" + reference),
                        answer -> answer.text("/status").equals(status));
    }

    @Test
    void registersWhatTheBankApprovesAndNoMoreAndKeepsNoCardNumber(CapturedOutput output) {
        String id = ask(APPROVED, LOST, STEP_UP, LATE);
        awaitCard(id, APPROVED, "COMPLETED");
        assertThat(awaitCard(id, LOST, "DECLINED").path("declineReasonCode").asString())
                .isEqualTo("LOST");
        JsonNode stepUp = awaitCard(id, STEP_UP, "AUTHENTICATION_REQUIRED");
        awaitCard(id, LATE, "COMPLETED");
        device.post(
                PATH + "/" + id + "/activation-code-requests",
                "{'authenticationMethodId':'"
                        + stepUp.at("/authenticationMethods/0/id").asString() + "'}");
        awaitCard(id, STEP_UP, "CODE_SENT");
        String code = bank.codeFor(stepUp.path("tokenUniqueReference").asString());
        assertThat(device.post(PATH + "/" + id + "/activations", "{'authenticationCode':'" + code + "'}")
                        .text("/result"))
                .isEqualTo("SUCCESS");
        awaitCard(id, STEP_UP, "COMPLETED");
        assertThat(device.get("/v1/tokens").body().path("items")).hasSize(3);
        assertThat(device.get(PATH + "/" + id).text("/state")).isEqualTo("COMPLETED");
        assertNothingLeaked(output, code);
    }

    private void assertNothingLeaked(CapturedOutput output, String code) {
        StringBuilder kept = new StringBuilder();
        for (String collection : store.database().listCollectionNames()) {
            for (Document document : store.database().getCollection(collection).find()) {
                kept.append(document.toJson()).append('\n');
            }
        }
        broker.published(RegistrationEventEnvelope.class, event -> true)
                .forEach(event -> kept.append(event.getEvent().getClass().getSimpleName())
                        .append(event)
                        .append('\n'));
        assertThat(kept)
                .as("there is something to scan")
                .contains("registrationId")
                .contains("CardCompleted");
        kept.append(output.getAll());
        for (String canary : CANARIES) {
            Pattern spaced = Pattern.compile(String.join("[ -]?", canary.split("")));
            assertThat(spaced.matcher(kept).find())
                    .as("a card number in store, topics or log")
                    .isFalse();
        }
        assertThat(Pattern.compile("\\b" + code + "\\b").matcher(kept).find())
                .as("an activation code in store, topics or log")
                .isFalse();
        assertThat(kept).doesNotContain("head.claims.signature").doesNotContain("assertion-for-wallet");
    }

    @Test
    void findsOutWhatBecameOfATaskThatTheBankWasSilentAbout() {
        List<String> events = registeredInSilence("'notificationLatencyMillis':20000");
        assertThat(events).containsSubsequence("CardSubmitted", "CardOutcomeUnknown", "CardApproved");
    }

    @Test
    void believesACallbackThatComesBeforeTheAnswer() {
        List<String> events = registeredInSilence("'notificationLatencyMillis':0");
        assertThat(events).containsSubsequence("CardSubmitted", "CardApproved", "CardCompleted");
        assertThat(events).doesNotContain("CardOutcomeUnknown");
    }

    /** Registers a card of which the bank makes a token without answering, and tells what happened. */
    private List<String> registeredInSilence(String more) {
        bank.post(
                "/control/issuer/faults",
                "{'timeoutAfterCommit':1,'holdMillis':4000,'pathContains':'tokenize','limit':1," + more + "}");
        String id = ask(APPROVED);
        awaitCard(id, APPROVED, "COMPLETED");
        bank.post("/control/issuer/faults", "{}");
        long ours = 0;
        for (JsonNode item : bank.get("/control/issuer/ledger?limit=200").path("items")) {
            ours += item.path("taskId").asString().startsWith(id) ? 1 : 0;
        }
        assertThat(ours).as("one task at the bank").isEqualTo(1);
        return broker
                .published(
                        RegistrationEventEnvelope.class,
                        event -> event.getSubjectId().equals(id))
                .stream()
                .map(event -> event.getEvent().getClass().getSimpleName())
                .toList();
    }

    @Test
    void hearsWhatTheBankDoesAndTellsItWhatTheCardholderDoes() {
        String id = ask("5555555555554444");
        String reference = awaitCard(id, "5555555555554444", "COMPLETED")
                .path("tokenUniqueReference")
                .asString();
        String path = "/control/issuer/tokens/" + reference;
        bank.post(path + "/suspend", "{'reasonCode':'SUSPECTED_FRAUD'}");
        awaitToken(reference, "SUSPENDED");
        device.post("/v1/tokens/" + reference + "/suspend", "{'causedBy':'CARDHOLDER'}");
        await().atMost(Duration.ofSeconds(60)).until(() -> atBank(reference).contains("CARDHOLDER"));
        bank.post(path + "/unsuspend", "{}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> device.get("/v1/tokens/" + reference)
                        .body()
                        .path("suspendedBy")
                        .toString()
                        .equals("[\"CARDHOLDER\"]"));
        for (String kind : List.of("DUPLICATE", "OUTDATED")) {
            bank.post(
                    "/control/issuer/notifications",
                    "{'kind':'" + kind + "','tokenUniqueReference':'" + reference + "'}");
        }
        assertThat(device.get("/v1/tokens/" + reference).text("/status")).isEqualTo("SUSPENDED");
        device.post("/v1/tokens/" + reference + "/unsuspend", "{'causedBy':'CARDHOLDER'}");
        awaitToken(reference, "ACTIVE");
        bank.post(path + "/fund", "{'kind':'RENEWED'}");
        bank.post(path + "/delete", "{}");
        awaitToken(reference, "DEACTIVATED");
    }

    private static String atBank(String reference) {
        for (JsonNode item : bank.get("/control/issuer/ledger?limit=200").path("items")) {
            if (item.path("tokenUniqueReference").asString("").equals(reference)) {
                return item.path("suspendedBy").toString();
            }
        }
        return "";
    }

    @Test
    void saysThatATokenIsInTheWayWhichNoRegistrationMade() throws Exception {
        FinancialCompany company = companies.get(SimulatedBank.ID);
        String elsewhere = "elsewhere-" + user.substring(5, 25);
        DeviceInfo watch = new DeviceInfo("watch", "WATCH", "WEAR", null, List.of(), null);
        TaskOutcome.Approved made = (TaskOutcome.Approved) company.tokenize(new TokenizeRequest(
                elsewhere, user.substring(5), "ko", watch, bank.seal(APPROVED, "03", "30", elsewhere)));
        JsonNode refused = awaitCard(ask(APPROVED), APPROVED, "FAILED");
        assertThat(refused.path("errorCode").asString()).isEqualTo("TOKEN_NOT_KNOWN_HERE");
        bank.post("/control/issuer/tokens/" + made.token().tokenUniqueReference() + "/delete", "{}");
        PEERS.numbers.clear();
        awaitCard(ask(APPROVED), APPROVED, "COMPLETED");
    }

    @Test
    void refusesForgedCallbacks() {
        String id = ask("5555555555554444");
        String reference = awaitCard(id, "5555555555554444", "COMPLETED")
                .path("tokenUniqueReference")
                .asString();
        for (String proof : List.of("NONE", "WRONG_KEY", "STALE", "TAMPERED", "WRONG_RECEIVER")) {
            JsonNode sent = bank.post(
                    "/control/issuer/notifications",
                    "{'kind':'FORGED','tokenUniqueReference':'" + reference + "','proof':'" + proof + "'}");
            assertThat(sent.path("statuses").toString()).as(proof).isEqualTo("[401]");
        }
    }
}
