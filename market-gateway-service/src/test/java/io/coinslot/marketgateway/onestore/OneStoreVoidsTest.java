package io.coinslot.marketgateway.onestore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OneStoreVoidsTest {
    private static String messageId(String voided) {
        JsonNode json = JsonMapper.shared().readTree(voided);
        return OneStoreVoids.recalled("games.coinslot.arcade", json).messageId();
    }

    /** Ids are logged and shown to operators. */
    @Test
    void namesAVoidWithoutItsToken() {
        assertThat(messageId("{\"purchaseId\":\"SANDBOX1\",\"purchaseToken\":\"tok_1\"}"))
                .isEqualTo("void/SANDBOX1");
        assertThat(messageId("{\"purchaseToken\":\"tok_1\"}"))
                .startsWith("void/token-")
                .doesNotContain("tok_1")
                .isEqualTo(messageId("{\"purchaseToken\":\"tok_1\"}"))
                .isNotEqualTo(messageId("{\"purchaseToken\":\"tok_2\"}"));
    }
}
