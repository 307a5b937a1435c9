package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.bank.SimulatedBank;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.issuer.TokenizeRequest;
import io.coinslot.cardregistry.registration.DeviceInfo;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.servicekit.event.LocalBroker;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** What becomes of registrations and tokens by the simulated bank's decisions, silences and callbacks. */
@ExtendWith(OutputCaptureExtension.class)
class BankRegistrationIT extends BankRegistry {
    @Autowired
    Store store;

    @Autowired
    LocalBroker broker;

    @Autowired
    FinancialCompanies companies;

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
