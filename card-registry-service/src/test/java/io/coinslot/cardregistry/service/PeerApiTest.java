package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.account.VerifiedAccount.OnwardAssertion;
import io.coinslot.cardregistry.account.http.PublishedKeys;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.peer.PeerServers.Search;
import io.coinslot.cardregistry.peer.http.HttpPeerServers;
import io.coinslot.cardregistry.peer.http.PeerLink;
import io.coinslot.cardregistry.registration.CardSource;
import io.coinslot.cardregistry.registration.DeviceInfo;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.cardregistry.service.CardApi.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.spec.MGF1ParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The service as peers meet it: signed requests, over HTTP. */
class PeerApiTest extends PartnerApi {
    private static final DeviceInfo DEVICE = new DeviceInfo("watch", "WATCH", "WEAR", "5", List.of(), null);

    /** The peer, asking us by the same code that we ask peers with. */
    private HttpPeerServers peer(String name) {
        PublishedKeys ours =
                new PublishedKeys(URI.create(address + "/peer/.well-known/jwks.json"), http, Clock.systemUTC());
        return new HttpPeerServers(
                name,
                List.of(new PeerLink("coinslot", URI.create(address), ours)),
                exchange(PublishedPartners.PEER),
                signatures(PublishedPartners.PEER),
                Clock.systemUTC());
    }

    private Search search(String accountReference) {
        return new Search(new OnwardAssertion(accountReference, "assertion"), "consent", DEVICE, user);
    }

    @Test
    void offersAPeerTheCardsThatOurDevicesRegistered() throws Exception {
        List<CardSource> offered = peer("wallet").search("coinslot", search("subject-" + user));
        assertThat(offered).hasSize(2).allSatisfy(card -> {
            assertThat(card.issuerId()).isEqualTo("bank");
            assertThat(card.accountPanSuffix()).isEqualTo("1111");
        });
        assertThat(peer("wallet").search("coinslot", search("subject-" + user)))
                .as("another search, other names")
                .extracting(CardSource::peerCardReference)
                .doesNotContainAnyElementsOf(
                        offered.stream().map(CardSource::peerCardReference).toList());
        assertThatThrownBy(() -> peer("wallet").search("coinslot", search("account-of-another")))
                .isInstanceOf(PeerFailure.class)
                .hasMessageContaining("ACCOUNT_MISMATCH");
    }

    @Test
    void sealsTheTokensReferenceForTheFinancialCompanyAlone() throws Exception {
        CardSource card =
                peer("wallet").search("coinslot", search("subject-" + user)).getFirst();
        SealedCredential credential = peer("wallet").credential("coinslot", card.peerCardReference(), "bank", "task-1");
        JsonNode opened = opened(JsonMapper.shared().readTree(credential.encryptedPayload()));
        assertThat(opened.path("tokenUniqueReference").asString()).startsWith("DWSB-" + registrationId);
        assertThat(opened.path("audience").asString()).isEqualTo("bank");
        assertThat(opened.path("taskId").asString()).isEqualTo("task-1");
        assertThatThrownBy(() -> peer("wallet").credential("coinslot", card.peerCardReference(), "rival", "task-1"))
                .hasMessageContaining("AUDIENCE_NOT_ALLOWED");
        assertThatThrownBy(() -> peer("wallet").credential("coinslot", "crd_unknown", "bank", "task-1"))
                .hasMessageContaining("CARD_NOT_FOUND");
    }

