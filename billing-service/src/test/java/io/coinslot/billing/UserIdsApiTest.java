package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can buy can be named in paths: of other users nothing is taken in. */
class UserIdsApiTest extends ApiTest {
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
