package io.coinslot.marketgateway.tosspayments;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.transport.JsonExchange.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

class TossFailuresTest {
    private static MarketFailure failure(int status, String code, boolean changing) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("code", code).put("message", "m");
        return TossFailures.of(new Answer(status, body, Duration.ofSeconds(7)), changing);
    }

    @ParameterizedTest
    @CsvSource({
        "400, PROVIDER_ERROR, UNKNOWN",
        "400, CARD_PROCESSING_ERROR, UNKNOWN",
        "500, FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING, UNKNOWN",
        "500, FAILED_INTERNAL_SYSTEM_PROCESSING, UNKNOWN",
        "500, UNKNOWN_PAYMENT_ERROR, UNKNOWN",
        "500, FAILED_REFUND_PROCESS, UNKNOWN",
        "502, INVALID_GATEWAY, UNKNOWN",
        "400, A_CODE_OF_NEXT_YEAR, UNKNOWN",
        "409, IDEMPOTENT_REQUEST_PROCESSING, RETRY_LATER",
        "403, FORBIDDEN_CONSECUTIVE_REQUEST, RETRY_LATER",
        "429, TOO_MANY_REQUESTS, RETRY_LATER",
        "404, NOT_FOUND_PAYMENT_SESSION, DECLINED",
        "404, NOT_FOUND_PAYMENT, DECLINED",
        "403, REJECT_CARD_PAYMENT, DECLINED",
        "403, REJECT_CARD_COMPANY, DECLINED",
        "400, INVALID_STOPPED_CARD, DECLINED",
        "400, EXCEED_MAX_AMOUNT, DECLINED",
        "403, NOT_CANCELABLE_AMOUNT, DECLINED",
        "403, NOT_CANCELABLE_PAYMENT, DECLINED",
        "400, ALREADY_PROCESSED_PAYMENT, DECLINED",
        "400, ALREADY_CANCELED_PAYMENT, DECLINED",
        "401, UNAUTHORIZED_KEY, DECLINED"
    })
    void tellsByTheCodeWhatBecameOfWhatMovesMoney(int status, String code, Kind kind) {
        assertThat(failure(status, code, true).kind()).isEqualTo(kind);
    }

    @Test
    void readsAgainWhatCouldNotBeRead() {
        assertThat(failure(400, "PROVIDER_ERROR", false).kind()).isEqualTo(Kind.RETRY_LATER);
        assertThat(failure(500, "FAILED_INTERNAL_SYSTEM_PROCESSING", false).kind())
                .isEqualTo(Kind.RETRY_LATER);
        assertThat(failure(404, "NOT_FOUND_PAYMENT", false).kind()).isEqualTo(Kind.DECLINED);
    }

    @Test
    void takesNoAnswerOfAnotherSortForARefusal() {
        Answer page = new Answer(400, MissingNode.getInstance(), null);
        assertThat(TossFailures.of(page, true).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(TossFailures.of(page, true).code()).isEqualTo("HTTP_400");
    }

    @Test
    void blamesOurKeyAndWaitsAsLongAsItIsAsked() {
        assertThat(failure(401, "UNAUTHORIZED_KEY", true).isOurs()).isTrue();
        assertThat(failure(400, "INVALID_API_KEY", true).isOurs()).isTrue();
        assertThat(failure(400, "INVALID_REQUEST", true).isOurs()).isFalse();
        MarketFailure busy = failure(403, "FORBIDDEN_CONSECUTIVE_REQUEST", true);
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(busy.isIllness()).isFalse();
    }
}
