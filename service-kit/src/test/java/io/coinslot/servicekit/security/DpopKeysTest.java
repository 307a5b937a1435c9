package io.coinslot.servicekit.security;

import static io.coinslot.servicekit.security.ProofMaker.RSA;
import static io.coinslot.servicekit.security.ProofMaker.generated;
import static io.coinslot.servicekit.security.ProofMaker.header;
import static io.coinslot.servicekit.security.ProofMaker.rsa;
import static io.coinslot.servicekit.security.ProofMaker.withExponent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.coinslot.servicekit.security.DpopProofs.BadProof;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 9449, 4.3: which keys and algorithms a proof may be signed with. */
class DpopKeysTest {
    private final ProofMaker maker = new ProofMaker();

    @Test
    void takesThreeAlgorithmsAndNoOthers() throws Exception {
        for (JWSAlgorithm accepted : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            String proof =
                    maker.signed(header(accepted, RSA).build(), maker.claims().build(), new RSASSASigner(RSA));
            assertThat(maker.verify(proof, RSA).id()).isEqualTo("jti-1");
        }
        for (JWSAlgorithm other : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS384)) {
            String proof =
                    maker.signed(header(other, RSA).build(), maker.claims().build(), new RSASSASigner(RSA));
            assertThatThrownBy(() -> maker.verify(proof, RSA)).hasMessageContaining("alg must be one of");
        }
        String shared = maker.signed(
                header(JWSAlgorithm.HS256, maker.key).build(), maker.claims().build(), new MACSigner(new byte[32]));
        maker.assertRefused(shared, "alg must be one of");
        String[] parts = maker.signed(maker.claims()).split("\\.");
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"typ\":\"dpop+jwt\",\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));
        maker.assertRefused(none + "." + parts[1] + ".", "no signed JWT");
    }

    @Test
    void refusesKeysThatAreWeakCostlyPrivateOrMissing() throws Exception {
        RSAKey weak = rsa(1024);
        assertThatThrownBy(() -> maker.verify(
                        maker.signed(
                                header(JWSAlgorithm.RS256, weak).build(),
                                maker.claims().build(),
                                new RSASSASigner(weak.toRSAPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()))),
                        weak))
                .hasMessageContaining("jwk must be");

        RSAKey costly = withExponent(BigInteger.ONE.shiftLeft(521).subtract(BigInteger.ONE));
        assertThatThrownBy(() -> maker.verify(
                        maker.signed(
                                header(JWSAlgorithm.RS256, costly).build(),
                                maker.claims().build(),
                                new RSASSASigner(costly)),
                        costly))
                .hasMessageContaining("jwk must be");

        ECKey otherCurve = new ECKeyGenerator(Curve.P_384).generate();
        maker.assertRefused(
                maker.signed(
                        header(JWSAlgorithm.ES384, otherCurve).build(),
                        maker.claims().build(),
                        new ECDSASigner(otherCurve)),
                "alg must be one of");
        maker.assertRefused(
                maker.signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .type(new JOSEObjectType("dpop+jwt"))
                                .build(),
                        maker.claims().build(),
                        new ECDSASigner(maker.key)),
                "jwk must be");

        String[] parts = maker.signed(maker.claims()).split("\\.");
        String withPrivateKey = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + maker.key.toJSONString() + "}")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> maker.verify(withPrivateKey + "." + parts[1] + "." + parts[2]))
                .isInstanceOf(BadProof.class);
    }

    @Test
    void refusesAProofOfAnotherKeyThanTheTokens() throws Exception {
        ECKey other = generated();
        String proof = maker.signed(
                header(JWSAlgorithm.ES256, other).build(), maker.claims().build(), new ECDSASigner(other));

        maker.assertRefused(proof, "bound to another key");
    }

    @Test
    void refusesASignatureThatIsNotOfTheKeyShown() throws Exception {
        String proof = maker.signed(
                header(JWSAlgorithm.ES256, maker.key).build(), maker.claims().build(), new ECDSASigner(generated()));
        String[] parts = maker.signed(maker.claims()).split("\\.");
        String[] others = maker.signed(maker.claims().claim("htm", "GET")).split("\\.");

        maker.assertRefused(proof, "signed by its key");
        maker.assertRefused(parts[0] + "." + others[1] + "." + parts[2], "signed by its key");
    }
}
