package io.coinslot.marketgateway.onestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.transport.JsonExchange.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class OneStoreFailuresTest {
    private static JsonNode error(String code) {
        return JsonMapper.shared().readTree("{\"error\":{\"code\":\"" + code + "\",\"message\":\"said so\"}}");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        404, NoSuchData,              DECLINED,    NOT_FOUND
        400, InvalidRequest,          DECLINED,    INVALID_RECEIPT
        400, DeveloperPayloadNotMatch, DECLINED,   BUYER_MISMATCH
        403, UnauthorizedAccess,      DECLINED,    MARKET_ACCESS_REFUSED
        403, AccessBlocked,           DECLINED,    MARKET_ACCESS_REFUSED
        401, AccessTokenExpired,      DECLINED,    MARKET_ACCESS_REFUSED
        401, InvalidAccessToken,      DECLINED,    MARKET_ACCESS_REFUSED
        409, InvalidConsumeState,     RETRY_LATER, INVALID_STATE
        409, InvalidPurchaseState,    RETRY_LATER, INVALID_STATE
        500, InternalError,           RETRY_LATER, HTTP_500
        503, ServiceMaintenance,      RETRY_LATER, HTTP_503
        404, ResourceNotFound,        RETRY_LATER, HTTP_404
        429, TooManyRequests,         RETRY_LATER, RATE_LIMITED
        """)
    void eachCodeHasItsKind(int status, String code, Kind kind, String ours) {
        MarketFailure failure = OneStoreFailures.of(new Answer(status, error(code), Duration.ofSeconds(7)));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(ours);
        assertThat(failure.getMessage()).isEqualTo(code + ": said so");
        assertThat(failure.retryAfter()).isEqualTo(kind == Kind.DECLINED ? null : Duration.ofSeconds(7));
    }

    @Test
    void aPageOfAFrontServerIsNoVerdict() {
        MarketFailure failure = OneStoreFailures.of(new Answer(404, MissingNode.getInstance(), null));
        assertThat(failure.kind()).isEqualTo(Kind.RETRY_LATER);
        assertThat(failure.code()).isEqualTo("HTTP_404");
    }

    @Test
    void withoutAnAccessTokenNothingWasSent() {
        assertThat(OneStoreFailures.ofTokenEndpoint(new Answer(503, error("ServiceMaintenance"), null))
                        .kind())
                .isEqualTo(Kind.NOT_SENT);
        assertThat(OneStoreFailures.ofTokenEndpoint(new Answer(404, MissingNode.getInstance(), null))
                        .kind())
                .isEqualTo(Kind.NOT_SENT);
        assertThat(OneStoreFailures.ofTokenEndpoint(new Answer(403, error("UnauthorizedAccess"), null))
                        .isOurs())
                .isTrue();
    }

    @Test
    void aRecordThatLacksWhatMattersIsNoVerdict() {
        for (String body : new String[] {
            "{}",
            "{\"purchaseId\":\"1\",\"purchaseState\":0}",
            "{\"purchaseId\":\"\",\"purchaseState\":0,\"purchaseTime\":1}",
            "{\"purchaseId\":\"1\",\"purchaseState\":7,\"purchaseTime\":1}"
        }) {
            assertThatThrownBy(() -> OneStorePurchase.of(JsonMapper.shared().readTree(body)))
                    .isInstanceOfSatisfying(
                            MarketFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.RETRY_LATER));
        }
    }

    @Test
    void readsTheNullThatTheCommercialHostWritesForNoPayload() throws MarketFailure {
        OneStorePurchase purchase = OneStorePurchase.of(JsonMapper.shared().readTree("""
            {"consumptionState":0,"developerPayload":null,"purchaseState":0,"purchaseTime":1756800000000,
             "purchaseId":"17070421461015116878","acknowledgeState":0,"quantity":1}
            """));
        assertThat(purchase.developerPayload()).isEmpty();
        assertThat(purchase.isCancelled()).isFalse();
    }
}
