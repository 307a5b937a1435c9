package io.coinslot.simulators.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.issuer.TokenRequestor.Answer;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The second company of the group is one of its own: another name, other keys, other tokens, and one shape. */
class SavingsBankTest {
    private static final String GOOD = "4111111111111111";

    @TempDir
    Path folder;

    private OpenMarkets markets;
    private TokenRequestor atSavingsBank;
    private TokenRequestor atBank;

    @BeforeEach
    void open() {
        markets = new OpenMarkets(folder);
        atSavingsBank = new TokenRequestor(markets, Company.SAVINGS_BANK, "coinslot");
        atBank = new TokenRequestor(markets, "coinslot");
    }

    @AfterEach
    void close() {
        atSavingsBank.close();
        atBank.close();
        markets.close();
    }

    private Answer register(TokenRequestor requestor, String sealedFor) {
        ObjectNode order = Json.object()
                .put("taskId", "task-1")
                .put("requestorId", requestor.requestorId)
                .put("paymentAppInstanceId", "app-1");
        order.putObject("card").set("sealed", requestor.sealer.card(GOOD, "0330", sealedFor, "task-1"));
        return requestor.plain("POST", "/registrations", order.toString());
    }

    @Test
    void registersACardThatWasSealedForIt() {
        Answer answer = register(atSavingsBank, "simulated-savings-bank");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        String token = answer.text("token", "tokenReference");
        assertThat(atSavingsBank.plain("GET", "/tokens/" + token, "").status()).isEqualTo(200);
        assertThat(atBank.plain("GET", "/tokens/" + token, "").code()).isEqualTo("404 TOKEN_NOT_FOUND");
        assertThat(register(atBank, "simulated-bank").status()).isEqualTo(201);
    }

    @Test
    void refusesWhatIsForTheOtherCompany() {
        assertThat(register(atSavingsBank, "simulated-bank").code()).isEqualTo("400 PAYLOAD_WRONG_AUDIENCE");
        assertThat(atBank.callbackKey).isNotEqualTo(atSavingsBank.callbackKey);
        String atOther = markets.get("/control/plain-issuer/credentials?serviceId=coinslot")
                .path("settings")
                .path("plainUrl")
                .stringValue();
        Answer answer = atBank.send(atBank.signer.request("GET", atOther + "/registrations/task-1", "", "nonce-0001"));
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void speaksThePlainerShapeAlone() {
        assertThat(markets.get("/control/plain-issuer/credentials?serviceId=coinslot")
                        .path("settings")
                        .has("mdesUrl"))
                .isFalse();
    }
}
