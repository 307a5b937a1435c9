package io.coinslot.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private static final Set<String> SCOPES = Set.of(
            "services:write",
            "operations:write",
            "catalog:write",
            "catalog:read",
            "purchases:write",
            "purchases:read",
            "refunds:write",
            "settlements:read",
            "settlements:write",
            "devices:write",
            "cards:read",
            "cards:write");

    @Test
    void findsEveryRouteByItsOwnPath() {
        for (Route route : RouteTable.routes()) {
            String path = route.path().replaceAll("\\{[^}]+}", "some-1");
            assertThat(RouteTable.match(route.method(), path)).isEqualTo(new RouteMatch.Found(route));
        }
    }

    @Test
    void asksOfEveryRequestToAServiceAScopeOfTheContractOrTheSendersProof() {
        for (Route route : RouteTable.routes()) {
            switch (route.access()) {
                case Access.Scoped scoped ->
                    assertThat(scoped.anyOf()).isNotEmpty().isSubsetOf(SCOPES);
                case Access.Administrator administrator -> assertThat(SCOPES).contains(administrator.scope());
                case Access.Open _ ->
                    assertThat(!route.isProxied()
                                    || route.path().contains("/notifications")
                                    || route.path().startsWith("/peer/"))
                            .isTrue();
            }
        }
    }

    @Test
    void tellsWhichMethodsAreAllowed() {
        assertThat(RouteTable.match("PATCH", "/v1/purchases"))
                .isEqualTo(new RouteMatch.OtherMethods(Set.of("GET", "POST")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/purchases/", "/v1/purchases//refunds", "/v1", "/v1/Purchases", "/v1/purchases:other"})
    void knowsNothingElse(String path) {
        assertThat(RouteTable.match("GET", path)).isInstanceOf(RouteMatch.NoSuchPath.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/users/a%40b.c/limits", "/v1/purchases:batch", "/", "/v1/users/a..b/limits", "/a%20b"})
    void takesPlainPaths(String path) {
        assertThat(RequestPath.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "v1", "/a/../b", "/a/.", "/a/..", "//a", "/a//b", "/a%2fb", "/a%2Fb", "/a%5cb", "/a;b", "/a%3bb",
                "/a%2e%2e", "/a%25", "/a%00", "/a%1f", "/a%7F", "/a%", "/a%2", "/a%g0", "/a%0", "/a\\b", "/a b",
                        "/a\u00e9",
                "/a?b", "/a#b", "/%2E%2E/a"
            })
    void refusesPathsThatCanBeReadInTwoWays(String path) {
        assertThat(RequestPath.isPlain(path)).isFalse();
    }
}
