package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.coinslot.endtoend.PublishedCards.Card;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens that are in the way of others, changes that a company does not make, and a key that is gone. */
final class LeftoverScenes {
    private static final String REGISTRY = "card-registry-service";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CHANGES = "/v1/operations/parked-token-changes";
    private static final String DELETIONS = "/v1/operations/parked-token-deletions";
    /** What a task that was tried for a week has behind it. */
    private static final int ATTEMPTS_OF_A_WEEK = 199;

    private final RunningStack stack;
    private final CardScenes scenes;
    private final Simulators simulators;
    private final Operator operator;

    LeftoverScenes(RunningStack stack, CardScenes scenes, Simulators simulators, Operator operator) {
        this.stack = stack;
        this.scenes = scenes;
        this.simulators = simulators;
        this.operator = operator;
    }

    private void obstinacy(String issuerId, ObjectNode will) {
        simulators.post(CardScenes.root(issuerId) + "/obstinacy", will);
    }

    private String ask(CardDevice device, String app) {
        String assertion = device.assertion();
        scenes.assertions.add(assertion);
        return device.ask(device.request("ALL", assertion).put("paymentAppInstanceId", app));
    }

    private static String newApp() {
        return "app-" + UUID.randomUUID();
    }

    /** The company made it for somebody who did not ask us. */
    void aTokenIsInTheWayThatNobodyHereKnows(String issuerId) {
        CardDevice device = scenes.device();
        String app = newApp();
        JsonNode token = simulators.post(
                CardScenes.root(issuerId) + "/tokens",
                Simulators.json().put("accountNumber", CardScenes.number()).put("paymentAppInstanceId", app));
        device.cardAtThePeer(CardScenes.number(), "0330", issuerId);
        assertThat(device.awaitRest(ask(device, app)).path("errorCode").asString())
                .isEqualTo("TOKEN_NOT_KNOWN_HERE");
        String reference = token.path("tokenUniqueReference").stringValue();
        simulators.post(CardScenes.root(issuerId) + "/tokens/" + reference + "/delete", Simulators.json());
        device.awaitState(ask(device, app), "COMPLETED");
    }

    /** The company only said that it deleted the token of a registration that was given up. */
    void aTokenWasLeftBehind(String issuerId) {
        CardDevice device = scenes.device();
        String app = newApp();
        Card card = PublishedCards.decided("REQUIRE_ADDITIONAL_AUTHENTICATION");
        device.cardAtThePeer(card.number(), card.expiry(), issuerId);
        String givenUp = ask(device, app);
        device.awaitState(givenUp, "AUTHENTICATION_REQUIRED");
        obstinacy(issuerId, Simulators.json().put("delete", "PRETENDED").put("remembersTasks", true));
        device.post(CardDevice.REGISTRATIONS + "/" + givenUp + "/cancel", "{}");
        device.awaitState(givenUp, "CANCELLED");
        assertThat(device.awaitRest(ask(device, app)).path("errorCode").asString())
                .isEqualTo("TOKEN_LEFT_BEHIND");
        obstinacy(issuerId, Simulators.json());
        device.awaitState(ask(device, app), "AUTHENTICATION_REQUIRED");
    }

    /** It refuses to; an operator settles it. */
    void theCompanyDoesNotHoldATokenBack(String issuerId) {
        CardDevice device = scenes.device();
        String reference = registered(device, issuerId);
        obstinacy(issuerId, Simulators.json().put("suspend", "REFUSED"));
        device.post("/v1/tokens/" + reference + "/suspend", change());
        await(reference).atMost(PATIENCE).until(() -> parked(CHANGES, reference));
        obstinacy(issuerId, Simulators.json());
        ObjectNode suspension = about(reference).put("change", "SUSPEND").put("causedBy", "CARDHOLDER");
        JsonNode taken = operator.post(CHANGES + "/redrive", suspension);
        assertThat(taken.path("parked")).isEmpty();
        await(reference)
                .atMost(PATIENCE)
                .until(() -> statusAt(issuerId, reference).equals("SUSPENDED"));
    }

    private String registered(CardDevice device, String issuerId) {
        device.cardAtThePeer(CardScenes.number(), "0330", issuerId);
        return device.awaitState(ask(device, newApp()), "COMPLETED")
                .path("cards")
                .path(0)
                .path("tokenUniqueReference")
                .stringValue();
    }

