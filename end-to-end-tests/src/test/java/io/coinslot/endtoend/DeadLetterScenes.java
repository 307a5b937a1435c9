package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What services cannot apply, and what an operator does about it. */
final class DeadLetterScenes {
    /** Payments are read by billing and settlement, purchases by the market gateway, settlement and billing's feed. */
    private static final Map<String, Integer> LETTERS_OF_POISON =
            Map.of("billing-service", 2, "market-gateway-service", 1, "settlement-service", 2);

    private final RunningStack stack;
    private final ApiCalls administrator;

    DeadLetterScenes(RunningStack stack, ApiCalls administrator) {
        this.stack = stack;
        this.administrator = administrator;
    }

    /** Of a record that nobody can read each service that reads its topic keeps a dead letter. */
    void nobodyCanReadWhatIsTold(String key) throws Exception {
        Topic.send(stack, Topics.PAYMENT_EVENTS, key, "no event");
        Topic.send(stack, Topics.PURCHASE_EVENTS, key, "no event");
        for (String service : new String[] {"billing-service", "market-gateway-service", "settlement-service"}) {
            String letters = "/v1/dead-letters/" + service;
            String list = letters + "?limit=200&key=" + key;
            JsonNode letter = await().atMost(Duration.ofSeconds(60))
                    .until(() -> redrivable(administrator.ask("GET", list, "")), found -> !found.isMissingNode());
            JsonNode again = administrator
                    .ask("POST", letters + "/redrive", reasoned(letter, "it may be read now"))
                    .at("/items/0");
            assertThat(again.path("letterId")).as(service).isEqualTo(letter.path("letterId"));
            assertThat(again.path("status").asString()).isEqualTo("DEAD");
            assertThat(again.path("attempts").asInt())
                    .isGreaterThan(letter.path("attempts").asInt());
            // Those of the other topic, or of what only shows events, come when they come.
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(administrator.ask("GET", list, "").path("items"))
                                    .hasSize(LETTERS_OF_POISON.get(service)));
            for (JsonNode each : administrator.ask("GET", list, "").path("items")) {
                JsonNode discarded =
                        administrator.ask("POST", letters + "/discard", reasoned(each, "nobody can read it"));
                assertThat(discarded.path("status").asString()).isEqualTo("DISCARDED");
            }
            assertThat(administrator.ask("GET", list, "").path("items")).isEmpty();
        }
    }

    private static JsonNode redrivable(JsonNode letters) {
        return letters.path("items")
                .valueStream()
                .filter(letter -> letter.path("redrivable").asBoolean())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static String reasoned(JsonNode letter, String reason) {
        return Simulators.json()
                .put("letterId", letter.path("letterId").asString())
                .put("reason", reason)
                .toString();
    }
}
