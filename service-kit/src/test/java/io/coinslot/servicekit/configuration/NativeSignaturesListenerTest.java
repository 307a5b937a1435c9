package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.coinslot.signature.NativeSignatures;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

@Isolated("it takes the provider of signatures away")
class NativeSignaturesListenerTest {
    static class KeyHolder {
        final ECKey key;
        final Provider signer;

        KeyHolder() throws Exception {
            key = new ECKeyGenerator(Curve.P_256).generate();
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.toECPrivateKey());
            signer = signature.getProvider();
        }
    }

    /** For these the build takes the library along; where it does not load there, that is a fault and no reason to skip. */
    private static boolean isMadeForThisMachine() {
        return System.getProperty("os.name").equals("Linux")
                && Set.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
    }

    @Test
    void everyServiceSignsWithNativeCodeFromItsFirstBeanOn() {
        assumeTrue(isMadeForThisMachine());
        Security.removeProvider(NativeSignatures.NAME);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(KeyHolder.class)
                .web(WebApplicationType.NONE)
                .run()) {
            assertThat(context.getBean(KeyHolder.class).signer.getName()).isEqualTo(NativeSignatures.NAME);
        }
    }
}
