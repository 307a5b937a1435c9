package io.coinslot.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** However much is logged and whatever is sent, no credential comes out again. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {"logging.level.org.springframework.web=TRACE", "logging.level.io.coinslot=TRACE", "debug=true"})
@Isolated("it reads all output, and has all logged")
class SecretsStaySecretTest extends ApiTest {
    private static final String CANARY = "sk_test_canary4711";

    @Test
    void noLogNoProblemAndNoAnswerCarriesACredential(CapturedOutput output) {
        String serviceId = givenService();
        String service = "/v1/services/" + serviceId;
        String path = service + "/markets/stripe";
        String owner = ownerOf(serviceId);
        String linked = "{'enabled':true,'settings':{},'credentials':{'secretKey':'%s','webhookSecret':'whsec_%s'}}"
                .formatted(CANARY, CANARY);

        List<Answer> answers = new ArrayList<>();
        answers.add(put(owner, path, linked));
        answers.add(put(owner, path, linked, "\"99\""));
        answers.add(get(owner, service));
        assertThat(answers).extracting(Answer::status).containsExactly(200, 412, 200);
        for (String malformed : List.of(
                linked.replace("'secretKey':", "'secretKey':["),
                linked.replace("true", "'" + CANARY + "'"),
                linked.replace("{'secretKey':'" + CANARY, "'" + CANARY).replace("'webhookSecret':", ""),
                "{'enabled':true,'credentials':'" + CANARY + "'}",
                "{'enabled':true,'credentials':{'secretKey':{'a':'" + CANARY + "'}}}",
                "{'enabled':true,'credentials':{'secretKey':" + CANARY + "}}",
                "{'enabled':true,'credentials':{'secretKey':'" + CANARY + " ','webhookSecret':'" + CANARY + "'}}",
                "'" + CANARY + "'",
                CANARY)) {
            Answer refused = put(owner, path, malformed);
            assertThat(refused.status()).as(malformed).isEqualTo(400);
            answers.add(refused);
        }

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.response().body())
                        .doesNotContain(CANARY)
                        .doesNotContain("canary"));
        String inHexadecimal = HexFormat.of().formatHex("canary4711".getBytes(StandardCharsets.UTF_8));
        assertThat(output)
                .contains("/markets/stripe")
                .doesNotContain("canary4711")
                .doesNotContain(inHexadecimal);
    }

    @Test
    void theSecretsThatAreShownOnceAreNotLogged(CapturedOutput output) {
        String serviceId = givenService();
        Answer rotated = post(ownerOf(serviceId), "/v1/services/" + serviceId + "/secrets/rotate", newKey(), "{}");

        assertThat(rotated.text("/webhookSecret")).startsWith("whsec_");
        assertThat(output).doesNotContain("whsec_");
    }
}
