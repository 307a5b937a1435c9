package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.security.ForDevices;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What a user's device sees of its service's purchases: its own user's, and nothing else. */
class DevicesApiTest extends ApiTest {
    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    private String givenPurchaseOf(String serviceId, String userId) {
        return givenPosted(serviceId, userId).text("/purchaseId");
    }

    private Answer givenPosted(String serviceId, String userId) {
        return post(
                ownerOf(serviceId),
                "/v1/purchases",
                newKey(),
                "{'userId':'%s','productId':'gem-100','market':'google-play'}".formatted(userId));
    }

    private static List<String> ids(Answer answer) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : answer.body().get("items")) {
            ids.add(item.get("purchaseId").asString());
        }
        return ids;
    }

    @Test
    void listsItsOwnUsersPurchasesWhateverItAsksFor() {
        String serviceId = givenService();
        String first = givenPurchaseOf(serviceId, "alice");
        String second = givenPurchaseOf(serviceId, "alice");
        givenPurchaseOf(serviceId, "bob");
        givenPurchaseOf(givenService(), "alice");
        TestDevice watch = TestDevice.of(serviceId, "alice");

        assertThat(ids(byDevice(watch, "GET", "/v1/purchases", ""))).containsExactlyInAnyOrder(first, second);
        Answer page = byDevice(watch, "GET", "/v1/purchases?limit=1", "");
        assertThat(ids(page)).hasSize(1);
        assertThat(ids(byDevice(watch, "GET", "/v1/purchases?limit=1&cursor=" + page.text("/nextCursor"), "")))
                .hasSize(1)
                .doesNotContainAnyElementsOf(ids(page));
        assertThat(ids(byDevice(watch, "GET", "/v1/purchases?userId=alice", "")))
                .hasSize(2);
        assertThat(byDevice(watch, "GET", "/v1/purchases?userId=bob", "").problem())
                .isEqualTo("403 not-for-devices userId");
        assertThat(ids(byDevice(TestDevice.of(serviceId, "carol"), "GET", "/v1/purchases", "")))
                .isEmpty();
    }

    /** A cursor of the service's own list must not open it to a device. */
    @Test
    void listsItsOwnUsersPurchasesBehindACursorOfTheServices() {
        String serviceId = givenService();
        String own = givenPurchaseOf(serviceId, "alice");
        givenPurchaseOf(serviceId, "bob");
        givenPurchaseOf(serviceId, "bob");
        String cursor = get(ownerOf(serviceId), "/v1/purchases?limit=1").text("/nextCursor");

        assertThat(ids(byDevice(TestDevice.of(serviceId, "alice"), "GET", "/v1/purchases?cursor=" + cursor, "")))
                .containsExactly(own);
    }

    @Test
    void readsItsOwnUsersPurchaseAndNoOther() {
        String serviceId = givenService();
        String own = givenPurchaseOf(serviceId, "alice");
        String bobs = givenPurchaseOf(serviceId, "bob");
        String elsewhere = givenPurchaseOf(givenService(), "alice");
        TestDevice watch = TestDevice.of(serviceId, "alice");

        assertThat(byDevice(watch, "GET", "/v1/purchases/" + own, "").text("/userId"))
                .isEqualTo("alice");
        for (String foreign : List.of(bobs, elsewhere, "pur_unknown")) {
            Answer answer = byDevice(watch, "GET", "/v1/purchases/" + foreign + "?minVersion=9&waitMillis=30000", "");
            assertThat(answer.problem()).isEqualTo("404 not-found");
            assertThat(answer.text("/detail")).isEqualTo("There is no purchase " + foreign);
        }
    }

    @Test
    void resolvesBillingTokensOfItsOwnUserAndLeavesOthersUnused() {
        String serviceId = givenService();
        Answer bobs = givenPosted(serviceId, "bob");
        String body = "{'billingToken':'%s'}".formatted(bobs.text("/billing/billingToken"));

        Answer stranger = byDevice(TestDevice.of(serviceId, "alice"), "POST", "/v1/billing-tokens/resolve", body);
        assertThat(stranger.problem()).isEqualTo("404 not-found");
        Answer owner = byDevice(TestDevice.of(serviceId, "bob"), "POST", "/v1/billing-tokens/resolve", body);
        assertThat(owner.status()).isEqualTo(200);
        assertThat(owner.text("/purchaseId")).isEqualTo(bobs.text("/purchaseId"));
        Answer again = byDevice(TestDevice.of(serviceId, "bob"), "POST", "/v1/billing-tokens/resolve", body);
        assertThat(again.status()).isEqualTo(410);
    }

    @Test
    void needsTheScopeLikeAnyoneElse() {
        String serviceId = givenService();
        String own = givenPurchaseOf(serviceId, "alice");
        TestDevice watch = new TestDevice(
                serviceId, "alice", "cards:read", TestDevice.of("s", "u").key());

        assertThat(byDevice(watch, "GET", "/v1/purchases/" + own, "").problem()).isEqualTo("403 insufficient-scope");
        assertThat(byDevice(watch, "GET", "/v1/purchases", "").problem()).isEqualTo("403 insufficient-scope");
        assertThat(byDevice(watch, "POST", "/v1/billing-tokens/resolve", "{'billingToken':'x'}")
                        .problem())
                .isEqualTo("403 insufficient-scope");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/purchases",
                "POST /v1/purchases:batch",
                "POST /v1/purchases/OWN/receipts",
                "POST /v1/purchases/OWN/delivery",
                "POST /v1/purchases/OWN/cancel",
                "POST /v1/purchases/OWN/refunds",
                "GET /v1/purchases/OWN/refunds",
                "POST /v1/purchase-events",
                "GET /v1/purchase-events",
                "GET /v1/users/alice/limits",
                "PUT /v1/users/alice/limits",
                "GET /v1/users/alice/consents/terms",
                "PUT /v1/users/alice/consents/terms",
                "GET /v1/webhook-attempts?purchaseId=OWN",
                "POST /v1/webhook-attempts/a1/resend",
                "GET /v1/deliveries",
                "GET /v1/funnel"
            })
    void refusesADeviceEverythingElse(String request) {
        String serviceId = givenService();
        String own = givenPurchaseOf(serviceId, "alice");
        TestDevice watch = new TestDevice(
                serviceId, "alice", SCOPES, TestDevice.of("s", "u").key());
        String method = request.substring(0, request.indexOf(' '));
        String path = request.substring(request.indexOf(' ') + 1).replace("OWN", own);

        assertThat(byDevice(watch, method, path, "{}").problem()).isEqualTo("403 not-for-devices");
        assertThat(get(ownerOf(serviceId), "/v1/purchases/" + own).text("/status"))
                .isEqualTo("REQUESTED");
    }

    /** Whoever adds to these has to test above whose objects a device sees. */
    @Test
    void admitsDevicesAtThreePlaces() {
        Set<String> admitted = new TreeSet<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
            if (method.hasMethodAnnotation(ForDevices.class)
                    || method.getBeanType().isAnnotationPresent(ForDevices.class)) {
                for (RequestMethod verb : mapping.getMethodsCondition().getMethods()) {
                    mapping.getPatternValues().forEach(pattern -> admitted.add(verb + " " + pattern));
                }
            }
        });
        assertThat(admitted)
                .containsExactly(
                        "GET /v1/purchases", "GET /v1/purchases/{purchaseId}", "POST /v1/billing-tokens/resolve");
    }
}
