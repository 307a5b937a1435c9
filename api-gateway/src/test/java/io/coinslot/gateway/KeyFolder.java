package io.coinslot.gateway;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes the key files a gateway needs. */
final class KeyFolder {
    private KeyFolder() {}

    static Path create() {
        try {
            Path folder = Files.createTempDirectory("gateway-keys");
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            Files.writeString(
                    folder.resolve("client-secrets.key"), Base64.getEncoder().encodeToString(key));
            Files.writeString(
                    folder.resolve("gateway-signing.jwk"),
                    new ECKeyGenerator(Curve.P_256).generate().toJSONString());
            return folder;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
