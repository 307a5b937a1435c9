package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.idempotency.IdempotencyKey;
import org.junit.jupiter.api.Test;

/** What would be answered in a way that the caller does not take is not done. */
class UnacceptableAnswersApiTest extends ApiTest {
    private static final String BODY = "{'userId':'player-1','productId':'gem-100','market':'google-play'}";

    @Test
    void makesNoPurchaseForWhoWouldNotTakeTheAnswer() {
        String owner = ownerOf(givenService());
        String key = newKey();

        assertThat(postAccepting("application/pdf", owner, "/v1/purchases", key, BODY)
                        .problem())
                .isEqualTo("406 not-acceptable");

        Answer made = post(owner, "/v1/purchases", key, BODY);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header(IdempotencyKey.REPLAYED_HEADER)).isNull();
    }
}
