package io.coinslot.gateway.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.Base64URL;
import io.coinslot.servicekit.problem.ProblemException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PublicKeySetTest {
    private static final String MODULUS =
            Base64URL.encode(BigInteger.TWO.pow(2048).subtract(BigInteger.ONE)).toString();

    private static PublicKeySet parse(String keys) {
        return PublicKeySet.parse(JsonMapper.shared().readTree("{\"keys\":" + keys + "}"), "/jwks");
    }

    private static String rsa(int exponent) {
        return "[{\"kty\":\"RSA\",\"kid\":\"r\",\"n\":\"" + MODULUS + "\",\"e\":\""
                + Base64URL.encode(BigInteger.valueOf(exponent)) + "\"}]";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[null]",
                "[{}]",
                "[5]",
                "[[]]",
                "[{\"kty\":null}]",
                "[{\"kty\":\"EC\",\"x5c\":[null]}]",
                "null",
                "{}"
            })
    void refusesWhatIsNoKey(String keys) {
        assertThatThrownBy(() -> parse(keys))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type().status()).isEqualTo(400));
    }

    /** With the exponent 1 everybody could sign, with an even one nobody. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 65536})
    void refusesAnRsaKeyThatNobodyOrEverybodySignsWith(int exponent) {
        assertThatThrownBy(() -> parse(rsa(exponent))).isInstanceOf(ProblemException.class);
    }

    @Test
    void takesAnRsaKeyOfTheUsualExponents() {
        assertThat(parse(rsa(3)).keyIds()).containsExactly("r");
        assertThat(parse(rsa(65537)).keyIds()).containsExactly("r");
    }
}
