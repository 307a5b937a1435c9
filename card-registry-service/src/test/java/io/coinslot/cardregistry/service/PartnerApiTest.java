package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.account.VerifiedAccount.OnwardAssertion;
import io.coinslot.cardregistry.account.http.PublishedKeys;
import io.coinslot.cardregistry.journey.TestIssuer;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.peer.PeerServers.Search;
import io.coinslot.cardregistry.peer.http.HttpPeerServers;
import io.coinslot.cardregistry.peer.http.PeerLink;
import io.coinslot.cardregistry.registration.CardSource;
import io.coinslot.cardregistry.registration.DeviceInfo;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.cardregistry.service.CardApi.Answer;
import io.coinslot.cardregistry.signature.Signatures;
import io.coinslot.cardregistry.signature.SigningKey;
import io.coinslot.cardregistry.signature.http.SignedExchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.spec.MGF1ParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The service as peers and financial companies meet it: signed requests, over HTTP. */
class PartnerApiTest extends CardRegistryApi {
    private static final DeviceInfo DEVICE = new DeviceInfo("watch", "WATCH", "WEAR", "5", List.of(), null);

    private final String user = "user-" + UUID.randomUUID();
    private final HttpClient http = HttpClient.newHttpClient();
    private String address;
    private String registrationId;
    private JsonNode registered;
    private CardApi device;

