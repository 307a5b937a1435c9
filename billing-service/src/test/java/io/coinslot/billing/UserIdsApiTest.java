package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.purchase.Buyer;
import io.coinslot.billing.purchase.Order;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseRequests;
import io.coinslot.billing.purchase.Request;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever can buy can be named in paths: of other users nothing is taken in. */
class UserIdsApiTest extends ApiTest {
    @Autowired
    Aggregates<Purchase, PurchaseEvent> purchases;

    private static String body(String userId) {
        return "{'userId':'%s','productId':'gem-100','market':'google-play'}".formatted(userId);
    }

    private static String encoded(String userId) {
        return URLEncoder.encode(userId, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "/", "a\\\\b", "a%b", "100%25", "a;b", ".", "..", "a\u2028b", "\u2029"})
    void sellsNothingToAUserWhomPathsCannotName(String userId) {
        String service = givenService();

        assertThat(post(ownerOf(service), "/v1/purchases", newKey(), body(userId))
                        .problem())
                .isEqualTo("400 invalid-request /userId");
        Answer batch = post(
                ownerOf(service),
                "/v1/purchases:batch",
                null,
                "{'items':[" + body(userId).replace("{", "{'idempotencyKey':'k',") + "]}");
        assertThat(Answer.problem(
                        batch.body().at("/items/0/problem"),
                        batch.body().at("/items/0/status").asInt()))
                .isEqualTo("400 invalid-request /items/0/userId");
    }

    /** A request that was under way when such users were refused for the first time. */
    @Test
    void answersARequestAgainThoughItsUserIsRefusedToday() {
        String service = givenService();
        String key = newKey();
        String bought = givenPurchaseOfBefore(service, key, "a/b");

        Answer again = postAsBefore(ownerOf(service), "/v1/purchases", key, body("a/b"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("/purchaseId")).isEqualTo(bought);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(post(ownerOf(service), "/v1/purchases", key, body("a/c")).problem())
                .isEqualTo("422 idempotency-key-reused Idempotency-Key");
    }

    /** As it was made before: like one of another user, which shows how purchases of the service look. */
    private String givenPurchaseOfBefore(String service, String key, String userId) {
        String like = givenPurchase(service, "google-play").text("/purchaseId");
        Purchase another = purchases.find(like).state();
        Order asked = another.order();
        Buyer buyer = new Buyer(asked.buyer().serviceId(), new UserId(userId), "account", null, null);
        Order order = new Order(
                buyer,
                asked.item(),
                asked.market(),
                asked.total(),
                asked.createdAt(),
                asked.expiresAt(),
                false,
                null,
                null,
                null);
        Request request = new Request(
                another.request().clientId(),
                DerivedId.fingerprint(userId, "gem-100", asked.market().slug(), "1", "", "", ""));
        PurchaseId id = new PurchaseId(DerivedId.of("pur_", service, request.clientId(), key));
        Joined.result(purchases.<PurchaseRequests.Outcome>create(
                id.value(), existing -> PurchaseRequests.request(existing, id, request, order)));
        return id.value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "...",
                ".hidden",
                "steam:76561198000000000",
                "player@game.example",
                "a+b&c=d?e#f!$*(),~^|`<>[]{}",
                "안녕",
                "\uD83D\uDC7E"
            })
    void namesInPathsWhoeverCanBuy(String userId) {
        String owner = ownerOf(givenService());
        String limits = "/v1/users/" + encoded(userId) + "/limits";

        assertThat(put(owner, limits, "[{'currency':'KRW','daily':'1200'}]").status())
                .isEqualTo(200);
        assertThat(post(owner, "/v1/purchases", newKey(), body(userId)).status())
                .isEqualTo(201);
        assertThat(get(owner, limits).text("/0/spentToday")).isEqualTo("1200");
        assertThat(get(owner, "/v1/purchases?userId=" + encoded(userId)).text("/items/0/userId"))
                .isEqualTo(userId);
    }

    /** Such ids could be given once, and what is there can be read. */
    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a%b", "a;b"})
    void looksForPurchasesOfUsersWhomPathsCannotName(String userId) {
        assertThat(get(ownerOf(givenService()), "/v1/purchases?userId=" + encoded(userId))
                        .status())
                .isEqualTo(200);
    }
}
