package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.coinslot.endtoend.PublishedCards.Card;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cards that a company does not decide for as long as it is asked. */
final class UndecidedScenes {
    private static final String REGISTRY = "card-registry-service";
    private static final String CARDS = "/v1/operations/undecided-cards";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** What a look-up that was tried for hours has behind it. */
    private static final int ATTEMPTS_OF_HOURS = 44;

    private final RunningStack stack;
    private final CardScenes scenes;
    private final Simulators simulators;
    private final Operator operator;

    UndecidedScenes(RunningStack stack, CardScenes scenes, Simulators simulators, Operator operator) {
        this.stack = stack;
        this.scenes = scenes;
        this.simulators = simulators;
        this.operator = operator;
    }

    private record Asked(CardDevice device, String registrationId) {}

    /** While the registry is away, hours of look-ups go by. What the companies did not decide is taken up in both ways. */
    void theCompanyNeverDecides(String approving, String refusing) {
        Asked approved = asked(approving);
        Asked refused = asked(refusing);
        List<Asked> both = List.of(approved, refused);
        both.forEach(this::awaitLookUps);
        stack.kill(REGISTRY);
        both.forEach(this::hoursGoBy);
        stack.up();
        both.forEach(each -> await().atMost(PATIENCE)
                .until(() -> card(each).path("leftToOperator").asBoolean()));
        String task = card(approved).path("taskId").stringValue();
        simulators.post(
                CardScenes.root(approving) + "/tasks/" + task + "/decide",
                Simulators.json().put("decision", "APPROVED"));
        operator.post(CARDS + "/redrive", about(approved));
        approved.device().awaitState(approved.registrationId(), "COMPLETED");
        operator.post(CARDS + "/settle", about(refused));
        assertThat(refused.device()
                        .awaitState(refused.registrationId(), "FAILED")
                        .path("errorCode")
                        .asString())
                .isEqualTo("NEVER_DECIDED");
        List.of(approving, refusing).forEach(issuerId -> decides(issuerId, "APPROVED"));
    }

    private Asked asked(String issuerId) {
        decides(issuerId, null);
        CardDevice device = scenes.device();
        Card card = PublishedCards.decided("PENDING");
        device.cardAtThePeer(card.number(), card.expiry(), issuerId);
        return new Asked(device, scenes.ask(device, "ALL"));
    }

    /** @param late what the company decides later, as it does by itself; null for never */
    private void decides(String issuerId, String late) {
        ObjectNode decision = Simulators.json()
                .put("accountNumber", PublishedCards.decided("PENDING").number())
                .put("decision", "PENDING");
        simulators.post(
                CardScenes.root(issuerId) + "/decisions", late == null ? decision : decision.put("lateDecision", late));
    }

    private void awaitLookUps(Asked asked) {
        await().atMost(PATIENCE)
                .until(() -> !inStore(
                        registrations -> lookUps(read(registrations, asked)).isEmpty()));
    }

    /** All that they have behind them but the last attempt, which is due. */
    private void hoursGoBy(Asked asked) {
        inStore(registrations -> {
            Document registration = read(registrations, asked);
            lookUps(registration).forEach(task -> LeftoverScenes.dueNow(task.append("attempt", ATTEMPTS_OF_HOURS)));
            return registrations.replaceOne(Filters.eq(asked.registrationId()), registration);
        });
    }

    private <T> T inStore(Function<MongoCollection<Document>, T> work) {
        try (MongoClient store =
                MongoClients.create(stack.connection().path("mongodb").stringValue())) {
            return work.apply(store.getDatabase("card_registry").getCollection("registrations"));
        }
    }

    private static List<Document> lookUps(Document registration) {
        return registration.getList("tasks", Document.class).stream()
                .filter(task -> task.getString("kind").equals("look-up"))
                .toList();
    }

    private JsonNode card(Asked asked) {
        for (JsonNode registration : operator.get(CARDS + "?limit=200").path("items")) {
            if (registration.path("registrationId").asString().equals(asked.registrationId())) {
                return registration.path("cards").path(0);
            }
        }
        return Simulators.json();
    }

    private ObjectNode about(Asked asked) {
        return Simulators.json()
                .put("registrationId", asked.registrationId())
                .put("cardReferenceId", card(asked).path("cardReferenceId").stringValue())
                .put("reason", "the company has looked into it");
    }

    private static Document read(MongoCollection<Document> registrations, Asked asked) {
        Document registration =
                registrations.find(Filters.eq(asked.registrationId())).first();
        assertThat(registration).as(asked.registrationId()).isNotNull();
        return registration;
    }
}
