package io.coinslot.cardregistry.issuer.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.signature.http.SignedExchange.Answer;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IssuerFailuresTest {
    private static IssuerFailure failure(
            int status, String code, String recoverable, Map<String, List<String>> headers) {
        JsonNode error =
                JsonMapper.shared().readTree("{\"reasonCode\":\"%s\",\"recoverable\":%s}".formatted(code, recoverable));
        Answer answer = new Answer(status, HttpHeaders.of(headers, (name, value) -> true), new byte[0], error, "");
        return IssuerFailures.of(answer, code, error);
    }

    @ParameterizedTest
    @CsvSource({
        "409, CARD_LOCKED, true, RETRY_LATER",
        "422, CARD_LOCKED, true, RETRY_LATER",
        "422, CARD_LOCKED, false, REFUSED",
        "422, CARD_LOCKED, null, REFUSED",
        "409, TOKEN_ALREADY_EXISTS, true, REFUSED",
        "404, TOKEN_NOT_FOUND, true, REFUSED",
        "500, SYSTEM_ERROR, false, UNKNOWN",
        "500, SYSTEM_ERROR, true, UNKNOWN",
        "401, BAD_SIGNATURE, false, RETRY_LATER"
    })
    void isTriedAgainIfTheCompanyWillDoItLater(int status, String code, String recoverable, Kind kind) {
        assertThat(failure(status, code, recoverable, Map.of()).kind()).isEqualTo(kind);
    }

    @Test
    void isNoIllnessOfTheCompanyIfItWillDoItLater() {
        assertThat(failure(409, "CARD_LOCKED", "true", Map.of()).isOfIllness()).isFalse();
        assertThat(failure(409, "CARD_LOCKED", "true", Map.of("Retry-After", List.of("7")))
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(7));
    }
}
