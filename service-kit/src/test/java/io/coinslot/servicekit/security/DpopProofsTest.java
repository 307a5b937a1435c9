package io.coinslot.servicekit.security;

import static io.coinslot.servicekit.security.ProofMaker.ADDRESS;
import static io.coinslot.servicekit.security.ProofMaker.NOW;
import static io.coinslot.servicekit.security.ProofMaker.RSA;
import static io.coinslot.servicekit.security.ProofMaker.TOKEN;
import static io.coinslot.servicekit.security.ProofMaker.hash;
import static io.coinslot.servicekit.security.ProofMaker.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import io.coinslot.client.DeviceKey;
import io.coinslot.servicekit.security.DpopProofs.BadProof;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449, 4.3, step by step: what a proof must say. */
class DpopProofsTest {
    private final ProofMaker maker = new ProofMaker();

    @Test
    void takesAProofForThisRequestAndSaysHowLongItWouldHold() throws Exception {
        assertThat(maker.verify(maker.signed(maker.claims())))
                .isEqualTo(new DpopProofs.Proof("jti-1", NOW.plus(DpopProofs.WINDOW)));
    }

    @Test
    void takesWhatTheClientMakes() throws Exception {
        for (DeviceKey device : List.of(DeviceKey.generate(), DeviceKey.of(RSA.toKeyPair()))) {
            String proof = device.proof("POST", URI.create(ADDRESS + "?limit=1#top"), TOKEN, NOW);

            assertThat(maker.proofs
                            .verify(List.of(proof), TOKEN, device.thumbprint(), "POST", "/v1/purchases")
                            .id())
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt", "dpop"})
    void refusesAnotherType(String type) throws Exception {
        JWSHeader header = header(JWSAlgorithm.ES256, maker.key)
                .type(new JOSEObjectType(type))
                .build();

        maker.assertRefused(maker.signed(header, maker.claims().build(), new ECDSASigner(maker.key)), "typ dpop+jwt");
    }

    @Test
    void refusesAProofForAnotherRequest() throws Exception {
        maker.assertRefused(maker.signed(maker.claims().claim("htm", "GET")), "htm must be POST");
        maker.assertRefused(maker.signed(maker.claims().claim("htm", "post")), "htm must be POST");
        maker.assertRefused(maker.signed(maker.claims().claim("htm", null)), "htm must be POST");
        maker.assertRefused(maker.signed(maker.claims().claim("htm", List.of("POST"))), "htm must be POST");
        maker.assertRefused(maker.signed(maker.claims().claim("htu", null)), "htu must be " + ADDRESS);
        maker.assertRefused(maker.signed(maker.claims().claim("ath", hash("token-2"))), "ath");
        maker.assertRefused(maker.signed(maker.claims().claim("ath", null)), "ath");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pay.example/coinslot/v1/purchases?userId=a",
                "https://pay.example/coinslot/v1/purchases#x",
                "HTTPS://PAY.example:443/coinslot/v1/purchases",
                "https://pay.example/coinslot/v1/%70urchases"
            })
    void comparesAddressesInNormalFormWithoutTheQuery(String address) throws Exception {
        assertThat(maker.verify(maker.signed(maker.claims().claim("htu", address)))
                        .id())
                .isEqualTo("jti-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/coinslot/v1/purchases",
                "http://pay.example/coinslot/v1/purchases",
                "https://pay.example:8443/coinslot/v1/purchases",
                "https://pay.example/v1/purchases",
                "https://pay.example/coinslot/v1/purchases/",
                "https://pay.example/coinslot/v1/Purchases",
                "https://evil.example/coinslot/v1/purchases",
                "https://pay.example@evil.example/coinslot/v1/purchases",
                "https://a@pay.example/coinslot/v1/purchases",
                "https://pay.example/coinslot/v1%2Fpurchases",
                "https://pay.example/coinslot/v1/%zz",
                "not an address"
            })
    void refusesOtherAddresses(String address) throws Exception {
        maker.assertRefused(maker.signed(maker.claims().claim("htu", address)), "htu must be");
    }

    @Test
    void refusesWhatWasMadeTooLongAgoOrIsToBeMade() throws Exception {
        Duration just = DpopProofs.WINDOW;
        assertThat(maker.verify(maker.signed(maker.claims().issueTime(Date.from(NOW.minus(just)))))
                        .id())
                .isEqualTo("jti-1");
        assertThat(maker.verify(maker.signed(maker.claims().issueTime(Date.from(NOW.plus(just)))))
                        .id())
                .isEqualTo("jti-1");

        maker.assertRefused(
                maker.signed(maker.claims().issueTime(Date.from(NOW.minus(just).minusSeconds(1)))),
                "iat must be within");
        maker.assertRefused(
                maker.signed(maker.claims().issueTime(Date.from(NOW.plus(just).plusSeconds(1)))), "iat must be within");
        maker.assertRefused(maker.signed(maker.claims().issueTime(null)), "iat must be within");
    }

    @Test
    void refusesAProofWithoutAnIdOfReasonableLength() throws Exception {
        for (@Nullable String id : Arrays.asList(null, "", " ", "x".repeat(256))) {
            maker.assertRefused(maker.signed(maker.claims().jwtID(id)), "jti");
        }
    }

    @Test
    void refusesNoneAndMoreThanOneAndWhatIsNone() throws Exception {
        String proof = maker.signed(maker.claims());
        String thumbprint = maker.key.computeThumbprint().toString();
        for (List<String> sent : List.of(List.<String>of(), List.of(proof, proof))) {
            assertThatThrownBy(() -> maker.proofs.verify(sent, TOKEN, thumbprint, "POST", "/v1/purchases"))
                    .isInstanceOf(BadProof.class)
                    .hasMessageContaining("header DPoP");
        }
        for (String nonsense : List.of("", "x", "a.b.c", "x".repeat(9_000), proof + ".", "{}.{}.{}")) {
            assertThatThrownBy(() -> maker.verify(nonsense)).as(nonsense).isInstanceOf(BadProof.class);
        }
    }

    @Test
    void tellsWhatIsWrongInTheChallenge() throws Exception {
        assertThatThrownBy(() -> maker.verify(maker.signed(maker.claims().claim("htm", "GET"))))
                .isInstanceOfSatisfying(
                        BadProof.class,
                        fault -> assertThat(fault.challenge())
                                .isEqualTo("DPoP realm=\"coinslot\", error=\"invalid_dpop_proof\", "
                                        + "error_description=\"htm must be POST\", algs=\"ES256 PS256 RS256\""));
    }
}
