package io.coinslot.marketgateway.journey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.coinslot.marketgateway.charge.CardCredential;
import io.coinslot.marketgateway.charge.CardCredentials;
import io.coinslot.marketgateway.charge.CredentialFailure;
import io.coinslot.marketgateway.charge.http.CredentialSeal;
import io.coinslot.marketgateway.charge.http.RequestSignature;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The simulated financial company, asked for tokens and for what pays with them as the card registry asks it. */
final class CardBank implements CardCredentials, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SimulatedMarkets markets;
    private final HttpClient http = HttpClient.newHttpClient();
    private final RequestSignature signature;
    private final JsonNode settings;
    /** What was given out, to look for where it must not be. */
    final List<CardCredential> given = new ArrayList<>();

    CardBank(SimulatedMarkets markets) throws JOSEException {
        this.markets = markets;
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("bank-test").generate();
        markets.post(
                "/control/issuer/requestors",
                "{\"serviceId\":\"coinslot\",\"jwk\":" + key.toPublicJWK().toJSONString() + "}");
        this.signature = RequestSignature.by(key.toJSONString(), Clock.systemUTC());
        this.settings =
                markets.get("/control/issuer/credentials?serviceId=coinslot").path("settings");
    }

    /** A token of a card that ends so and that the company approves. */
    String token(String accountPanSuffix) {
        String card = "";
        for (JsonNode row : markets.get("/control/issuer/decisions").path("items")) {
            boolean isIt = row.path("card").asString().endsWith(accountPanSuffix);
            if (isIt && row.path("decision").asString().equals("APPROVED")) {
                card = row.path("panUniqueReference").asString();
            }
        }
        ObjectNode order = JSON.createObjectNode()
                .put("taskId", UUID.randomUUID().toString())
                .put("tokenRequestorId", settings.path("tokenRequestorId").asString())
                .put("tokenType", "CLOUD")
                .put("paymentAppInstanceId", UUID.randomUUID().toString());
        order.putObject("fundingAccountInfo").put("panUniqueReference", card);
        return ask("tokenize", order).path("tokenUniqueReference").asString();
    }

    private JsonNode ask(String operation, ObjectNode body) {
        String requestId = UUID.randomUUID().toString();
        URI address = URI.create(settings.path("mdesUrl").asString() + "/" + operation);
        byte[] bytes = JSON.writeValueAsBytes(body.put("requestId", requestId));
        try {
            HttpResponse<byte[]> answer = http.send(
                    signature.post(address, bytes, requestId, "simulated-bank").build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CardCredential obtain(PaymentOrder order) throws CredentialFailure {
        CredentialSeal seal = CredentialSeal.fresh();
        ObjectNode body = JSON.createObjectNode()
                .put("tokenUniqueReference", order.paymentToken())
                .put("dsrpType", "UCAF");
        body.set("recipientKey", seal.recipientKey());
        JsonNode answer = ask("transact", body);
        String refusal = answer.at("/errors/0/reasonCode").asString("");
        if (refusal.equals("TOKEN_SUSPENDED")) {
            throw CredentialFailure.refused(refusal, "The token is suspended");
        }
        if (!refusal.isEmpty()) {
            throw CredentialFailure.unanswered(refusal, null);
        }
        CardCredential credential = seal.open(
                answer.path("encryptedPayload").asString(), UUID.randomUUID().toString());
        given.add(credential);
        return credential;
    }

    /** How often the company was asked to let the token pay, and said yes. */
    long approved(String token) {
        long approved = 0;
        for (JsonNode said : markets.get("/control/issuer/authorisations").path("items")) {
            boolean isIt = said.path("tokenUniqueReference").asString("").equals(token);
            approved += isIt && said.path("decision").asString().equals("APPROVED") ? 1 : 0;
        }
        return approved;
    }

    @Override
    public void close() {
        http.close();
    }
}