    @BeforeEach
    void register() {
        address = "http://127.0.0.1:" + port;
        device = new CardApi(address, CardApi.device("arcade", user, "phone", user));
        registrationId = device.post("/v1/card-registrations", """
            {'accountInfo':{'accountAssertion':'head.claims.signature'},'paymentAppInstanceId':'app','walletId':'w',
             'deviceInfo':{'deviceName':'phone','formFactor':'PHONE','osName':'ANDROID'},'consumerLanguage':'ko',
             'selection':{'mode':'ALL'}}\
            """).text("/registrationId");
        registered = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> device.get("/v1/card-registrations/" + registrationId),
                        answer -> answer.text("/state").equals("COMPLETED"))
                .body();
    }

    private SignedExchange exchange(com.nimbusds.jose.jwk.ECKey key) {
        return new SignedExchange(http, signatures(key), Duration.ofSeconds(10));
    }

    private static Signatures signatures(com.nimbusds.jose.jwk.ECKey key) {
        return new Signatures(SigningKey.parse(key.toJSONString()), Clock.systemUTC());
    }

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
        assertThat(unsigned.post("/peer/v1/cards/search", "{}").text("/code")).isEqualTo("SIGNATURE_MISSING");
    }

    private SignedExchange.Answer charged(
            com.nimbusds.jose.jwk.ECKey key, String requestId, String reference, String userId) throws Exception {
        ObjectNode body = JsonMapper.shared()
                .createObjectNode()
                .put("requestId", requestId)
                .put("tokenUniqueReference", reference)
                .put("serviceId", "arcade")
                .put("userId", userId)
                .put("purchaseId", "pur_1");
        body.putObject("recipientKey").put("kty", "EC");
        return exchange(key)
                .post(URI.create(address + "/internal/v1/payment-credentials"), body, requestId, "coinslot");
    }

    @Test
    void givesWhatPaysWithATokenToWhoeverChargesAlone() throws Exception {
        String reference = registered.at("/cards/0/tokenUniqueReference").asString();
        var given = charged(PublishedPartners.CHARGER, "charge-1-" + user, reference, user);
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.body().path("encryptedPayload").asString()).isEqualTo(TestIssuer.SEALED);
        var replayed = charged(PublishedPartners.CHARGER, "charge-1-" + user, reference, user);
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.body().path("detail").asString()).isEqualTo("REQUEST_REPLAYED");
        assertThat(charged(PublishedPartners.PEER, "charge-2-" + user, reference, user)
                        .status())
                .isEqualTo(401);
        assertThat(refusal("charge-3-" + user, reference, "somebody-else")).isEqualTo("404 token-unknown");
        device.post("/v1/tokens/" + reference + "/suspend", "{'causedBy':'CARDHOLDER'}");
        assertThat(refusal("charge-4-" + user, reference, user)).isEqualTo("409 token-suspended");
        CardApi unsigned = new CardApi(address, CardApi.service("arcade", "cards:read"));
        assertThat(unsigned.post("/internal/v1/payment-credentials", "{}").status())
                .isEqualTo(401);
    }

    private String refusal(String requestId, String reference, String userId) throws Exception {
        var refused = charged(PublishedPartners.CHARGER, requestId, reference, userId);
        String type = refused.body().path("type").asString();
        return refused.status() + " " + type.substring(type.lastIndexOf('/') + 1);
    }

    private int told(String path, com.nimbusds.jose.jwk.ECKey key, String requestId, String body) throws Exception {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(body.replace('\'', '"'));
        return exchange(key)
                .post(URI.create(address + path), json, requestId, "coinslot")
                .status();
    }

    private String update(String requestId, String reference, String status, String by, Instant at) {
        return "{'requestId':'" + requestId + "','reasonCode':'STATUS_UPDATE','taskId':'" + taskId(reference)
                + "','tokens':[{'tokenUniqueReference':'" + reference + "','status':'" + status + "','suspendedBy':["
                + by + "],'statusTimestamp':'" + at + "'}]}";
    }

    /** The financial company in memory names its tokens by their tasks. */
    private static String taskId(String reference) {
        return reference.substring("DWSB-".length());
    }

    @Test
    void hearsFromTheFinancialCompanyAloneAndOnceEach() throws Exception {
        String path = "/v1/issuers/mdes/notifications";
        String reference = registered.at("/cards/0/tokenUniqueReference").asString();
        Instant now = Instant.now();
        String suspended = update("told-1-" + user, reference, "SUSPENDED", "'ISSUER'", now);
        assertThat(told(path, PublishedPartners.PEER, "told-1-" + user, suspended))
                .isEqualTo(401);
        assertThat(told(path, PublishedPartners.ISSUER, "told-1-" + user, suspended))
                .isEqualTo(200);
        assertThat(told(path, PublishedPartners.ISSUER, "told-1-" + user, suspended))
                .isEqualTo(200);
        assertThat(token(reference).text("/suspendedBy/0")).isEqualTo("ISSUER");
        String older = update("told-0-" + user, reference, "ACTIVE", "", now.minusSeconds(5));
        assertThat(told(path, PublishedPartners.ISSUER, "told-0-" + user, older))
                .isEqualTo(200);
        assertThat(token(reference).text("/status")).isEqualTo("SUSPENDED");
        String newer = update("told-2-" + user, reference, "ACTIVE", "", now.plusSeconds(5));
        assertThat(told(path, PublishedPartners.ISSUER, "told-2-" + user, newer))
                .isEqualTo(200);
        assertThat(token(reference).text("/status")).isEqualTo("ACTIVE");
        String unknown = newer.replace(taskId(reference), "reg_none-1").replace("told-2", "told-3");
        assertThat(refused(path, "told-3-" + user, unknown)).isEqualTo("404 /tokens/0/tokenUniqueReference");
        String poison = "{'requestId':'told-4-" + user + "','tokens':'x'}";
        assertThat(refused(path, "told-4-" + user, poison)).isEqualTo("400 /tokens");
    }

    @Test
    void hearsOfATokenThoughItsTaskIsNotNamed() throws Exception {
        String path = "/v1/issuers/mdes/notifications";
        String reference = registered.at("/cards/0/tokenUniqueReference").asString();
        String update = update("untasked-1-" + user, reference, "SUSPENDED", "'ISSUER'", Instant.now())
                .replace("'taskId':'" + taskId(reference) + "',", "");
        String andAnother =
                update.replace("'tokens':[", "'tokens':[{'tokenUniqueReference':'DWSB-none-" + user + "'},");
        assertThat(refused(path, "untasked-1-" + user, andAnother)).isEqualTo("404 /tokens/0/tokenUniqueReference");
        assertThat(token(reference).text("/suspendedBy/0"))
                .as("the other one was heard all the same")
                .isEqualTo("ISSUER");
        assertThat(told(path, PublishedPartners.ISSUER, "untasked-1-" + user, update))
                .isEqualTo(200);
        String event = "{'eventId':'untasked-2-" + user + "','token':{'tokenReference':'" + reference
                + "','status':'ACTIVE','suspendedBy':[],'statusAt':'"
                + Instant.now().plusSeconds(5) + "'}}";
        assertThat(told("/v1/issuers/plain/notifications", PublishedPartners.ISSUER, "untasked-2-" + user, event))
                .isEqualTo(200);
        assertThat(token(reference).text("/status")).isEqualTo("ACTIVE");
        String nothing = "{'eventId':'untasked-3-" + user + "','type':'REGISTRATION_DECIDED'}";
        assertThat(refused("/v1/issuers/plain/notifications", "untasked-3-" + user, nothing))
                .isEqualTo("404 /taskId");
    }

    @Test
    void saysWhatIsWrongWithWhatTheFinancialCompanyTells() throws Exception {
        String path = "/v1/issuers/mdes/notifications";
        String reference = registered.at("/cards/0/tokenUniqueReference").asString();
        String update = update("wrong-" + user, reference, "SUSPENDED", "", Instant.now());
        String named = "'tokenUniqueReference':'" + reference + "'";
        for (String name : List.of("x".repeat(129), "", "two words", "4111111111111111")) {
            assertThat(refused(path, "wrong-" + user, update.replace(named, "'tokenUniqueReference':'" + name + "'")))
                    .isEqualTo("400 /tokens/0/tokenUniqueReference");
        }
        assertThat(refused(path, "wrong-" + user, update.replace("statusTimestamp", "since")))
                .isEqualTo("400 /tokens/0/statusTimestamp");
        for (String time : List.of("+999999999-01-01T00:00:00Z", "1969-01-01T00:00:00Z")) {
            String then = update.replaceAll("'statusTimestamp':'[^']*'", "'statusTimestamp':'" + time + "'");
            assertThat(refused(path, "wrong-" + user, then)).isEqualTo("400 /tokens/0/statusTimestamp");
        }
        String many = update.replace("'suspendedBy':[]", "'suspendedBy':[" + "'X',".repeat(16) + "'X']");
        assertThat(refused(path, "wrong-" + user, many)).isEqualTo("400 /tokens/0/suspendedBy");
        assertThat(refused(path, "wrong-" + user, update.replace("'taskId':'", "'taskId':'" + "x".repeat(64))))
                .isEqualTo("400 /taskId");
        String plain = "{'eventId':'wrong-" + user + "','taskId':'" + taskId(reference)
                + "','token':{'tokenReference':'" + "x".repeat(129) + "'}}";
        assertThat(refused("/v1/issuers/plain/notifications", "wrong-" + user, plain))
                .isEqualTo("400 /token/tokenReference");
        assertThat(told(path, PublishedPartners.ISSUER, "wrong-" + user, update.replace("SUSPENDED", "DORMANT")))
                .isEqualTo(200);
        assertThat(token(reference).text("/suspendedBy/0"))
                .as("in a state that is not known")
                .isEqualTo("ISSUER");
    }

    private String refused(String path, String requestId, String body) throws Exception {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(body.replace('\'', '"'));
        var answer = exchange(PublishedPartners.ISSUER).post(URI.create(address + path), json, requestId, "coinslot");
        return answer.status() + " " + answer.body().at("/errors/0/pointer").asString("");
    }

    private Answer token(String reference) {
        return device.get("/v1/tokens/" + reference);
    }

    @Test
    void hearsThePlainIssuersEvents() throws Exception {
        String reference = registered.at("/cards/1/tokenUniqueReference").asString();
        String event = "{'eventId':'plain-1-" + user + "','type':'CARD_UPDATED','taskId':'" + taskId(reference)
                + "','token':{'tokenReference':'" + reference + "','status':'ACTIVE','suspendedBy':[],'statusAt':'"
                + Instant.now() + "','cardSuffix':'4321'}}";
        assertThat(told("/v1/issuers/plain/notifications", PublishedPartners.ISSUER, "plain-1-" + user, event))
                .isEqualTo(200);
        assertThat(token(reference).text("/accountPanSuffix")).isEqualTo("4321");
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
