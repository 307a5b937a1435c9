package io.coinslot.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.coinslot.schemas.catalog.ProductState;
import io.coinslot.schemas.catalog.ProductStateEnvelope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ProductsApiTest extends ApiTest {
    private static final String GEMS =
            "{'name':'100 gems','type':'CURRENCY','prices':[{'amount':'1200','currency':'KRW'}],"
                    + "'marketProductIds':{'google-play':'gem_100'}}";

    private String serviceId;
    private String token;
    private MongoCollection<Document> products;

    @Autowired
    private MongoDatabase database;

    @BeforeEach
    void registerService() {
        serviceId = givenService();
        token = ownerOf(serviceId);
        products = database.getCollection("products");
    }

    @Test
    void createsAndThenChangesAProduct() {
        Answer created = put(token, "/v1/products/gem-100", GEMS);
        Answer same = put(token, "/v1/products/gem-100", GEMS);
        Answer changed = put(token, "/v1/products/gem-100", GEMS.replace("1200", "1300"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(same.status()).as("nothing was created").isEqualTo(200);
        assertThat(same.body()).isEqualTo(created.body());
        assertThat(same.header("ETag")).isEqualTo("\"1\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.text("/prices/0/amount")).isEqualTo("1300");
        assertThat(get(token, "/v1/products/gem-100").body()).isEqualTo(changed.body());
        assertThat(states())
                .extracting(state -> state.getPrices().getFirst().getAmount().getMinorUnits())
                .containsExactly(1200L, 1300L);
    }

    @Test
    void waitsForAVersionOfAProduct() throws Exception {
        String path = "/v1/products/gem-100";
        put(token, path, GEMS);
        var waiting = new FutureTask<>(() -> get(token, path + "?minVersion=2&waitMillis=30000"));
        Thread.ofVirtual().start(waiting);
        put(token, path, GEMS.replace("1200", "1300"));

        assertThat(waiting.get().text("/prices/0/amount")).isEqualTo("1300");
        assertThat(get(token, path + "?minVersion=3&waitMillis=1").text("/version"))
                .isEqualTo("2");
        assertThat(get(token, path + "?minVersion=-1").problem()).isEqualTo("400 invalid-request minVersion");
    }

    @Test
    void takesTheNumberOfAVersionForItsTag() {
        String path = "/v1/products/gem-100";
        put(token, path, GEMS);
        assertThat(put(token, path, GEMS.replace("1200", "1300"), "1").status()).isEqualTo(200);
        assertThat(put(token, path, GEMS.replace("1200", "1400"), "1").problem())
                .isEqualTo("412 version-mismatch");
        assertThat(put(token, path, GEMS.replace("1200", "1400"), "1, 2").status())
                .isEqualTo(200);
    }

    /** A misspelt field of a product or a link would be none, and what it says would not hold. */
    @Test
    void refusesFieldsThatThereAreNot() {
        String product = "/v1/products/gem-100";
        assertThat(put(token, product, GEMS.replace("'currency'", "'regoin':'KR','currency'"))
                        .problem())
                .isEqualTo("400 invalid-request /prices/0/regoin");
        assertThat(put(token, product, GEMS.replace("'type'", "'saleEndAt':'2026-12-01T00:00:00Z','type'"))
                        .problem())
                .isEqualTo("400 invalid-request /saleEndAt");
        assertThat(put(token, "/v1/services/" + serviceId + "/markets/stripe", "{'enabled':true,'setings':{}}")
                        .problem())
                .isEqualTo("400 invalid-request /setings");
        put(token, product, GEMS);
        String answered = get(token, product).body().toString();
        assertThat(put(token, product, answered.replace('"', '\'')).header("ETag"))
                .isEqualTo("\"1\"");
    }

    /** Money is a decimal string: of a number nobody knows what became of it on its way. */
    @Test
    void takesNoTypeForAnother() {
        String product = "/v1/products/gem-100";
        for (String amount : List.of("100", "1.99", "true")) {
            assertThat(put(token, product, GEMS.replace("'1200'", amount)).problem())
                    .isEqualTo("400 invalid-request /prices/0/amount");
        }
        assertThat(put(token, product, GEMS.replace("'100 gems'", "true")).problem())
                .isEqualTo("400 invalid-request /name");
        for (String active : List.of("'true'", "1")) {
            assertThat(put(token, product, GEMS.replace("'type'", "'active':" + active + ",'type'"))
                            .problem())
                    .isEqualTo("400 invalid-request /active");
        }
        assertThat(put(token, product, GEMS.replace("'type'", "'name':'99 gems','type'"))
                        .problem())
                .isEqualTo("400 invalid-request /name");
        assertThat(get(token, product).status()).isEqualTo(404);
    }

    @Test
    void changesOnlyTheVersionThatIsMeant() {
        assertThat(put(token, "/v1/products/gem-100", GEMS, "\"1\"").problem()).isEqualTo("412 version-mismatch");
        put(token, "/v1/products/gem-100", GEMS);
        assertThat(put(token, "/v1/products/gem-100", GEMS.replace("100 gems", "x"), "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(put(token, "/v1/products/gem-100", GEMS, "\"1\"").problem()).isEqualTo("412 version-mismatch");
    }

    @Test
    void keepsServicesApart() {
        put(token, "/v1/products/gem-100", GEMS);
        String other = ownerOf(givenService());

        assertThat(get(other, "/v1/products/gem-100").problem()).isEqualTo("404 not-found");
        assertThat(get(other, "/v1/products").body().at("/items").size()).isZero();
        assertThat(put("svc-x." + serviceId + ".catalog:read", "/v1/products/a", GEMS)
                        .problem())
                .isEqualTo("403 insufficient-scope");
        assertThat(put(ADMIN, "/v1/products/a", GEMS).problem()).isEqualTo("400 invalid-request Coinslot-Service");
        assertThat(put("svc-x.nobody.catalog:write", "/v1/products/a", GEMS).problem())
                .isEqualTo("404 not-found");
    }

    @Test
    void refusesWhatIsNotValid() {
        assertThat(put(token, "/v1/products/-", GEMS).problem()).isEqualTo("400 invalid-request productId");
        assertThat(put(token, "/v1/products/a", GEMS.replace("'1200'", "'12.5'"))
                        .problem())
                .isEqualTo("400 invalid-request /prices/0/amount");
        assertThat(put(token, "/v1/products/a", GEMS.replace("'CURRENCY'", "'GEM'"))
                        .problem())
                .isEqualTo("400 invalid-request /type");
        assertThat(put(token, "/v1/products/a", GEMS.replaceFirst("\\{", "{'productId':'b',"))
                        .problem())
                .isEqualTo("400 invalid-request /productId");
        assertThat(get(token, "/v1/products?limit=0").problem()).isEqualTo("400 invalid-request limit");
        assertThat(get(token, "/v1/products?cursor=*").problem()).isEqualTo("400 invalid-request cursor");
    }

    @Test
    void listsPageByPage() {
        IntStream.range(0, 7).forEach(number -> put(token, "/v1/products/p" + number, GEMS));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(token, "/v1/products?limit=3" + cursor).body();
            page.get("items").forEach(item -> seen.add(item.get("productId").asString()));
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.get("nextCursor").asString();
        } while (cursor != null);

        assertThat(seen).containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6");
    }

    @Test
    void importsAllOrNothing() {
        String rows = "productId,name,type,prices\na,A,DURABLE,1200 KRW\nb,B,DURABLE,%s\n";
        String key = newKey();

        Answer refused = csv(newKey(), rows.formatted("1.5 KRW"));
        assertThat(refused.problem()).isEqualTo("400 invalid-request row 3/prices/0/amount");
        assertThat(get(token, "/v1/products").body().at("/items").size()).isZero();

        Answer accepted = csv(key, rows.formatted("1500 KRW"));
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.body().get("imported").asInt()).isEqualTo(2);
        assertThat(get(token, "/v1/products/b").text("/prices/0/amount")).isEqualTo("1500");

        put(token, "/v1/products/b", GEMS);
        Answer again = csv(key, rows.formatted("1500 KRW"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(accepted.body());
        assertThat(get(token, "/v1/products/b").text("/name")).isEqualTo("100 gems");
        assertThat(csv(key, rows.formatted("1600 KRW")).problem()).isEqualTo("422 idempotency-key-reused");
    }

    @Test
    void importsManyProductsAsJson() {
        Answer answer = post(token, "/v1/products:import", newKey(), items(0, 1_000));

        assertThat(answer.body().get("imported").asInt()).isEqualTo(1_000);
        assertThat(get(token, "/v1/products/p0999").status()).isEqualTo(200);
        assertThat(states()).hasSize(1_000);
    }

    /** All that sells them has to keep them in memory. */
    @Test
    void aServiceHasABoundedNumberOfProducts() {
        assertThat(post(token, "/v1/products:import", newKey(), items(0, 1_000)).status())
                .isEqualTo(200);
        assertThat(post(token, "/v1/products:import", newKey(), items(950, 1_101))
                        .problem())
                .isEqualTo("409 too-many-products");
        assertThat(get(token, "/v1/products/p1000").status()).isEqualTo(404);
        assertThat(post(token, "/v1/products:import", newKey(), items(950, 1_100))
                        .status())
                .isEqualTo(200);

        assertThat(put(token, "/v1/products/one-more", GEMS).problem()).isEqualTo("409 too-many-products");
        assertThat(put(token, "/v1/products/p0001", GEMS.replace("1200", "1300"))
                        .status())
                .isEqualTo(200);
        assertThat(put(ownerOf(givenService()), "/v1/products/one-more", GEMS).status())
                .isEqualTo(201);
    }

    /** What was accepted is applied: only its process died, and another import took the room meanwhile. */
    @Test
    void anAcceptedImportIsNotRefusedForLackOfRoomWhenItIsAskedForAgain() {
        String key = newKey();
        Answer accepted = post(token, "/v1/products:import", key, items(0, 900));
        products.deleteMany(Filters.eq("state.serviceId", serviceId));
        post(token, "/v1/products:import", newKey(), items(2_000, 2_500));

        Answer again = post(token, "/v1/products:import", key, items(0, 900));

        assertThat(again.body()).isEqualTo(accepted.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(post(token, "/v1/products:import", key, items(1_000, 1_900)).problem())
                .isEqualTo("422 idempotency-key-reused");
        assertThat(post(token, "/v1/products:import", newKey(), items(0, 900)).problem())
                .isEqualTo("409 too-many-products");
    }

    private static String items(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(number -> GEMS.replaceFirst("\\{", "{'productId':'p%04d',".formatted(number)))
                .collect(Collectors.joining(",", "{'items':[", "]}"));
    }

    @Test
    void refusesImportsThatAreNoneOrTooLarge() {
        assertThat(post(token, "/v1/products:import", newKey(), "{}").problem())
                .isEqualTo("400 invalid-request /items");
        assertThat(post(token, "/v1/products:import", newKey(), "{'items':[]}").problem())
                .isEqualTo("400 invalid-request /items");
        String priced = GEMS.replace("'1200'", "1200").replace("'name'", "'productId':'gem-100','name'");
        assertThat(post(token, "/v1/products:import", newKey(), "{'items':[" + priced + "]}")
                        .problem())
                .isEqualTo("400 invalid-request /items/0/prices/0/amount");
        Answer bare = post(token, "/v1/products:import", newKey(), "[]");
        assertThat(bare.problem()).isEqualTo("400 invalid-request");
        assertThat(bare.text("/errors/0/detail")).isEqualTo("must be an object");
        assertThat(post(token, "/v1/products:import", newKey(), "{'items':[null,{}]}")
                        .problem())
                .isEqualTo("400 invalid-request /items/0");
        assertThat(csv(newKey(), "productId,name,type,prices\n" + "x".repeat(4_200_000))
                        .problem())
                .isEqualTo("413 payload-too-large");
        assertThat(post(token, "/v1/products:import", newKey(), "text/plain", "x")
                        .problem())
                .isEqualTo("415 unsupported-media-type");
    }

    private Answer csv(String key, String body) {
        return post(token, "/v1/products:import", key, "text/csv", body);
    }

    private List<ProductState> states() {
        return broker
                .published(
                        ProductStateEnvelope.class,
                        envelope -> envelope.getProductKey().startsWith(serviceId + "/"))
                .stream()
                .map(envelope -> (ProductState) envelope.getEvent())
                .toList();
    }
}
