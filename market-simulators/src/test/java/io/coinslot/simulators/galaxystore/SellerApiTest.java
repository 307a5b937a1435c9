package io.coinslot.simulators.galaxystore;

import static io.coinslot.simulators.galaxystore.GalaxyMerchant.body;
import static io.coinslot.simulators.galaxystore.GalaxyMerchant.purchaseId;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.token.RsaKey;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Samsung's documents say of access tokens and of a seller's orders. */
class SellerApiTest extends SellingAtGalaxyStore {
    @Test
    void anotherSellersPurchasesAreNotForOurToken() {
        try (GalaxyMerchant other = new GalaxyMerchant(markets, "other-game")) {
            String theirs = purchaseId(other.sells(PRICE));
            String token = merchant.token();
            assertThat(statusOf(merchant.finishes(token, theirs, "consume")).intValue())
                    .isEqualTo(5);
            String path = "/iap/v6/applications/" + other.setting("packageName") + "/purchases/" + theirs;
            assertThat(merchant.calls(token, "PATCH", path, "{\"action\":\"consume\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void callsWithoutATokenAreRefused() {
        String purchaseId = purchaseId(merchant.sells(PRICE));
        HttpResponse<String> forged = merchant.finishes("forged~publishing~x~y", purchaseId, "consume");
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(body(forged).path("code").stringValue()).isEqualTo("AUTH_REQUIRE");
        HttpResponse<String> withoutAccount = merchant.send(
                "POST", "/iap/seller/orders", "{}", Map.of("Authorization", "Bearer " + merchant.token()));
        assertThat(withoutAccount.statusCode()).isEqualTo(401);
    }

    @Test
    void revokedTokenIsRefused() {
        String token = merchant.token();
        assertThat(merchant.calls(token, "GET", "/auth/checkAccessToken", "").statusCode())
                .isEqualTo(200);
        assertThat(merchant.calls(token, "DELETE", "/auth/revokeAccessToken", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(merchant.calls(token, "GET", "/auth/checkAccessToken", "").statusCode())
                .isEqualTo(401);
        assertThat(merchant.calls(merchant.token(), "GET", "/auth/checkAccessToken", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokenIsGivenForAGoodAssertionOnly() {
        long now = System.currentTimeMillis() / 1_000;
        assertThat(merchant.asksForAToken(merchant.assertion()).statusCode()).isEqualTo(200);
        assertThat(merchant.asksForAToken(merchant.assertion().put("iss", "nobody"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(merchant.asksForAToken(merchant.assertion().put("exp", now + 3_600))
                        .statusCode())
                .as("longer than 20 minutes")
                .isEqualTo(401);
        assertThat(merchant.asksForAToken(
                                merchant.assertion().put("iat", now - 4_000).put("exp", now - 3_000))
                        .statusCode())
                .isEqualTo(401);
        assertThat(merchant.asksForAToken(merchant.assertion().put("scopes", "publishing"))
                        .statusCode())
                .as("scopes are a list")
                .isEqualTo(401);
        assertThat(merchant.asksForAToken(RsaKey.generate("other"), merchant.assertion())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void tokenForStatisticsSeesNoOrders() {
        var assertion = merchant.assertion();
        assertion.putArray("scopes").add("gss");
        String token = body(merchant.asksForAToken(assertion))
                .path("createdItem")
                .path("accessToken")
                .stringValue();
        HttpResponse<String> answer = merchant.calls(token, "POST", "/iap/seller/orders", "{}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(body(answer).path("code").stringValue()).isEqualTo("NO_PERMISSION");
    }

    @Test
    void ordersOfADayAreListedByHundreds() {
        try (GalaxyMerchant busy = new GalaxyMerchant(markets, "busy-game")) {
            for (int sale = 0; sale < 120; sale++) {
                busy.sells("\"price\":{\"amount\":\"0.99\",\"currency\":\"USD\"}");
            }
            JsonNode first = orders(busy, "");
            assertThat(first.path("orderItemList").size()).isEqualTo(100);
            JsonNode second = orders(
                    busy,
                    ",\"continuationToken\":\""
                            + first.path("continuationToken").stringValue() + "\"");
            assertThat(second.path("continuationToken").isNull()).isTrue();
            Set<String> orderIds = new HashSet<>();
            first.path("orderItemList")
                    .forEach(order -> orderIds.add(order.path("orderId").stringValue()));
            second.path("orderItemList")
                    .forEach(order -> orderIds.add(order.path("orderId").stringValue()));
            assertThat(orderIds).hasSize(120);
        }
    }

    @Test
    void refundShowsInTheOrders() {
        try (GalaxyMerchant seller = new GalaxyMerchant(markets, "refunding-game")) {
            JsonNode held = seller.sells(PRICE);
            assertThat(orders(seller, "")
                            .path("orderItemList")
                            .get(0)
                            .path("refundTime")
                            .stringValue())
                    .isEmpty();
            markets.post("/control/galaxy-store/refunds", "{\"purchaseId\":\"" + purchaseId(held) + "\"}");
            JsonNode order = orders(seller, "").path("orderItemList").get(0);
            assertThat(order.path("purchaseId").stringValue()).isEqualTo(purchaseId(held));
            assertThat(order.path("refundTime").stringValue()).isNotBlank();
            assertThat(order.path("localPrice").stringValue()).isEqualTo("1200.000");
        }
    }

    private static JsonNode orders(GalaxyMerchant seller, String more) {
        String today = LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE);
        HttpResponse<String> answer = seller.calls(
                seller.token(),
                "POST",
                "/iap/seller/orders",
                "{\"sellerSeq\":\"%s\",\"requestDate\":\"%s\"%s}".formatted(seller.setting("sellerSeq"), today, more));
        assertThat(answer.statusCode()).isEqualTo(200);
        return body(answer);
    }
}
