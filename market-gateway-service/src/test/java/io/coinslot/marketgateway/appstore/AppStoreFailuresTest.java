package io.coinslot.marketgateway.appstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.apple.itunes.storekit.client.APIException;
import com.apple.itunes.storekit.verification.VerificationException;
import com.apple.itunes.storekit.verification.VerificationStatus;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppStoreFailuresTest {
    private static MarketFailure of(int status, Long code) {
        return AppStoreFailures.of(new APIException(status, code, "as Apple words it"), null);
    }

    @ParameterizedTest
    @CsvSource({
        "404, 4040002",
        "404, 4040004",
        "404, 4040006",
        "429, 4290000",
        "500, 5000000",
        "500, 5000001",
        "429,",
        "500,",
        "502,",
        "503,",
        "400,",
        "404,",
        "413,"
    })
    void comesBackLater(int status, Long code) {
        assertThat(of(status, code).kind()).isEqualTo(Kind.RETRY_LATER);
        assertThat(of(status, code).isOurs()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 4000006, NOT_FOUND",
        "404, 4040010, NOT_FOUND",
        "404, 4040001, APPLE_4040001",
        "404, 4040005, APPLE_4040005",
        "400, 4000000, APPLE_4000000"
    })
    void takesNoForAnAnswer(int status, Long code, String ours) {
        assertThat(of(status, code).kind()).isEqualTo(Kind.DECLINED);
        assertThat(of(status, code).code()).isEqualTo(ours);
        assertThat(of(status, code).isOurs()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"401,", "403,", "400, 4000002", "404, 4040003"})
    void blamesTheLinkAndNotTheReceipt(int status, Long code) {
        assertThat(of(status, code).kind()).isEqualTo(Kind.DECLINED);
        assertThat(of(status, code).isOurs()).isTrue();
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        Duration wait = Duration.ofSeconds(40);
        MarketFailure limited = AppStoreFailures.of(new APIException(429, 4_290_000L, "slower"), wait);
        assertThat(limited.code()).isEqualTo(MarketFailure.RATE_LIMITED);
        assertThat(limited.retryAfter()).isEqualTo(wait);
        assertThat(limited.isIllness()).isFalse();
    }

    @Test
    void doesNotKnowWhatAnAnswerMeansThatItCannotRead() {
        MarketFailure unreadable = AppStoreFailures.of(new APIException(200, new IOException("not JSON")), null);
        assertThat(unreadable.kind()).isEqualTo(Kind.RETRY_LATER);
    }

    /** A root that is missing here must not make payers lose their money. */
    @ParameterizedTest
    @CsvSource({
        "INVALID_CHAIN, RETRY_LATER",
        "INVALID_CERTIFICATE, RETRY_LATER",
        "VERIFICATION_FAILURE, RETRY_LATER",
        "RETRYABLE_VERIFICATION_FAILURE, RETRY_LATER",
        "INVALID_ENVIRONMENT, DECLINED",
        "INVALID_APP_IDENTIFIER, DECLINED"
    })
    void refusesApplesOwnRecordForAnotherApplicationOrEnvironmentAlone(VerificationStatus status, Kind kind) {
        assertThat(AppStoreFailures.ofRecord(new VerificationException(status)).kind())
                .isEqualTo(kind);
    }
}
