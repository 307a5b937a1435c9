package io.coinslot.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@Isolated("it reads all output")
@ExtendWith(OutputCaptureExtension.class)
class ClientKeysLogTest {
    @Test
    void tellsWhoSetWhichKeys(CapturedOutput output) throws Exception {
        String key = new ECKeyGenerator(Curve.P_256)
                .keyID("of\nmine")
                .generate()
                .toPublicJWK()
                .toJSONString();
        try (RunningGateway gateway = RunningGateway.start("logging.level.io.coinslot.gateway.registration=INFO")) {
            gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
            gateway.send(
                    "PUT",
                    "/v1/services/arcade/client-keys",
                    gateway.token("svc-arcade", 1, "services:write"),
                    "{\"jwks\":{\"keys\":[" + key + "]}}");
        }
        assertThat(output).contains("svc-arcade set the keys of svc-arcade: [of?mine]");
    }
}
