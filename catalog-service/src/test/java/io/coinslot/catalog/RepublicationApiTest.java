package io.coinslot.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.schemas.catalog.ProductState;
import io.coinslot.schemas.catalog.ProductStateEnvelope;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An administrator has the states told anew that their topics have lost. */
class RepublicationApiTest extends ApiTest {
    private static final String PATH = "/v1/operations/catalog-republication";
    private static final String OPERATOR = "operator..operations:write";
    private static final String GEMS =
            "{'name':'100 gems','type':'CURRENCY','prices':[{'amount':'1200','currency':'KRW'}]}";

    @Test
    void tellsEveryStateAnewAsItIs() {
        String service = givenService();
        String owner = ownerOf(service);
        List<String> paths = List.of("/v1/products/gem-100", "/v1/products/gem-200");
        paths.forEach(path -> put(owner, path, GEMS));
        List<JsonNode> before =
                paths.stream().map(path -> get(owner, path).body()).toList();
        assertThat(put(owner, paths.getFirst(), GEMS).status()).isEqualTo(200);
        assertThat(products(service)).as("put again as it is").hasSize(2);

        Answer started = post(OPERATOR, PATH, null, "{'reason':'a broker was lost'}");
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.text("/requestedBy")).isEqualTo("operator");
        assertThat(started.text("/reason")).isEqualTo("a broker was lost");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(OPERATOR, PATH).text("/status").equals("DONE"));

        JsonNode done = get(OPERATOR, PATH).body();
        assertThat(done.path("services").asLong()).isGreaterThanOrEqualTo(1);
        assertThat(done.path("products").asLong()).isGreaterThanOrEqualTo(2);
        // Of different products nobody promises an order.
        assertThat(products(service).stream().collect(Collectors.groupingBy(ProductStateEnvelope::getProductKey)))
                .hasSize(2)
                .allSatisfy((product, told) -> {
                    assertThat(told).hasSize(2);
                    assertThat(told.get(1).getEvent()).isEqualTo(told.get(0).getEvent());
                    assertThat(told.get(1).getSequence())
                            .isGreaterThan(told.get(0).getSequence());
                });
        assertThat(services(service)).hasSize(2);
        assertThat(paths.stream().map(path -> get(owner, path).body()).toList())
                .as("version and all")
                .isEqualTo(before);
    }

    @Test
    void isForAdministratorsWhoSayWhy() {
        assertThat(get(ADMIN, PATH).problem()).isEqualTo("403 insufficient-scope");
        String ofAService = "svc-x.arcade.operations:write";
        assertThat(get(ofAService, PATH).problem()).isEqualTo("403 insufficient-scope");
        assertThat(post(ofAService, PATH, null, "{'reason':'mine'}").problem()).isEqualTo("403 insufficient-scope");
        assertThat(post(OPERATOR, PATH, null, "{'reason':' '}").problem()).isEqualTo("400 invalid-request /reason");
        assertThat(post(OPERATOR, PATH, null, "{}").problem()).isEqualTo("400 invalid-request /reason");
    }

    private List<ProductStateEnvelope> products(String service) {
        return broker.published(
                ProductStateEnvelope.class,
                each -> ((ProductState) each.getEvent()).getServiceId().equals(service));
    }

    private List<ServiceStateEnvelope> services(String service) {
        return broker.published(
                ServiceStateEnvelope.class, each -> each.getServiceId().equals(service));
    }
}
