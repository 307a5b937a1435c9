package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.service.CardApi.Answer;
import io.coinslot.cardregistry.signature.Digests;
import io.coinslot.cardregistry.signature.Message;
import io.coinslot.cardregistry.signature.Signatures;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The service as financial companies meet it that tell of their tokens. */
class CompanyNotificationApiTest extends PartnerApi {
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
        String ahead = Instant.now().plus(Duration.ofMinutes(6)).toString();
        for (String time :
                List.of("+999999999-01-01T00:00:00Z", "1969-01-01T00:00:00Z", "2062-11-27T00:00:00Z", ahead)) {
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

    @Test
    void hearsWhatSaysNothingOfItsTypeAndNothingThatIsNoJson() throws Exception {
        String reference = registered.at("/cards/0/tokenUniqueReference").asString();
        String untyped = update("untyped-1-" + user, reference, "SUSPENDED", "'ISSUER'", Instant.now());
        assertThat(toldAs(null, "untyped-1-" + user, untyped)).isEqualTo(200);
        assertThat(token(reference).text("/suspendedBy/0")).isEqualTo("ISSUER");
        assertThat(toldAs("text/plain", "untyped-2-" + user, untyped.replace("untyped-1", "untyped-2")))
                .isEqualTo(415);
    }

    /** An access token would be of no use. */
    @Test
    void saysThatItIsTheSignatureThatIsMissing() {
        CardApi.Answer unsigned = new CardApi(address, CardApi.service("arcade", "cards:read"))
                .post("/v1/issuers/mdes/notifications", "{}");
        assertThat(unsigned.problem()).isEqualTo("401 signature-missing");
        assertThat(unsigned.text("/title")).isEqualTo("Signature missing");
        assertThat(unsigned.header("WWW-Authenticate")).isEqualTo("Signature realm=\"coinslot\"");
        assertThat(unsigned.text("/traceId")).isNotEmpty();
    }

    private int toldAs(@Nullable String contentType, String requestId, String body) throws Exception {
        byte[] sent = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        String path = "/v1/issuers/mdes/notifications";
        String digest = Digests.of(sent);
        Message message = Message.request("POST", path, null, contentType, digest);
        Signatures.Signed signed = signatures(PublishedPartners.ISSUER).sign(message, requestId, "coinslot");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header(Signatures.DIGEST_HEADER, digest)
                .header(Signatures.INPUT_HEADER, signed.input())
                .header(Signatures.SIGNATURE_HEADER, signed.signature())
                .POST(BodyPublishers.ofByteArray(sent));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return http.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private String refused(String path, String requestId, String body) throws Exception {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(body.replace('\'', '"'));
        var answer = exchange(PublishedPartners.ISSUER).post(URI.create(address + path), json, requestId, "coinslot");
        return answer.status() + " " + answer.body().at("/errors/0/pointer").asString("");
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

    private Answer token(String reference) {
        return device.get("/v1/tokens/" + reference);
    }
}