    private static JsonNode opened(JsonNode payload) throws Exception {
        HexFormat hex = HexFormat.of();
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.DECRYPT_MODE,
                PublishedPartners.ISSUER_SEAL.toRSAPrivateKey(),
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        byte[] key = rsa.doFinal(hex.parseHex(payload.path("encryptedKey").asString()));
        Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
        aes.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, hex.parseHex(payload.path("iv").asString())));
        aes.updateAAD(payload.path("dataValidUntilTimestamp").asString().getBytes(StandardCharsets.UTF_8));
        aes.update(hex.parseHex(payload.path("encryptedData").asString()));
        return JsonMapper.shared()
                .readTree(aes.doFinal(hex.parseHex(payload.path("tag").asString())));
    }

    @Test
    void doesNotHandOutACardThatIsNoLongerThere() throws Exception {
        CardSource card =
                peer("wallet").search("coinslot", search("subject-" + user)).getFirst();
        registered
                .path("cards")
                .forEach(each -> device.post(
                        "/v1/tokens/" + each.path("tokenUniqueReference").asString() + "/delete",
                        "{'causedBy':'CARDHOLDER'}"));
        assertThatThrownBy(() -> peer("wallet").credential("coinslot", card.peerCardReference(), "bank", "task-1"))
                .hasMessageContaining("CARD_REMOVED");
        assertThat(peer("wallet").search("coinslot", search("subject-" + user))).isEmpty();
    }

    @Test
    void takesARequestOnceAndFromRegisteredPartnersAlone() throws Exception {
        URI uri = URI.create(address + "/peer/v1/cards/search");
        ObjectNode body = JsonMapper.shared().createObjectNode().put("requestId", "request-" + user);
        var first = exchange(PublishedPartners.PEER).post(uri, body, "request-" + user, "coinslot");
        assertThat(first.body().path("code").asString()).isEqualTo("PURPOSE_NOT_ALLOWED");
        var again = exchange(PublishedPartners.PEER).post(uri, body, "request-" + user, "coinslot");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("code").asString()).isEqualTo("REQUEST_REPLAYED");
        assertThat(again.body().path("traceId").asString()).isNotEmpty();
        var stranger = exchange(PublishedPartners.ISSUER).post(uri, body, "request-" + user, "coinslot");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.body().path("code").asString()).isEqualTo("KEY_UNKNOWN");
        ObjectNode tooLong = body.deepCopy().put("requestId", "long-" + user).put("accountReference", "x".repeat(257));
        var refused = exchange(PublishedPartners.PEER).post(uri, tooLong, "long-" + user, "coinslot");
        assertThat(refused.status() + refused.body().at("/errors/0/pointer").asString())
                .isEqualTo("400/accountReference");
        var toAnother = exchange(PublishedPartners.PEER).post(uri, body, "request-" + user, "elsewhere");
        assertThat(toAnother.body().path("code").asString()).isEqualTo("WRONG_RECEIVER");
        var otherNonce = exchange(PublishedPartners.PEER).post(uri, body, "another-" + user, "coinslot");
        assertThat(otherNonce.body().path("code").asString()).isEqualTo("SIGNATURE_INVALID");
        CardApi unsigned = new CardApi(address, CardApi.service("arcade", "cards:read"));
        CardApi.Answer refusal = unsigned.post("/peer/v1/cards/search", "{}");
        assertThat(refusal.text("/code")).isEqualTo("SIGNATURE_MISSING");
        assertThat(refusal.problem()).isEqualTo("401 signature-missing");
        assertThat(refusal.text("/title")).isEqualTo("Signature missing");
        assertThat(refusal.text("/traceId")).isNotEmpty();
    }

    @Test
    void endsWhatWaitsForACardThatThePeerTookBack() throws Exception {
        String id = device.post("/v1/card-registrations", """
            {'accountInfo':{'accountAssertion':'head.claims.signature'},'paymentAppInstanceId':'app-2','walletId':'w',
             'deviceInfo':{'deviceName':'phone','formFactor':'PHONE','osName':'ANDROID'},'consumerLanguage':'ko',
             'selection':{'mode':'CHOOSE'}}\
            """).text("/registrationId");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> device.get("/v1/card-registrations/" + id)
                        .text("/state")
                        .equals("SELECTION_PENDING"));
        String note = "{'requestId':'note-1-" + user + "','type':'CARD_REMOVED','cardReferenceIds':['w1','w2','none']}";
        for (int time = 0; time < 2; time++) {
            assertThat(told("/peer/v1/notifications", PublishedPartners.PEER, "note-1-" + user, note))
                    .isEqualTo(202);
        }
        Answer over = device.get("/v1/card-registrations/" + id);
        assertThat(over.text("/state")).isEqualTo("FAILED");
        assertThat(over.text("/errorCode")).isEqualTo("CARD_GONE");
    }
}
