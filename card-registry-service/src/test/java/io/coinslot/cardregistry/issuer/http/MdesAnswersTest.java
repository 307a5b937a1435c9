package io.coinslot.cardregistry.issuer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome.AuthenticationRequired;
import io.coinslot.cardregistry.registration.ProductConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MdesAnswersTest {
    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @Test
    void takesNoCardNumberOverFromTextsForPeople() throws Exception {
        JsonNode answer = json("""
            {'decision':'REQUIRE_ADDITIONAL_AUTHENTICATION','tokenUniqueReference':'DWSB1',
             'authenticationMethods':[{'id':'1','type':'TEXT_TO_CARDHOLDER_NUMBER','value':'for 4111 1111 1111 1111'},
               {'id':'2','type':'TEXT_TO_CARDHOLDER_NUMBER','value':'+82 10-****-1111'}],
             'tokenInfo':{'tokenStatus':'INACTIVE','statusTimestamp':'2026-11-26T14:00:00Z'},
             'productConfig':{'issuerName':'Bank','shortDescription':'Visa 4111-1111-1111-1111 of Alice'}}\
            """);
        AuthenticationRequired required = (AuthenticationRequired) MdesAnswers.decision(answer);
        assertThat(required.methods()).extracting("value").containsExactly("", "+82 10-****-1111");
        ProductConfig product = required.token().productConfig();
        assertThat(product).isNotNull();
        assertThat(product.issuerName()).isEqualTo("Bank");
        assertThat(product.shortDescription()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "https://bank.example/terms, https://bank.example/terms",
                "javascript:alert(1), null",
                "https://bank.example/4111111111111111, null"
            })
    void takesOverTheAddressOfTermsThatADeviceMayOpen(String told, @Nullable String taken) {
        ProductConfig product = MdesAnswers.product(json("{'termsAndConditionsUrl':'" + told + "'}"));
        assertThat(product).extracting(ProductConfig::termsAndConditionsUrl).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "4111 1111 1111 1111", "LONG"})
    void doesNotTakeATokenWhoseNameCannotBeKept(String name) {
        JsonNode answer = json("""
            {'decision':'APPROVED','tokenUniqueReference':'%s',
             'tokenInfo':{'tokenStatus':'ACTIVE','statusTimestamp':'2026-11-26T14:00:00Z'}}\
            """.formatted(name.equals("LONG") ? "x".repeat(129) : name));
        assertThatThrownBy(() -> MdesAnswers.decision(answer))
                .isInstanceOf(IssuerFailure.class)
                .hasMessageContaining("ANSWER_UNREADABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "yesterday"})
    void doesNotTakeATimeThatCannotBeKept(String time) {
        JsonNode answer = json("""
            {'decision':'APPROVED','tokenUniqueReference':'DWSB1',
             'tokenInfo':{'tokenStatus':'ACTIVE','statusTimestamp':'%s'}}\
            """.formatted(time));
        assertThatThrownBy(() -> MdesAnswers.decision(answer))
                .isInstanceOf(IssuerFailure.class)
                .hasMessageContaining("ANSWER_UNREADABLE");
    }
}
