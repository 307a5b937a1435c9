package io.coinslot.cardregistry.peer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.signature.http.SignedExchange.Answer;
import java.net.http.HttpHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PeerAnswersTest {
    private static Answer offering(String reference, String description) {
        String body = """
            {"cards":[{"cardReferenceId":"crd_1","issuerId":"bank","panUniqueReference":"%s",
              "productConfig":{"issuerName":"Bank","shortDescription":"%s"}}]}\
            """.formatted(reference, description);
        return new Answer(
                200,
                HttpHeaders.of(Map.of(), (name, value) -> true),
                new byte[0],
                JsonMapper.shared().readTree(body),
                "");
    }

    @Test
    void readsAnOffer() throws Exception {
        assertThat(PeerAnswers.cards("wallet", offering("FWSB1", "Visa ending in 1111")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "Visa 4111 1111 1111 1111", "card-4111111111111111"})
    void keepsNothingOfAnAnswerWithACardNumberInIt(String description) {
        assertThatThrownBy(() -> PeerAnswers.cards("wallet", offering("FWSB1", description)))
                .isInstanceOf(PeerFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cardReferenceId", "issuerId"})
    void keepsNothingOfAnAnswerWhereANumberStandsInPlaceOfAReference(String member) {
        Answer offering = offering("FWSB1", "Visa");
        ((ObjectNode) offering.body().path("cards").path(0)).put(member, "4111111111111111");
        assertThatThrownBy(() -> PeerAnswers.cards("wallet", offering)).isInstanceOf(PeerFailure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://bank.example/terms",
                "https:terms",
                "//bank.example/terms",
                "terms",
                "https://user@bank.example/terms",
                "https://bank.example/the terms",
                "intent://bank#Intent;end"
            })
    void keepsNothingOfAnAnswerWhoseTermsNoDeviceMayOpen(String address) {
        Answer offering = offering("FWSB1", "Visa");
        product(offering).put("termsAndConditionsUrl", address);
        assertThatThrownBy(() -> PeerAnswers.cards("wallet", offering)).isInstanceOf(PeerFailure.class);
    }

    @Test
    void readsTheAddressOfTerms() throws Exception {
        Answer offering = offering("FWSB1", "Visa");
        product(offering).put("termsAndConditionsUrl", "https://bank.example:8443/terms?of=visa#2");
        assertThat(PeerAnswers.cards("wallet", offering)
                        .getFirst()
                        .productConfig()
                        .termsId())
                .isEqualTo("https://bank.example:8443/terms?of=visa#2");
    }

    private static ObjectNode product(Answer offering) {
        return (ObjectNode) offering.body().at("/cards/0/productConfig");
    }
}
