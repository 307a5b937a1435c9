package io.coinslot.cardregistry.offer.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class PeerRulesTest {
    private static ObjectNode search(int longer) {
        ObjectNode search = JsonMapper.shared()
                .createObjectNode()
                .put("accountReference", "r".repeat(256))
                .put("accountAssertion", "a".repeat(16_384))
                .put("consentReference", "c".repeat(256));
        search.putObject("deviceInfo").put("deviceKeyThumbprint", "t".repeat(128 + longer));
        return search;
    }

    private static JsonNode references(int count) {
        ArrayNode references = JsonMapper.shared().createArrayNode();
        for (int number = 0; number < count; number++) {
            references.add("crd_" + number);
        }
        return references;
    }

    @Test
    void takesASearchOfTheLongestParts() {
        assertThat(PeerRules.tooLong(search(0))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"accountReference,257", "accountAssertion,16385", "consentReference,257"})
    void namesThePartOfASearchThatIsLonger(String part, int length) {
        assertThat(PeerRules.tooLong(search(0).put(part, "x".repeat(length)))).isEqualTo("/" + part);
        assertThat(PeerRules.tooLong(search(1))).isEqualTo("/deviceInfo/deviceKeyThumbprint");
    }

    @Test
    void takesAThousandReferences() {
        assertThat(PeerRules.wrong(references(1_000))).isNull();
        assertThat(PeerRules.wrong(references(1_001))).isEqualTo("/cardReferenceIds");
        assertThat(PeerRules.wrong(JsonMapper.shared().createObjectNode().put("0", "crd_0")))
                .isEqualTo("/cardReferenceIds");
    }

    @ParameterizedTest
    @CsvSource({"''", "two words", "4111111111111111"})
    void namesTheReferenceThatIsNone(String text) {
        ArrayNode references = (ArrayNode) references(2);
        assertThat(PeerRules.wrong(references.add(text))).isEqualTo("/cardReferenceIds/2");
        assertThat(PeerRules.wrong(((ArrayNode) references(2)).add("x".repeat(129))))
                .isEqualTo("/cardReferenceIds/2");
    }
}
