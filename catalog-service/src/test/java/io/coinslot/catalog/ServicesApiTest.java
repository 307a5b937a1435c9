package io.coinslot.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.coinslot.catalog.market.Market;
import io.coinslot.schemas.catalog.FormerWebhookSecret;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.servicekit.key.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ServicesApiTest extends ApiTest {
    private static final String STRIPE =
            "{'enabled':true,'settings':{},'credentials':{'secretKey':'sk_test_1','webhookSecret':'whsec_1'}}";

    @Autowired
    Sealer sealer;

    @Autowired
    MongoDatabase database;

    @Test
    void registersAServiceOnceHoweverOftenItIsAsked() {
        String key = newKey();
        String body =
                "{'serviceId':'chess-%s','name':'Chess','settlementCurrency':'KRW',".formatted(key.substring(0, 8))
                        + "'webhookUrl':'https://chess.example/hook'}";

        Answer first = post(ADMIN, "/v1/services", key, body);
        Answer again = post(ADMIN, "/v1/services", key, body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("/webhookSecret")).startsWith("whsec_").hasSize(50);
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(states(first.text("/serviceId"))).hasSize(1);
    }

    @Test
    void answersTheFirstAnswerEvenAfterTheServiceHasChanged() {
        String key = newKey();
        String serviceId = "go-" + key.substring(0, 8);
        String body = "{'serviceId':'%s','name':'Go','settlementCurrency':'JPY'}".formatted(serviceId);
        Answer first = post(ADMIN, "/v1/services", key, body);

        put(ADMIN, "/v1/services/" + serviceId, "{'name':'Baduk'}");

        assertThat(post(ADMIN, "/v1/services", key, body).body()).isEqualTo(first.body());
    }

    @Test
    void refusesAnIdThatIsTakenAndAKeyThatWasUsed() {
        String serviceId = givenService();
        String taken = "{'serviceId':'%s','name':'B','settlementCurrency':'KRW'}".formatted(serviceId);
        assertThat(post(ADMIN, "/v1/services", newKey(), taken).problem()).isEqualTo("409 service-exists /serviceId");

        String key = newKey();
        post(ADMIN, "/v1/services", key, taken);
        assertThat(post(ADMIN, "/v1/services", key, taken.replace("'B'", "'C'")).problem())
                .isEqualTo("422 idempotency-key-reused");
    }

    @Test
    void namesEveryWrongField() {
        Answer answer = post(
                ADMIN,
                "/v1/services",
                newKey(),
                "{'serviceId':'9','name':' ','settlementCurrency':'Won','webhookUrl':'ftp://x'}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()
                        .at("/errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString()))
                .containsExactly("/serviceId", "/name", "/settlementCurrency", "/webhookUrl");
        assertThat(post(ADMIN, "/v1/services", null, "{}").problem())
                .isEqualTo("400 missing-idempotency-key Idempotency-Key");
        assertThat(post(ADMIN, "/v1/services", newKey(), "[").status()).isEqualTo(400);
    }

    @Test
    void onlyAnAdministratorRegistersAndOnlyTheOwnerSees() {
        String serviceId = givenService();
        String other = ownerOf(givenService());
        String path = "/v1/services/" + serviceId;

        assertThat(post(other, "/v1/services", newKey(), "{}").problem()).isEqualTo("403 insufficient-scope");
        assertThat(get(ownerOf(serviceId), path).status()).isEqualTo(200);
        assertThat(get(other, path).problem()).isEqualTo("404 not-found");
        assertThat(put(other, path, "{'name':'mine'}").problem()).isEqualTo("404 not-found");
        assertThat(put(other, path + "/markets/stripe", STRIPE).problem()).isEqualTo("404 not-found");
        assertThat(post(other, path + "/secrets/rotate", newKey(), "{}").problem())
                .isEqualTo("404 not-found");
        assertThat(get(ADMIN, "/v1/services/nobody").problem()).isEqualTo("404 not-found");
        assertThat(get("client.x.purchases:read", path).problem()).isEqualTo("403 insufficient-scope");
    }

    @Test
    void changesADescriptionOnlyIfTheVersionMatches() {
        String serviceId = givenService();
        String path = "/v1/services/" + serviceId;
        String body = "{'name':'New','requiredConsents':['terms']}";

        assertThat(put(ownerOf(serviceId), path, body, "\"7\"").problem()).isEqualTo("412 version-mismatch");
        Answer changed = put(ownerOf(serviceId), path, body, "\"1\"");
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(put(ownerOf(serviceId), path, body).header("ETag")).isEqualTo("\"2\"");
        assertThat(put(ownerOf(serviceId), path, "{'name':'x','requiredConsents':['soul']}")
                        .problem())
                .isEqualTo("400 invalid-request /requiredConsents");
        assertThat(states(serviceId).getLast().getRequiredConsents()).containsExactly("terms");
    }

    @Test
    void sealsMarketCredentialsAndNeverAnswersThem() throws Exception {
        String serviceId = givenService();
        String path = "/v1/services/" + serviceId;

        Answer linked = put(ownerOf(serviceId), path + "/markets/stripe", STRIPE);
        Answer relinked = put(
                ownerOf(serviceId), path + "/markets/stripe", "{'enabled':false,'settings':{'accountId':'acct_1'}}");

        assertThat(linked.status()).isEqualTo(200);
        assertThat(linked.response().body()
                        + relinked.response().body()
                        + get(ADMIN, path).response().body())
                .doesNotContain("sk_test_1")
                .contains("\"credentialsStored\":true");
        var link = states(serviceId).getLast().getMarkets().getFirst();
        assertThat(link.getEnabled()).isFalse();
        assertThat(link.getSettings()).containsEntry("accountId", "acct_1");
        byte[] sealed = new byte[link.getSealedCredentials().remaining()];
        link.getSealedCredentials().duplicate().get(sealed);
        assertThat(new String(sealer.open(sealed, serviceId + "/stripe"), StandardCharsets.UTF_8))
                .isEqualTo("{\"secretKey\":\"sk_test_1\",\"webhookSecret\":\"whsec_1\"}");
    }

    @Test
    void refusesLinksThatCouldNotWork() {
        String serviceId = givenService();
        String markets = "/v1/services/" + serviceId + "/markets/";
        String token = ownerOf(serviceId);

        for (Market market : Market.values()) {
            if (!market.offered()) {
                assertThat(put(token, markets + market.id(), STRIPE).problem()).isEqualTo("422 market-not-offered");
            }
        }
        assertThat(put(token, markets + "steam", STRIPE).problem()).isEqualTo("404 not-found");
        assertThat(put(token, markets + "stripe", "{'enabled':true}").problem())
                .isEqualTo("400 invalid-request /credentials");
        assertThat(put(token, markets + "stripe", STRIPE.replace("sk_", "pk_")).problem())
                .isEqualTo("400 invalid-request /credentials/secretKey");
        assertThat(put(token, markets + "google-play", "{'enabled':false}").problem())
                .isEqualTo("400 invalid-request /settings/packageName");
        for (String enabled : List.of("'maybe'", "'true'", "1")) {
            assertThat(put(token, markets + "stripe", "{'enabled':" + enabled + "}")
                            .problem())
                    .isEqualTo("400 invalid-request /enabled");
        }
        assertThat(put(token, markets + "stripe", STRIPE.replace("'settings':{}", "'settings':{'accountId':7}"))
                        .problem())
                .isEqualTo("400 invalid-request /settings/accountId");
        Answer misplaced = put(token, markets + "stripe", "{'enabled':true,'settings':{'secretKey':'sk_live_4711'}}");
        assertThat(misplaced.problem()).isEqualTo("400 invalid-request /settings/secretKey");
        assertThat(misplaced.response().body()).doesNotContain("4711");
        assertThat(put(token, markets + "stripe", STRIPE.replace("'secretKey'", "'apiKey':'x','secretKey'"))
                        .problem())
                .isEqualTo("400 invalid-request /credentials/apiKey");
    }

    @Test
    void keepsTheSettingsOfALinkIfNoneAreSent() {
        String serviceId = givenService();
        String link = "/v1/services/" + serviceId + "/markets/stripe";
        String own = ownerOf(serviceId);
        put(own, link, STRIPE.replace("'settings':{}", "'settings':{'accountId':'acct_1'}"));

        Answer off = put(own, link, "{'enabled':false}");
        assertThat(off.text("/enabled")).isEqualTo("false");
        assertThat(off.text("/settings/accountId")).isEqualTo("acct_1");
        assertThat(put(own, link, "{'enabled':true}").text("/settings/accountId"))
                .isEqualTo("acct_1");
        assertThat(put(own, link, "{'enabled':true,'settings':{}}").body().at("/settings"))
                .isEmpty();
        assertThat(put(own, link.replace("stripe", "google-play"), "{'enabled':false}")
                        .problem())
                .isEqualTo("400 invalid-request /settings/packageName");
    }

    /** A request that waits is answered by the change, and one whose time is over with what there is. */
    @Test
    void waitsForAVersion() throws Exception {
        String serviceId = givenService();
        String path = "/v1/services/" + serviceId;
        String own = ownerOf(serviceId);
        var waiting = new FutureTask<>(() -> get(own, path + "?minVersion=2&waitMillis=30000"));
        Thread.ofVirtual().start(waiting);
        put(own, path, "{'name':'B'}");

        assertThat(waiting.get().header("ETag")).isEqualTo("\"2\"");
        assertThat(get(own, path + "?minVersion=3&waitMillis=1").text("/version"))
                .isEqualTo("2");
        assertThat(get(own, path + "?minVersion=1&waitMillis=30001").problem())
                .isEqualTo("400 invalid-request waitMillis");
        assertThat(get(own, "/v1/services/nobody?minVersion=3&waitMillis=30000").status())
                .isEqualTo(404);
    }

    /**
     * It was stored when other names were taken: games go on selling, and what is changed otherwise leaves it alone.
     */
    @Test
    void keepsALinkOfBeforeThatHasASettingWhichIsNotKnown() {
        String serviceId = givenService();
        String path = "/v1/services/" + serviceId;
        put(ownerOf(serviceId), path + "/markets/stripe", STRIPE);
        database.getCollection("services")
                .updateOne(
                        Filters.eq(serviceId),
                        Updates.combine(
                                Updates.set("state.links.0.settings.pushAudiance", "x"), Updates.inc("version", 1L)));

        assertThat(put(ownerOf(serviceId), path, "{'name':'New'}").status()).isEqualTo(200);

        assertThat(get(ADMIN, path).text("/markets/0/settings/pushAudiance")).isEqualTo("x");
        assertThat(states(serviceId).getLast().getMarkets().getFirst().getSettings())
                .containsEntry("pushAudiance", "x");
    }

    @Test
    void takesPreferencesOfMarketsAsAWholeAndTellsThem() {
        String serviceId = givenService();
        String token = ownerOf(serviceId);
        String path = "/v1/services/" + serviceId + "/market-preferences";
        String body = "{'preferences':[{'platform':'android','region':'KR','markets':['one-store','google-play']},"
                + "{'currency':'KRW','markets':['toss-payments']}]}";

        Answer first = put(token, path, body, "\"1\"");
        Answer again = put(token, path, body);

        assertThat(first.header("ETag")).isEqualTo("\"2\"");
        assertThat(again.header("ETag")).isEqualTo("\"2\"");
        assertThat(get(token, "/v1/services/" + serviceId).body().at("/marketPreferences/0"))
                .hasToString(
                        "{\"platform\":\"android\",\"region\":\"KR\",\"markets\":[\"one-store\",\"google-play\"]}");
        var told = states(serviceId).getLast().getMarketPreferences();
        assertThat(told.getFirst().getMarkets()).containsExactly("one-store", "google-play");
        assertThat(told.getLast().getPlatform()).isNull();
        assertThat(told.getLast().getCurrency()).isEqualTo("KRW");
        put(token, "/v1/services/" + serviceId, "{'name':'Renamed'}");
        assertThat(states(serviceId).getLast().getMarketPreferences()).hasSize(2);
        put(token, path, "{'preferences':[]}");
        assertThat(states(serviceId).getLast().getMarketPreferences()).isEmpty();
    }

    @Test
    void refusesPreferencesThatMeanNothing() {
        String serviceId = givenService();
        String path = "/v1/services/" + serviceId + "/market-preferences";
        String token = ownerOf(serviceId);

        assertThat(put(token, path, "{}").problem()).isEqualTo("400 invalid-request /preferences");
        Answer answer = put(
                token,
                path,
                "{'preferences':[{'platform':'amiga','region':'kr','currency':'WON','markets':['steam']},"
                        + "{'markets':['stripe','stripe']},{'markets':[]},null]}");
        assertThat(answer.body()
                        .at("/errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString()))
                .containsExactly(
                        "/preferences/0/platform",
                        "/preferences/0/region",
                        "/preferences/0/currency",
                        "/preferences/0/markets/0",
                        "/preferences/1/markets/1",
                        "/preferences/2/markets",
                        "/preferences/3");
        assertThat(put(ownerOf(givenService()), path, "{'preferences':[]}").problem())
                .isEqualTo("404 not-found");
    }

    @Test
    void rotatesTheWebhookSecretOncePerKey() {
        String serviceId = givenService();
        String path = "/v1/services/" + serviceId + "/secrets/rotate";
        String key = newKey();

        Answer first = post(ownerOf(serviceId), path, key, "{'keepOldForMinutes':60}");
        Answer second = post(ownerOf(serviceId), path, newKey(), "{}");
        Answer firstAgain = post(ownerOf(serviceId), path, key, "{'keepOldForMinutes':60}");

        assertThat(first.body().get("generation").asInt()).isEqualTo(2);
        assertThat(second.body().get("generation").asInt()).isEqualTo(3);
        assertThat(second.text("/webhookSecret")).isNotEqualTo(first.text("/webhookSecret"));
        assertThat(firstAgain.body()).isEqualTo(first.body());
        assertThat(firstAgain.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(states(serviceId).getLast().getWebhookSecretGeneration()).isEqualTo(3);
        assertThat(states(serviceId).getLast().getFormerWebhookSecrets())
                .extracting(FormerWebhookSecret::getGeneration)
                .containsExactly(2, 1);
        assertThat(post(ownerOf(serviceId), path, newKey(), "{'keepOldForMinutes':-1}")
                        .problem())
                .isEqualTo("400 invalid-request /keepOldForMinutes");
    }

    private List<ServiceState> states(String serviceId) {
        return broker
                .published(
                        ServiceStateEnvelope.class,
                        envelope -> envelope.getServiceId().equals(serviceId))
                .stream()
                .map(envelope -> (ServiceState) envelope.getEvent())
                .toList();
    }
}
