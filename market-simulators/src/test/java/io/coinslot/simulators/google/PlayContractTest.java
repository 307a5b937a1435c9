package io.coinslot.simulators.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The bodies use no field, and no enumerated value, that Google's discovery document does not have. */
class PlayContractTest {
    private static final Path DOCUMENT = Path.of("../../shared/fixtures/google/androidpublisher.v3.discovery.json");
    static JsonNode schemas;

    @BeforeAll
    static void readTheContract() throws IOException {
        assumeTrue(Files.exists(DOCUMENT), "the discovery document is not here: " + DOCUMENT.toAbsolutePath());
        schemas = Json.read(Files.readAllBytes(DOCUMENT)).path("schemas");
    }

    @Test
    void productPurchaseKeepsToTheContract() {
        check("ProductPurchase", PlayBodies.productPurchase(refunded()));
    }

    @Test
    void productPurchaseV2KeepsToTheContract() {
        check("ProductPurchaseV2", PlayBodies.productPurchaseV2(refunded()));
    }

    @Test
    void orderKeepsToTheContract() {
        for (RefundEvent.Progress progress : RefundEvent.Progress.values()) {
            check("Order", PlayBodies.order(refunded(progress)));
        }
    }

    @Test
    void voidedPurchaseKeepsToTheContract() {
        check("VoidedPurchase", PlayBodies.voidedPurchase(new VoidedPurchase("p", "t", "o", 1, 2, 0, 8, 1)));
    }

    private static Purchase refunded() {
        return refunded(RefundEvent.Progress.PROCESSED);
    }

    private static Purchase refunded(RefundEvent.Progress progress) {
        Amount total = Amount.of("9.98", "USD");
        Sale sale = new Sale("t", "o", "p", "gem_100", 2, total, total.ofMinor(90), "US", "acc", "profile", "u", 0, 1);
        Standing standing = Standing.purchased(2)
                .acknowledged(3)
                .refunded(new RefundEvent(total.ofMinor(499), 1, RefundEvent.OTHER, 4, progress))
                .refunded(new RefundEvent(total.ofMinor(499), 1, RefundEvent.CHARGEBACK, 5, progress));
        return new Purchase(sale, standing);
    }

    private static void check(String schema, JsonNode body) {
        JsonNode properties = schemas.path(schema).path("properties");
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            JsonNode property = properties.path(field.getKey());
            assertThat(property.isMissingNode())
                    .as(schema + "." + field.getKey())
                    .isFalse();
            checkValue(schema + "." + field.getKey(), property, field.getValue());
        }
    }

    private static void checkValue(String name, JsonNode property, JsonNode value) {
        if (property.has("$ref")) {
            check(property.path("$ref").stringValue(), value);
        } else if (property.path("type").asString("").equals("array")) {
            value.forEach(element -> checkValue(name, property.path("items"), element));
        } else if (property.has("enum")) {
            assertThat(property.path("enum").valueStream().map(JsonNode::stringValue))
                    .as(name)
                    .contains(value.stringValue());
        } else {
            assertThat(jsonType(value)).as(name).isEqualTo(property.path("type").stringValue());
        }
    }

    private static String jsonType(JsonNode value) {
        return value.isInt() ? "integer" : value.isBoolean() ? "boolean" : "string";
    }
}