    private static String change() {
        return Simulators.json()
                .put("causedBy", "CARDHOLDER")
                .put("reason", "lost on the way")
                .toString();
    }

    private static ObjectNode about(String reference) {
        return Simulators.json().put("tokenUniqueReference", reference).put("reason", "the company has looked into it");
    }

    private boolean parked(String list, String reference) {
        return operator.get(list + "?limit=200")
                .path("items")
                .findValuesAsString("tokenUniqueReference")
                .contains(reference);
    }

    private String statusAt(String issuerId, String reference) {
        JsonNode page = simulators.get(CardScenes.root(issuerId) + "/ledger?limit=1000");
        for (JsonNode task : page.path("items")) {
            if (task.path("tokenUniqueReference").asString("").equals(reference)) {
                return task.path("tokenStatus").asString();
            }
        }
        return "";
    }

    /**
     * While the registry is away, a week of attempts goes by, and the key is lost that it sealed an assertion under. What
     * the companies did not delete is parked, and taken up in both ways; the registration has failed.
     */
    void theRegistryWasAway(List<String> issuerIds) {
        List<String> deleted = new ArrayList<>();
        for (String issuerId : issuerIds) {
            CardDevice device = scenes.device();
            String reference = registered(device, issuerId);
            obstinacy(issuerId, Simulators.json().put("delete", "REFUSED"));
            device.post("/v1/tokens/" + reference + "/delete", change());
            deleted.add(reference);
        }
        CardDevice asking = scenes.device();
        asking.cardAtThePeer(CardScenes.number());
        simulators.post(
                "/control/peer/faults", Simulators.json().put("errorRate", 1).put("pathContains", "search"));
        String id = ask(asking, newApp());
        asking.awaitState(id, "PEER_REQUESTED");
        stack.kill(REGISTRY);
        whileItIsAway(deleted, id);
        stack.up();
        assertThat(asking.awaitState(id, "FAILED").path("errorCode").asString()).isEqualTo("ASSERTION_NOT_OPENED");
        simulators.clearFaults("peer");
        deleted.forEach(reference -> await(reference).atMost(PATIENCE).until(() -> parked(DELETIONS, reference)));
        issuerIds.forEach(issuerId -> obstinacy(issuerId, Simulators.json()));
        operator.post(DELETIONS + "/redrive", about(deleted.getFirst()));
        await().atMost(PATIENCE)
                .until(() -> statusAt(issuerIds.getFirst(), deleted.getFirst()).equals("DEACTIVATED"));
        operator.post(DELETIONS + "/settle", about(deleted.getLast()));
        deleted.forEach(reference -> assertThat(parked(CHANGES, reference)).isFalse());
    }

    private void whileItIsAway(List<String> deleted, String registrationId) {
        try (MongoClient store =
                MongoClients.create(stack.connection().path("mongodb").stringValue())) {
            MongoCollection<Document> tokens =
                    store.getDatabase("card_registry").getCollection("tokens");
            deleted.forEach(reference -> {
                Document token = tokens.find(Filters.eq(reference)).first();
                assertThat(token).as(reference).isNotNull();
                token.getList("tasks", Document.class).stream()
                        .filter(task -> task.getString("kind").equals("delete"))
                        .forEach(task -> dueNow(task.append("attempt", ATTEMPTS_OF_A_WEEK)));
                tokens.replaceOne(Filters.eq(reference), token);
            });
            MongoCollection<Document> registrations =
                    store.getDatabase("card_registry").getCollection("registrations");
            Document registration =
                    registrations.find(Filters.eq(registrationId)).first();
            assertThat(registration).as(registrationId).isNotNull();
            Document state = registration.get("state", Document.class);
            state.append("sealedAssertion", underAnotherKey(state.getString("sealedAssertion")));
            registration.getList("tasks", Document.class).stream()
                    .filter(task -> task.getString("kind").equals("search"))
                    .forEach(LeftoverScenes::dueNow);
            registrations.replaceOne(Filters.eq(registrationId), registration);
        }
    }

    /** The task is taken up as soon as somebody is there to do it. */
    static void dueNow(Document task) {
        task.append("taken", false).append("visibleAt", new Date());
    }

    /** The number of the key follows the first byte. */
    private static String underAnotherKey(String sealed) {
        byte[] bytes = Base64.getDecoder().decode(sealed);
        bytes[1] ^= 0x55;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
