package io.coinslot.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one side signs the other one accepts; what is malformed is refused and never accepted. */
@Isolated("it takes the provider of signatures away")
class NativeSignaturesTest {
    private static final byte[] MESSAGE = "pay 230 JPY".getBytes(StandardCharsets.UTF_8);
    private static final String P1363 = "SHA256withECDSAinP1363Format";

    private Provider jdkCurves;

    @BeforeEach
    void install() {
        jdkCurves = Security.getProvider("SunEC");
        assumeTrue(isMadeForThisMachine());
        assertThat(NativeSignatures.install()).isEqualTo(NativeSignatures.Outcome.NATIVE);
    }

    /** For these the build takes the library along; where it does not load there, that is a fault and no reason to skip. */
    private static boolean isMadeForThisMachine() {
        return System.getProperty("os.name").equals("Linux")
                && Set.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
    }

    @AfterEach
    void remove() {
        Security.removeProvider(NativeSignatures.NAME);
    }

    private static KeyPair pair(String algorithm, Provider provider) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, provider);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    private static byte[] sign(Signature signature, PrivateKey key) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static boolean isBy(Signature signature, PublicKey key, byte[] message, byte[] signed)
            throws GeneralSecurityException {
        signature.initVerify(key);
        signature.update(message);
        return signature.verify(signed);
    }

    private static Provider jdk(String algorithm) {
        return Security.getProvider(algorithm.endsWith("RSA") ? "SunRsaSign" : "SunEC");
    }

    @Test
    void standsBeforeTheJdkForSignaturesAlone() throws Exception {
        assertThat(NativeSignatures.install()).isEqualTo(NativeSignatures.Outcome.NATIVE);
        assertThat(Arrays.stream(Security.getProviders()).filter(each -> each instanceof NativeSignatures))
                .hasSize(1);
        for (String algorithm : new String[] {"SHA256withECDSA", P1363, "SHA256withRSA"}) {
            assertThat(Signature.getInstance(algorithm).getProvider().getName()).isEqualTo(NativeSignatures.NAME);
        }
        assertThat(KeyFactory.getInstance("EC").getProvider().getName()).isEqualTo(NativeSignatures.NAME);
        assertThat(MessageDigest.getInstance("SHA-256").getProvider().getName()).isEqualTo("SUN");
        assertThat(Mac.getInstance("HmacSHA256").getProvider().getName()).isEqualTo("SunJCE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256withECDSA", P1363, "SHA256withRSA"})
    void signsWhatTheJdkAcceptsAndTheOtherWayRound(String algorithm) throws Exception {
        KeyPair keys = pair(algorithm.endsWith("RSA") ? "RSA" : "EC", jdk(algorithm));
        byte[] ours = sign(Signature.getInstance(algorithm), keys.getPrivate());
        assertThat(isBy(Signature.getInstance(algorithm, jdk(algorithm)), keys.getPublic(), MESSAGE, ours))
                .isTrue();
        byte[] theirs = sign(Signature.getInstance(algorithm, jdk(algorithm)), keys.getPrivate());
        assertThat(isBy(Signature.getInstance(algorithm), keys.getPublic(), MESSAGE, theirs))
                .isTrue();
        byte[] other = "pay 23000 JPY".getBytes(StandardCharsets.UTF_8);
        assertThat(isBy(Signature.getInstance(algorithm), keys.getPublic(), other, theirs))
                .isFalse();
        Provider quicker = Security.getProvider(NativeSignatures.NAME);
        PublicKey stranger =
                pair(algorithm.endsWith("RSA") ? "RSA" : "EC", quicker).getPublic();
        assertThat(isBy(Signature.getInstance(algorithm), stranger, MESSAGE, theirs))
                .isFalse();
    }

    /** CVE-2022-21449: r and s of zero were good for any key and any message once. */
    @Test
    void acceptsNoSignatureOfZeros() throws Exception {
        KeyPair keys = pair("EC", jdkCurves);
        assertThat(isAccepted(P1363, keys.getPublic(), new byte[64])).isFalse();
        assertThat(isAccepted(
                        "SHA256withECDSA", keys.getPublic(), HexFormat.of().parseHex("3006020100020100")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 63, 65, 128})
    void acceptsNoSignatureOfAnotherLength(int length) throws Exception {
        KeyPair keys = pair("EC", jdkCurves);
        byte[] good = sign(Signature.getInstance(P1363), keys.getPrivate());
        assertThat(isAccepted(P1363, keys.getPublic(), Arrays.copyOf(good, length)))
                .isFalse();
    }

    private static boolean isAccepted(String algorithm, PublicKey key, byte[] signed) {
        try {
            return isBy(Signature.getInstance(algorithm), key, MESSAGE, signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A point off the curve gives away the private key of whoever agrees with it. */
    @Test
    void agreesWithNoKeyOffTheCurve() throws Exception {
        ECPublicKey key = (ECPublicKey) pair("EC", jdkCurves).getPublic();
        ECPoint off =
                new ECPoint(key.getW().getAffineX(), key.getW().getAffineY().add(BigInteger.ONE));
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(pair("EC", jdkCurves).getPrivate());
        assertThatThrownBy(() -> agreement.doPhase(
                        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(off, key.getParams())), true))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void agreesOnTheSameSecretAsTheJdk() throws Exception {
        KeyPair mine = pair("EC", Security.getProvider(NativeSignatures.NAME));
        KeyPair yours = pair("EC", jdkCurves);
        KeyAgreement here = KeyAgreement.getInstance("ECDH");
        here.init(mine.getPrivate());
        here.doPhase(yours.getPublic(), true);
        KeyAgreement there = KeyAgreement.getInstance("ECDH", jdkCurves);
        there.init(yours.getPrivate());
        there.doPhase(mine.getPublic(), true);
        assertThat(here.generateSecret()).isEqualTo(there.generateSecret());
    }
}
